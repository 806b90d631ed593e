"""How often the models are right, on texts that they were not made from: the figures of docs/methods/sentiment.md.

Needs the data folder (SUARA_DATA) and about a minute: what is measured is trained here without the valid parts.
"""

from __future__ import annotations

# ruff: noqa: T201  the figures are for who measures
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, f1_score

from analytics.language import making, spelling, training
from analytics.language.description import IN_USE, LANGUAGE_MODEL, ROUGHNESS_MODEL, SENTIMENT_MODEL, artefact
from analytics.language.examples import LANGUAGES, rows
from analytics.language.model import Model
from analytics.language.sentiment import CLASSES, SURE


class Judged(NamedTuple):
    """`truth` and `said`: class numbers; `sure`: the probability of the label."""

    truth: Any
    said: Any
    sure: Any

    def only(self, chosen: Any) -> Judged:
        return Judged(self.truth[chosen], self.said[chosen], self.sure[chosen])

    @property
    def macro_f1(self) -> float:
        return float(f1_score(self.truth, self.said, labels=range(3), average="macro", zero_division=0))


@pytest.fixture(scope="module")
def data() -> Path:
    if not os.environ.get("SUARA_DATA"):
        pytest.skip("SUARA_DATA is not set: how often the sentiment model is right was NOT measured")
    return Path(os.environ["SUARA_DATA"])


@pytest.fixture(scope="module")
def measured(data: Path) -> Model:
    return Model(training.sentiment_model(data, ("train",)), spelling.AS_MEANT)


def judged(model: Model, labels: Sequence[str], texts: Sequence[str]) -> Judged:
    logits = model.scores(texts).logits
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = odds / odds.sum(axis=1, keepdims=True)
    return Judged(np.array([CLASSES.index(label) for label in labels]), shares.argmax(axis=1), shares.max(axis=1))


def interval(samples: list[float]) -> str:
    low, high = np.quantile(samples, (0.025, 0.975))
    return f"{low:.3f} to {high:.3f}"


def told(found: Judged) -> None:
    """Confusion, calibration and what abstaining costs, for the method page."""
    print("true negative/positive/neutral by said:", confusion_matrix(found.truth, found.said).tolist())
    right = found.truth == found.said
    for low, high in ((0.34, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        part = (found.sure >= low) & (found.sure < high)
        print(f"  sure {low:.2f}-{high:.2f}: {part.sum()}, {found.sure[part].mean():.3f}, {right[part].mean():.3f}")
    for least in (0.45, 0.5, 0.55, 0.6, 0.7):
        kept = found.sure >= least
        print(f"  kept at {least}: {kept.mean():.3f}, right {right[kept].mean():.3f}, others {right[~kept].mean():.3f}")


def test_on_indonesian_reviews(data: Path, measured: Model) -> None:
    labels, texts = zip(*rows(data, "smsa/valid.tsv"), strict=True)
    found = judged(measured, labels, texts)
    right = int((found.truth == found.said).sum())
    chance = random.Random(1)
    samples = [found.only(chance.choices(range(len(texts)), k=len(texts))).macro_f1 for _ in range(300)]
    print(f"\nSmSA valid: {right} of {len(texts)} right, macro-F1 {found.macro_f1:.3f} ({interval(samples)})")
    told(found)
    assert IN_USE.measured == (right, len(texts)), "docs/methods/sentiment.md and description.py say otherwise"
    assert found.macro_f1 >= 0.84


def test_on_the_same_sentences_in_twelve_languages(data: Path, measured: Model) -> None:
    ids, languages, labels, texts = map(np.array, zip(*rows(data, "nusax/valid.tsv"), strict=True))
    found = judged(measured, labels.tolist(), texts.tolist())

    def mean(chosen: Any) -> float:
        part, spoken = found.only(chosen), languages[chosen]
        return float(np.mean([part.only(spoken == language).macro_f1 for language in LANGUAGES]))

    everything = np.arange(len(texts))
    places = {sentence: everything[ids == sentence] for sentence in sorted(set(ids.tolist()))}
    chance = random.Random(1)
    samples = [mean(np.concatenate(chance.choices(list(places.values()), k=len(places)))) for _ in range(100)]
    print(f"\nNusaX valid: mean macro-F1 {mean(everything):.3f} ({interval(samples)}, by sentence)")
    print({language: round(found.only(languages == language).macro_f1, 3) for language in LANGUAGES})
    told(found)
    assert mean(everything) >= 0.77
    assert (found.sure >= SURE).mean() >= 0.9


def test_the_data_folder_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for path in making.make(data, tmp_path):
        assert path.read_bytes() == artefact(path.name), path.name
    assert {path.name for path in tmp_path.iterdir()} == {SENTIMENT_MODEL, LANGUAGE_MODEL, ROUGHNESS_MODEL}

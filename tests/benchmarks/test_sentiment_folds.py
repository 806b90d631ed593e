"""How often the sentiment model is right on texts that it was not made from, over all that the data folder has.

Each quarter of the reviews, and of the sentences with all their translations, is judged by a model made from the other
three. Its figures are more exact than those on the valid parts alone, and are what settings are chosen by.
Needs SUARA_DATA; about five CPU minutes, so it stands beside the benchmarks:

pytest tests/benchmarks/test_sentiment_folds.py -s --override-ini addopts=-ra
"""

from __future__ import annotations

# ruff: noqa: T201  the figures are for who measures
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import f1_score

from analytics.language import examples, spelling, training
from analytics.language.examples import LANGUAGES, Example, Sentence, rows
from analytics.language.model import Model
from analytics.language.sentiment import CLASSES

FOLDS = 4
SAMPLES = 200


@pytest.fixture(scope="module")
def data() -> Path:
    if not os.environ.get("SUARA_DATA"):
        pytest.skip("SUARA_DATA is not set: how often the sentiment model is right was NOT measured")
    return Path(os.environ["SUARA_DATA"])


def dealt(things: Sequence[Any], chance: random.Random) -> dict[Any, int]:
    """Each thing's fold."""
    shuffled = chance.sample(things, len(things))
    return {thing: at % FOLDS for at, thing in enumerate(shuffled)}


def said(model: Model, texts: Sequence[str]) -> Any:
    return model.scores(texts).logits.argmax(axis=1)


def numbers(labels: Sequence[str]) -> Any:
    return np.array([CLASSES.index(label) for label in labels])


def macro_f1(truth: Any, found: Any) -> float:
    return float(f1_score(truth, found, labels=range(3), average="macro", zero_division=0))


def bounds(samples: Sequence[float]) -> str:
    low, high = np.quantile(samples, (0.025, 0.975))
    return f"{low:.3f} to {high:.3f}"


def judged(data: Path) -> tuple[list[Example], Any, list[Sentence], Any]:
    """Every review and every sentence, each with the class that a model made without it gave."""
    parts = ("train", "valid")
    reviews = [Example(text, label) for part in parts for label, text in rows(data, f"smsa/{part}.tsv")]
    parallel = [Sentence(part + number, *rest) for part in parts for number, *rest in rows(data, f"nusax/{part}.tsv")]
    chance = random.Random(1)
    of_sentence = dealt(sorted({sentence.number for sentence in parallel}), chance)
    of_review = dealt(range(len(reviews)), chance)
    first = np.array([of_review[at] for at in range(len(reviews))])
    second = np.array([of_sentence[sentence.number] for sentence in parallel])
    found = np.zeros(len(reviews), dtype=int), np.zeros(len(parallel), dtype=int)
    given = examples.dictionaries(data)
    for fold in range(FOLDS):
        learnt = [reviews[at] for at in np.flatnonzero(first != fold)]
        known = [parallel[at] for at in np.flatnonzero(second != fold)]
        model = Model(training.sentiment_artefact(examples.collected(learnt, known, given)), spelling.AS_MEANT)
        found[0][first == fold] = said(model, [reviews[at].text for at in np.flatnonzero(first == fold)])
        found[1][second == fold] = said(model, [parallel[at].text for at in np.flatnonzero(second == fold)])
    return reviews, found[0], parallel, found[1]


def test_over_folds(data: Path) -> None:
    reviews, of_reviews, parallel, of_parallel = judged(data)
    truth = numbers([review.label for review in reviews])
    chance = np.random.default_rng(1)
    drawn = (chance.integers(len(truth), size=len(truth)) for _ in range(SAMPLES))
    samples = [macro_f1(truth[chosen], of_reviews[chosen]) for chosen in drawn]
    print(f"\nSmSA, {len(truth)} reviews: {macro_f1(truth, of_reviews):.3f} ({bounds(samples)})")

    ids = sorted({sentence.number for sentence in parallel})
    place = {number: at for at, number in enumerate(ids)}
    truths, found = np.zeros((2, len(LANGUAGES), len(ids)), dtype=int)
    for sentence, label in zip(parallel, of_parallel, strict=True):
        at = LANGUAGES.index(sentence.language), place[sentence.number]
        truths[at], found[at] = CLASSES.index(sentence.label), label
    drawn = (chance.integers(len(ids), size=len(ids)) for _ in range(SAMPLES))
    resampled = np.array(
        [[macro_f1(*pair) for pair in zip(truths[:, chosen], found[:, chosen], strict=True)] for chosen in drawn]
    )
    each = [macro_f1(*pair) for pair in zip(truths, found, strict=True)]
    span = bounds(resampled.mean(axis=1).tolist())
    print(f"NusaX, {len(ids)} sentences in {len(each)} languages: {np.mean(each):.3f} ({span})")
    for language, figure, column in zip(LANGUAGES, each, resampled.T, strict=True):
        print(f"  {language} {figure:.3f} ({bounds(column.tolist())})")
    assert macro_f1(truth, of_reviews) >= 0.84
    assert np.mean(each) >= 0.8

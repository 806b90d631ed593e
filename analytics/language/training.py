"""The models' artefacts, made from the data folder. Needs the packages for development (scikit-learn).

Run by `flask analytics train` in a process of its own, so that nothing but the data decides the bytes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analytics.language import features, identification
from analytics.language.model import Cutter, Form

_LANGUAGES = ("ace", "ban", "bbc", "bjn", "bug", "eng", "ind", "jav", "mad", "min", "nij", "sun")


class Example(NamedTuple):
    text: str
    label: str
    weight: float = 1.0


def rows(data: Path, name: str) -> list[list[str]]:
    """The lines below the header of a tab-separated file of the data folder."""
    lines = (data / "sentiment" / name).read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


def language_model(data: Path) -> bytes:
    """The artefact that tells twelve languages apart."""
    examples = [Example(text, language) for _, language, _, text in rows(data, "nusax/train.tsv")]
    examples += [
        Example(text, language, 0.3)
        for _, language, _, text in rows(data, "nusatranslation/train.tsv")
        if language in _LANGUAGES
    ]
    examples += [Example(text, "ind", 0.1) for _, text in rows(data, "smsa/train.tsv")]
    examples += list(_cuttings(examples))
    form = Form(_LANGUAGES, bits=13, shortest=1, longest=4, power=0.5, scale=1.0, intercept=())
    return fitted(examples, form, identification.cut, strength=3.0)


def _cuttings(examples: Iterable[Example]) -> Iterable[Example]:
    """Two to six words out of each longer text: answers to a survey are short."""
    chance = random.Random(1)  # noqa: S311  # nosec  no secret hangs on it
    for text, label, weight in examples:
        words = text.split()
        if len(words) > 6:
            length = chance.randint(2, 6)
            start = chance.randrange(len(words) - length)
            yield Example(" ".join(words[start : start + length]), label, weight / 2)


def fitted(examples: Sequence[Example], form: Form, cut: Cutter, strength: float) -> bytes:
    """Fit a logistic regression of that inverse regularisation `strength`; its weights as an artefact."""
    matrix = _matrix([example.text for example in examples], form, cut)
    labels = [form.classes.index(example.label) for example in examples]
    weights = np.array([example.weight for example in examples])
    regression = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    regression.fit(matrix, labels, sample_weight=weights)
    scale = float(np.quantile(np.abs(regression.coef_), 0.9999)) / 127
    whole = np.clip(np.rint(regression.coef_.T / scale), -127, 127).astype(np.int8)
    header = form._replace(scale=scale, intercept=tuple(regression.intercept_.tolist()))
    return json.dumps(header._asdict()).encode() + b"\n" + bytes(whole.tobytes())


def _matrix(texts: Sequence[str], form: Form, cut: Cutter) -> csr_matrix:
    """A row for each text, a column for each row of the weight table; the same features as `Model` adds up."""
    known: dict[str, int] = {}
    found = [[known.setdefault(word, len(known)) for chunk in text.split() for word in cut(chunk)] for text in texts]
    used = features.word_rows(list(known), form.shortest, form.longest, form.bits)
    of_words = csr_matrix((np.ones(len(used.words)), (used.words, used.rows)), shape=(len(known), 2**form.bits))
    counts = np.array([len(words) for words in found])
    weights = np.repeat(1 / np.maximum(counts, 1) ** form.power, counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    in_texts = csr_matrix((weights, [i for words in found for i in words], ends), shape=(len(texts), len(known)))
    return in_texts @ of_words


ARTEFACTS: dict[str, Callable[[Path], bytes]] = {identification.ARTEFACT: language_model}

"""The models' artefacts, made from the data folder. Needs the packages for development (scikit-learn).

Run by `flask analytics train` in a process of its own, so that nothing but the data decides the bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from analytics.language import composed, examples, features, roughness, sentiment, spelling
from analytics.language.description import LANGUAGE_MODEL, ROUGHNESS_MODEL, SENTIMENT_MODEL
from analytics.language.examples import LANGUAGES, Collection, Example, rows
from analytics.language.model import Form
from analytics.language.reading import Grammar, Reader

Array = npt.NDArray[Any]
# By folds: how steep the sum of the models must be for its probabilities to be true, and what a longer text's
# lack of judgement loses to the short composed ones.
_SHARPNESS, _FOR_NEUTRAL = 0.8, 0.4
# By folds: 1.5 percent of the composed harmless sentences reach 0.6.
_FEW_WRONG = 0.2


def language_model(data: Path) -> bytes:
    """The artefact that tells twelve languages apart."""
    found = [Example(text, language) for _, language, _, text in rows(data, "nusax/train.tsv")]
    found += [
        Example(text, language, 0.3)
        for _, language, _, text in rows(data, "nusatranslation/train.tsv")
        if language in LANGUAGES
    ]
    found += [Example(text, "ind", 0.1) for _, text in rows(data, "smsa/train.tsv")]
    found += list(_cuttings(found))
    found += [Example(text, "ind", 0.05) for text, _ in composed.indonesian(1500, seed=2)]
    found += [Example(text, "eng", 0.05) for text, _ in composed.english(1000, seed=2)]
    form = Form(LANGUAGES, bits=13, shortest=1, longest=4, in_context=False)
    matrix = design([example.text for example in found], form, spelling.AS_SPELLED)
    return rounded(*fitted(matrix, found, form, strength=3.0), form)


def sentiment_model(data: Path, parts: Sequence[str] = ("train", "valid")) -> bytes:
    """The artefact that tells praise from complaint; from fewer parts of the data where others are to judge it."""
    return sentiment_artefact(examples.sentiment(data, parts))


def sentiment_artefact(found: Sequence[Collection]) -> bytes:
    """The same from examples of one's own.

    Two models in one table: one leans on the reviews that people labelled, the other on the composed sentences and on
    telling words. Each is wrong elsewhere, so their sum is right more often than either.
    """
    form = Form(sentiment.CLASSES, bits=18, shortest=3, longest=5, in_context=True)
    leaning, composed = examples.weighed(found, 1.0), examples.weighed(found, 3.0)
    matrix = design([example.text for example in leaning], form, spelling.AS_MEANT)
    fits = (
        fitted(matrix, leaning, form, strength=0.07),
        fitted(matrix, composed, form, strength=0.1, telling=0.85),
    )
    weights, intercepts = (_SHARPNESS * np.sum(part, axis=0) for part in zip(*fits, strict=True))
    intercepts[sentiment.CLASSES.index(sentiment.NEUTRAL)] += _FOR_NEUTRAL
    return rounded(weights, intercepts, form)


def roughness_model(_data: Path) -> bytes:
    """The artefact that tells rough sentences from sharp ones; from composed sentences only."""
    found = [Example(text, label) for text, label in roughness.sentences()]
    for compose in (composed.indonesian, composed.cases):
        found += [Example(text, roughness.HARMLESS, 0.1) for text, _ in compose(1500, seed=3)]
    form = Form(roughness.CLASSES, bits=15, shortest=3, longest=5, in_context=True)
    matrix = design([example.text for example in found], form, spelling.AS_MEANT)
    weight, intercept = fitted(matrix, found, form, strength=1.0)  # of two classes: for the second
    intercepts = np.append(-intercept - _FEW_WRONG, intercept + _FEW_WRONG) / 2
    return rounded(np.vstack([-weight, weight]) / 2, intercepts, form)


def _cuttings(found: Iterable[Example]) -> Iterator[Example]:
    """Two to six words out of each longer text: answers to a survey are short."""
    chance = random.Random(1)  # noqa: S311  # no secret hangs on it  # nosec B311
    for text, label, weight in found:
        words = text.split()
        if len(words) > 6:
            length = chance.randint(2, 6)
            start = chance.randrange(len(words) - length)
            yield Example(" ".join(words[start : start + length]), label, weight / 2)


def fitted(
    matrix: Any, found: Sequence[Example], form: Form, strength: float, telling: float = 0.0
) -> tuple[Array, Array]:
    """Weights (classes × features) and intercepts of a logistic regression of that inverse regularisation `strength`.

    `matrix`: the design of the examples. A feature counts the more the rarer it is, and by the share `telling` also
    the more it differs between the classes.
    """
    labels = np.array([form.classes.index(example.label) for example in found])
    weights = np.array([example.weight for example in found])
    worth = _rarity(matrix)
    if telling:
        worth = worth * (1 - telling + telling * _difference(matrix, labels, weights))
    regression = LogisticRegression(C=strength, max_iter=300, tol=1e-4)
    regression.fit(matrix @ diags(worth), labels, sample_weight=weights)
    return regression.coef_ * worth, regression.intercept_


def _rarity(matrix: Any) -> Array:
    """Inverse document frequency, 1 on average over the features that occur."""
    occurs = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rarity = np.log((1 + matrix.shape[0]) / (1 + occurs))
    return np.asarray(rarity / rarity[occurs > 0].mean())


def _difference(matrix: Any, labels: Array, weights: Array) -> Array:
    """How far a class's share of a feature is from the others', 1 on average: log-count ratios (Wang, Manning 2012)."""
    occurs = matrix != 0
    counts = [occurs[labels == label].T @ weights[labels == label] + 1 for label in range(labels.max() + 1)]
    logs = np.log([count / count.sum() for count in counts])
    difference = np.abs(logs - logs.mean(axis=0)).max(axis=0)
    return np.asarray(difference / difference[np.unique(matrix.indices)].mean())


def rounded(weights: Array, intercept: Array, form: Form) -> bytes:
    """The artefact of these weights (classes × features), in whole numbers of -127 to 127."""
    centred = (weights - weights.mean(axis=0))[:-1]
    scale = float(np.quantile(np.abs(centred[centred != 0]), 0.9999)) / 127
    table = np.clip(np.rint(centred.T / scale), -127, 127).astype(np.int8)
    return form._replace(scale=scale, intercept=tuple((intercept - intercept.mean()).tolist())).artefact(table)


def design(texts: Sequence[str], form: Form, grammar: Grammar) -> Any:
    """A row for each text, a column for each row of the weight table: the same features as `Model` adds up."""
    reader = Reader(grammar)
    batch = reader.read(texts)
    words = reader.known[1:]
    used = features.of_words(words, form.shortest, form.longest, form.bits)
    of_words = csr_matrix((used.times, (used.words + 1, used.rows)), shape=(len(words) + 1, 2**form.bits))
    owners = np.repeat(np.arange(len(texts)), batch.counts + 1)
    weights = (1 / np.sqrt(np.maximum(batch.counts, 1)))[owners]
    shape = (len(texts), 2**form.bits)
    alone = weights.copy()
    if form.in_context:
        alone[reader.negated(batch)[0]] /= features.TURNED
    matrix = csr_matrix((alone, (owners, batch.words)), shape=(len(texts), len(words) + 1)) @ of_words
    if form.in_context:
        at, hashed = reader.negated(batch)
        follows = np.flatnonzero(batch.words[1:] != 0)
        for places, found, kind in (
            (at, hashed, features.NEGATED),
            (follows + 1, reader.pairs(batch)[follows], features.PAIR),
        ):
            used_by = (owners[places], features.rows(found, kind, form.bits))
            matrix = matrix + csr_matrix((weights[places] * features.TIMES[kind], used_by), shape=shape)
    return csr_matrix(matrix)


ARTEFACTS: dict[str, Callable[[Path], bytes]] = {
    LANGUAGE_MODEL: language_model,
    SENTIMENT_MODEL: sentiment_model,
    ROUGHNESS_MODEL: roughness_model,
}


def main(data: Path, folder: Path) -> None:
    """Write all artefacts, or none; their names go to standard output."""
    made = {name: make(data) for name, make in ARTEFACTS.items()}
    for name, artefact in made.items():
        (folder / name).write_bytes(artefact)
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

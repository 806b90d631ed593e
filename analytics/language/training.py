"""The models' artefacts, made from the data folder. Needs the packages for development (scikit-learn).

Run by `flask analytics train` in a process of its own, so that nothing but the data decides the bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from analytics.language import examples, features, identification, sentiment, spelling
from analytics.language.description import ARTEFACT
from analytics.language.examples import LANGUAGES, Example, rows
from analytics.language.model import Form
from analytics.language.reading import Grammar, Reader


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
    form = Form(LANGUAGES, bits=13, shortest=1, longest=4, in_context=False)
    return fitted(found, form, spelling.AS_SPELLED, strength=3.0)


def sentiment_model(data: Path, parts: Sequence[str] = ("train", "valid")) -> bytes:
    """The artefact that tells praise from complaint. `parts` of the data; fewer where the rest is to judge it."""
    form = Form(sentiment.CLASSES, bits=17, shortest=3, longest=5, in_context=True)
    return fitted(examples.sentiment(data, parts), form, spelling.AS_MEANT, strength=0.2)


def _cuttings(found: Iterable[Example]) -> Iterator[Example]:
    """Two to six words out of each longer text: answers to a survey are short."""
    chance = random.Random(1)  # noqa: S311  # nosec  no secret hangs on it
    for text, label, weight in found:
        words = text.split()
        if len(words) > 6:
            length = chance.randint(2, 6)
            start = chance.randrange(len(words) - length)
            yield Example(" ".join(words[start : start + length]), label, weight / 2)


def fitted(found: Sequence[Example], form: Form, grammar: Grammar, strength: float) -> bytes:
    """Fit a logistic regression of that inverse regularisation `strength`; its weights as an artefact."""
    matrix = design([example.text for example in found], form, grammar)
    labels = [form.classes.index(example.label) for example in found]
    weights = np.array([example.weight for example in found])
    rarity = _rarity(matrix)
    regression = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    regression.fit(matrix @ diags(rarity), labels, sample_weight=weights)
    return rounded(regression.coef_ * rarity, regression.intercept_, form)


def _rarity(matrix: csr_matrix) -> np.ndarray:
    """How much a feature counts by how rare it is (inverse document frequency), 1 on average over those that occur."""
    occurs = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rarity = np.log((1 + matrix.shape[0]) / (1 + occurs))
    return rarity / rarity[occurs > 0].mean()


def rounded(weights: np.ndarray, intercept: np.ndarray, form: Form) -> bytes:
    """The artefact of these weights (classes × features), in whole numbers of -127 to 127."""
    centred = (weights - weights.mean(axis=0))[:-1]
    scale = float(np.quantile(np.abs(centred[centred != 0]), 0.9999)) / 127
    table = np.clip(np.rint(centred.T / scale), -127, 127).astype(np.int8)
    return form._replace(scale=scale, intercept=tuple((intercept - intercept.mean()).tolist())).artefact(table)


def design(texts: Sequence[str], form: Form, grammar: Grammar) -> csr_matrix:
    """A row for each text, a column for each row of the weight table: the same features as `Model` adds up."""
    reader = Reader(grammar)
    batch = reader.read(texts)
    words = reader.known[1:]
    used = features.of_words(words, form.shortest, form.longest, form.bits)
    of_words = csr_matrix((used.times, (used.words + 1, used.rows)), shape=(len(words) + 1, 2**form.bits))
    owners = np.repeat(np.arange(len(texts)), batch.counts + 1)
    weights = (1 / np.sqrt(np.maximum(batch.counts, 1)))[owners]
    shape = (len(texts), 2**form.bits)
    matrix = csr_matrix((weights, (owners, batch.words)), shape=(len(texts), len(words) + 1)) @ of_words
    if form.in_context:
        for (at, hashed), kind in ((reader.pairs(batch), features.PAIR), (reader.negated(batch), features.NEGATED)):
            columns = features.rows(hashed, kind, form.bits)
            matrix = matrix + csr_matrix((weights[at] * features.WHOLE, (owners[at], columns)), shape=shape)
    return matrix


ARTEFACTS: dict[str, Callable[[Path], bytes]] = {
    identification.ARTEFACT: language_model,
    ARTEFACT: sentiment_model,
}


def main(data: Path, folder: Path) -> None:
    """Write all artefacts, or none; their names go to standard output."""
    made = {name: make(data) for name, make in ARTEFACTS.items()}
    for name, artefact in made.items():
        (folder / name).write_bytes(artefact)
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

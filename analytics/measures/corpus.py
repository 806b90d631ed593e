"""Answers as a table of texts × terms, in an order that does not depend on the order of the answers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.language.terms import Reader

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Progress = Callable[[int, int], None]  # steps done, of how many

# A language's own frequencies weigh as much as those of all languages together once it has so many texts.
_PSEUDO_TEXTS = 50
_STEP = 1_000
_SEPARATOR = "\n"  # stands in no term


def unwatched(done: int, steps: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True)
class Corpus:
    """Distinct texts, sorted; answers that hold the same terms are one text. A cell is a term that occurs in a text.

    `information` of a cell is −ln of the share of the texts of its language in which the term occurs: how much it
    tells. A text that is said by many counts once wherever frequencies are meant, so no campaign makes a theme.
    """

    text_of: Integers  # answer -> text; -1 where an answer holds no term
    language_of: Integers  # text -> place in `languages`
    answers_of: Floats  # text -> how many answers say it
    languages: tuple[str, ...]
    terms: tuple[str, ...]
    rows: Integers  # cell -> text, rising
    columns: Integers  # cell -> term
    information: Floats

    @property
    def size(self) -> int:
        """How many distinct texts there are."""
        return len(self.language_of)

    def frequency(self) -> Integers:
        """Term -> in how many texts it occurs."""
        return np.bincount(self.columns, minlength=len(self.terms))

    def marking(self, terms: Integers) -> Floats:
        """How far each of `terms` marks a language, in nats: the Kullback-Leibler divergence of the languages of its
        texts from those of all texts. 0 where all languages share a word alike, as in a corpus of one language."""
        place = np.full(len(self.terms), -1)
        place[terms] = np.arange(len(terms))
        cells = np.flatnonzero(place[self.columns] >= 0)
        found = np.zeros((len(terms), len(self.languages)))
        np.add.at(found, (place[self.columns[cells]], self.language_of[self.rows[cells]]), 1.0)
        found /= np.maximum(found.sum(axis=1, keepdims=True), 1.0)
        everywhere = np.bincount(self.language_of, minlength=len(self.languages)) / max(self.size, 1)
        ratio = np.divide(found, everywhere, out=np.ones_like(found), where=found > 0)
        return np.asarray((found * np.log(ratio)).sum(axis=1))

    def sample(self, size: int) -> Integers:
        """`size` texts, or all: those whose terms have the lowest checksum, so that the same texts are always in it."""
        if self.size <= size:
            return np.arange(self.size)
        checksums = np.array([zlib.crc32(term.encode("utf-8", "surrogatepass")) for term in self.terms], dtype=float)
        sums = np.bincount(self.rows, checksums[self.columns] % 65_521, self.size) % 65_521
        return np.sort(np.argsort(sums, kind="stable")[:size])


def gather(answers: Sequence[str], languages: Sequence[str], reader: Reader, progress: Progress) -> Corpus:
    """The corpus of `answers`, each in the language of the same place in `languages`."""
    read: dict[tuple[str, str], tuple[str, str]] = {}
    keys = []
    for at, pair in enumerate(zip(languages, answers, strict=True)):
        if pair not in read:
            read[pair] = (pair[0], _SEPARATOR.join(sorted(set(reader.terms(pair[1])))))
        keys.append(read[pair])
        if at % _STEP == 0:
            progress(at, len(answers))
    texts = sorted({key for key in keys if key[1]})
    place = {key: at for at, key in enumerate(texts)}
    text_of = np.array([place.get(key, -1) for key in keys], dtype=np.int64)
    codes = tuple(sorted({language for language, _ in texts}))
    language_of = np.array([codes.index(language) for language, _ in texts], dtype=np.int64)
    terms, rows, columns = _cells([text.split(_SEPARATOR) for _, text in texts])
    return Corpus(
        text_of=text_of,
        language_of=language_of,
        answers_of=np.bincount(text_of[text_of >= 0], minlength=len(texts)).astype(np.float64),
        languages=codes,
        terms=terms,
        rows=rows,
        columns=columns,
        information=_information(rows, columns, language_of, len(terms)),
    )


def _cells(texts: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Integers, Integers]:
    """The terms in the order of the alphabet, and the text and the term of each cell."""
    terms = tuple(sorted({term for text in texts for term in text}))
    place = {term: at for at, term in enumerate(terms)}
    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    columns = np.fromiter((place[term] for text in texts for term in text), dtype=np.int64, count=len(rows))
    return terms, rows, columns


def _information(rows: Integers, columns: Integers, language_of: Integers, terms: int) -> Floats:
    everywhere = np.bincount(columns, minlength=terms) / max(len(language_of), 1)
    information = np.zeros(len(rows))
    of_cells = language_of[rows]
    for language, size in enumerate(np.bincount(language_of)):
        cells = of_cells == language
        found = np.bincount(columns[cells], minlength=terms)
        share = (found + _PSEUDO_TEXTS * everywhere) / (size + _PSEUDO_TEXTS)
        information[cells] = -np.log(np.minimum(share[columns[cells]], 1.0))
    return information

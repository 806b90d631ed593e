"""A linear model that adds up what each word says. One class for every question that is asked of a text.

A text's score for a class is the intercept plus the sum of its words' contributions, divided by a power of the
number of words. A word's contribution is the sum of the whole numbers in the table rows of its features, so it is
worked out once for each distinct word, and the same text has the same score alone and in any batch.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.language import features

_MOST_WORDS = 200_000  # that are remembered; about 40 MB
_MOST_CHARACTERS = 1_000_000  # of one batch
_LONGEST_CHUNK = 60  # that is remembered

Floats = npt.NDArray[np.float64]
Cutter = Callable[[str], Sequence[str]]


class Form(NamedTuple):
    """What stands before the weights in an artefact."""

    classes: tuple[str, ...]
    bits: int  # the table has 2**bits rows, a column for each class
    shortest: int  # character n-grams
    longest: int
    power: float  # scores are divided by (number of words) ** power
    scale: float  # what one unit of a weight is worth
    intercept: tuple[float, ...]


class Scores(NamedTuple):
    logits: Floats  # a row for each text, a column for each class
    counts: npt.NDArray[np.intp]  # how many words each text has


class Model:
    """`cut` makes the words of a chunk of text that has no white space."""

    def __init__(self, artefact: bytes, cut: Cutter) -> None:
        header, _, weights = artefact.partition(b"\n")
        self.form = form = Form(**json.loads(header))
        self._table = np.frombuffer(weights, dtype=np.int8).reshape(2**form.bits, len(form.classes)).T
        self._cut = cut
        self._intercept = np.array(form.intercept)
        self._lock = threading.Lock()
        self._forget()

    def scores(self, texts: Sequence[str]) -> Scores:
        """The scores of each text, in order."""
        with self._lock:
            parts = [self._score(texts[start:end]) for start, end in _batches(texts)]
        if not parts:
            return Scores(np.zeros((0, len(self.form.classes))), np.zeros(0, dtype=np.intp))
        logits, counts = zip(*parts, strict=True)
        return Scores(np.concatenate(logits), np.concatenate(counts))

    def _score(self, texts: Sequence[str]) -> Scores:
        if len(self._known) > _MOST_WORDS:
            self._forget()
        found = [list(chain(_START, *map(self._chunks.__getitem__, text.split()))) for text in texts]
        self._learn()
        counts = np.fromiter(map(len, found), dtype=np.intp, count=len(found))
        ids = np.fromiter(chain.from_iterable(found), dtype=np.intp, count=int(counts.sum()))
        sums = np.add.reduceat(self._contributions[:, ids], np.cumsum(counts) - counts, axis=1)
        weight = self.form.scale / np.maximum(counts - 1, 1) ** self.form.power
        return Scores((sums * weight).T + self._intercept, counts - 1)

    def _forget(self) -> None:
        self._chunks = _Chunks(self._ids_of)
        self._known: dict[str, int] = {"": 0}
        self._learnt = 1
        self._contributions = np.zeros((len(self.form.classes), 1024), dtype=np.int32)

    def _ids_of(self, chunk: str) -> tuple[int, ...]:
        known = self._known
        return tuple(known.setdefault(word, len(known)) for word in self._cut(chunk))

    def _learn(self) -> None:
        """Work out the contributions of the words met for the first time."""
        first, end = self._learnt, len(self._known)
        if first == end:
            return
        found = features.word_rows(list(self._known)[first:], self.form.shortest, self.form.longest, self.form.bits)
        while end > self._contributions.shape[1]:
            self._contributions = np.hstack([self._contributions, np.zeros_like(self._contributions)])
        for sums, column in zip(self._contributions, self._table, strict=True):
            sums[first:end] = np.bincount(found.words, column[found.rows], end - first)
        self._learnt = end


_START = (0,)  # every text begins with a word that says nothing, so that none is empty


class _Chunks(dict[str, tuple[int, ...]]):
    """The words of every chunk seen; one that is too long to come again is cut anew each time."""

    def __init__(self, cut: Callable[[str], tuple[int, ...]]) -> None:
        self._cut = cut

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        ids = self._cut(chunk)
        if len(chunk) <= _LONGEST_CHUNK:
            self[chunk] = ids
        return ids


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each batch starts and ends: a bounded number of characters, or one text."""
    start = size = 0
    for at, text in enumerate(texts):
        if size and size + len(text) > _MOST_CHARACTERS:
            yield start, at
            start, size = at, 0
        size += len(text) + 1
    if texts:
        yield start, len(texts)

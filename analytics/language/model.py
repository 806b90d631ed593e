"""A linear model that adds up what each word says. One class for every question that is asked of a text.

A text's score for a class is the intercept plus the sum of its words' contributions, divided by the square root of
the number of words. Contributions are sums of the whole numbers in the table rows of the features, so a text has
exactly the same score alone and in any batch, and its words' contributions add up exactly.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.language import features
from analytics.language.reading import Batch, Grammar, Reader, batches

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer]


class Form(NamedTuple):
    """What stands before the weights in an artefact.

    The last class has no column in the table: its weights are what the others miss to 0.
    """

    classes: tuple[str, ...]
    bits: int  # the table has 2**bits rows
    shortest: int  # character n-grams
    longest: int
    in_context: bool  # whether pairs of words and negated words are features
    scale: float = 1.0  # what one unit of a weight is worth
    intercept: tuple[float, ...] = ()

    def artefact(self, table: npt.NDArray[np.int8]) -> bytes:
        """One line of JSON, then the table row by row."""
        return json.dumps(self._asdict()).encode() + b"\n" + bytes(table.tobytes())


class Scores(NamedTuple):
    logits: Floats  # a row for each text, a column for each class
    counts: npt.NDArray[np.intp]  # how many words each text has


class Part(NamedTuple):
    """What the words at `start` to `end` of a text add to the logit of each class."""

    start: int
    end: int
    logits: tuple[float, ...]


class Model:
    """Made from an artefact; `grammar` is the one that it was trained with."""

    def __init__(self, artefact: bytes, grammar: Grammar) -> None:
        header, _, weights = artefact.partition(b"\n")
        self.form = form = Form(**json.loads(header))
        table = np.frombuffer(weights, dtype=np.int8).reshape(2**form.bits, len(form.classes) - 1).astype(np.int16)
        self._table = np.hstack([table, -table.sum(axis=1, dtype=np.int16, keepdims=True)])
        self._intercept = np.array(form.intercept)
        self._pieces = grammar.pieces
        self._reader = Reader(grammar)
        self._lock = threading.Lock()
        self._forget()

    def scores(self, texts: Sequence[str]) -> Scores:
        """The scores of each text, in order."""
        with self._lock:
            if len(texts) == 1:
                return self._score(texts)
            parts = [self._score(batch) for batch in batches(texts)]
        none = Scores(np.zeros((0, len(self.form.classes))), np.zeros(0, dtype=np.intp))
        logits, counts = zip(none, *parts, strict=True)
        return Scores(np.concatenate(logits), np.concatenate(counts))

    def parts(self, text: str) -> list[Part]:
        """What each word adds. With the intercept the sum is the text's score."""
        with self._lock:
            batch = self._read([text])
            twice = 2 * self._alone(batch)
            pairs = self._pairs(batch)  # each is shared by its two words
        twice[1:] += pairs
        twice[:-1] += pairs
        twice[1:2] += twice[:1]  # the first word has no neighbour but the start of the text
        logits = twice[1:] * (self._weights(batch.counts) / 2)
        return [Part(*place, tuple(row)) for place, row in zip(self._places(text), logits.tolist(), strict=True)]

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Where each word of the text stands; words of one spelling have one place."""
        places, at = [], 0
        for chunk in text.split():
            at = text.index(chunk, at)
            places += [(at + piece.start, at + piece.end) for piece in self._pieces(chunk)]
            at += len(chunk)
        return places

    def _score(self, texts: Sequence[str]) -> Scores:
        batch = self._read(texts)
        added = self._alone(batch)
        added[1:] += self._pairs(batch)
        sums = np.add.reduceat(added, batch.starts)
        return Scores(sums * self._weights(batch.counts)[:, np.newaxis] + self._intercept, batch.counts)

    def _weights(self, counts: npt.NDArray[np.intp]) -> Floats:
        return self.form.scale / np.sqrt(np.maximum(counts, 1))

    def _read(self, texts: Sequence[str]) -> Batch:
        if self._reader.is_full:
            self._forget()
        batch = self._reader.read(texts)
        self._learn()
        return batch

    def _alone(self, batch: Batch) -> Integers:
        """What each word adds by itself, and more if it is negated: words × classes."""
        added = self._of_words.take(batch.words, axis=0)
        if self.form.in_context:
            at, hashed = self._reader.negated(batch)
            if len(at):
                added[at] = added.take(at, axis=0) // features.TURNED + self._looked_up(hashed, features.NEGATED)
        return added

    def _pairs(self, batch: Batch) -> Integers:
        """What each word adds together with the one before it: words but the first × classes."""
        if not self.form.in_context:
            return np.zeros((len(batch.words) - 1, len(self.form.classes)), dtype=np.int16)
        found = self._looked_up(self._reader.pairs(batch), features.PAIR)
        found[batch.starts[1:] - 1] = 0
        return found

    def _looked_up(self, hashed: features.Hashes, kind: int) -> Integers:
        return self._table.take(features.rows(hashed, kind, self.form.bits), axis=0) * features.TIMES[kind]

    def _forget(self) -> None:
        self._reader.forget()
        self._of_words = np.zeros((1024, len(self.form.classes)), dtype=np.int32)
        self._learnt = 1

    def _learn(self) -> None:
        """Work out the contributions of the words met for the first time."""
        first, end = self._learnt, len(self._reader.known)
        if first == end:
            return
        while end > len(self._of_words):
            self._of_words = np.vstack([self._of_words, np.zeros_like(self._of_words)])
        used = features.of_words(self._reader.known[first:], self.form.shortest, self.form.longest, self.form.bits)
        for sums, column in zip(self._of_words.T, self._table.T, strict=True):
            sums[first:end] = np.bincount(used.words, column[used.rows] * used.times, end - first)
        self._learnt = end

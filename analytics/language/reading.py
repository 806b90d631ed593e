"""From texts to numbered words, the same way for training and for use. Each distinct word is looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.language import features

LONGEST_WORD = 40  # characters that count; what is longer is no word
_LONGEST_REMEMBERED = 60  # characters of a chunk
_MOST_WORDS = 200_000  # that are remembered, and as many spellings of them
_MOST_CHARACTERS = 1_000_000  # of one batch

Numbers = npt.NDArray[np.intp]


class Piece(NamedTuple):
    """A word as the model knows it, and where it stands in its chunk."""

    start: int
    end: int
    word: str


class Grammar(NamedTuple):
    """How a chunk of text without white space is cut, and how far a negation reaches."""

    token: re.Pattern[str]
    words: Callable[[str], Sequence[str]]  # that a token stands for
    without_words: tuple[str, ...]  # how chunks begin that hold no words; none is of letters only
    negations: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()  # beyond these words no negation reaches
    reach: int = 0  # words

    def tokens(self, chunk: str) -> list[str]:
        return [] if chunk.startswith(self.without_words) else self.token.findall(chunk)

    def pieces(self, chunk: str) -> list[Piece]:
        """The words of each token, in order."""
        found = () if chunk.startswith(self.without_words) else self.token.finditer(chunk)
        return [Piece(*token.span(), word) for token in found for word in self.words(token.group())]


class Batch(NamedTuple):
    """The words of some texts, one after the other, each text after a 0, so that none is empty."""

    words: Numbers  # numbers of words, as `Reader.known` has them
    starts: Numbers  # where each text starts
    counts: Numbers  # how many words each text has, without the 0


class Reader:
    """Numbers words as it meets them. Not for two threads at once."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Start anew with no word known."""
        self.known: list[str] = [""]
        self._numbers = {"": 0}
        self._chunks = _Memory(self._cut)
        self._hashes = np.zeros(1024, dtype=np.uint64)
        self._negations, self._stops = np.zeros((2, 1024), dtype=bool)
        self._stops[0] = True  # beyond a stop no earlier negation reaches
        self._hashed = 1

    @property
    def is_full(self) -> bool:
        """Whether it is time to forget: memory stays bounded, whatever people write."""
        return max(len(self.known), len(self._chunks)) > _MOST_WORDS

    def read(self, texts: Sequence[str]) -> Batch:
        found = [[0, *chain.from_iterable(map(self._chunks.__getitem__, text.split()))] for text in texts]
        lengths = np.array([len(words) for words in found])
        words = np.fromiter(chain.from_iterable(found), dtype=np.intp)
        self._hash()
        return Batch(words, lengths.cumsum() - lengths, lengths - 1)

    def pairs(self, batch: Batch) -> features.Hashes:
        """A hash of each word and the next; where a text ends and the next starts it means nothing."""
        hashes = self._hashes.take(batch.words)
        return features.pair(hashes[:-1], hashes[1:])

    def negated(self, batch: Batch) -> tuple[Numbers, features.Hashes]:
        """Where a word stands within reach of a negation, and the word's hash."""
        words = batch.words
        negations = self._negations.take(words).nonzero()[0].tolist()
        at = np.array([place for negation in negations for place in self._reached(words, negation)], dtype=np.intp)
        return at, self._hashes.take(words.take(at))

    def _reached(self, words: Numbers, negation: int) -> Iterator[int]:
        for place in range(negation + 1, min(negation + 1 + self._grammar.reach, len(words))):
            if self._stops[words[place]]:
                return
            yield place

    def _cut(self, chunk: str) -> tuple[int, ...]:
        if chunk.isalpha():
            return self._number(chunk)
        found = self._grammar.tokens(chunk)
        return tuple(
            chain.from_iterable(self._chunks[token] if token.isalpha() else self._number(token) for token in found)
        )

    def _number(self, token: str) -> tuple[int, ...]:
        known, numbers = self.known, []
        for word in self._grammar.words(token):
            number = self._numbers.setdefault(word, len(known))
            if number == len(known):
                known.append(word)
            numbers.append(number)
        return tuple(numbers)

    def _hash(self) -> None:
        first, end = self._hashed, len(self.known)
        if first == end:
            return
        while end > len(self._hashes):
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
            self._negations = np.concatenate([self._negations, np.zeros_like(self._negations)])
            self._stops = np.concatenate([self._stops, np.zeros_like(self._stops)])
        new, stops = self.known[first:], self._grammar.ends | self._grammar.negations
        self._hashes[first:end] = features.hashes(new)
        self._negations[first:end] = [word in self._grammar.negations for word in new]
        self._stops[first:end] = [word in stops for word in new]
        self._hashed = end


class _Memory(dict[str, tuple[int, ...]]):
    """The words of every string seen; one that is too long to come again is read anew each time."""

    def __init__(self, read: Callable[[str], tuple[int, ...]]) -> None:
        self._read = read

    def __missing__(self, string: str) -> tuple[int, ...]:
        numbers = self._read(string)
        if len(string) <= _LONGEST_REMEMBERED:
            self[string] = numbers
        return numbers


def batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in groups of a bounded number of characters, or of one text."""
    start = size = 0
    for at, text in enumerate(texts):
        if size and size + len(text) > _MOST_CHARACTERS:
            yield texts[start:at]
            start, size = at, 0
        size += len(text) + 1
    if texts:
        yield texts[start:]

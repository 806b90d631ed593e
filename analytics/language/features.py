"""Which rows of a weight table a text uses: hashed, so that every word of every language has some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

WORD, PAIR, NEGATED = 101, 102, 103  # kinds of features; a character n-gram's kind is its length
TIMES = {WORD: 2, PAIR: 2, NEGATED: 4}  # so much do they count against an n-gram's 1
TURNED = -2  # a negated word's own features count divided by this: turned around, and half
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: Knuth's multiplicative hashing
_STEP = np.uint64(1_000_003)

Hashes = npt.NDArray[np.uint64]


class Rows(NamedTuple):
    """The word at place `words[i]` uses row `rows[i]`, `times[i]` times."""

    words: npt.NDArray[np.intp]
    rows: npt.NDArray[np.intp]
    times: npt.NDArray[np.intp]


def rows(hashed: Hashes, kind: int, bits: int) -> npt.NDArray[np.intp]:
    """The row of each hash in a table of 2**bits; `kind` keeps features of different sorts apart."""
    return ((hashed + kind) * _SPREAD >> 64 - bits).view(np.intp)


def hashes(words: Sequence[str]) -> Hashes:
    """One number for each word, from its letters and their places."""
    codes, lengths = _letters(words)
    starts = np.cumsum(lengths) - lengths
    places = np.arange(len(codes), dtype=np.uint64) - np.repeat(starts, lengths).astype(np.uint64) + np.uint64(1)
    mixed = (codes * _SPREAD) ^ (places * _STEP * _SPREAD)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _SPREAD
    return np.add.reduceat(mixed, starts)


def pair(first: Hashes, second: Hashes) -> Hashes:
    """A number for each two words in this order."""
    return first * _STEP + second


def of_words(words: Sequence[str], shortest: int, longest: int, bits: int) -> Rows:
    """The rows of each word itself and of its character n-grams, with begin and end marked. No word may be empty."""
    codes, lengths = _letters([f"<{word}>" for word in words])
    owner = np.repeat(np.arange(len(words), dtype=np.intp), lengths)
    owners, used = [np.arange(len(words), dtype=np.intp)], [rows(hashes(words), WORD, bits)]
    hashed = codes
    for length in range(1, longest + 1):
        if length > 1:
            hashed = hashed[:-1] * _STEP + codes[length - 1 :]
        if length >= shortest:
            inside = owner[: len(hashed)] == owner[length - 1 :]
            owners.append(owner[: len(hashed)][inside])
            used.append(rows(hashed[inside], length, bits))
    times = np.ones(sum(map(len, owners)), dtype=np.intp)
    times[: len(words)] = TIMES[WORD]
    return Rows(np.concatenate(owners), np.concatenate(used), times)


def _letters(words: Sequence[str]) -> tuple[Hashes, npt.NDArray[np.intp]]:
    """The code points of all words, one after the other, and the length of each."""
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return codes.astype(np.uint64), np.array([len(word) for word in words], dtype=np.intp)

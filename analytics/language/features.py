"""Which rows of a weight table a word uses: hashed, so that every word of every language has some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: Knuth's multiplicative hashing
_STEP = np.uint64(1_000_003)
_WHOLE_WORD = 99  # stands where the others have their length


class Rows(NamedTuple):
    """`rows[i]` is used by the word at place `words[i]`."""

    words: npt.NDArray[np.intp]
    rows: npt.NDArray[np.intp]


def word_rows(words: Sequence[str], shortest: int, longest: int, bits: int) -> Rows:
    """The rows of each word's character n-grams, begin and end marked, and of the word itself. 2**bits rows in all."""
    marked = [f"<{word}>" for word in words]
    codes = np.frombuffer("".join(marked).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(word) for word in marked], dtype=np.intp)
    owner = np.repeat(np.arange(len(words), dtype=np.intp), lengths)
    whole = _whole_words(codes, lengths)
    owners, rows = [np.arange(len(words), dtype=np.intp)], [row(whole, _WHOLE_WORD, bits)]
    hashed = codes
    for length in range(1, longest + 1):
        if length > 1:
            hashed = hashed[:-1] * _STEP + codes[length - 1 :]
        if length >= shortest:
            inside = owner[: len(hashed)] == owner[length - 1 :]
            owners.append(owner[: len(hashed)][inside])
            rows.append(row(hashed[inside], length, bits))
    return Rows(np.concatenate(owners), np.concatenate(rows))


def row(hashes: npt.NDArray[np.uint64], kind: int, bits: int) -> npt.NDArray[np.intp]:
    """The row of each hash; `kind` keeps features of different sorts apart."""
    return ((hashes + np.uint64(kind)) * _SPREAD >> np.uint64(64 - bits)).astype(np.intp)


def _whole_words(codes: npt.NDArray[np.uint64], lengths: npt.NDArray[np.intp]) -> npt.NDArray[np.uint64]:
    """One number for each word, from its letters and their places."""
    starts = np.cumsum(lengths) - lengths
    place = (np.arange(len(codes), dtype=np.uint64) - np.repeat(starts, lengths).astype(np.uint64)) + np.uint64(1)
    mixed = (codes * _SPREAD) ^ (place * _STEP * _SPREAD)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _SPREAD
    return np.add.reduceat(mixed, starts) if len(starts) else mixed

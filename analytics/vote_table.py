"""Millions of votes from a table within seconds: a plain one, without quotation marks, read by arithmetic on bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from analytics.measures.votes import Integers

PIECE = 2**24  # bytes that are read at once
LONGEST_NAME = 64  # bytes of a voter's or statement's id
NEWLINE, RETURN, MINUS, ZERO, ONE = b"\n\r-01"
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying loses nothing
_WORD = 8

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Cast:
    """Votes in the order of the table: places in `voters` and `statements`, and −1, 0 or 1."""

    voters: list[str]
    statements: list[str]
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: NDArray[np.int8]


class NotPlain(Exception):
    """A table that needs a careful reader: quotation marks, odd rows, or something wrong that it can name."""


@dataclass(frozen=True)
class _Cells:
    """One column of a piece: where each cell begins in the bytes, and how long it is."""

    data: Bytes
    starts: Integers
    lengths: Integers

    def byte(self, place: int) -> Bytes:
        """The byte at this place of each cell, 0 after its end."""
        at = np.minimum(self.starts + place, len(self.data) - 1)
        return np.where(place < self.lengths, self.data[at], np.uint8(0))


def read(file: BinaryIO, delimiter: str, width: int, places: Sequence[int], most: int) -> Cast:
    """The votes below the header, where `file` stands. `width`: how many columns; `places`: those of voter, statement
    and vote. Raises NotPlain, also for more than `most` votes."""
    voters: dict[str, int] = {}
    statements: dict[str, int] = {}
    parts: list[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]] = []
    for piece in _pieces(file):
        voter, statement, vote = _columns(*piece, delimiter, width, places)
        parts.append((_numbered(voter, voters), _numbered(statement, statements), _values(vote)))
        if sum(len(values) for _, _, values in parts) > most:
            raise NotPlain
    if not parts:
        raise NotPlain
    rows, columns, values = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Cast(list(voters), list(statements), rows, columns, values)


def _pieces(file: BinaryIO) -> Iterator[tuple[Bytes, Integers]]:
    """Whole lines as bytes, and where their line ends stand."""
    rest = b""
    while piece := file.read(PIECE):
        piece = rest + piece
        if len(piece) > 2 * PIECE:  # a line that never ends
            raise NotPlain
        end = piece.rfind(b"\n") + 1
        rest = piece[end:]
        if end:
            yield _checked(piece[:end])
    if rest.strip():
        yield _checked(rest + b"\n")


def _checked(lines: bytes) -> tuple[Bytes, Integers]:
    try:
        lines.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if b'"' in lines or b"\0" in lines or lines.count(b"\r") != lines.count(b"\r\n"):
        raise NotPlain
    data = np.frombuffer(lines, dtype=np.uint8)
    return data, np.flatnonzero(data == NEWLINE)


def _columns(data: Bytes, ends: Integers, delimiter: str, width: int, places: Sequence[int]) -> list[_Cells]:
    """The cells of these columns. Raises NotPlain unless each line has `width` cells."""
    borders = np.flatnonzero(data == ord(delimiter))
    if len(borders) != len(ends) * (width - 1):
        raise NotPlain
    inner = borders.reshape(len(ends), width - 1)
    begins = np.concatenate([[0], ends[:-1] + 1])
    if (inner[:, 0] < begins).any() or (inner[:, -1] >= ends).any():
        raise NotPlain
    stops = ends - (data[ends - 1] == RETURN)
    cells = []
    for place in places:
        start = inner[:, place - 1] + 1 if place else begins
        cells.append(_Cells(data, start, (inner[:, place] if place < width - 1 else stops) - start))
    return cells


def _values(cells: _Cells) -> NDArray[np.int8]:
    first, second = cells.byte(0), cells.byte(1)
    disagree = (cells.lengths == 2) & (first == MINUS) & (second == ONE)
    plain = (cells.lengths == 1) & ((first == ZERO) | (first == ONE))
    if not (disagree | plain).all():
        raise NotPlain
    return np.where(disagree, -1, first.astype(np.int8) - ZERO).astype(np.int8)


def _numbered(cells: _Cells, known: dict[str, int]) -> NDArray[np.int32]:
    """The place of each cell's text in `known`, which takes up new ones."""
    longest = int(cells.lengths.max())
    if longest > LONGEST_NAME or int(cells.lengths.min()) < 1:
        raise NotPlain
    words = [_word(cells, start) for start in range(0, longest, _WORD)]
    sums = words[0]
    for word in words[1:]:
        sums = (sums ^ (sums >> np.uint64(29))) * _FACTOR + word
    _, first, inverse = np.unique(sums, return_index=True, return_inverse=True)
    if any((word != word[first][inverse]).any() for word in words):  # two texts with one sum: made, not met
        raise NotPlain
    found = np.ascontiguousarray(np.stack(words, axis=1)[first]).view(f"S{_WORD * len(words)}").ravel()
    names = [name.decode().strip() for name in found.tolist()]
    if not all(names):
        raise NotPlain
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int32)[inverse]


def _word(cells: _Cells, start: int) -> NDArray[np.uint64]:
    """Eight bytes of each cell as one number."""
    word = np.zeros(len(cells.starts), dtype="<u8")
    for place in range(min(_WORD, int(cells.lengths.max()) - start)):
        word |= cells.byte(start + place).astype(np.uint64) << np.uint64(8 * place)
    return word

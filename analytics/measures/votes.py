"""Votes of citizens on statements: a sparse matrix of agree (1), pass (0) and disagree (−1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1
VOTES = (AGREE, DISAGREE, PASS)
BLOCK_CELLS = 2**21  # of a dense piece of the matrix: 16 MiB


@dataclass(frozen=True)
class Votes:
    """One vote for each pair of voter and statement, sorted by both; 13 bytes a vote.

    `rows` and `columns` are places in `voters` and `statements`, which are sorted; `values` are −1, 0 and 1.
    """

    voters: tuple[str, ...]
    statements: tuple[str, ...]
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    values: NDArray[np.int8]

    @cached_property
    def of_voter(self) -> Integers:
        """How many votes each voter cast."""
        return np.bincount(self.rows, minlength=len(self.voters))

    @cached_property
    def starts(self) -> Integers:
        """Where the votes of each voter begin, and the end of all."""
        return np.concatenate([[0], np.cumsum(self.of_voter)])

    def of_voters(self, kept: Flags) -> Votes:
        """The votes of these voters; all statements stay."""
        places = (np.cumsum(kept) - 1).astype(np.int32)
        names = tuple(name for name, keep in zip(self.voters, kept.tolist(), strict=True) if keep)
        cells = kept[self.rows]
        return Votes(names, self.statements, places[self.rows[cells]], self.columns[cells], self.values[cells])

    def counts(self, groups: Integers, size: int) -> Integers:
        """Agree, disagree and pass (in this order) by group: `size` × statements × 3.

        `groups` holds each voter's group from 0 to `size` − 1; votes of others (−1) are not counted.
        """
        group = groups[self.rows]
        shape = (size, len(self.statements), len(VOTES))
        found = np.zeros(shape, dtype=np.int64)
        for place, vote in enumerate(VOTES):
            cells = (self.values == vote) & (group >= 0)
            key = group[cells] * shape[1] + self.columns[cells]
            found[:, :, place] = np.bincount(key, minlength=shape[0] * shape[1]).reshape(shape[:2])
        return found

    def blocks(self, width: int) -> Iterator[tuple[Integers, slice]]:
        """Pieces of whole voters that fit into memory as dense matrices of `width` columns: each vote's row in the
        piece (counted from 0), and where the piece's votes lie."""
        height = max(1, BLOCK_CELLS // max(1, width))
        for first in range(0, len(self.voters), height):
            last = min(first + height, len(self.voters))
            cells = slice(int(self.starts[first]), int(self.starts[last]))
            yield self.rows[cells].astype(np.int64) - first, cells


def votes_of(
    voters: Sequence[str],
    statements: Sequence[str],
    rows: NDArray[np.integer],
    columns: NDArray[np.integer],
    values: NDArray[np.integer],
) -> Votes:
    """The votes as they were cast, in this order: the last one of a voter on a statement counts.

    `rows` and `columns` are places in `voters` and `statements`, which may stand in any order. The result is the
    same for every order of different pairs. Raises ValueError for a value that is no vote.
    """
    if values.size and not -1 <= int(values.min()) <= int(values.max()) <= 1:
        raise ValueError("a vote is -1, 0 or 1")
    voter_names, voter_places = _sorted(voters)
    statement_names, statement_places = _sorted(statements)
    keys = voter_places[rows] * max(1, len(statement_names)) + statement_places[columns]
    order = _order(keys)
    keys = keys[order]
    last = order[np.append(keys[1:] != keys[:-1], True)] if keys.size else order
    return Votes(
        voter_names,
        statement_names,
        voter_places[rows[last]].astype(np.int32),
        statement_places[columns[last]].astype(np.int32),
        values[last].astype(np.int8),
    )


def _order(keys: Integers) -> Integers:
    """The stable order of keys ≥ 0, two bytes at a time: for those NumPy counts instead of comparing."""
    order = np.arange(len(keys))
    for shift in range(0, int(keys.max(initial=0)).bit_length(), 16):
        digits = ((keys >> shift) & 0xFFFF).astype(np.uint16)
        order = order[np.argsort(digits[order], kind="stable")]
    return order


def _sorted(names: Sequence[str]) -> tuple[tuple[str, ...], Integers]:
    """The names sorted, and the new place of each."""
    order = sorted(range(len(names)), key=names.__getitem__)
    places = np.empty(len(names), dtype=np.int64)
    places[order] = np.arange(len(names))
    return tuple(names[place] for place in order), places

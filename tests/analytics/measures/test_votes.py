"""Votes as a sparse matrix."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.measures.votes import votes_of
from tests.analytics.measures.ballots import Society, votes


def test_the_last_vote_counts() -> None:
    rows, columns, values = np.array([0, 1, 0]), np.array([0, 0, 0]), np.array([1, 0, -1])
    found = votes_of(["b", "a"], ["s"], rows, columns, values)
    assert found.voters == ("a", "b")
    assert (found.rows.tolist(), found.values.tolist()) == ([0, 1], [0, -1])


def test_the_order_of_rows_does_not_matter() -> None:
    cast, _ = Society([0.5, 0.5], people=30, statements=12).vote()
    order = np.random.default_rng(3).permutation(len(cast.rows))
    again = votes_of(cast.voters, cast.statements, cast.rows[order], cast.columns[order], cast.values[order])
    assert (again.rows == cast.rows).all()
    assert (again.columns == cast.columns).all()
    assert (again.values == cast.values).all()


def test_names_of_more_than_two_bytes_are_sorted() -> None:
    """Keys above 65,535 take several passes of the sort."""
    chance = np.random.default_rng(2)
    keys = np.unique(chance.integers(0, 300 * 4000, 5000))
    shuffled = chance.permutation(keys)
    names = [f"{at:03}" for at in range(300)], [f"{at:04}" for at in range(4000)]
    found = votes_of(*names, shuffled // 4000, shuffled % 4000, np.zeros(len(keys), dtype=int))
    assert (found.rows.astype(int) * 4000 + found.columns == keys).all()


def test_what_is_no_vote_is_refused() -> None:
    with pytest.raises(ValueError, match="-1, 0 or 1"):
        votes_of(["a"], ["s"], np.array([0]), np.array([0]), np.array([2]))


def test_counts_by_group() -> None:
    cast = votes({"a": {"s": 1, "t": 0}, "b": {"s": -1}, "c": {"s": 1, "t": 1}, "d": {"t": -1}})
    counts = cast.counts(np.array([0, 0, 1, -1]), 2)
    # s: group 0 has one agree and one disagree, group 1 one agree
    # t: group 0 has one pass, group 1 one agree; d has no group
    assert counts.tolist() == [[[1, 1, 0], [0, 0, 1]], [[1, 0, 0], [1, 0, 0]]]


def test_some_voters_only() -> None:
    cast = votes({"a": {"s": 1}, "b": {"s": -1}, "c": {"t": 0}})
    kept = cast.of_voters(np.array([True, False, True]))
    assert (kept.voters, kept.statements) == (("a", "c"), ("s", "t"))
    assert (kept.rows.tolist(), kept.columns.tolist(), kept.values.tolist()) == ([0, 1], [0, 1], [1, 0])
    assert kept.of_voter.tolist() == [1, 1]


def test_blocks_hold_every_vote_once() -> None:
    cast, _ = Society([1.0], people=25, statements=10).vote()
    found = []
    first = 0
    for rows, cells in cast.blocks(width=2**19):  # four voters a piece
        assert rows.min() >= 0
        assert rows.max() < 4
        found += (rows + first).tolist()
        assert cells.stop - cells.start == len(rows)
        first += 4
    assert found == cast.rows.tolist()

"""Small cells stay hidden, also from somebody who can subtract."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from analytics.measures.disclosure import SMALLEST_CELL, hidden_cells, hidden_groups, too_few
from analytics.measures.distribution import distribution

CUT = dt.date(2026, 11, 30)


def test_a_small_cell_takes_the_next_larger_one_with_it() -> None:
    assert hidden_cells({"a": 2, "b": 9, "c": 6}) == {"a", "c"}  # the column of the reference's example
    assert hidden_cells({"a": 2, "b": 23}) == {"a", "b"}
    assert hidden_cells({"a": 5, "b": 23}) == frozenset()


def test_two_small_cells_that_give_each_other_away_take_a_third() -> None:
    assert hidden_cells({"a": 1, "b": 1, "c": 30, "d": 40}) == {"a", "b", "c"}  # 2 in two cells is 1 and 1
    assert hidden_cells({"a": 3, "b": 4, "c": 30, "d": 40}) == {"a", "b"}


def test_nobody_is_hidden_by_an_empty_cell() -> None:
    assert hidden_cells({"a": 0, "b": 12, "c": 30}) == frozenset()
    assert hidden_cells({"a": 0, "b": 2, "c": 30}) == {"b", "c"}


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_no_hidden_cell_can_be_told_to_be_small(counts: list[int]) -> None:
    cells = dict(enumerate(counts))
    hidden = hidden_cells(cells)
    shown = cells.keys() - hidden
    assert all(cells[key] == 0 or cells[key] >= SMALLEST_CELL for key in shown)
    if hidden and any(cells[key] for key in shown):
        # The reader knows the sum; any hidden cell is that at most, less 1 for each other one.
        assert len(hidden) > 1
        assert sum(cells[key] for key in hidden) - (len(hidden) - 1) >= SMALLEST_CELL


def test_a_small_unit_is_not_left_over_when_the_others_are_subtracted() -> None:
    assert hidden_groups({"loket": 40, "balai": 7, "kantor": 90}) == {"balai", "loket"}
    assert hidden_groups({"loket": 40, "balai": 0, "kantor": 90}) == frozenset()
    assert hidden_groups({"loket": 4, "kantor": 5}) == {"loket", "kantor"}


def test_ten_answers_are_enough_and_none_are_not_few() -> None:
    assert [too_few(n) for n in (0, 1, 9, 10)] == [False, True, True, False]


def test_a_distribution_lists_every_option_in_order() -> None:
    parts = distribution({"P": 30, "L": 10}, ["L", "P", "X"], CUT)
    assert [(p.code, p.count.value, p.share.value, p.share.base) for p in parts] == [
        ("L", 10, Decimal("0.25"), 40),
        ("P", 30, Decimal("0.75"), 40),
        ("X", 0, 0, 40),
    ]
    assert (parts[2].share.low, parts[0].share.method) == (0, "share-wilson")


def test_nine_answers_are_not_described() -> None:
    parts = distribution({"P": 5, "L": 4}, ["L", "P"], CUT)
    assert all(part.count.suppressed and part.share.suppressed for part in parts)
    assert all(f.value is f.base is f.low is None for part in parts for f in (part.count, part.share))


def test_no_answers_are_not_available_rather_than_suppressed() -> None:
    part = distribution({}, ["L"], CUT)[0]
    assert (part.count.value, part.share.value, part.share.suppressed) == (0, None, False)

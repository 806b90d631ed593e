"""Months as people count them."""

from __future__ import annotations

import datetime as dt

import pytest

from surveys.calendar import month_before, next_month


@pytest.mark.parametrize("day", [dt.date(2026, 3, 1), dt.date(2026, 3, 15), dt.date(2026, 3, 31)])
def test_the_month_before_is_the_same_from_any_day(day: dt.date) -> None:
    assert month_before(day) == dt.date(2026, 2, 1)


def test_january_comes_after_december() -> None:
    assert month_before(dt.date(2027, 1, 31)) == dt.date(2026, 12, 1)
    assert next_month(month_before(dt.date(2027, 1, 1))) == dt.date(2027, 1, 1)

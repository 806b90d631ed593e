"""The change of the IKM between two periods."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from analytics.measures.change import Sample, ikm_change
from analytics.measures.statistics import CountedResponse, Statistics

CUT = dt.date(2026, 10, 31)
CODES = ("a", "b")


def sample(*rows: tuple[int | None, ...], people: int | None = None) -> Sample:
    return Sample(Statistics.of([CountedResponse((), row) for row in rows], CODES), people)


def test_the_difference_is_rounded_once() -> None:
    # 25 · 5/3 · … : 83.333… less 79.166… is 4.1666…, while the rounded values would differ by 4.16.
    now, before = sample((3, 3), (3, 4), (3, 4)), sample((3, 3), (3, 3), (3, 4))
    assert ikm_change(now, before, CODES, CUT).value == Decimal("4.17")


def test_the_margins_add_up_as_squares() -> None:
    rows = [(4, 4)] * 20 + [(3, 3)] * 20
    change = ikm_change(sample(*rows), sample(*rows), CODES, CUT)
    assert (change.low, change.high, change.base) == (Decimal("-5.55"), Decimal("5.55"), 40)


def test_knowing_all_who_were_served_narrows_the_interval() -> None:
    rows = [(4, 4)] * 20 + [(3, 3)] * 20
    served = sample(*rows, people=41)
    high = ikm_change(served, served, CODES, CUT).high
    assert high is not None
    assert high < Decimal("1")


def test_one_answer_has_no_interval() -> None:
    change = ikm_change(sample((4, 4)), sample((3, 3)), CODES, CUT)
    assert (change.value, change.low, change.high) == (Decimal("25.00"), None, None)


def test_without_an_index_there_is_no_change() -> None:
    change = ikm_change(sample((4, None)), sample((3, 3)), CODES, CUT)
    assert change.value is None
    assert not change.suppressed

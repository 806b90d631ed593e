"""Where the marks of the pictures stand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures.figure import Figure
from analytics.measures.participation import count
from analytics.reports import charts
from analytics.reports.model import DayCount

CUT = dt.date(2026, 10, 31)


def ikm(value: str, low: str, high: str) -> Figure:
    return Figure(Decimal(value), 30, "ikm", CUT, Decimal(low), Decimal(high))


def months(*figures: Figure | None) -> list[tuple[dt.date, Figure | None]]:
    return [(dt.date(2026, n, 1), figure) for n, figure in enumerate(figures, start=1)]


def test_a_bar_begins_at_the_lowest_possible_index() -> None:
    lowest, highest = charts.ikm_bars([("a", ikm("25", "25", "30")), ("b", ikm("100", "95", "100"))]).bars
    assert (lowest.width, highest.width) == ("0.00%", "82.00%")
    assert lowest.y < highest.y


def test_a_bar_without_a_value_is_empty() -> None:
    (bar,) = charts.ikm_bars([("a", ikm("90", "80", "95").hidden())]).bars
    assert (bar.width, bar.low, bar.high) == ("", "", "")


def test_the_grid_shows_the_grades() -> None:
    marks = charts.ikm_bars([]).marks
    assert [mark.text for mark in marks] == ["25", "A", "B", "C", "100"]


def test_columns_stand_on_the_line_of_zero() -> None:
    days = [DayCount(dt.date(2026, 10, n), count(number, CUT)) for n, number in enumerate((0, 5, 10), start=1)]
    chart = charts.columns(days)
    assert [column.height for column in chart.columns] == ["0.0", "78.0", "156.0"]
    assert [level.value for level in chart.levels] == [0, 5, 10]
    assert [column.labelled for column in chart.columns] == [True, False, False]


def test_a_month_without_an_answer_has_a_scale_too() -> None:
    assert charts.columns([DayCount(CUT, count(0, CUT))]).levels[-1].value == 2


def test_the_line_breaks_at_a_missing_month() -> None:
    one = ikm("80", "78", "82")
    chart = charts.line(months(one, one, None, one, one.hidden()))
    assert [bool(point.y) for point in chart.points] == [True, True, False, True, False]
    assert [(stroke.x1, stroke.x2) for stroke in chart.strokes] == [(chart.points[0].x, chart.points[1].x)]


def test_the_line_of_nothing() -> None:
    assert charts.line(months(None, None)).strokes == ()


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        (("81", "80", "82"), (75, 85)),
        (("99", "97", "100"), (90, 100)),
        (("26", "25", "27"), (25, 35)),
        (("70", "52", "88"), (50, 90)),
    ],
)
def test_the_scale_of_a_line_is_never_finer_than_ten_points(
    values: tuple[str, str, str], bounds: tuple[int, int]
) -> None:
    levels = charts.line(months(ikm(*values))).levels
    assert (levels[0].value, levels[-1].value) == bounds


@given(st.integers(0, 10**9))
def test_a_scale_of_counts_ends_at_a_round_even_number(value: int) -> None:
    top = charts.round_above(value)
    assert top >= value
    assert top % 2 == 0
    assert top <= max(2, 2 * value)

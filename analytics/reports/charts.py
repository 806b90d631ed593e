"""Where the marks of a chart stand. Templates draw them; they never calculate.

Across the page, positions are percentages and text keeps its size: one drawing serves a phone, a desk
and a sheet of A4, without a style attribute. Down the page, they are pixels.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.measures.figure import Figure
from analytics.reports.model import DayCount
from surveys.calendar import next_month
from surveys.scoring import GRADES

ROW = 44  # the height of a bar with its label above it
BARS_WIDTH = 82.0  # bars leave room for their values, written at the right edge
PLOT_TOP, PLOT_BOTTOM = 12, 168  # between these two a column or a line is drawn
LEFT, RIGHT = 12.0, 99.0  # columns and lines leave room for the axis' numbers

IKM_LOWEST, IKM_HIGHEST = 25.0, 100.0


@dataclass(frozen=True)
class Mark:
    """A vertical line of the grid: its text and where it stands."""

    text: str
    at: str


@dataclass(frozen=True)
class Level:
    """A horizontal line of the grid, with the value that it stands for."""

    value: Decimal
    decimals: int
    at: str


@dataclass(frozen=True)
class Bar:
    """One horizontal bar from the left edge, with its whisker; `width` is "" where there is no value."""

    label: str
    y: int
    width: str
    low: str
    high: str
    figure: Figure


@dataclass(frozen=True)
class Bars:
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Column:
    day: dt.date
    x: str
    width: str
    y: str
    height: str
    labelled: bool
    middle: str


@dataclass(frozen=True)
class Columns:
    columns: tuple[Column, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Point:
    """One month of a line; `y` is "" where the month has no value."""

    month: dt.date
    x: str
    y: str
    low: str
    high: str
    figure: Figure | None


@dataclass(frozen=True)
class Stroke:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Line:
    """A line that breaks where a month is missing: no stroke joins the neighbours of a gap."""

    points: tuple[Point, ...]
    strokes: tuple[Stroke, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Trend:
    """Lines over the same months that never join: each is comparable within itself only.

    `marks`: the months along the edge; `breaks`: where a line ends and the next one begins.
    """

    points: tuple[Point, ...]
    strokes: tuple[Stroke, ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    breaks: tuple[str, ...]


def bars(rows: Iterable[tuple[str, Figure]], lowest: float, highest: float, marks: Sequence[tuple[str, float]]) -> Bars:
    """One bar for each (label, figure), on a scale from `lowest` to `highest`, with grid lines at `marks`."""

    def across(value: Decimal | float | None) -> str:
        return "" if value is None else _percent(BARS_WIDTH * (float(value) - lowest) / (highest - lowest))

    made = tuple(
        Bar(label, n * ROW, across(figure.value), across(figure.low), across(figure.high), figure)
        for n, (label, figure) in enumerate(rows)
    )
    return Bars(len(made) * ROW + 24, made, tuple(Mark(text, across(at)) for text, at in marks))


def ikm_bars(rows: Iterable[tuple[str, Figure]]) -> Bars:
    """Bars on the scale of the IKM, with the grades' lower bounds as grid lines."""
    marks = [("25", IKM_LOWEST), *((grade.letter, float(grade.lowest)) for grade in GRADES[:-1]), ("100", IKM_HIGHEST)]
    return bars(rows, IKM_LOWEST, IKM_HIGHEST, marks)


def share_bars(rows: Iterable[tuple[str, Figure]]) -> Bars:
    """Bars of shares of one."""
    return bars(rows, 0, 1, (("0%", 0), ("50%", 0.5), ("100%", 1)))


def columns(days: Sequence[DayCount]) -> Columns:
    """One column a day, from zero; every seventh day is labelled."""
    top = round_above(max((int(day.responses.value or 0) for day in days), default=0))
    step = (RIGHT - LEFT) / max(1, len(days))
    made = []
    for n, day in enumerate(days):
        x, y = LEFT + n * step, _down(float(day.responses.value or 0), 0, top)
        place = (_percent(x + step * 0.1), _percent(step * 0.8), f"{y:.1f}", f"{PLOT_BOTTOM - y:.1f}")
        made.append(Column(day.day, *place, labelled=n % 7 == 0, middle=_percent(x + step / 2)))
    return Columns(tuple(made), _levels(0, top))


def line(months: Sequence[tuple[dt.date, Figure | None]]) -> Line:
    """The IKM of consecutive months on a scale cut to what they span, never finer than ten points."""
    bottom, top = _span([figure for _, figure in months if figure and figure.available])
    step = (RIGHT - LEFT) / max(1, len(months))
    points = tuple(
        Point(month, _percent(LEFT + (n + 0.5) * step), *_heights(figure, bottom, top), figure)
        for n, (month, figure) in enumerate(months)
    )
    strokes = tuple(Stroke(a.x, a.y, b.x, b.y) for a, b in itertools.pairwise(points) if a.y and b.y)
    return Line(points, strokes, _levels(bottom, top))


def trend(
    lines: Sequence[Sequence[tuple[dt.date, Figure]]], months: Sequence[dt.date], lowest: float, highest: float
) -> Trend:
    """Lines of figures between `lowest` and `highest`; `months`: consecutive, with room for each line's."""
    step = (RIGHT - LEFT) / max(1, len(months))
    places = {month: _percent(LEFT + (n + 0.5) * step) for n, month in enumerate(months)}
    drawn = [
        [Point(month, places[month], *_heights(found, lowest, highest), found) for month, found in one] for one in lines
    ]
    strokes = [Stroke(a.x, a.y, b.x, b.y) for one in drawn for a, b in itertools.pairwise(one) if _follow(a, b)]
    begins = [places[one[0][0]] for one in lines if one][1:]
    marks = tuple(Mark(f"{month:%m/%y}", place) for month, place in places.items())
    middle = (lowest + highest) / 2
    levels = tuple(
        Level(Decimal(str(value)), int(value % 1 > 0), f"{_down(value, lowest, highest):.1f}")
        for value in (lowest, middle, highest)
    )
    points = tuple(point for one in drawn for point in one)
    return Trend(points, tuple(strokes), levels, marks, tuple(begins))


def _follow(a: Point, b: Point) -> bool:
    return next_month(a.month) == b.month


def round_above(value: int) -> int:
    """The smallest round and even number that is not below `value`: its half is whole too."""
    power = max(0, len(str(value)) - 2)
    steps = (2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 50, 60, 80, 100)
    return next(step * int(10**power) for step in steps if step * 10**power >= value)


def _heights(figure: Figure | None, bottom: float, top: float) -> tuple[str, str, str]:
    if figure is None:
        return "", "", ""
    values = (figure.value, figure.low, figure.high)
    y, low, high = ("" if value is None else f"{_down(float(value), bottom, top):.1f}" for value in values)
    return y, low, high


def _span(figures: Sequence[Figure]) -> tuple[float, float]:
    """Multiples of five around all values and intervals, within the IKM's own bounds."""
    ends = [float(end) for figure in figures for end in (figure.value, figure.low, figure.high) if end is not None]
    bottom, top = min(ends, default=IKM_LOWEST), max(ends, default=IKM_HIGHEST)
    bottom, top = 5 * (bottom // 5), 5 * -(-top // 5)
    bottom = max(IKM_LOWEST, min(bottom, top - 10))
    return bottom, min(IKM_HIGHEST, max(top, bottom + 10))


def _levels(bottom: float, top: float) -> tuple[Level, ...]:
    """Three lines of the grid: bottom, middle, top."""
    values = (bottom, (bottom + top) / 2, top)
    return tuple(Level(Decimal(value), int(value % 1 > 0), f"{_down(value, bottom, top):.1f}") for value in values)


def _down(value: float, bottom: float, top: float) -> float:
    """Pixels from the upper edge for a value between `bottom` and `top`."""
    return PLOT_BOTTOM - (value - bottom) / (top - bottom) * (PLOT_BOTTOM - PLOT_TOP)


def _percent(value: float) -> str:
    return f"{min(100.0, max(0.0, value)):.2f}%"

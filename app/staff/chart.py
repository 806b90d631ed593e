"""A column picture of counts by day: plain numbers for the template to draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 120  # of the picture's coordinates
_GAP = 0.2  # of a day's width, between two columns


@dataclass(frozen=True)
class Column:
    day: dt.date
    count: int
    x: float
    y: float
    width: float
    height: float


def columns(days: Sequence[tuple[dt.date, int]]) -> list[Column]:
    """A column a day, the tallest as high as the picture."""
    most = max((count for _day, count in days), default=0) or 1
    step = WIDTH / max(len(days), 1)
    made = []
    for place, (day, count) in enumerate(days):
        height = round(HEIGHT * count / most, 2)
        x = round(step * (place + _GAP / 2), 2)
        made.append(Column(day, count, x, round(HEIGHT - height, 2), round(step * (1 - _GAP), 2), height))
    return made

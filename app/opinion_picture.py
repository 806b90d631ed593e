"""The plain picture of opinion groups: marks for people who vote alike, an outline and a letter a group. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PICTURE = 320.0  # width and height of the picture's coordinates
_MARGIN = 24.0
_LARGEST = 15.0  # radius of the fullest square's mark
_CORNERS = (0, 4, 3, 5, 6)  # of each group's mark; 0: round


@dataclass(frozen=True)
class Mark:
    """A square's voters of one group in the picture. `points` is empty for a round mark."""

    x: float
    y: float
    radius: float
    group: str
    place: int  # of the group, from 0
    points: str


@dataclass(frozen=True)
class Label:
    """Where a group's letter stands."""

    x: float
    y: float
    name: str


@dataclass(frozen=True)
class Halo:
    """The corners of the smallest outline around a group's marks: what makes a crowd of single marks one group."""

    place: int  # of the group, from 0
    points: str


@dataclass(frozen=True)
class Picture:
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    halos: tuple[Halo, ...]


def picture(content: Mapping[str, Any]) -> Picture:
    """The picture of a stored map, in coordinates from 0 to PICTURE."""
    groups = content["figures"]["groups"]
    places = {group["name"]: place for place, group in enumerate(groups)}
    fullest = max((square["voters"] for square in content["bins"]), default=1)
    largest = min(_LARGEST, content["side"] / 2 * (PICTURE / 2 - _MARGIN))
    marks = tuple(_mark(square, places[square["group"]], largest / math.sqrt(fullest)) for square in content["bins"])
    labels = tuple(Label(_across(group["x"]), _across(-group["y"]), group["name"]) for group in groups)
    halos = tuple(
        Halo(place, _outline({(mark.x, mark.y) for mark in marks if mark.place == place})) for place in places.values()
    )
    return Picture(marks, labels, halos)


def _outline(points: set[tuple[float, float]]) -> str:
    """The corners of the convex hull, by Andrew's monotone chain."""
    ordered = sorted(points)
    hull = [*_chain(ordered), *_chain(ordered[::-1])] if len(ordered) > 2 else ordered
    return " ".join(f"{x},{y}" for x, y in hull)


def _chain(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One side of the hull, without its last point: the other side begins there."""
    found: list[tuple[float, float]] = []
    for x, y in points:
        while len(found) > 1 and _turn(found[-2], found[-1], (x, y)) <= 0:
            found.pop()
        found.append((x, y))
    return found[:-1]


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """Positive where the way from a over b to c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _mark(square: Mapping[str, Any], place: int, unit: float) -> Mark:
    x, y = _across(square["x"]), _across(-square["y"])
    radius = round(max(3.0, unit * math.sqrt(square["voters"])), 1)
    return Mark(x, y, radius, square["group"], place, _corners(x, y, radius, _CORNERS[place % len(_CORNERS)]))


def _corners(x: float, y: float, radius: float, count: int) -> str:
    angles = [2 * math.pi * corner / count - math.pi / 2 for corner in range(count)]
    return " ".join(f"{x + radius * math.cos(angle):.1f},{y + radius * math.sin(angle):.1f}" for angle in angles)


def _across(place: float) -> float:
    """From −1 … 1 to the picture's coordinates."""
    return round(PICTURE / 2 + place * (PICTURE / 2 - _MARGIN), 1)

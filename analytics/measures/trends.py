"""One question over months and versions: a line goes on while answers compare, and begins anew where they don't."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from analytics.measures.figure import Figure, figure
from analytics.measures.precision import around, margin_of_mean, wilson
from analytics.measures.statistics import Statistics

MEAN, SHARE = "mean", "share"


class Step(NamedTuple):
    """A published version, and the questions that are not comparable with the version before."""

    version_id: int
    broken: frozenset[str]


@dataclass(frozen=True)
class Stretch:
    """Comparable versions of a question, and its figure of each month that has answers to one of them."""

    version_ids: tuple[int, ...]
    points: tuple[tuple[dt.date, Figure], ...]


def left_out(steps: Sequence[Step], present: Collection[int]) -> dict[int, frozenset[str]]:
    """Version id -> the questions whose answers don't compare with those of the newest version in `present`.

    Where versions share a period, figures of these questions are of the newer versions alone.
    `steps`: all published versions of a survey, the oldest first. A version that loses nothing is absent.
    """
    found: dict[int, frozenset[str]] = {}
    lost: frozenset[str] = frozenset()
    begun = False
    for step in reversed(steps):
        if step.version_id in present:
            if begun and lost:
                found[step.version_id] = lost
            begun = True
        lost = lost | step.broken if begun else lost
    return found


def comparable(steps: Sequence[Step], code: str) -> list[tuple[int, ...]]:
    """The ids of the versions in runs, within which the answers to the question `code` compare; the oldest first."""
    runs: list[tuple[int, ...]] = []
    for step in steps:
        if runs and code not in step.broken:
            runs[-1] += (step.version_id,)
        else:
            runs.append((step.version_id,))
    return runs


def stretch(
    version_ids: tuple[int, ...],
    counted: Mapping[tuple[dt.date, int], Statistics],
    measure: Callable[[Statistics], Figure],
) -> Stretch:
    """The months of one run of versions. `counted`: (month, version id) -> statistics; a month without a figure
    is left out."""
    months = sorted({month for month, version_id in counted if version_id in version_ids})
    points = []
    for month in months:
        pooled = Statistics.total(counted[month, one] for one in version_ids if (month, one) in counted)
        found = measure(pooled)
        if found.available:
            points.append((month, found))
    return Stretch(version_ids, tuple(points))


def mean(statistics: Statistics, code: str, scores: Mapping[str, int], cut: dt.date) -> Figure:
    """The mean score of the answers to a question with one pick; `scores`: option code -> score.

    Interval: as that of an average of elements (precision.margin_of_mean), within the scale's ends.
    """
    picks = {option: n for option, n in statistics.options.get(code, {}).items() if option in scores}
    n = sum(picks.values())
    if n == 0:
        return figure(None, 0, MEAN, cut)
    total = sum(scores[option] * count for option, count in picks.items())
    squares = sum(scores[option] ** 2 * count for option, count in picks.items())
    value, interval = Fraction(total, n), None
    if n > 1:
        variance = (squares - Fraction(total * total, n)) / (n - 1)
        interval = around(value, margin_of_mean(variance, n), min(scores.values()), max(scores.values()))
    return figure(value, n, MEAN, cut, interval)


def share(statistics: Statistics, code: str, options: Collection[str], option: str, cut: dt.date) -> Figure:
    """The share of the answers to a question with one pick that are `option`, as a share of one.

    The base is the answers that are one of `options`: whom the question doesn't apply to is not in it.
    """
    counts = statistics.options.get(code, {})
    return _share(counts.get(option, 0), sum(counts.get(one, 0) for one in options), cut)


def chosen(statistics: Statistics, code: str, option: str, answered: str, cut: dt.date) -> Figure:
    """The share of those who answered a question with several picks that chose `option`, as a share of one.

    `answered`: under which code those who answered are counted; their number can't be told from the picks.
    """
    return _share(statistics.options.get(code, {}).get(option, 0), statistics.answered(answered), cut)


def _share(picks: int, n: int, cut: dt.date) -> Figure:
    return figure(Fraction(picks, n), n, SHARE, cut, wilson(picks, n)) if n else figure(None, 0, SHARE, cut)


def most_picked(statistics: Statistics, code: str, options: Sequence[str]) -> str:
    """The option with the most picks, of equal ones the first of `options`; "" without a pick."""
    picks = statistics.options.get(code, {})
    return max((o for o in options if picks.get(o)), key=lambda option: picks[option], default="")

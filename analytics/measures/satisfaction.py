"""The SKM's figures from statistics: NRR and grade of each element, and the IKM with its interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analytics.measures.figure import Figure, Interval, figure
from analytics.measures.item_means import item_mean, variance_of_mean
from analytics.measures.precision import Z, around, finite, margin_of_mean, root
from analytics.measures.statistics import Statistics
from surveys import scoring

NRR, NRR_CONVERTED, IKM = "nrr", "nrr-x-25", "ikm"


@dataclass(frozen=True)
class ElementFigures:
    code: str
    average: Figure  # NRR, 1 to 4
    conversion: Figure  # NRR × 25
    grade: str  # "" where there is no average
    rank: int | None  # 1 is the highest average; equal ones share the lower number


@dataclass(frozen=True)
class SkmFigures:
    ikm: Figure  # two decimals
    grade: str  # "" where there is no index
    elements: tuple[ElementFigures, ...]  # in the order asked for
    lowest: tuple[str, ...]  # the three lowest elements, lowest first, ties with the third included


def skm(
    statistics: Statistics,
    elements: Sequence[str],
    cut: dt.date,
    population: int | None = None,
    weight: str = scoring.EXACT,
) -> SkmFigures:
    """The figures of `elements` (scored 1 to 4). `population`: people served, where it is known.

    The base of an element is its valid answers, that of the index the responses (standards, 1.3). Another
    `weight` than the exact one is for showing how an old report came to its index; that has no interval.
    """
    averages = {code: item_mean(statistics, code) for code in elements}
    known = {code: nrr for code, nrr in averages.items() if nrr is not None}
    places = scoring.ranks(known)
    index = scoring.ikm(averages, weight)
    exact = weight == scoring.EXACT
    interval = ikm_interval(statistics, elements, index, population) if exact and index is not None else None
    return SkmFigures(
        ikm=figure(index, statistics.n, method(weight), cut, interval, places=2),
        # A rounded weight can put the lowest answers a little under 25; that is still the lowest grade.
        grade=scoring.grade(index if exact else max(index, Fraction(25))).letter if index is not None else "",
        elements=tuple(
            _element(statistics, code, averages[code], places.get(code), cut, population) for code in elements
        ),
        lowest=tuple(scoring.three_lowest(known)),
    )


def method(weight: str) -> str:
    """The name of the index's method; a weight other than the exact one always stands in it."""
    return IKM if weight == scoring.EXACT else f"{IKM}-weight-{weight}"


def ikm_interval(
    statistics: Statistics, elements: Sequence[str], index: Fraction, population: int | None
) -> Interval | None:
    """The index ± z · 25 · √Var of the mean of the elements' averages (standards reference, 3.2).

    None with fewer than two answers to some pair of elements, where no variance can be told.
    """
    variance = variance_of_mean(statistics, elements)
    if variance is None:
        return None
    corrected = variance * finite(statistics.n, population)
    return around(index, Z * scoring.CONVERSION * root(corrected), 25, 100)


def _element(
    statistics: Statistics,
    code: str,
    nrr: Fraction | None,
    rank: int | None,
    cut: dt.date,
    population: int | None,
) -> ElementFigures:
    if nrr is None:
        return ElementFigures(code, figure(None, 0, NRR, cut), figure(None, 0, NRR_CONVERTED, cut), "", None)
    n, total, squares = statistics.sums[code]
    interval = None
    if n > 1:
        variance = (squares - Fraction(total * total, n)) / (n - 1)
        interval = around(nrr, margin_of_mean(variance, n, population), 1, 4)
    converted = (interval[0] * scoring.CONVERSION, interval[1] * scoring.CONVERSION) if interval else None
    return ElementFigures(
        code=code,
        average=figure(nrr, n, NRR, cut, interval),
        conversion=figure(nrr * scoring.CONVERSION, n, NRR_CONVERTED, cut, converted, places=2),
        grade=scoring.grade(nrr * scoring.CONVERSION).letter,
        rank=rank,
    )

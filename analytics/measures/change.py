"""Whether the IKM moved from one period to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analytics.measures.figure import Figure, Interval, figure
from analytics.measures.satisfaction import ikm_interval
from analytics.measures.statistics import Statistics
from surveys import scoring

DIFFERENCE = "difference"


@dataclass(frozen=True)
class Sample:
    """The answers of one period, and how many people were served in it, where that is known."""

    statistics: Statistics
    people: int | None = None

    def index(self, elements: Sequence[str]) -> Fraction | None:
        """The IKM, unrounded."""
        sums = {code: self.statistics.sums.get(code, (0, 0, 0)) for code in elements}
        return scoring.ikm({code: scoring.average(total, n) for code, (n, total, _) in sums.items()})

    def margin(self, elements: Sequence[str], index: Fraction) -> Decimal | None:
        """Half the width of the interval of the IKM: its wider side, as the other may end where the scale does."""
        interval = ikm_interval(self.statistics, elements, index, self.people)
        exact = Decimal(index.numerator) / Decimal(index.denominator)
        return max(exact - interval[0], interval[1] - exact) if interval else None


def ikm_change(now: Sample, before: Sample, elements: Sequence[str], cut: dt.date) -> Figure:
    """The IKM of `now` less that of `before`, in points; its base is the responses of `now`.

    The interval is that of two independent samples, whose margins add up as squares: somebody who
    answered both times can't be known. Not available where either has no index.
    """
    later, earlier = now.index(elements), before.index(elements)
    if later is None or earlier is None:
        return figure(None, now.statistics.n, DIFFERENCE, cut)
    margins = now.margin(elements, later), before.margin(elements, earlier)
    interval = _around(later - earlier, margins)
    return figure(later - earlier, now.statistics.n, DIFFERENCE, cut, interval, places=2)


def _around(difference: Fraction, margins: tuple[Decimal | None, Decimal | None]) -> Interval | None:
    later, earlier = margins
    if later is None or earlier is None:
        return None
    half = (later * later + earlier * earlier).sqrt()
    exact = Decimal(difference.numerator) / Decimal(difference.denominator)
    return exact - half, exact + half

"""The SUS of many respondents from their statistics: the mean with its interval (standards reference, 2.4 and 3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analytics.measures.figure import Figure, figure
from analytics.measures.precision import around, margin_of_mean
from analytics.measures.statistics import Statistics
from surveys import scoring

SUS = "sus"
MIDPOINT = 3


@dataclass(frozen=True)
class SusFigures:
    sus: Figure  # 0 to 100; its base are the respondents
    grade: str  # "" where the table gives no letter
    filled_in: int  # answers that were missing and count as the midpoint


def sus(statistics: Statistics, items: Sequence[str], cut: dt.date) -> SusFigures:
    """The SUS of the ten `items`, in their order, of everybody in `statistics` who answered at least one of them."""
    sums = [statistics.sums.get(code, (0, 0, 0))[:2] for code in items]
    n = min(statistics.rated, sum(answered for answered, _ in sums))  # who has only other scores has no SUS
    score = scoring.sus(sums, n)
    if score is None:
        return SusFigures(figure(None, 0, SUS, cut), "", 0)
    interval = around(score, margin_of_mean(_variance(statistics, items, n), n), 0, 100) if n > 1 else None
    filled_in = sum(n - answered for answered, _ in sums)
    return SusFigures(figure(score, n, SUS, cut, interval), scoring.sus_grade(score), filled_in)


def _variance(statistics: Statistics, items: Sequence[str], respondents: int) -> Fraction:
    """The variance of the respondents' own SUS, divided by one less than they are.

    A SUS is 50 + 2.5 · Σ ± (answer − 3), where a missing answer adds nothing: so Σ and Σ² over the respondents
    follow from the sums of the items and of their pairs.
    """
    signs = {code: 1 if place % 2 else -1 for place, code in enumerate(items, start=1)}
    total = squares = 0
    for a in items:
        n, sum_a, _ = statistics.sums.get(a, (0, 0, 0))
        total += signs[a] * (sum_a - MIDPOINT * n)
        for b in items:
            squares += signs[a] * signs[b] * _centred_product(statistics, a, b)
    return Fraction(25, 4) * (squares - Fraction(total * total, respondents)) / (respondents - 1)


def _centred_product(statistics: Statistics, a: str, b: str) -> int:
    """Σ (a − 3)(b − 3) over the respondents who answered both."""
    if a == b:
        n, total, product = statistics.sums.get(a, (0, 0, 0))
        sums = 2 * total
    else:
        n, sum_a, sum_b, product = statistics.products.get((min(a, b), max(a, b)), (0, 0, 0, 0))
        sums = sum_a + sum_b
    return product - MIDPOINT * sums + MIDPOINT * MIDPOINT * n

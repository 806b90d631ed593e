"""The mean of several items' means, and how far it may lie from that of everybody.

Each item's mean is over its own valid answers. The items of one person hang together, so the variance of their mean
is made of the covariances of all pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from analytics.measures.figure import Interval
from analytics.measures.precision import Z, around, root
from analytics.measures.statistics import Statistics
from surveys import scoring


def item_mean(statistics: Statistics, code: str) -> Fraction | None:
    """The mean of one item, unrounded; None without a valid answer."""
    n, total, _ = statistics.sums.get(code, (0, 0, 0))
    return scoring.average(total, n)


def mean_of_means(statistics: Statistics, items: Sequence[str]) -> Fraction | None:
    """None when an item has no valid answer: an index of fewer items is another index."""
    means = [item_mean(statistics, code) for code in items]
    known = [mean for mean in means if mean is not None]
    return sum(known, Fraction(0)) / len(known) if known and len(known) == len(means) else None


def variance_of_mean(statistics: Statistics, items: Sequence[str]) -> Fraction | None:
    """The variance of `mean_of_means`. None with fewer than two answers to some pair of items: it can't be told."""
    variances = [covariance_of_means(statistics, a, b) for a in items for b in items]
    known = [variance for variance in variances if variance is not None]
    # Pairs answered by different people can disagree so much that their sum is no variance.
    if len(known) < len(variances) or (total := sum(known, Fraction(0))) < 0:
        return None
    return total / len(items) ** 2


def interval_of_mean(statistics: Statistics, items: Sequence[str], lowest: int, highest: int) -> Interval | None:
    """The interval of `mean_of_means` on a scale from `lowest` to `highest`."""
    mean, variance = mean_of_means(statistics, items), variance_of_mean(statistics, items)
    return None if mean is None or variance is None else around(mean, Z * root(variance), lowest, highest)


def covariance_of_means(statistics: Statistics, a: str, b: str) -> Fraction | None:
    """The covariance of the means of two items, each over its own valid answers:
    n(ab) · s(ab) / (n(a) · n(b)). With no answer missing, those of all pairs add up to
    the variance of the respondents' own means, divided by n."""
    if a == b:
        n, total, squares = statistics.sums.get(a, (0, 0, 0))
        both, product = (n, total, total), squares
    else:
        n, *totals, product = statistics.products.get((min(a, b), max(a, b)), (0, 0, 0, 0))
        both = (n, totals[0], totals[1])
    if n < 2:
        return None
    covariance = (product - Fraction(both[1] * both[2], n)) / (n - 1)
    return n * covariance / (statistics.sums[a][0] * statistics.sums[b][0])

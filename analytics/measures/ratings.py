"""Figures of one rating question from how often each score was given, with base and 95 % interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from fractions import Fraction

from analytics.measures.figure import Figure, figure
from analytics.measures.precision import around, margin_of_mean, wilson
from analytics.measures.statistics import Statistics
from surveys import scoring
from surveys.scoring import Counts

MEAN, SHARE, NPS, WEIGHTED, PERCENT_OF_FIVE = "mean", "share", "nps", "weighted", "mean-of-5"


def score_counts(statistics: Statistics, code: str, scores: Mapping[str, int]) -> Counts:
    """Score -> how many gave it, 0 included, from the picks of a question. `scores`: option code -> score.

    What has no score, such as "it doesn't apply to me", is no answer.
    """
    picks = statistics.options.get(code, {})
    counts = dict.fromkeys(sorted(scores.values()), 0)
    for option, score in scores.items():
        counts[score] += picks.get(option, 0)
    return counts


def mean(counts: Counts, cut: dt.date) -> Figure:
    """The mean score, on the question's own scale; its interval from the second answer on."""
    return _mean(counts, cut, MEAN, 1, 0, min(counts), max(counts))


def share(counts: Counts, scores: Collection[int], cut: dt.date) -> Figure:
    """The share that gave one of `scores`, in percent, with its Wilson interval."""
    exact, n = scoring.rating_share(counts, scores), scoring.rated(counts)
    if exact is None:
        return figure(None, 0, SHARE, cut)
    low, high = wilson(sum(count for score, count in counts.items() if score in scores), n)
    return figure(exact * 100, n, SHARE, cut, (low * 100, high * 100))


def nps(counts: Counts, cut: dt.date) -> Figure:
    """100 × (share of promoters − share of detractors), −100 to 100 and no percentage.

    The interval is that of a mean of 1, 0 and −1, so that of a difference of two shares of the same people.
    """
    return _mean(scoring.net_promoters(counts), cut, NPS, 100, 0, -1, 1)


def weighted_satisfaction(counts: Counts, cut: dt.date) -> Figure:
    """Scores 1 to 5 as 0, 25, 50, 75, 100: their mean."""
    return _mean(counts, cut, WEIGHTED, 25, -25, 1, 5)


def percent_of_five(counts: Counts, cut: dt.date) -> Figure:
    """A-11's percentage beside a mean of 1 to 5: mean / 5 × 100, 20 to 100."""
    return _mean(counts, cut, PERCENT_OF_FIVE, 20, 0, 1, 5)


def _mean(counts: Counts, cut: dt.date, method: str, step: int, start: int, lowest: int, highest: int) -> Figure:
    """`step` × the mean score + `start`, where scores run from `lowest` to `highest`."""
    exact, n, variance = scoring.rating_mean(counts), scoring.rated(counts), scoring.rating_variance(counts)
    if exact is None:
        return figure(None, 0, method, cut)
    value = exact * step + start
    interval = None
    if variance is not None:
        margin = margin_of_mean(variance * step * step, n)
        interval = around(value, margin, lowest * step + start, highest * step + start)
    return figure(Fraction(value), n, method, cut, interval)

"""Figures of one rating question from how often each score was given. Pure.

Sources: standards reference, 2.1 (A-11), 2.2 (GOV.UK), 2.3 (NPS, CSAT, CES). Which of the formulas in circulation
GOV.UK itself uses is unverified there, so whoever shows one names it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

Counts = Mapping[int, int]  # score -> how many gave it; those who gave none stand nowhere

PROMOTERS, DETRACTORS = range(9, 11), range(7)


def rated(counts: Counts) -> int:
    """The base: how many gave a score."""
    return sum(counts.values())


def rating_mean(counts: Counts) -> Fraction | None:
    """The average score; None without one."""
    n = rated(counts)
    return Fraction(sum(score * count for score, count in counts.items()), n) if n else None


def rating_variance(counts: Counts) -> Fraction | None:
    """The variance of single scores, divided by n − 1; None with fewer than two."""
    n = rated(counts)
    if n < 2:
        return None
    total = sum(score * count for score, count in counts.items())
    squares = sum(score * score * count for score, count in counts.items())
    return (squares - Fraction(total * total, n)) / (n - 1)


def rating_share(counts: Counts, scores: Collection[int]) -> Fraction | None:
    """The share of one of the answers that gave one of `scores`; None without an answer."""
    n = rated(counts)
    return Fraction(sum(count for score, count in counts.items() if score in scores), n) if n else None


def net_promoters(counts: Counts) -> dict[int, int]:
    """Answers 0 to 10 as 1 (promoter, 9–10), 0 (passive, 7–8) and −1 (detractor, 0–6): the NPS is 100 × their mean.

    Raises ValueError for a score outside 0 to 10: a scale that begins at 1 is another measure.
    """
    if outside := [score for score in counts if not 0 <= score <= 10]:
        raise ValueError(f"{outside[0]} is outside 0 to 10")
    kinds = dict.fromkeys((-1, 0, 1), 0)
    for score, count in counts.items():
        kinds[(score in PROMOTERS) - (score in DETRACTORS)] += count
    return kinds


def weighted_satisfaction(mean: Fraction) -> Fraction:
    """A mean of 1 to 5 as 0 to 100: (mean − 1) / 4 × 100, so that a step is worth 25."""
    return (mean - 1) / 4 * 100


def percent_of_highest(mean: Fraction, highest: int = 5) -> Fraction:
    """A-11's convention behind "4.25 (85 %)": mean / 5 × 100. Its lowest value is 20, not 0."""
    return mean / highest * 100

"""The arithmetic of the instruments, exact: fractions, rounded half-up once at the end. Pure.

One file for each family: the SKM, ratings on a scale (NPS, CSAT, CES, A-11, GOV.UK), and the SUS.
"""

from __future__ import annotations

from surveys.scoring.ratings import (
    Counts,
    net_promoters,
    percent_of_highest,
    rated,
    rating_mean,
    rating_share,
    rating_variance,
    weighted_satisfaction,
)
from surveys.scoring.rounding import half_up
from surveys.scoring.skm import (
    BY_LETTER,
    CONVERSION,
    EXACT,
    GRADE_TABLE,
    GRADES,
    HIGHEST,
    THREE_DECIMALS,
    TWO_DECIMALS,
    WEIGHTS,
    Grade,
    average,
    grade,
    ikm,
    ranks,
    three_lowest,
)
from surveys.scoring.usability import SUS_GRADE_TABLE, sus, sus_grade

__all__ = [
    "BY_LETTER",
    "CONVERSION",
    "EXACT",
    "GRADES",
    "GRADE_TABLE",
    "HIGHEST",
    "SUS_GRADE_TABLE",
    "THREE_DECIMALS",
    "TWO_DECIMALS",
    "WEIGHTS",
    "Counts",
    "Grade",
    "average",
    "grade",
    "half_up",
    "ikm",
    "net_promoters",
    "percent_of_highest",
    "ranks",
    "rated",
    "rating_mean",
    "rating_share",
    "rating_variance",
    "sus",
    "sus_grade",
    "three_lowest",
    "weighted_satisfaction",
]

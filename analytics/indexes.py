"""The index of each instrument from statistics, as plain values for JSON; found by the instrument's name.

All have `instrument`, `base` (respondents), `index`, `interval` (95 %), `scale`, `definition` (in words), `grade` (only
where the standards reference has one) and their questions. No answer is None, never 0. Averages have four decimals,
the rest two. docs/methods/instruments.md tells the formulas and their sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from analytics.measures import ratings, usability
from analytics.measures.figure import Figure
from analytics.measures.item_means import interval_of_mean, item_mean, mean_of_means
from analytics.measures.satisfaction import ElementFigures, skm
from analytics.measures.statistics import Statistics
from analytics.raw_answers import rated_questions
from surveys import scoring
from surveys.definition import Question
from surveys.instruments.skm import ELEMENT_CODES
from surveys.instruments.utaut import PARTS
from surveys.scoring import Counts

Plain = dict[str, Any]
Interval = list[float | None] | None
SATISFIED, EASY = (4, 5), (5, 6, 7)


class Index(Protocol):
    def __call__(self, statistics: Statistics, cut: dt.date) -> Plain: ...


def skm_index(statistics: Statistics, cut: dt.date, weight: str = scoring.EXACT) -> Plain:
    """`index` is on the scale of 1 to 4, `ikm` on that of 25 to 100, and so is `interval`. `weight`: see `scoring`."""
    figures = skm(statistics, ELEMENT_CODES, cut, weight=weight)
    converted = scoring.ikm({code: item_mean(statistics, code) for code in ELEMENT_CODES}, weight)
    grade = scoring.BY_LETTER.get(figures.grade)
    return {
        "instrument": "skm",
        "base": figures.ikm.base,
        "index": _rounded(None if converted is None else converted / scoring.CONVERSION, 4),
        "ikm": _rounded(figures.ikm.value, 2),
        "interval": _interval(figures.ikm, 2),
        "grade": grade.letter if grade else None,
        "perception": grade.perception if grade else None,
        "performance": grade.performance if grade else None,
        "lowest": list(figures.lowest),
        "weight": weight,
        "grade_table": scoring.GRADE_TABLE,
        "elements": {element.code: _element(element) for element in figures.elements},
    }


def _element(element: ElementFigures) -> Plain:
    return {
        "average": _rounded(element.average.value, 4),
        "interval": _interval(element.average, 4),
        "conversion": _rounded(element.conversion.value, 2),
        "grade": element.grade or None,
        "rank": element.rank,
        "base": element.average.base,
    }


def sus_index(statistics: Statistics, cut: dt.date) -> Plain:
    """`filled_in`: missing answers that count as the midpoint; `average_of_systems`: the 50th percentile, 68."""
    questions = rated_questions("sus")
    figures = usability.sus(statistics, [question.code for question in questions], cut)
    return {
        **_head("sus", figures.sus.base, figures.sus, (0, 100)),
        "grade": figures.grade or None,
        "grade_table": scoring.SUS_GRADE_TABLE,
        "average_of_systems": 68,
        "filled_in": figures.filled_in,
        "definition": "Mean of the respondents' SUS, 0 to 100 and not a percentage: 2.5 x the sum of (answer - 1) for "
        "odd items and (5 - answer) for even ones; a missing answer counts as the midpoint 3.",
        "questions": _questions(statistics, questions, cut),
    }


def nps_index(statistics: Statistics, cut: dt.date) -> Plain:
    (question,) = questions = rated_questions("nps")
    counts = _counts(statistics, question)
    kinds = scoring.net_promoters(counts)
    return {
        **_head("nps", scoring.rated(counts), ratings.nps(counts, cut), (-100, 100)),
        "grade": None,
        "promoters": kinds[1],
        "passives": kinds[0],
        "detractors": kinds[-1],
        "definition": "100 x (promoters, 9 and 10 - detractors, 0 to 6) / all, on a scale from 0 to 10; "
        "-100 to 100 and not a percentage.",
        "questions": _questions(statistics, questions, cut),
    }


def csat_index(statistics: Statistics, cut: dt.date) -> Plain:
    (question,) = questions = rated_questions("csat")
    counts = _counts(statistics, question)
    return {
        **_head("csat", scoring.rated(counts), ratings.share(counts, SATISFIED, cut), (0, 100)),
        "grade": None,
        **_beside("mean", ratings.mean(counts, cut), 4),
        "definition": "Share of the top two of five answers (4 and 5), in percent; `mean` is the mean of 1 to 5.",
        "questions": _questions(statistics, questions, cut),
    }


def ces_index(statistics: Statistics, cut: dt.date) -> Plain:
    (question,) = questions = rated_questions("ces")
    counts = _counts(statistics, question)
    return {
        **_head("ces", scoring.rated(counts), ratings.mean(counts, cut), (1, 7), 4),
        "grade": None,
        "version": "CES 2.0",
        **_beside("agreeing", ratings.share(counts, EASY, cut), 2),
        "definition": "Mean of 1 to 7, high is easy (CES 2.0; version 1.0 runs the other way); `agreeing` is the share "
        "of 5 to 7, in percent.",
        "questions": _questions(statistics, questions, cut),
    }


def a11_index(statistics: Statistics, cut: dt.date) -> Plain:
    """`percent` is mean / 5 × 100, `top` the share of the highest answer; A-11 is advised against a top-2 share."""
    questions = rated_questions("a11")
    overall = _counts(statistics, questions[0])
    drivers = _questions(statistics, questions, cut)
    for question in questions:
        counts = _counts(statistics, question)
        drivers[question.code]["percent"] = _rounded(ratings.percent_of_five(counts, cut).value, 2)
        drivers[question.code] |= _beside("top", ratings.share(counts, (5,), cut), 2)
    return {
        **_head("a11", statistics.rated, ratings.mean(overall, cut), (1, 5), 4),
        "grade": None,
        "percent": _rounded(ratings.percent_of_five(overall, cut).value, 2),
        "definition": "Mean of 1 to 5 of the statement on satisfaction, and of each other driver by itself: there is "
        "no index over the drivers. `percent` is mean / 5 x 100, `top` the share of the answer 5, in percent.",
        "questions": drivers,
    }


def govuk_index(statistics: Statistics, cut: dt.date) -> Plain:
    """Two formulas are in circulation, and which is GOV.UK's own is unverified: both stand here, each with its name."""
    (question,) = questions = rated_questions("govuk")
    counts = _counts(statistics, question)
    return {
        **_head("govuk", scoring.rated(counts), ratings.share(counts, SATISFIED, cut), (0, 100)),
        "grade": None,
        "method": "top2",
        **_beside("weighted", ratings.weighted_satisfaction(counts, cut), 2),
        **_beside("mean", ratings.mean(counts, cut), 4),
        "definition": "top2: share of very satisfied and satisfied, in percent; `weighted` counts the five answers as "
        "100, 75, 50, 25 and 0. Two formulas are in circulation: never compare one with the other.",
        "questions": _questions(statistics, questions, cut),
    }


def spak_index(statistics: Statistics, cut: dt.date) -> Plain:
    return _perception("spak", statistics, cut)


def spkp_index(statistics: Statistics, cut: dt.date) -> Plain:
    return _perception("spkp", statistics, cut)


def utaut_index(statistics: Statistics, cut: dt.date) -> Plain:
    parts = {part: _part(statistics, [question.code for question in asked]) for part, asked in PARTS.items()}
    return {
        "instrument": "utaut",
        "base": statistics.rated,
        "index": None,
        "interval": None,
        "scale": [1, 5],
        "grade": None,
        "definition": "Suara's own set, no standard: the mean of the item means of each part, 1 to 5. The parts are "
        "four different things, so there is no index over them.",
        "parts": parts,
        "questions": _questions(statistics, rated_questions("utaut"), cut),
    }


INDEXES: Mapping[str, Index] = {
    "skm": skm_index,
    "sus": sus_index,
    "nps": nps_index,
    "csat": csat_index,
    "ces": ces_index,
    "a11": a11_index,
    "govuk": govuk_index,
    "spak": spak_index,
    "spkp": spkp_index,
    "utaut": utaut_index,
}


def _perception(name: str, statistics: Statistics, cut: dt.date) -> Plain:
    """The mean of the item means, 1 to 4, and the same × 25. Its official bands are unverified, so it has no grade."""
    questions = rated_questions(name)
    codes = [question.code for question in questions]
    mean = mean_of_means(statistics, codes)
    within = interval_of_mean(statistics, codes, 1, 4)
    items = _questions(statistics, questions, cut)
    for code in codes:
        items[code]["conversion"] = _converted(item_mean(statistics, code))
    return {
        "instrument": name,
        "base": statistics.rated,
        "index": _rounded(mean, 4),
        "interval": _bounds(within, 4),
        "scale": [1, 4],
        "converted": _converted(mean),
        "converted_interval": _bounds(within and (within[0] * 25, within[1] * 25), 2),
        "grade": None,
        "definition": "Mean of the item means, 1 to 4; `converted` is the same x 25. Perception at one unit, without "
        "bands; not the national Indeks Perilaku Anti Korupsi of BPS.",
        "questions": items,
    }


def _part(statistics: Statistics, codes: Sequence[str]) -> Plain:
    return {
        "average": _rounded(mean_of_means(statistics, codes), 4),
        "interval": _bounds(interval_of_mean(statistics, codes, 1, 5), 4),
        "questions": list(codes),
    }


def _head(name: str, base: int | None, index: Figure, scale: tuple[int, int], places: int = 2) -> Plain:
    value, interval = _rounded(index.value, places), _interval(index, places)
    return {"instrument": name, "base": base, "index": value, "interval": interval, "scale": list(scale)}


def _beside(name: str, figure: Figure, places: int) -> Plain:
    return {name: _rounded(figure.value, places), f"{name}_interval": _interval(figure, places)}


def _questions(statistics: Statistics, questions: Sequence[Question], cut: dt.date) -> dict[str, Plain]:
    return {question.code: _question(_counts(statistics, question), cut) for question in questions}


def _question(counts: Counts, cut: dt.date) -> Plain:
    mean = ratings.mean(counts, cut)
    return {
        "average": _rounded(mean.value, 4),
        "interval": _interval(mean, 4),
        "base": mean.base,
        "counts": {str(score): count for score, count in counts.items()},
    }


def _counts(statistics: Statistics, question: Question) -> Counts:
    return ratings.score_counts(statistics, question.code, question.scores)


def _converted(mean: Fraction | None) -> float | None:
    return None if mean is None else _rounded(mean * 25, 2)


def _rounded(value: Decimal | Fraction | None, places: int) -> float | None:
    return None if value is None else float(scoring.half_up(value, places))


def _interval(figure: Figure, places: int) -> Interval:
    return None if figure.low is None or figure.high is None else _bounds((figure.low, figure.high), places)


def _bounds(interval: tuple[Decimal, Decimal] | None, places: int) -> Interval:
    return None if interval is None else [_rounded(bound, places) for bound in interval]

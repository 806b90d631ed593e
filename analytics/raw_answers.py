"""An index from raw answers in a table, without a survey: to check a figure by hand or score another tool's data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.measures.figure import Figure
from analytics.measures.satisfaction import ElementFigures, average, skm
from analytics.measures.statistics import CountedResponse, Statistics
from surveys import scoring
from surveys.errors import Problem
from surveys.instruments.skm import ELEMENT_CODES, ELEMENTS
from surveys.question_types import type_of


def skm_statistics(rows: Iterable[Mapping[str, str]]) -> tuple[Statistics, list[tuple[int, Problem]]]:
    """The statistics of rows (element code -> 1 to 4, empty where not answered), and what is wrong with them.

    Each problem comes with the row's place, counted from 0. A row without a single answer is no response.
    """
    responses: list[CountedResponse] = []
    problems: list[tuple[int, Problem]] = []
    for place, row in enumerate(rows):
        answers = {code: row[code].strip() for code in ELEMENT_CODES if row.get(code, "").strip()}
        found = [type_of(e).validate(e, answers[e.code]) for e in ELEMENTS if e.code in answers]
        wrong = [(place, problem) for problem in found if problem]
        problems += wrong
        if answers and not wrong:
            scores = tuple(element.scores.get(answers.get(element.code, "")) for element in ELEMENTS)
            responses.append(CountedResponse((), scores))
    return Statistics.of(responses, ELEMENT_CODES), problems


def skm_index(statistics: Statistics, today: dt.date, weight: str) -> dict[str, Any]:
    """The SKM's figures as plain values for JSON: averages to four decimals, the rest to two; None where there
    is no answer. `index` is on the scale of 1 to 4, `ikm` on that of 25 to 100. `weight`: see `scoring`."""
    figures = skm(statistics, ELEMENT_CODES, today, weight=weight)
    converted = scoring.ikm({code: average(statistics, code) for code in ELEMENT_CODES}, weight)
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


def _element(element: ElementFigures) -> dict[str, Any]:
    return {
        "average": _rounded(element.average.value, 4),
        "interval": _interval(element.average, 4),
        "conversion": _rounded(element.conversion.value, 2),
        "grade": element.grade or None,
        "rank": element.rank,
        "base": element.average.base,
    }


def _rounded(value: Decimal | Fraction | None, places: int) -> float | None:
    return None if value is None else float(scoring.half_up(value, places))


def _interval(figure: Figure, places: int) -> list[float | None] | None:
    return None if figure.low is None else [_rounded(figure.low, places), _rounded(figure.high, places)]

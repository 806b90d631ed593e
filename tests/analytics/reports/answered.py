"""Groups made by hand: who answered what, without a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from analytics.measures.statistics import CountedResponse, Statistics
from analytics.reports.build import compose
from analytics.reports.gather import Gathered
from analytics.reports.groups import Answers, Group
from analytics.reports.model import AGENCY, UNIT, MonthlyReport, Party
from surveys.instruments import skm
from tests import worked_example

MONTH, CUT = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
QUESTIONNAIRE = skm.questionnaire({"id": "Survei kepuasan"}, {})


def example_scores() -> list[tuple[int, ...]]:
    """The worked example's respondents: the scores in the order of the elements."""
    return [tuple(int(answer[code]) for code in skm.ELEMENT_CODES) for answer in worked_example.answers()]


def scores(n: int, score: int = 3, **others: int) -> list[tuple[int, ...]]:
    """`n` equal rows of scores; `others` by element code."""
    return [tuple(others.get(code, score) for code in skm.ELEMENT_CODES)] * n


def answers(
    rows: Sequence[tuple[int | None, ...]],
    people: int | None = None,
    texts: Mapping[str, int] | None = None,
    **profile: Mapping[str, int],
) -> Answers:
    """`profile`: question -> option -> how many of the rows, from the first on, picked it."""
    picks: list[dict[str, str]] = [{} for _ in rows]
    for question, counts in profile.items():
        chosen = [option for option, n in counts.items() for _ in range(n)]
        for pick, option in zip(picks, chosen, strict=False):
            pick[question] = option
    responses = [_counted(row, pick) for row, pick in zip(rows, picks, strict=True)]
    margins = {
        (question, option): Statistics.of(
            [one for one, pick in zip(responses, picks, strict=True) if pick.get(question) == option],
            skm.ELEMENT_CODES,
        )
        for question, counts in profile.items()
        for option in counts
    }
    statistics = Statistics.of(responses, skm.ELEMENT_CODES)
    labels = Statistics(texts={"saran": dict(texts)}) if texts else Statistics()
    return Answers(statistics.merge(labels), margins, people)


def unit(code: str, given: Answers, **days: int) -> Group:
    """A unit whose responses came on the 5th of the month, or on `days` ("d17")."""
    counts = {f"2026-10-{day[1:]}": n for day, n in days.items()} or {"2026-10-05": given.n}
    return Group(Party(code, code.title()), UNIT, given, {day: n for day, n in counts.items() if n}, {"web": given.n})


def agency(code: str, units: Sequence[Group] = (), agencies: Sequence[Group] = ()) -> Group:
    return Group(Party(code, code.title()), AGENCY, units=tuple(units), agencies=tuple(agencies))


def report(group: Group, before: Group | None = None, **options: Any) -> MonthlyReport:
    """The report of October 2026."""
    earlier = before or agency(group.party.code)
    return compose(Gathered(group, (QUESTIONNAIRE,)), Gathered(earlier, (QUESTIONNAIRE,)), MONTH, CUT, **options)


def _counted(row: tuple[int | None, ...], pick: Mapping[str, str]) -> CountedResponse:
    elements = [(code, str(score)) for code, score in zip(skm.ELEMENT_CODES, row, strict=True) if score is not None]
    return CountedResponse((*elements, *pick.items()), row)

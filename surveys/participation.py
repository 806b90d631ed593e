"""How many answered: counts straight from the responses, for pages that are looked at while a survey runs.

Reading only, and counts only: no answer is opened here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from surveys.calendar import first_of_month
from surveys.models import Response

DAYS_SHOWN = 30


@dataclass(frozen=True)
class Count:
    """Responses of the local day, of seven days with it, of its month, and of all time."""

    today: int = 0
    week: int = 0
    month: int = 0
    total: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.today + other.today, self.week + other.week, self.month + other.month, self.total + other.total
        )


@dataclass(frozen=True)
class Participation:
    whole: Count
    by_unit: dict[int | None, Count]  # None: answers that came without a unit
    by_channel: dict[str, Count]
    by_day: list[tuple[dt.date, int]]  # DAYS_SHOWN days up to today, those without an answer too


def participation(session: Session, survey_id: int, day: dt.date) -> Participation:
    """The counts of one survey; `day` is today where its agency is.

    A unit further east may have reached tomorrow: its answers count as today's.
    """
    columns = (Response.unit_id, Response.channel, *_periods(day))
    rows = session.execute(
        select(*columns).where(Response.survey_id == survey_id).group_by(Response.unit_id, Response.channel)
    )
    by_unit: dict[int | None, Count] = {}
    by_channel: dict[str, Count] = {}
    for row in rows:
        count = Count(*map(int, row[2:]))
        by_unit[row.unit_id] = by_unit.get(row.unit_id, Count()) + count
        by_channel[row.channel] = by_channel.get(row.channel, Count()) + count
    return Participation(_sum(by_unit.values()), by_unit, by_channel, _days(session, survey_id, day))


def counts(session: Session, survey_ids: Collection[int], day: dt.date) -> dict[int, Count]:
    """Survey id -> its counts, for lists; a survey without answers is there too."""
    rows = session.execute(
        select(Response.survey_id, *_periods(day))
        .where(Response.survey_id.in_(survey_ids))
        .group_by(Response.survey_id)
    )
    found = {row.survey_id: Count(*map(int, row[1:])) for row in rows}
    return {survey_id: found.get(survey_id, Count()) for survey_id in survey_ids}


def participation_rate(responses: int, people: int | None) -> Fraction | None:
    """Responses per hundred people served, unrounded; None when the people are not known or were none."""
    return Fraction(responses * 100, people) if people else None


def _periods(day: dt.date) -> tuple[ColumnElement[int], ...]:
    """The four columns of a Count."""
    begins = (day, day - dt.timedelta(days=6), first_of_month(day))
    return (*(func.sum(case((Response.day >= begin, 1), else_=0)) for begin in begins), func.count())


def _days(session: Session, survey_id: int, day: dt.date) -> list[tuple[dt.date, int]]:
    days = [day - dt.timedelta(days=n) for n in reversed(range(DAYS_SHOWN))]
    rows = session.execute(
        select(Response.day, func.count())
        .where(Response.survey_id == survey_id, Response.day >= days[0])
        .group_by(Response.day)
    )
    found = dict.fromkeys(days, 0)
    for counted, number in rows:
        found[min(counted, day)] += number
    return list(found.items())


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())

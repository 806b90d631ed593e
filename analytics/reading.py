"""Read what the jobs wrote: facts and frozen reports, for pages, files and the monthly job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import Session

from analytics.language.description import Analyzer
from analytics.measures.statistics import Statistics
from analytics.models import DONE, CountedDay, DailyFigure, JobRun, MonthlyReport, MonthThemes
from surveys.calendar import month_days

NIGHTLY = "nightly"
_RULES = "counting-3"  # raise it when the same answers are counted differently: every day is counted again
_BATCH = 2000  # rows fetched at a time, so that a large month never lies in memory whole


@dataclass(frozen=True)
class Fact:
    """One row of `daily_figure`: see there for what an empty `profile_question` or `channel` means."""

    survey_id: int
    day: dt.date
    version_id: int
    unit_id: int  # 0: the answers name no unit
    channel: str
    language: str
    profile_question: str
    profile_option: str
    statistics: Statistics


@dataclass(frozen=True)
class FrozenReport:
    id: int
    month: dt.date
    agency_id: int | None  # None: all agencies
    revision: int
    content: str
    digest: str
    data_cut: dt.date
    frozen_at: dt.datetime


def counting_method(analyzer: Analyzer) -> str:
    """By which rules and with which analyzer a day is counted."""
    return f"{_RULES} {analyzer.method}"


def everybody(
    session: Session, first: dt.date, last: dt.date, survey_ids: Collection[int] | None = None
) -> Iterator[Fact]:
    """The facts of all respondents on the local days `first` to `last`, one for each survey, version,
    unit, channel, language and day; of `survey_ids` only, where given. Ordered by survey and day."""
    return _facts(session, DailyFigure.profile_question == "", *_within(first, last, survey_ids))


def margins(
    session: Session, first: dt.date, last: dt.date, survey_ids: Collection[int] | None = None
) -> Iterator[Fact]:
    """The facts of each single profile answer, one for each survey, version, unit, day and profile option.
    What they hold: elements and open answers; no other profile question."""
    return _facts(session, DailyFigure.profile_question != "", *_within(first, last, survey_ids))


def answered_versions(session: Session, first: dt.date, last: dt.date, survey_ids: Collection[int]) -> set[int]:
    """The ids of the versions of these surveys that took a counted answer on the local days `first` to `last`."""
    return set(session.scalars(select(DailyFigure.version_id).where(*_within(first, last, survey_ids)).distinct()))


def picks_in_month(session: Session, survey_id: int, month: dt.date) -> dict[int, Statistics]:
    """Version id -> the responses of everybody who answered it in the month, with their picks alone."""
    days = month_days(month)
    everyone = DailyFigure.profile_question == "", *_within(days[0], days[-1], [survey_id])
    found: dict[int, list[str]] = {}
    for version_id, text in session.execute(select(DailyFigure.version_id, DailyFigure.statistics).where(*everyone)):
        found.setdefault(version_id, []).append(text)
    return {version_id: Statistics.picks(texts) for version_id, texts in found.items()}


def in_month(session: Session, survey_id: int, month: dt.date) -> dict[int, Statistics]:
    """Version id -> everything of everybody who answered it in the month."""
    days = month_days(month)
    found: dict[int, list[Statistics]] = {}
    for fact in everybody(session, days[0], days[-1], [survey_id]):
        found.setdefault(fact.version_id, []).append(fact.statistics)
    return {version_id: Statistics.total(parts) for version_id, parts in found.items()}


def data_cut(session: Session, month: dt.date) -> dt.date | None:
    """The last local day of `month` that is counted; None when no run reached into the month.

    It comes from the nightly runs, not from the answers, so a quiet end of a month counts as counted.
    """
    days = month_days(month)
    periods = select(func.max(JobRun.period)).where(JobRun.job == NIGHTLY, JobRun.status == DONE)
    reached = session.scalar(periods)
    if reached is None or dt.date.fromisoformat(reached) < days[0]:
        return None
    return min(days[-1], dt.date.fromisoformat(reached))


def facts_versions(session: Session) -> dict[dt.date, int]:
    """Month (its first day) -> a number that grows whenever a fact of the month came out different."""
    year, month = extract("year", CountedDay.day), extract("month", CountedDay.day)
    rows = session.execute(select(year, month, func.sum(CountedDay.changes)).group_by(year, month))
    return {dt.date(int(y), int(m), 1): int(changes) for y, m, changes in rows}


def survey_versions(session: Session) -> dict[tuple[int, dt.date], int]:
    """(survey id, month) -> as `facts_versions`."""
    year, month = extract("year", CountedDay.day), extract("month", CountedDay.day)
    by = (CountedDay.survey_id, year, month)
    rows = session.execute(select(*by, func.sum(CountedDay.changes)).group_by(*by))
    return {(survey, dt.date(int(y), int(m), 1)): int(changes) for survey, y, m, changes in rows}


def themes_versions(session: Session) -> dict[tuple[int, dt.date], tuple[int, str]]:
    """(survey id, month) -> which facts its themes saw, and how they were worked out."""
    row = MonthThemes
    rows = session.execute(select(row.survey_id, row.month, row.facts_version, row.method))
    return {(survey, month): (version, method) for survey, month, version, method in rows}


def newest_report(session: Session, month: dt.date, agency_id: int | None) -> FrozenReport | None:
    """The newest revision for one agency, or for all with `agency_id` None."""
    return next(iter(revisions(session, month, agency_id)), None)


def revisions(session: Session, month: dt.date, agency_id: int | None) -> list[FrozenReport]:
    """Every revision of one report, the newest first."""
    reports = select(MonthlyReport).where(
        MonthlyReport.month == month, MonthlyReport.agency_id.is_not_distinct_from(agency_id)
    )
    return [_frozen(report) for report in session.scalars(reports.order_by(MonthlyReport.revision.desc()))]


def reported_months(session: Session, agency_id: int | None) -> list[dt.date]:
    """The months that have a report of one agency, or of all with `agency_id` None; the newest first."""
    months = select(MonthlyReport.month).where(MonthlyReport.agency_id.is_not_distinct_from(agency_id))
    return list(session.scalars(months.distinct().order_by(MonthlyReport.month.desc())))


def _within(first: dt.date, last: dt.date, survey_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    days: list[ColumnElement[bool]] = [DailyFigure.day.between(first, last)]
    return days if survey_ids is None else [DailyFigure.survey_id.in_(survey_ids), *days]


def _facts(session: Session, *conditions: ColumnElement[bool]) -> Iterator[Fact]:
    columns = DailyFigure.__table__.columns
    order = [columns[name] for name in ("survey_id", "day", "version_id", "unit_id", "channel", "language")]
    rows: Iterable[Any] = session.execute(
        select(*(columns[name] for name in Fact.__dataclass_fields__))
        .where(*conditions)
        .order_by(*order, columns["profile_question"], columns["profile_option"])
        .execution_options(yield_per=_BATCH)
    )
    return (Fact(**{**row._mapping, "statistics": Statistics.load(row.statistics)}) for row in rows)


def _frozen(report: MonthlyReport) -> FrozenReport:
    return FrozenReport(**{name: getattr(report, name) for name in FrozenReport.__dataclass_fields__})

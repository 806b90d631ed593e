"""The jobs: nightly turns the answers of days into facts, monthly turns facts into frozen reports.

Both take a period, can be run again at any time with the same result, and heal what was missed. They
read and calculate in transactions that can't write, and write in short ones, so that nobody who sends
an answer meanwhile waits for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from analytics import counting, facts, month_themes, reading, texts
from analytics.language.description import IN_USE
from analytics.language.sentiment import SentimentAnalyzer
from analytics.models import DONE, CountedDay, JobRun
from analytics.runs import Clock, Database, Run, running
from surveys import queries
from surveys.calendar import TIME_ZONES, day_begins, first_of_month, month_before, next_month

NIGHTLY, MONTHLY, SAMPLE = reading.NIGHTLY, "monthly", "sample"

REDONE_DAYS = 2  # days before the last one counted that are counted again: an answer may have come in meanwhile
RECENT_MONTHS = 3  # ended months that are looked at again each time: denominators are entered late

Day = tuple[int, dt.date]  # survey id, local day
Progress = Callable[[int, int], None]  # steps done, steps in all
# (session that reads, month, agency id or None for all agencies) -> the report as canonical JSON text
Build = Callable[[Session, dt.date, int | None], str]


def no_progress(done: int, steps: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Counted:
    """What a nightly run did: days looked at, and those whose facts came out different."""

    days: int
    changed: int


def nightly(
    database: Database,
    until: dt.date,
    clock: Clock,
    analyzer: SentimentAnalyzer,
    progress: Progress = no_progress,
) -> Counted:
    """Bring the facts of all local days up to `until` up to date. Raises runs.SupersededRun.

    A day that is not over yet may be counted; it's counted again by the next runs.
    """
    method = reading.counting_method(analyzer.description)
    with running(database, NIGHTLY, until.isoformat(), clock) as run:
        with database.read() as session:
            days = days_to_count(session, until, method)
        changed = 0
        for done, (survey_id, day) in enumerate(days):
            progress(done, len(days))
            changed += _count_day(database, run, survey_id, day, analyzer)
        with database.read() as session:
            months = month_themes.stale(session, until, method)
        steps = len(days) + len(months)
        for done, month in enumerate(months, start=len(days)):
            progress(done, steps)
            month_themes.update(database, run, month, method)
        progress(steps, steps)
    return Counted(len(days), changed)


def days_to_count(session: Session, until: dt.date, method: str) -> list[Day]:
    """Every survey's local days up to `until` that may have other answers than were counted, in order.

    These are the days with answers since the last one counted and REDONE_DAYS before it, the days that
    were marked as changed since they were counted, and those counted by another method. In order,
    because what lies before the last one counted is taken as counted, after a crash too.
    """
    newest = select(CountedDay.survey_id, func.max(CountedDay.day)).group_by(CountedDay.survey_id)
    last = dict(session.execute(newest).all())
    days: set[Day] = set()
    for survey in queries.surveys(session):
        first = last[survey.id] - dt.timedelta(days=REDONE_DAYS) if survey.id in last else None
        days.update((survey.id, day) for day in queries.days_with_answers(session, survey.id, first, until))
    return sorted(days | _changed_days(session, until) | _otherwise_counted(session, until, method))


def _changed_days(session: Session, until: dt.date) -> set[Day]:
    counted = select(CountedDay.survey_id, CountedDay.day, CountedDay.revision).where(CountedDay.revision > 0)
    revisions = {(survey_id, day): revision for survey_id, day, revision in session.execute(counted)}
    return {day for day, revision in queries.marked_days(session, until).items() if revisions.get(day) != revision}


def _otherwise_counted(session: Session, until: dt.date, method: str) -> set[Day]:
    days = select(CountedDay.survey_id, CountedDay.day).where(CountedDay.method != method, CountedDay.day <= until)
    return {(survey_id, day) for survey_id, day in session.execute(days)}


def _count_day(database: Database, run: Run, survey_id: int, day: dt.date, analyzer: SentimentAnalyzer) -> bool:
    """Count one day; whether its facts came out different. Writes only what differs from what is stored.

    Only comments without a score by the present method are read by the machine.
    """
    method = reading.counting_method(analyzer.description)
    with database.read() as session:
        # The revision first: a change that comes in between makes the day look older and is counted next time.
        revision = queries.revision_of(session, survey_id, day)
        scores = facts.day_scores(session, survey_id, day)
        counted = counting.count_day(
            queries.answer_batches(session, survey_id, day),
            queries.versions(session, survey_id),
            analyzer,
            {comment: score for comment, (score, by) in scores.items() if by == method},
        )
        stored = facts.day_facts(session, survey_id, day)
        noted = session.get(CountedDay, (survey_id, day))
    texts.store(database, run, (survey_id, day), scores, counted.scores, method)
    cells = {cell: statistics.dump() for cell, statistics in counted.cells.items()}
    if cells == stored and noted and (noted.revision, noted.method) == (revision, method):
        return False
    rows = facts.rows_of(survey_id, day, cells)
    with database.write() as session:
        run.require(session)
        if cells == stored:
            facts.note_counted(session, survey_id, day, revision, method)
        else:
            facts.replace_day(session, survey_id, day, rows, revision, method)
    return cells != stored


def monthly(
    database: Database, today: dt.date, clock: Clock, build: Build, progress: Progress = no_progress
) -> dict[dt.date, int]:
    """Freeze the reports of every month that is over, counted to its end, and not reported as it is now counted.

    And draw the recent months' samples of comments for readers.
    `today`: the local day where it is earliest. Returns month -> reports added; a month where nothing
    changed adds none. Raises runs.SupersededRun.
    """
    with database.read() as session:
        months = months_to_report(session, today)
    added = {}
    for done, month in enumerate(months):
        progress(done, len(months))
        added[month] = freeze_month(database, month, clock, build)
    for month in months[-RECENT_MONTHS:]:
        draw_samples(database, month, clock)
    progress(len(months), len(months))
    return added


def draw_samples(database: Database, month: dt.date, clock: Clock) -> None:
    """Draw each agency's sample of a counted month that has none yet."""
    with running(database, SAMPLE, _period(month), clock) as run:
        texts.draw_samples(database, run, month, reading.counting_method(IN_USE))


def months_to_report(session: Session, today: dt.date) -> list[dt.date]:
    """Ended and wholly counted months, the oldest first: the RECENT_MONTHS and all with other facts than reported."""
    versions = reading.facts_versions(session)
    runs = select(JobRun.period, JobRun.facts_version).where(JobRun.job == MONTHLY, JobRun.status == DONE)
    reported = dict(session.execute(runs).all())
    ended = [month for month in _months(versions, today) if is_counted(session, month)]
    return [
        month
        for month in ended
        if month in ended[-RECENT_MONTHS:] or reported.get(_period(month)) != _version(versions, month)
    ]


def freeze_month(database: Database, month: dt.date, clock: Clock, build: Build) -> int:
    """Freeze one counted month's reports: each agency's and, last, that of all agencies. How many were added.

    The report of all shows every unit and every denominator. While it is the same as the one frozen
    last, and no fact of the month changed, the agencies' are the same too and aren't built.
    """
    with running(database, MONTHLY, _period(month), clock) as run:
        with database.read() as session:
            version = _version(reading.facts_versions(session), month)
            whole = build(session, month, None)
            newest = reading.newest_report(session, month, None)
            seen = session.scalar(
                select(JobRun.facts_version).where(JobRun.job == MONTHLY, JobRun.period == _period(month))
            )
            agencies = [agency.id for agency in queries.agencies(session)]
        if newest and newest.content == whole and seen == version:
            return 0
        added = _freeze_agencies(database, run, month, agencies, clock, build)
        with database.write() as session:
            run.require(session)
            added += _freeze(session, month, None, whole, clock())
            session.execute(
                update(JobRun)
                .where(JobRun.job == MONTHLY, JobRun.period == _period(month))
                .values(facts_version=version)
            )
    return added


def _freeze_agencies(
    database: Database, run: Run, month: dt.date, agencies: Iterable[int], clock: Clock, build: Build
) -> int:
    added = 0
    for agency_id in agencies:
        with database.read() as session:
            content = build(session, month, agency_id)
        with database.write() as session:
            run.require(session)
            added += _freeze(session, month, agency_id, content, clock())
    return added


def _freeze(session: Session, month: dt.date, agency_id: int | None, content: str, now: dt.datetime) -> bool:
    cut = reading.data_cut(session, month)
    assert cut is not None, "a month is reported once it is counted"
    return facts.freeze_report(session, month, agency_id, content, cut, now)


def _months(known: Iterable[dt.date], today: dt.date) -> list[dt.date]:
    """Every month from the first known one to the last that ended before `today`, quiet ones too."""
    months: list[dt.date] = []
    month = min(known, default=first_of_month(today))
    while next_month(month) <= today:
        months.append(month)
        month = next_month(month)
    return months


def is_counted(session: Session, month: dt.date) -> bool:
    """Whether a nightly run that began after the month was over everywhere has counted all of it."""
    over = max(day_begins(next_month(month), zone) for zone in TIME_ZONES)
    last_day = next_month(month) - dt.timedelta(days=1)
    runs = select(JobRun.id).where(JobRun.job == NIGHTLY, JobRun.status == DONE, JobRun.started_at >= over)
    return session.scalar(runs.where(JobRun.period >= last_day.isoformat()).limit(1)) is not None


def _version(versions: Mapping[dt.date, int], month: dt.date) -> int:
    """Which facts a month's reports show: its own, and those of the month before, which they compare with."""
    return versions.get(month, 0) + versions.get(month_before(month), 0)


def _period(month: dt.date) -> str:
    return f"{month:%Y-%m}"

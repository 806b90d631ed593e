"""Read: plain frozen rows of the domain for pages and analytics. Nothing here writes or locks."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.calendar import first_of_month
from surveys.comparison import BREAKS, Change, Decision, compare, decided
from surveys.definition import Questionnaire, load
from surveys.models import (
    Agency,
    ChangedDay,
    Denominator,
    KeywordTheme,
    ReaderLabel,
    Response,
    ServiceType,
    ServiceUnit,
    Survey,
    SurveyUnit,
    SurveyVersion,
    VerdictDecision,
)

BATCH = 10_000  # responses read at a time


@dataclass(frozen=True)
class AgencyRow:
    id: int
    code: str
    name: str
    parent_id: int | None
    time_zone: str


@dataclass(frozen=True)
class UnitRow:
    id: int
    agency_id: int
    code: str
    name: str
    time_zone: str
    active: bool


@dataclass(frozen=True)
class SurveyRow:
    id: int
    public_id: str
    agency_id: int
    instrument: str | None
    state: str
    unit_ids: tuple[int, ...]


@dataclass(frozen=True)
class VersionRow:
    """A published version. `changes`: what became of each question since the one before; empty for the first."""

    id: int
    number: int
    published_at: dt.datetime | None
    questionnaire: Questionnaire
    changes: tuple[Change, ...] = ()

    @property
    def broken(self) -> frozenset[str]:
        """The questions whose series ends before this version."""
        return frozenset(change.code for change in self.changes if change.verdict in BREAKS)


class CommentKey(NamedTuple):
    """What names a comment: the answer of one response to one open question, or a contribution to a consultation.

    `day` is for the database alone. `response_id`: the contribution's id where there is a `consultation_id`.
    """

    survey_id: int | None
    day: dt.date
    response_id: str
    question_code: str
    consultation_id: int | None = None  # instead of a survey's

    @property
    def month(self) -> dt.date:
        return first_of_month(self.day)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns that a row about the comment has, with their values: one of `survey_id`, `consultation_id`."""
        return {name: value for name, value in self._asdict().items() if value is not None}

    @property
    def mark(self) -> str:
        """A sign for the audit trail; leads to the comment only while there is one, since its id can't be guessed."""
        return sha256(f"{self.response_id} {self.question_code}".encode()).hexdigest()[:12]


class SaidLabel(NamedTuple):
    """A reader's label of a comment, and when it was said last."""

    label: str
    at: dt.datetime


class KeywordThemeRow(NamedTuple):
    """A keyword theme as an agency changed or added it; without words it is left out."""

    name: str
    words: tuple[str, ...]

    @property
    def names(self) -> dict[str, str]:
        return {"id": self.name, "en": self.name}


@dataclass(frozen=True)
class AnswerBatch:
    """Some responses of one survey and one local day as columns of equal length."""

    ids: tuple[str, ...]
    version_ids: tuple[int, ...]
    unit_ids: tuple[int | None, ...]
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    answers: tuple[str, ...]  # canonical JSON: question code -> value


def agencies(session: Session) -> list[AgencyRow]:
    """Every agency, by id."""
    columns = (Agency.id, Agency.code, Agency.name, Agency.parent_id, Agency.time_zone)
    return [AgencyRow(*row) for row in session.execute(select(*columns).order_by(Agency.id))]


def units(session: Session) -> list[UnitRow]:
    """Every service unit, closed ones too, by id."""
    unit = ServiceUnit
    columns = (unit.id, unit.agency_id, unit.code, unit.name, unit.time_zone, unit.active)
    return [UnitRow(*row) for row in session.execute(select(*columns).order_by(unit.id))]


def surveys(session: Session) -> list[SurveyRow]:
    """Every survey in whatever state, by id, with the ids of the units that it serves."""
    served: dict[int, list[int]] = {}
    pairs = select(SurveyUnit.survey_id, SurveyUnit.unit_id).order_by(SurveyUnit.survey_id, SurveyUnit.unit_id)
    for survey_id, unit_id in session.execute(pairs):
        served.setdefault(survey_id, []).append(unit_id)
    columns = (Survey.id, Survey.public_id, Survey.agency_id, Survey.instrument, Survey.state)
    rows = session.execute(select(*columns).order_by(Survey.id))
    return [SurveyRow(*row, unit_ids=tuple(served.get(row.id, ()))) for row in rows]


def questionnaires(session: Session, version_ids: Collection[int]) -> dict[int, Questionnaire]:
    """Version id -> its questionnaire."""
    versions = select(SurveyVersion.id, SurveyVersion.definition).where(SurveyVersion.id.in_(version_ids))
    return {version_id: load(definition) for version_id, definition in session.execute(versions)}


def versions(session: Session, survey_id: int) -> dict[int, Questionnaire]:
    """Version id -> questionnaire, for all published versions of a survey, the oldest first."""
    return {version.id: version.questionnaire for version in version_history(session, [survey_id]).get(survey_id, ())}


def with_several_versions(session: Session, survey_ids: Collection[int]) -> set[int]:
    """Of these surveys, those with more than one published version."""
    row = SurveyVersion
    published = select(row.survey_id).where(row.survey_id.in_(survey_ids), row.published_at.is_not(None))
    return set(session.scalars(published.group_by(row.survey_id).having(func.count() > 1)))


def version_history(session: Session, survey_ids: Collection[int]) -> dict[int, tuple[VersionRow, ...]]:
    """Survey id -> its published versions, the oldest first."""
    row = SurveyVersion
    columns = (row.survey_id, row.id, row.number, row.published_at, row.definition)
    query = select(*columns).where(row.survey_id.in_(survey_ids), row.published_at.is_not(None))
    found: dict[int, list[VersionRow]] = {}
    for survey_id, version_id, number, published_at, definition in session.execute(
        query.order_by(row.survey_id, row.number)
    ):
        found.setdefault(survey_id, []).append(VersionRow(version_id, number, published_at, load(definition)))
    several = {version.id for history in found.values() for version in history[1:]}
    decisions = _decisions(session, several) if several else {}
    return {survey_id: tuple(_compared(history, decisions)) for survey_id, history in found.items()}


def _compared(history: list[VersionRow], decisions: Mapping[int, Mapping[str, Decision]]) -> Iterator[VersionRow]:
    yield history[0]
    for before, version in itertools.pairwise(history):
        changes = compare(before.questionnaire, version.questionnaire)
        yield replace(version, changes=tuple(decided(changes, decisions.get(version.id, {}))))


def _decisions(session: Session, version_ids: Collection[int]) -> dict[int, dict[str, Decision]]:
    found: dict[int, dict[str, Decision]] = {}
    for row in session.scalars(select(VerdictDecision).where(VerdictDecision.version_id.in_(version_ids))):
        found.setdefault(row.version_id, {})[row.question_code] = Decision(row.verdict, row.reason)
    return found


def answer_batches(session: Session, survey_id: int, day: dt.date) -> Iterator[AnswerBatch]:
    """The responses of one survey and one local day, streamed in batches, in no particular order."""
    response = Response
    columns = (response.id, response.version_id, response.unit_id, response.channel, response.language)
    rows = session.execute(
        select(*columns, response.answers).where(response.survey_id == survey_id, response.day == day),
        execution_options={"yield_per": BATCH},
    )
    # With the size: without one, SQLite gives batches of one row and PostgreSQL one batch of all.
    return (AnswerBatch(*zip(*part, strict=True)) for part in rows.partitions(BATCH))


def days_with_answers(session: Session, survey_id: int, first: dt.date | None, last: dt.date) -> list[dt.date]:
    """The local days from `first` (None: ever) to `last` that have responses, in order.

    One look into the index for each day, so the cost doesn't grow with the number of responses.
    """
    days: list[dt.date] = []
    after = first - dt.timedelta(days=1) if first else dt.date.min
    while True:
        within = (Response.survey_id == survey_id, Response.day > after, Response.day <= last)
        day = session.scalar(select(func.min(Response.day)).where(*within))
        if day is None:
            return days
        days.append(day)
        after = day


def marked_days(session: Session, until: dt.date) -> dict[tuple[int, dt.date], int]:
    """(survey id, local day) -> revision, for the days up to `until` whose answers were ever changed."""
    marks = select(ChangedDay.survey_id, ChangedDay.day, ChangedDay.revision).where(ChangedDay.day <= until)
    return {(survey_id, day): revision for survey_id, day, revision in session.execute(marks)}


def revision_of(session: Session, survey_id: int, day: dt.date) -> int:
    """How often the answers of this day were changed; 0 when never."""
    mark = select(ChangedDay.revision).where(ChangedDay.survey_id == survey_id, ChangedDay.day == day)
    return session.scalar(mark) or 0


def people_served(session: Session, month: dt.date) -> dict[int, int]:
    """Unit id -> people served in the month (its first day), for the units whose every service type has
    a denominator. A unit with one missing is absent: part of the people would give too high a rate."""
    entered = (Denominator.service_type_id == ServiceType.id) & (Denominator.month == month)
    rows = session.execute(
        select(ServiceType.unit_id, func.sum(Denominator.people))
        .select_from(ServiceType)
        .outerjoin(Denominator, entered)
        .group_by(ServiceType.unit_id)
        .having(func.count(Denominator.id) == func.count(ServiceType.id))
    )
    return {unit_id: int(people) for unit_id, people in rows}


def reader_labels(session: Session, comments: Iterable[CommentKey]) -> dict[CommentKey, SaidLabel]:
    """What readers said of the comments of those surveys that `comments` are of."""
    said, survey_ids = ReaderLabel, {comment.survey_id for comment in comments}
    columns = (said.survey_id, said.day, said.response_id, said.question_code, said.label, said.at)
    rows = session.execute(select(*columns).where(said.survey_id.in_(survey_ids)))
    return {CommentKey(*row[:4]): SaidLabel(row.label, row.at) for row in rows}


def keyword_themes(session: Session, agency_id: int) -> dict[str, KeywordThemeRow]:
    """Code -> keyword theme, of those that an agency changed or added, in the order of their codes."""
    rows = session.scalars(select(KeywordTheme).where(KeywordTheme.agency_id == agency_id).order_by(KeywordTheme.code))
    return {row.code: KeywordThemeRow(row.name, tuple(row.words.splitlines())) for row in rows}

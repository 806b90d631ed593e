"""What the public may see of surveys: read-only, as frozen values that pages may keep for a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from surveys import quotas
from surveys.calendar import local_time
from surveys.definition import Localized, Questionnaire, load
from surveys.errors import UnknownSurvey
from surveys.lifecycle import CLOSED, OPEN, RESULTS_PUBLISHED, SCHEDULED, state_at
from surveys.models import Agency, ServiceUnit, Survey, SurveyUnit, SurveyVersion

# A published definition never changes, and reading one takes a hundred times longer than recognising it.
_load = lru_cache(maxsize=500)(load)


@dataclass(frozen=True)
class PublicUnit:
    id: int
    code: str
    name: str
    time_zone: str
    link: str


@dataclass(frozen=True)
class PublicSurvey:
    """A survey as a citizen's page needs it. `version_id` is that of its newest published questionnaire."""

    id: int
    public_id: str
    state: str
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    agency: str
    time_zone: str
    version_id: int
    questionnaire: Questionnaire
    units: tuple[PublicUnit, ...]
    originals_days: int | None = None  # for how long what people wrote is kept unmasked; None: not at all
    is_full: bool = False  # whether it has all the answers that it wanted

    def state_at(self, now: dt.datetime) -> str:
        return state_at(self, now)

    def unit(self, unit_id: int | None) -> PublicUnit | None:
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def unit_by_link(self, link: str) -> PublicUnit | None:
        """The unit behind its short link. Codes would not do: two agencies may use the same one."""
        return next((unit for unit in self.units if unit.link == link), None)

    def unit_by_code(self, code: str) -> PublicUnit | None:
        return next((unit for unit in self.units if unit.code == code), None)

    def local_time(self, now: dt.datetime, unit_id: int | None) -> tuple[dt.date, int]:
        """The local day and hour at the unit, or at the agency where no unit is known."""
        unit = self.unit(unit_id)
        return local_time(now, unit.time_zone if unit else self.time_zone)


@dataclass(frozen=True)
class OpenSurvey:
    """One line of the home page."""

    public_id: str
    agency: str
    title: Localized
    units: tuple[str, ...]
    last_day: dt.date | None  # the local day on which it closes


def public_survey(session: Session, public_id: str) -> PublicSurvey:
    """The published survey with this public id. Raises UnknownSurvey, for one not yet approved too."""
    row = _newest(session, Survey.public_id == public_id)
    if row is None or row.Survey.state not in (SCHEDULED, OPEN, CLOSED, RESULTS_PUBLISHED):
        raise UnknownSurvey(public_id)
    return _public(session, row.Survey, row.Agency, row.SurveyVersion.id, _load(row.SurveyVersion.definition))


def rehearsed_survey(session: Session, survey: Survey, questionnaire: Questionnaire) -> PublicSurvey:
    """A survey in any state, as citizens would see it with this questionnaire. Nothing can be sent to it."""
    return _public(session, survey, survey.agency, 0, questionnaire)


def _public(
    session: Session, survey: Survey, agency: Agency, version_id: int, questionnaire: Questionnaire
) -> PublicSurvey:
    return PublicSurvey(
        id=survey.id,
        public_id=survey.public_id,
        state=survey.state,
        opens_at=survey.opens_at,
        closes_at=survey.closes_at,
        agency=agency.name,
        time_zone=agency.time_zone,
        version_id=version_id,
        questionnaire=questionnaire,
        units=_units(session, survey.id),
        originals_days=survey.originals_days,
        is_full=quotas.is_full(session, survey.id, questionnaire),
    )


def linked_unit(session: Session, link: str) -> tuple[str, int]:
    """The survey's public id and the unit's id behind a short link. Raises UnknownSurvey."""
    row = session.execute(
        select(Survey.public_id, SurveyUnit.unit_id).join(Survey.units).where(SurveyUnit.link == link)
    ).first()
    if row is None:
        raise UnknownSurvey(link)
    return row.public_id, row.unit_id


def version_questionnaire(session: Session, survey_id: int, version_id: int) -> Questionnaire:
    """The questionnaire of an earlier published version, which a form in somebody's hands may still show."""
    definition = session.scalar(
        select(SurveyVersion.definition).where(
            SurveyVersion.id == version_id,
            SurveyVersion.survey_id == survey_id,
            SurveyVersion.published_at.is_not(None),
        )
    )
    if definition is None:
        raise UnknownSurvey(str(version_id))
    return _load(definition)


def open_surveys(session: Session, now: dt.datetime) -> list[OpenSurvey]:
    """The surveys that take answers at `now`, by agency and title."""
    still_open = Survey.closes_at.is_(None) | (Survey.closes_at > now)
    rows = session.execute(_versions().where(Survey.state == OPEN, still_open).order_by(SurveyVersion.number)).all()
    newest = {row.Survey.id: row for row in rows}
    units = _unit_names(session, newest)
    found = [_open_survey(row, units.get(survey_id, ())) for survey_id, row in newest.items()]
    return sorted(found, key=lambda survey: (survey.agency, survey.title.get("id", "")))


def _unit_names(session: Session, survey_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Survey id -> the names of its active units, in order."""
    rows = session.execute(
        select(SurveyUnit.survey_id, ServiceUnit.name)
        .join(ServiceUnit, ServiceUnit.id == SurveyUnit.unit_id)
        .where(SurveyUnit.survey_id.in_(survey_ids), ServiceUnit.active)
        .order_by(ServiceUnit.name)
    )
    names: dict[int, tuple[str, ...]] = {}
    for survey_id, name in rows:
        names[survey_id] = (*names.get(survey_id, ()), name)
    return names


def _open_survey(row: Row[Survey, SurveyVersion, Agency], units: tuple[str, ...]) -> OpenSurvey:
    title = _load(row.SurveyVersion.definition).title
    closes_at, agency = row.Survey.closes_at, row.Agency
    last_day = local_time(closes_at, agency.time_zone)[0] if closes_at else None
    return OpenSurvey(row.Survey.public_id, agency.name, title, units, last_day)


def _versions() -> Select[Survey, SurveyVersion, Agency]:
    return (
        select(Survey, SurveyVersion, Agency)
        .join(SurveyVersion, SurveyVersion.survey_id == Survey.id)
        .join(Agency, Agency.id == Survey.agency_id)
        .where(SurveyVersion.published_at.is_not(None))
    )


def _newest(session: Session, condition: ColumnElement[bool]) -> Row[Survey, SurveyVersion, Agency] | None:
    return session.execute(_versions().where(condition).order_by(SurveyVersion.number.desc()).limit(1)).first()


def _units(session: Session, survey_id: int) -> tuple[PublicUnit, ...]:
    rows: Iterable[Row[ServiceUnit, str]] = session.execute(
        select(ServiceUnit, SurveyUnit.link)
        .join(SurveyUnit, SurveyUnit.unit_id == ServiceUnit.id)
        .where(SurveyUnit.survey_id == survey_id, ServiceUnit.active)
        .order_by(ServiceUnit.name)
    )
    return tuple(PublicUnit(unit.id, unit.code, unit.name, unit.time_zone, link) for unit, link in rows)

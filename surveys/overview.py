"""What an agency has under way, as frozen rows for the lists of its office. Reading only.

Each function asks the database once, however many rows there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, aliased

from surveys.definition import Localized, load
from surveys.lifecycle import DRAFT, IN_REVIEW, STATES
from surveys.models import (
    Agency,
    Denominator,
    ServiceType,
    ServiceUnit,
    Survey,
    SurveyTransition,
    SurveyUnit,
    SurveyVersion,
)


@dataclass(frozen=True)
class SurveyLine:
    """One survey in a list. `note` is that of its last step: why it was sent back."""

    id: int
    title: Localized
    state: str
    agency: str
    time_zone: str
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    units: int
    note: str
    waits: bool = False  # whether a new version waits for its approver


@dataclass(frozen=True)
class UnitChoice:
    """An active unit that a survey may serve."""

    id: int
    name: str
    agency: str


def survey_lines(
    session: Session, agency_ids: Collection[int], states: Collection[str], *, limit: int, offset: int = 0
) -> list[SurveyLine]:
    """The surveys of these agencies in these states, the newest first."""
    newest, last = aliased(SurveyVersion), aliased(SurveyTransition)
    published = case((SurveyVersion.published_at.is_not(None), SurveyVersion.number))
    under_way = Survey.state.not_in((DRAFT, IN_REVIEW))
    # As authoring.version_of.
    newest_number = select(case((under_way, func.max(published)), else_=func.max(SurveyVersion.number))).where(
        SurveyVersion.survey_id == Survey.id
    )
    last_id = select(func.max(SurveyTransition.id)).where(SurveyTransition.survey_id == Survey.id)
    waiting = SurveyVersion.submitted_at.is_not(None), SurveyVersion.published_at.is_(None)
    version_waits = exists().where(SurveyVersion.survey_id == Survey.id, *waiting)
    served = select(func.count()).where(SurveyUnit.survey_id == Survey.id)
    rows = session.execute(
        select(
            Survey, Agency.name, Agency.time_zone, newest.definition, served.scalar_subquery(), last.note, version_waits
        )
        .join(Agency, Agency.id == Survey.agency_id)
        .join(newest, (newest.survey_id == Survey.id) & (newest.number == newest_number.scalar_subquery()))
        .outerjoin(last, last.id == last_id.scalar_subquery())
        .where(Survey.agency_id.in_(agency_ids), Survey.state.in_(states))
        .order_by(Survey.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [
        SurveyLine(
            id=survey.id,
            title=load(definition).title,
            state=survey.state,
            agency=agency,
            time_zone=time_zone,
            opens_at=survey.opens_at,
            closes_at=survey.closes_at,
            units=units,
            note=note or "",
            waits=waits,
        )
        for survey, agency, time_zone, definition, units, note, waits in rows
    ]


def surveys_by_state(session: Session, agency_ids: Collection[int]) -> dict[str, int]:
    """State -> number of surveys of these agencies, every state in the order of a survey's life."""
    rows = session.execute(
        select(Survey.state, func.count()).where(Survey.agency_id.in_(agency_ids)).group_by(Survey.state)
    )
    found = {state: int(number) for state, number in rows}
    return {state: found.get(state, 0) for state in STATES}


def unit_choices(session: Session, agency_ids: Collection[int]) -> list[UnitChoice]:
    """The active units of these agencies, by agency and name."""
    rows = session.execute(
        select(ServiceUnit.id, ServiceUnit.name, Agency.name)
        .join(Agency, Agency.id == ServiceUnit.agency_id)
        .where(ServiceUnit.agency_id.in_(agency_ids), ServiceUnit.active)
        .order_by(Agency.name, ServiceUnit.name, ServiceUnit.id)
    )
    return [UnitChoice(*row) for row in rows]


def units_by_agency(session: Session, agency_ids: Collection[int]) -> dict[int, int]:
    """Agency id -> number of its active units; 0 for one without any."""
    rows = session.execute(
        select(ServiceUnit.agency_id, func.count())
        .where(ServiceUnit.agency_id.in_(agency_ids), ServiceUnit.active)
        .group_by(ServiceUnit.agency_id)
    )
    found = {agency_id: int(number) for agency_id, number in rows}
    return {agency_id: found.get(agency_id, 0) for agency_id in agency_ids}


def missing_denominators(session: Session, agency_ids: Collection[int], month: dt.date) -> int:
    """How many service types of active units have no denominator for the month (its first day)."""
    entered = select(Denominator.service_type_id).where(Denominator.month == month)
    query = (
        select(func.count())
        .select_from(ServiceType)
        .join(ServiceUnit, ServiceUnit.id == ServiceType.unit_id)
        .where(ServiceUnit.agency_id.in_(agency_ids), ServiceUnit.active, ServiceType.id.not_in(entered))
    )
    return session.scalar(query) or 0


def entered_denominators(session: Session, agency_id: int, month: dt.date) -> dict[int, int]:
    """Service type id -> people served in the month (its first day), for an agency's own units."""
    rows = session.execute(
        select(Denominator.service_type_id, Denominator.people)
        .join(ServiceType, ServiceType.id == Denominator.service_type_id)
        .join(ServiceUnit, ServiceUnit.id == ServiceType.unit_id)
        .where(ServiceUnit.agency_id == agency_id, Denominator.month == month)
    )
    return {service_type_id: int(people) for service_type_id, people in rows}

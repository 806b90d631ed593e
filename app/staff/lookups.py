"""Rows by the number in an address. What another agency owns does not exist here: NotFound for both."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from flask import request
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from app.auth import current_staff, visible_agency_ids
from app.auth.models import StaffUser
from app.extensions import db
from surveys.base import Base
from surveys.comment_readers import reader_of
from surveys.comments import CommentReader, Source
from surveys.models import Agency, Consultation, ServiceType, ServiceUnit, Survey, SurveyUnit

_Row = TypeVar("_Row", bound=Base)


def agency_in_sight(agency_id: int) -> Agency:
    return _in_sight(_row(Agency, agency_id), agency_id)


def own_agency() -> Agency:
    """The agency of the signed-in person."""
    agency = current_staff().agency
    assert agency is not None  # the guard lets only roles of an agency in
    return agency


def unit_in_sight(unit_id: int) -> ServiceUnit:
    unit = _row(ServiceUnit, unit_id)
    return _in_sight(unit, unit.agency_id)


def service_type_in_sight(service_type_id: int) -> ServiceType:
    service_type = _row(ServiceType, service_type_id)
    return _in_sight(service_type, service_type.unit.agency_id)


def survey_in_sight(survey_id: int) -> Survey:
    survey = _row(Survey, survey_id)
    return _in_sight(survey, survey.agency_id)


def consultation_in_sight(consultation_id: int) -> Consultation:
    consultation = _row(Consultation, consultation_id)
    return _in_sight(consultation, consultation.agency_id)


def comments_of(source: Source) -> CommentReader:
    """The comments of a survey or consultation as the signed-in person may see them."""
    return reader_of(db.session, source, current_staff().email)  # type: ignore[arg-type]  # a scoped session


def coders_of(source: Source, roles: Collection[str]) -> dict[str, str]:
    """E-mail address -> name of everybody in these roles who may code: of the source's agency, and of those above."""
    agency: Agency | None = source.agency
    above = set()
    while agency is not None and agency.id not in above:
        above.add(agency.id)
        agency = agency.parent
    query = db.select(StaffUser).where(StaffUser.agency_id.in_(above), StaffUser.role.in_(roles), StaffUser.active)
    return {user.email: user.name or user.email for user in db.session.scalars(query.order_by(StaffUser.email))}


def served_units(survey: Survey) -> list[SurveyUnit]:
    """The units that a survey serves, by name, each with its agency: one question to the database."""
    query = db.select(SurveyUnit).where(SurveyUnit.survey_id == survey.id).join(SurveyUnit.unit)
    loaded = query.options(joinedload(SurveyUnit.unit).joinedload(ServiceUnit.agency))
    return list(db.session.scalars(loaded.order_by(ServiceUnit.name, ServiceUnit.id)))


def page_asked() -> int:
    """The number of a list's page that the address asks for, 1 where it makes no sense."""
    text = request.args.get("page", "")
    return max(1, int(text)) if len(text) < 7 and text.isascii() and text.isdecimal() else 1


def _row(model: type[_Row], row_id: int) -> _Row:
    row = db.session.get(model, row_id)
    if row is None:
        raise NotFound
    return row


def _in_sight(row: _Row, agency_id: int) -> _Row:
    if agency_id not in visible_agency_ids():
        raise NotFound
    return row

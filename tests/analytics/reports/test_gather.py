"""Facts put in the right hands: by unit, by agency, by survey. On both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from analytics.reports.build import MonthNotCounted, build
from analytics.reports.model import AGENCY, UNIT
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.models import Denominator, ServiceUnit
from tests import builders, counted

OCTOBER = counted.OCTOBER


def serve(session: Session, unit: ServiceUnit, people: int) -> None:
    session.add(Denominator(service_type_id=unit.service_types[0].id, month=OCTOBER, people=people))


def test_a_month_that_nobody_counted_can_not_be_reported(session: Session) -> None:
    with pytest.raises(MonthNotCounted):
        build(session, OCTOBER, None)


def test_only_the_months_answers_count(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency)])
    for day in (dt.date(2026, 9, 30), OCTOBER, counted.LAST_DAY, dt.date(2026, 11, 1)):
        counted.answer(session, survey, counted.equal(10, 3), day=day)
    session.commit()
    counted.count(app, dt.date(2026, 11, 1))
    report = build(session, OCTOBER, agency.id)
    assert report.participation.responses.value == 20
    assert report.previous
    assert report.previous.responses.value == 10
    assert [int(day.responses.value or 0) for day in report.participation.days] == [10, *[0] * 29, 10]


def test_answers_belong_to_the_units_agency_wherever_the_survey_is(app: Flask, session: Session) -> None:
    city = builders.agency(session, code="kota")
    office = builders.agency(session, code="dinas", parent_id=city.id)
    desk, hall = builders.unit(session, office, code="loket"), builders.unit(session, city, code="balai")
    survey = builders.survey(session, [hall, desk])
    counted.answer(session, survey, counted.equal(12, 3), hall)
    counted.answer(session, survey, counted.equal(15, 4), desk)
    serve(session, desk, 100)
    session.commit()
    counted.count(app)
    report = build(session, OCTOBER, office.id)
    assert report.participation.responses.value == 15
    assert report.participation.coverage.served.value == 100
    whole = build(session, OCTOBER, city.id)
    assert whole.participation.responses.value == 27
    assert [(row.party.code, row.kind) for row in whole.rows] == [("balai", UNIT), ("dinas", AGENCY), ("loket", UNIT)]


def test_answers_without_a_unit_are_those_of_the_surveys_agency(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency, code="loket")])
    counted.answer(session, survey, counted.equal(11, 3), unit_id=None)
    session.commit()
    counted.count(app)
    rows = {row.party.code: row.responses.value for row in build(session, OCTOBER, agency.id).rows}
    assert rows == {"": 11, "loket": 0}


def test_other_surveys_count_as_participation_only(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    unit = builders.unit(session, agency)
    waktu = Question("waktu", "scale", {"id": "Lama"}, role="element", options=(Option("1", {"id": "Ya"}, 1),))
    other = builders.survey(
        session, [unit], Questionnaire({"id": "Lain"}, (Section("s", {"id": "S"}, (waktu,)),)), state="open"
    )
    for _ in range(20):
        builders.response(session, other, '{"waktu":"1"}', OCTOBER)
    counted.answer(session, builders.survey(session, [unit]), counted.equal(10, 4))
    session.commit()
    counted.count(app)
    report = build(session, OCTOBER, agency.id)
    assert report.participation.responses.value == 30
    assert report.participation.coverage.achieved.value == 10
    assert report.satisfaction
    assert report.satisfaction.ikm.value == 100


def test_closed_units_stay_while_they_have_figures(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    open_unit = builders.unit(session, agency, code="buka")
    builders.unit(session, agency, code="tutup", active=False)
    served = builders.unit(session, agency, code="tutup-dilayani", active=False)
    serve(session, served, 50)
    counted.answer(session, builders.survey(session, [open_unit]), counted.equal(10, 3))
    session.commit()
    counted.count(app)
    assert {row.party.code for row in build(session, OCTOBER, agency.id).rows} == {"buka", "tutup-dilayani"}


def test_two_builds_of_the_same_facts_are_equal(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency), builders.unit(session, agency)])
    for unit in survey.units:
        counted.answer(session, survey, counted.equal(20, 3), unit.unit, usia="25-34", saran="Antrean lama")
    session.commit()
    counted.count(app)
    first = build(session, OCTOBER, agency.id)
    session.commit()
    counted.count(app)
    assert build(session, OCTOBER, agency.id) == first
    assert [part.count.value for part in first.profile[1].parts if part.code == "25-34"] == [40]

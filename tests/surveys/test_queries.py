"""The read side of the domain, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from surveys import changed_days, queries
from surveys.models import Denominator
from tests import builders

DAY = dt.date(2026, 11, 3)
NOVEMBER = dt.date(2026, 11, 1)


def test_answers_come_as_columns_in_batches(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BATCH", 2)
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    for number in range(5):
        builders.response(session, survey, f'{{"waktu":"{number % 4 + 1}"}}', DAY)
    builders.response(session, survey, "{}", DAY + dt.timedelta(days=1))
    batches = list(queries.answer_batches(session, survey.id, DAY))
    assert [len(batch.answers) for batch in batches] == [2, 2, 1]
    assert sorted(text for batch in batches for text in batch.answers)[0] == '{"waktu":"1"}'
    assert {unit for batch in batches for unit in batch.unit_ids} == {survey.units[0].unit_id}
    assert {version for batch in batches for version in batch.version_ids} == {survey.versions[0].id}
    assert list(queries.answer_batches(session, survey.id, DAY - dt.timedelta(days=1))) == []


def test_days_with_answers(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    other = builders.survey(session, [builders.unit(session, builders.agency(session))])
    days = [DAY, DAY, DAY + dt.timedelta(days=2), DAY + dt.timedelta(days=9)]
    for day in days:
        builders.response(session, survey, "{}", day)
    builders.response(session, other, "{}", DAY + dt.timedelta(days=1))
    assert queries.days_with_answers(session, survey.id, None, days[3]) == sorted(set(days))
    assert queries.days_with_answers(session, survey.id, days[2], days[3]) == days[2:]
    assert queries.days_with_answers(session, survey.id, None, days[2]) == [days[0], days[2]]
    assert queries.days_with_answers(session, survey.id, days[3] + dt.timedelta(days=1), dt.date.max) == []


def test_marked_days_and_their_revision(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    changed_days.mark(session, survey.id, [DAY, DAY + dt.timedelta(days=5)])
    changed_days.mark(session, survey.id, [DAY])
    assert queries.marked_days(session, DAY) == {(survey.id, DAY): 2}
    assert queries.revision_of(session, survey.id, DAY) == 2
    assert queries.revision_of(session, survey.id, DAY + dt.timedelta(days=1)) == 0


def test_people_served_needs_every_service_type(session: Session) -> None:
    agency = builders.agency(session)
    whole, half, none = (builders.unit(session, agency, services=("ktp", "kk")) for _ in range(3))
    for service, people in ((whole.service_types[0], 40), (whole.service_types[1], 0), (half.service_types[0], 7)):
        session.add(Denominator(service_type=service, month=NOVEMBER, people=people))
    session.add(Denominator(service_type=none.service_types[0], month=dt.date(2026, 10, 1), people=9))
    session.flush()
    assert queries.people_served(session, NOVEMBER) == {whole.id: 40}


def test_the_tree_the_units_and_the_surveys(session: Session) -> None:
    regency = builders.agency(session, code="kota", time_zone="Asia/Makassar")
    office = builders.agency(session, code="dinas", parent_id=regency.id)
    unit = builders.unit(session, office, time_zone="Asia/Jayapura")
    survey = builders.survey(session, [unit])
    assert [(a.code, a.parent_id, a.time_zone) for a in queries.agencies(session)] == [
        ("kota", None, "Asia/Makassar"),
        ("dinas", regency.id, "Asia/Jakarta"),
    ]
    assert [(u.id, u.agency_id, u.time_zone, u.active) for u in queries.units(session)] == [
        (unit.id, office.id, "Asia/Jayapura", True)
    ]
    row = queries.surveys(session)[0]
    assert (row.id, row.agency_id, row.instrument, row.unit_ids) == (survey.id, office.id, "skm", (unit.id,))


def test_questionnaires_of_a_survey(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    version = survey.versions[0]
    assert list(queries.versions(session, survey.id)) == [version.id]
    assert queries.questionnaires(session, [version.id])[version.id].instrument == "skm"
    assert queries.questionnaires(session, []) == {}

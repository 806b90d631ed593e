"""Lists of an agency's surveys, units and numbers that are missing."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from surveys import agencies, authoring, overview
from surveys.authoring import Plan
from surveys.definition import ONE_PAGE
from surveys.instruments import skm
from surveys.lifecycle import STATES
from tests import builders
from tests.conftest import NOW

MONTH = dt.date(2026, 11, 1)


def test_a_line_shows_the_newest_version_and_the_last_note(session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    old = builders.survey(session, [unit], skm.questionnaire({"id": "Judul lama"}, {}), state="scheduled")
    authoring.take_back(session, old, NOW, "a", "Judulnya keliru")
    title, plan = {"id": "Judul baru"}, Plan([unit])
    authoring.update_draft(session, old, title, ONE_PAGE, plan, now=NOW, actor="ani@example.go.id")
    newer = builders.survey(session, [unit])
    builders.survey(session, [builders.unit(session, builders.agency(session))])
    lines = overview.survey_lines(session, {unit.agency_id}, STATES, limit=9)
    assert [(line.id, line.title["id"], line.state, line.units, line.note) for line in lines] == [
        (newer.id, "Survei kepuasan", "open", 1, ""),
        (old.id, "Judul baru", "draft", 1, "Judulnya keliru"),
    ]
    assert [line.id for line in overview.survey_lines(session, {unit.agency_id}, ["draft"], limit=9)] == [old.id]
    assert [line.id for line in overview.survey_lines(session, {unit.agency_id}, STATES, limit=1, offset=1)] == [old.id]


def test_every_state_is_counted(session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    for state in ("open", "open", "draft"):
        builders.survey(session, [unit], state=state)
    found = overview.surveys_by_state(session, {unit.agency_id})
    assert list(found) == list(STATES)
    assert {state: number for state, number in found.items() if number} == {"draft": 1, "open": 2}


def test_closed_units_are_neither_offered_nor_asked_for_numbers(session: Session) -> None:
    agency = builders.agency(session)
    unit = builders.unit(session, agency, services=("ktp", "kia"))
    builders.unit(session, agency, active=False)
    empty = builders.agency(session)
    agencies.enter_denominator(session, unit.service_types[0], MONTH, 0)
    agencies.enter_denominator(session, unit.service_types[1], dt.date(2026, 10, 1), 5)
    assert [choice.id for choice in overview.unit_choices(session, {agency.id})] == [unit.id]
    assert overview.units_by_agency(session, {agency.id, empty.id}) == {agency.id: 1, empty.id: 0}
    assert overview.missing_denominators(session, {agency.id}, MONTH) == 1
    assert overview.missing_denominators(session, {empty.id}, MONTH) == 0
    assert overview.entered_denominators(session, agency.id, MONTH) == {unit.service_types[0].id: 0}

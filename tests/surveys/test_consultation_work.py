"""What waits in consultations: its draft, comments, answers and an outcome, counted for many at once."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from surveys import consultation_work
from surveys.follow_up_lists import Progress
from surveys.models import Agency, Consultation, OutcomePoint
from tests import builders
from tests.conftest import NOW

DAY = dt.timedelta(days=1)


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


def closed(session: Session, agency: Agency, days: int) -> Consultation:
    """Closed so many days ago."""
    return builders.consultation(session, agency, state="closed", closes_at=NOW - days * DAY)


def test_each_has_what_waits_in_it(session: Session, agency: Agency) -> None:
    running = builders.consultation(session, agency, closes_at=NOW + 20 * DAY)
    for state in ("waiting", "waiting", "appealed", "shown", "hidden"):
        builders.contribution(session, running, state=state)
    builders.statement(session, running, state="waiting", proposed=True)
    builders.statement(session, running, "Lain")
    late = builders.consultation(session, agency, closes_at=NOW - 40 * DAY)
    builders.reply(session, builders.contribution(session, late))
    builders.contribution(session, late, "Mahal")
    said = {"asked": '{"id":"a"}', "heard": '{"id":"b"}', "did": '{"id":"c"}'}
    session.add(OutcomePoint(consultation_id=late.id, position=1, verdict="accepted", **said))
    late.state = "closed"
    session.flush()
    first, second = consultation_work.work(session, [running, late], NOW)
    assert (first.where.name, first.to_screen, first.proposals) == ("open", 3, 1)
    assert (first.progress, first.points, first.draft) == (Progress(0, 0), 0, "published")
    assert (second.where.name, second.where.late) == ("overdue", 10)  # due 30 days after the closing
    assert (second.progress, second.points, second.to_screen) == (Progress(1, 2), 1, 0)


def test_a_draft_and_its_new_version_are_told_apart(session: Session, agency: Agency) -> None:
    states = {}
    for state in ("draft", "in-review", "scheduled"):
        made = builders.consultation(session, agency, state=state)
        if state == "in-review":
            made.versions[-1].submitted_by = "ani@example.id"
        session.flush()
        [states[state]] = consultation_work.work(session, [made], NOW)
    assert [one.draft for one in states.values()] == ["written", "waiting", "published"]


def test_one_whose_last_day_went_by_before_it_opened_is_missed(session: Session, agency: Agency) -> None:
    dates = {"opens_at": NOW - 9 * DAY, "closes_at": NOW - DAY}
    late = builders.consultation(session, agency, state="scheduled", **dates)
    soon = builders.consultation(session, agency, state="scheduled", opens_at=NOW + DAY, closes_at=NOW + 9 * DAY)
    assert [consultation_work.missed(one, NOW) for one in (late, soon)] == [True, False]


def test_many_ask_the_database_as_often_as_one(session: Session, agency: Agency) -> None:
    rows = [closed(session, agency, days) for days in range(1, 8)]
    session.flush()
    asked: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    consultation_work.work(session, rows[:1], NOW)
    once = len(asked)
    consultation_work.work(session, rows, NOW)
    assert len(asked) - once == once


def test_nothing_waits_in_no_consultation(session: Session) -> None:
    assert consultation_work.work(session, [], NOW) == []

"""A day that is over keeps its answers and loses the order in which they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Row, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from surveys import changed_days, retention
from surveys.base import Base
from surveys.models import Consultation, MixedDay, Survey
from tests import builders

DAY = dt.date(2026, 11, 3)
NEXT = DAY + dt.timedelta(days=1)
# SQLite keeps no order of arrival, which the first test shows; all others are about PostgreSQL.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
NIGHT = dt.datetime(2026, 11, 4, 18, 30, tzinfo=dt.UTC)  # half past one on the 5th in Jakarta


def arrived(session: Session, count: int = 24, day: dt.date = DAY, **fields: Any) -> Survey:
    """An open survey whose answers came one by one, each in a transaction of its own."""
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], **fields)
    for number in range(count):
        builders.response(session, survey, f'{{"saran":"{number:03d}"}}', day)
        session.commit()
    return survey


def rows(session: Session) -> list[Row[Any]]:
    return sorted(session.execute(text("SELECT * FROM response")).all(), key=lambda row: row.id)


def standing(session: Session, columns: str = "answers") -> Sequence[Row[Any]]:
    return session.execute(text(f"SELECT {columns} FROM response WHERE day = :day"), {"day": DAY}).all()


def mix(session: Session, survey: Survey, day: dt.date = DAY) -> int:
    moved = retention.mix_day(session, survey.id, day)
    session.commit()
    return moved


@on_sqlite
def test_sqlite_keeps_answers_in_the_order_of_their_random_ids(session: Session) -> None:
    survey = arrived(session)
    of_day = text("SELECT id, answers FROM response WHERE survey_id = :id AND day = :day")
    found = session.execute(of_day, {"id": survey.id, "day": str(DAY)}).all()
    assert [row.id for row in found] == sorted(row.id for row in found)
    assert [row.answers for row in found] != sorted(row.answers for row in found)
    before = rows(session)
    assert retention.days_to_mix(session, NIGHT) == []
    assert mix(session, survey) == 0
    assert rows(session) == before


@on_postgresql
@pytest.mark.parametrize("state", ["open", "closed", "results-published"])
def test_place_and_transaction_say_nothing_about_arrival(session: Session, state: str) -> None:
    survey = arrived(session)
    survey.state = state
    session.commit()
    assert [row.answers for row in standing(session)] == sorted(row.answers for row in standing(session))
    assert len({row.xmin for row in standing(session, "xmin::text")}) > 1
    assert mix(session, survey) == 24
    assert [row.answers for row in standing(session)] != sorted(row.answers for row in standing(session))
    assert len({(row.xmin, row.cmin) for row in standing(session, "xmin::text, cmin::text")}) == 1


@on_postgresql
@pytest.mark.parametrize("state", ["open", "closed"])
def test_every_value_stays_as_it_was(session: Session, state: str) -> None:
    survey, other = arrived(session, 6), arrived(session, 2)
    arrived(session, 2, NEXT)
    before, others = rows(session), standing(session, f"ctid::text, xmin::text, survey_id = {other.id} AS same")
    survey.state = state
    mix(session, survey)
    assert rows(session) == before
    after = standing(session, f"ctid::text, xmin::text, survey_id = {other.id} AS same")
    assert {row for row in after if row.same} == {row for row in others if row.same}


@on_postgresql
def test_what_was_not_committed_was_not_moved(session: Session) -> None:
    survey = arrived(session, 6)
    before = standing(session, "ctid::text, xmin::text, id")
    retention.mix_day(session, survey.id, DAY)
    session.rollback()  # as after a crash
    assert standing(session, "ctid::text, xmin::text, id") == before
    assert (survey.id, DAY) in retention.days_to_mix(session, NIGHT)


CHANGED = "survey_id, day, id, version_id, unit_id, channel, language, hour, '{}', key_hash"
NEW_KEYS = "survey_id, day, 'x', version_id, unit_id, channel, language, hour, answers, 'x'"


@on_postgresql
@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        (f"WITH m AS (DELETE FROM response RETURNING *) INSERT INTO response SELECT {CHANGED} FROM m", "no answers"),
        (f"WITH m AS (DELETE FROM response RETURNING *) INSERT INTO response SELECT {NEW_KEYS} FROM m", "no answers"),
        (f"INSERT INTO response SELECT {NEW_KEYS} FROM response", "no answers"),
        ("INSERT INTO response SELECT * FROM response", "duplicate key"),
    ],
    ids=["another answer", "other keys", "a new row", "a copy"],
)
def test_a_closed_survey_still_takes_no_answer(session: Session, statement: str, refusal: str) -> None:
    arrived(session, 1).state = "closed"
    session.commit()
    with pytest.raises(DBAPIError, match=refusal):
        session.execute(text(statement))


@on_postgresql
def test_an_answer_taken_out_can_not_be_put_back_later(session: Session) -> None:
    arrived(session, 1).state = "closed"
    session.commit()
    taken = session.execute(text("DELETE FROM response RETURNING *")).one()
    names = ", ".join(f":{name}" for name in taken._fields)
    with pytest.raises(DBAPIError, match="no answers"):
        session.execute(text(f"INSERT INTO response VALUES ({names})"), dict(taken._mapping))


@on_postgresql
def test_a_day_is_mixed_once_when_it_is_over_everywhere(session: Session) -> None:
    survey = arrived(session, 2)
    arrived(session, 1, NEXT + dt.timedelta(days=1))
    over = dt.datetime(2026, 11, 3, 17, 59, tzinfo=dt.UTC)  # one minute to one in Jakarta, to three in Jayapura
    assert retention.days_to_mix(session, over) == []
    assert retention.days_to_mix(session, over + dt.timedelta(minutes=1)) == [(survey.id, DAY)]
    mix(session, survey)
    assert retention.days_to_mix(session, NIGHT) == []


@on_postgresql
def test_missed_nights_are_made_up_for(session: Session) -> None:
    survey = arrived(session, 2)
    builders.response(session, survey, "{}", NEXT)
    assert retention.days_to_mix(session, NIGHT) == [(survey.id, DAY), (survey.id, NEXT)]
    mix(session, survey)
    assert retention.days_to_mix(session, NIGHT) == [(survey.id, NEXT)]


@on_postgresql
def test_a_day_that_changed_is_mixed_again(session: Session) -> None:
    survey = arrived(session, 2)
    builders.response(session, survey, "{}", NEXT)
    for day in (DAY, NEXT):
        mix(session, survey, day)
    builders.response(session, survey, "{}", DAY, channel="import")
    changed_days.mark(session, survey.id, [DAY])
    assert retention.days_to_mix(session, NIGHT) == [(survey.id, DAY)]
    assert mix(session, survey) == 3
    assert retention.days_to_mix(session, NIGHT) == []
    noted = session.get(MixedDay, (survey.id, DAY), populate_existing=True)
    assert noted is not None
    assert noted.revision == 1


def test_nothing_cascades_from_a_response() -> None:
    # Moving a row deletes it: a cascade would take along what points at it.
    pointing = {
        f"{key.parent.table.name}.{key.parent.name}": key.ondelete
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "response"
    }
    assert {name for name, ondelete in pointing.items() if ondelete} == set()


def commented(session: Session, count: int = 24, state: str = "open") -> Consultation:
    """A consultation whose comments came one by one, each in a transaction of its own."""
    consultation = builders.consultation(session, builders.agency(session))
    for number in range(count):
        builders.contribution(session, consultation, f"{number:03d}", day=DAY)
        session.commit()
    consultation.state = state
    session.commit()
    return consultation


def placed(session: Session, columns: str = "text") -> Sequence[Row[Any]]:
    return session.execute(text(f"SELECT {columns} FROM contribution ORDER BY ctid")).all()


@on_postgresql
@pytest.mark.parametrize("state", ["open", "closed", "answered"])
def test_comments_lose_the_order_of_their_arrival_and_nothing_else(session: Session, state: str) -> None:
    consultation = commented(session, state=state)
    before = sorted(session.execute(text("SELECT * FROM contribution")).all())
    assert [row.text for row in placed(session)] == sorted(row.text for row in placed(session))
    assert retention.contribution_days_to_mix(session, NIGHT) == [(consultation.id, DAY)]
    assert retention.mix_contributions(session, consultation.id, DAY) == 24
    session.commit()
    assert [row.text for row in placed(session)] != sorted(row.text for row in placed(session))
    assert len({row.xmin for row in placed(session, "xmin::text")}) == 1
    assert sorted(session.execute(text("SELECT * FROM contribution")).all()) == before
    assert retention.contribution_days_to_mix(session, NIGHT) == []


@on_postgresql
def test_a_day_with_a_correction_is_mixed_again_and_today_is_left_alone(session: Session) -> None:
    consultation = commented(session, 3)
    assert retention.contribution_days_to_mix(session, NIGHT - dt.timedelta(days=2)) == []
    retention.mix_contributions(session, consultation.id, DAY)
    session.commit()
    session.execute(text("UPDATE contribution SET text = 'Diperbaiki' WHERE text = '001'"))
    session.commit()
    assert retention.contribution_days_to_mix(session, NIGHT) == [(consultation.id, DAY)]


@on_sqlite
def test_sqlite_shows_no_order_of_comments(session: Session) -> None:
    consultation = commented(session, 3)
    assert retention.contribution_days_to_mix(session, NIGHT) == []
    assert retention.mix_contributions(session, consultation.id, DAY) == 0
    with pytest.raises(DBAPIError, match="no such column: rowid"):
        session.execute(text("SELECT rowid FROM contribution"))

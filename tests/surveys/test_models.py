"""The promises that the database itself keeps, on both engines."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app.database import reading
from tests import builders

DAY = dt.date(2026, 11, 3)


def test_a_published_version_never_changes(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    survey.versions[0].definition = "{}"
    with pytest.raises(DBAPIError, match="a published version never changes"):
        session.flush()


@pytest.mark.parametrize("state", ["draft", "in-review", "scheduled", "closed", "results-published"])
def test_a_survey_that_is_not_open_takes_no_answer(session: Session, state: str) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state=state)
    with pytest.raises(DBAPIError, match="this survey takes no answers"):
        builders.response(session, survey, "{}", DAY)


def test_paper_can_be_typed_in_after_closing(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="closed")
    assert builders.response(session, survey, "{}", DAY, channel="paper").id


def test_one_key_is_stored_once(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    first = builders.response(session, survey, "{}", DAY)
    session.expunge(first)
    with pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO response SELECT * FROM response"))


def test_a_reading_transaction_cannot_write(session: Session) -> None:
    session.rollback()
    with reading(), pytest.raises(DBAPIError, match=r"readonly|read-only"):
        session.execute(text("INSERT INTO agency (code, name, time_zone) VALUES ('a', 'A', 'Asia/Jakarta')"))


def test_order_of_arrival_is_not_in_the_table(session: Session) -> None:
    if session.bind and session.get_bind().dialect.name == "sqlite":
        with pytest.raises(DBAPIError, match="no such column: rowid"):
            session.execute(text("SELECT rowid FROM response"))

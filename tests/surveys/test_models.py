"""The promises that the database itself keeps, on both engines."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app.database import engine_options, prepare, reading, write_alone, writing
from app.extensions import db
from tests import builders
from tests.databases import SQLite

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


def test_a_reading_transaction_cannot_write(app: Flask) -> None:
    statement = text("INSERT INTO agency (code, name, time_zone) VALUES ('a', 'A', 'Asia/Jakarta')")
    with app.app_context(), reading(), db.engine.connect() as connection:
        refused = pytest.raises(DBAPIError, match=r"readonly|read-only")
        with refused:
            connection.execute(statement)


def test_a_second_write_transaction_in_one_thread_fails_instead_of_waiting_for_itself(
    sqlite: SQLite, tmp_path: Path
) -> None:
    with sqlite.database() as url:
        engine = create_engine(url, **engine_options(url))
        prepare(engine)
        with writing(), engine.begin(), pytest.raises(sqlite3.OperationalError, match="another write transaction"):
            engine.connect().begin()
        engine.dispose()


def test_a_statement_alone_is_stored_at_once_or_not_at_all_and_lets_the_next_one_in(app: Flask) -> None:
    engine = app.extensions["answer_engine"]
    agency = "INSERT INTO agency (code, name, time_zone) VALUES ('{}', 'A', 'Asia/Jakarta')"
    with app.app_context():
        assert write_alone(engine, agency.format("a"), ()) == 1
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.UniqueViolation)):
            write_alone(engine, agency.format("a"), ())
        assert write_alone(engine, agency.format("b"), ()) == 1  # the refused one holds no lock and no transaction
        with reading(), db.engine.connect() as connection:
            assert connection.scalars(text("SELECT code FROM agency ORDER BY code")).all() == ["a", "b"]


def test_order_of_arrival_is_not_in_the_table(sqlite: SQLite) -> None:
    with sqlite.database() as url:
        engine = create_engine(url)
        with engine.connect() as connection, pytest.raises(DBAPIError, match="no such column: rowid"):
            connection.execute(text("SELECT rowid FROM response"))
        engine.dispose()

"""Votes, voters and waiting addresses lose the order in which they came, and nothing else, also while people vote."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, Row, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.database import writing
from app.extensions import db
from surveys import consultations, outcome_notices, retention, voting
from surveys.base import Base
from surveys.models import Consultation, Contact, Contribution, Statement, Vote, Voter
from tests import builders
from tests.conftest import NOW

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
TODAY = NOW.date()


def voted(session: Session, count: int = 24) -> Consultation:
    """A consultation with two statements on which `count` people voted one after the other, each vote committed."""
    consultation = builders.consultation(session, builders.agency(session), voting=True)
    statements = [builders.statement(session, consultation) for _ in range(2)]
    session.commit()
    for number in range(count):
        for statement in statements:
            token = f"{number:032d}"
            voting.vote(session, consultation.id, token, statement.id, (1, 0, -1)[number % 3], False, NOW)
            session.commit()
    return consultation


def mix(session: Session) -> int:
    """What the nightly job does; how many votes were moved."""
    moved = 0
    for consultation_id, voters in retention.voters_to_mix(session):
        moved += retention.mix_votes(session, consultation_id, voters)
        session.commit()
    return moved


def placed(session: Session, table: str, columns: str) -> Sequence[Row[Any]]:
    return session.execute(text(f"SELECT {columns} FROM {table} ORDER BY ctid")).all()


def rows(session: Session, table: str) -> list[Row[Any]]:
    return sorted(session.execute(text(f"SELECT * FROM {table}")).all())


@on_postgresql
@pytest.mark.parametrize(("state", "shown"), [("open", "shown"), ("open", "hidden"), ("closed", "shown")])
def test_votes_lose_the_order_of_their_arrival_and_nothing_else(session: Session, state: str, shown: str) -> None:
    consultation = voted(session)
    for statement in session.scalars(select(Statement)):
        statement.state = shown
    consultation.state = state
    session.commit()
    before = rows(session, "vote"), rows(session, "voter")
    tokens = [row.token_hash for row in placed(session, "voter", "token_hash")]
    assert tokens == sorted(tokens)
    assert len({row.xmin for row in placed(session, "vote", "xmin::text")}) == 48
    assert mix(session) == 48
    mixed = [row.token_hash for row in placed(session, "voter", "token_hash")]
    assert mixed != sorted(mixed)
    people = {row.id: row.token_hash for row in placed(session, "voter", "id, token_hash")}
    votes = [people[row.voter_id] for row in placed(session, "vote", "voter_id")]
    assert votes != sorted(votes)
    for table in ("vote", "voter"):
        assert len({(row.xmin, row.cmin) for row in placed(session, table, "xmin::text, cmin::text")}) == 1
    assert (rows(session, "vote"), rows(session, "voter")) == before


@on_postgresql
def test_pieces_are_drawn_by_chance_and_a_mixed_consultation_rests(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_VOTERS_AT_ONCE", 10)
    consultation = voted(session)
    order = {id_: at for at, id_ in enumerate(row.id for row in placed(session, "voter", "id"))}
    pieces = retention.voters_to_mix(session)
    assert [len(voters) for _id, voters in pieces] == [8, 8, 8]  # 24 in three equal pieces, none of one voter
    assert sorted(order[id_] for _id, voters in pieces for id_ in voters) == list(range(24))
    assert [order[id_] for _id, voters in pieces for id_ in voters] != list(range(24))
    assert mix(session) == 48
    assert retention.voters_to_mix(session) == []
    statement = session.scalars(select(Statement.id).limit(1)).one()
    voting.vote(session, consultation.id, f"{7:032d}", statement, -1, False, NOW)
    session.commit()
    assert mix(session) == 48


@on_postgresql
def test_other_consultations_stay_where_they_are(session: Session) -> None:
    one, other = voted(session, 3), voted(session, 3)
    mix(session)
    before = placed(session, "voter", f"id, ctid::text, xmin::text, consultation_id = {other.id} AS same")
    statement = session.scalars(select(Statement.id).where(Statement.consultation_id == one.id).limit(1)).one()
    voting.vote(session, one.id, f"{0:032d}", statement, -1, False, NOW)
    session.commit()
    mix(session)
    after = placed(session, "voter", f"id, ctid::text, xmin::text, consultation_id = {other.id} AS same")
    assert {row for row in after if row.same} == {row for row in before if row.same}


@on_postgresql
@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE vote SET value = 1 - value * value", "takes no contributions"),
        (
            "WITH m AS (DELETE FROM vote RETURNING *) INSERT INTO vote SELECT voter_id, statement_id, "
            "CASE value WHEN 1 THEN -1 ELSE 1 END FROM m",
            "takes no contributions",
        ),
        ("INSERT INTO vote SELECT * FROM vote", "duplicate key"),
    ],
    ids=["changed", "put back changed", "a copy"],
)
def test_a_closed_consultation_still_takes_no_vote(session: Session, statement: str, refusal: str) -> None:
    voted(session, 3).state = "closed"
    session.commit()
    with pytest.raises(DBAPIError, match=refusal):
        session.execute(text(statement))


@on_postgresql
def test_a_vote_taken_out_can_not_be_put_back_later(session: Session) -> None:
    voted(session, 1).state = "closed"
    session.commit()
    taken = session.execute(text("DELETE FROM vote RETURNING *")).all()[0]
    with pytest.raises(DBAPIError, match="takes no contributions"):
        session.execute(text("INSERT INTO vote VALUES (:voter_id, :statement_id, :value)"), dict(taken._mapping))


ROWS = 16  # votes: of eight voters on two statements
PATIENCE = 60.0  # seconds that a crowded machine may need to move them more than once


class Busy:
    """Threads that vote, forget and mix at the same time; `failed` tells what went wrong in any."""

    def __init__(self, engine: Engine, consultation: Consultation, statements: list[int]) -> None:
        self._engine, self._id, self._statements = engine, consultation.id, statements
        self._over = threading.Event()
        self.failed: list[BaseException] = []
        self.moved = 0
        self.last: dict[tuple[int, int], int] = {}  # (voter, statement) -> what was sent last

    def run(self) -> None:
        """Four voters in two tabs, each with a statement of its own, while rows are moved again and again."""
        mover = threading.Thread(target=self._guarded, args=(self._move,))
        votes = [threading.Thread(target=self._guarded, args=(self._vote, number)) for number in range(8)]
        threads = [*votes, threading.Thread(target=self._guarded, args=(self._forget,))]
        for thread in (mover, *threads):
            thread.start()
        for thread in threads:
            thread.join()
        self._over.set()
        mover.join()

    def _guarded(self, work: Callable[..., None], *arguments: int) -> None:
        try:
            work(*arguments)
        except BaseException as error:  # noqa: BLE001  told by the test, not lost in a thread
            self.failed.append(error)

    def _vote(self, number: int) -> None:
        chance = random.Random(number)
        voter, statement = number % 4, self._statements[number // 4]
        until = time.monotonic() + PATIENCE
        for number_of_votes in itertools.count():
            if number_of_votes >= 40 and (self.moved > ROWS or time.monotonic() > until):
                return
            value = chance.choice((-1, 0, 1))
            with writing(), Session(self._engine) as own, own.begin():
                voting.vote(own, self._id, f"{voter:032d}", statement, value, False, NOW)
            self.last[voter, statement] = value
            time.sleep(chance.random() / 5)  # people pause; without any gap the mixing would wait for one

    def _forget(self) -> None:
        for number in range(4, 8):
            with writing(), Session(self._engine) as own, own.begin():
                voting.forget(own, self._id, f"{number:032d}")

    def _move(self) -> None:
        while not self._over.is_set():
            with Session(self._engine) as own:
                pieces = retention.voters_to_mix(own)
            for consultation_id, voters in pieces:
                with writing(), Session(self._engine) as own, own.begin():
                    self.moved += retention.mix_votes(own, consultation_id, voters)


@on_postgresql
def test_votes_that_arrive_meanwhile_are_neither_lost_nor_doubled(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_VOTERS_AT_ONCE", 2)
    consultation = voted(session, 8)
    statements = list(session.scalars(select(Statement.id)))
    session.commit()
    with app.app_context():
        busy = Busy(db.engine, consultation, statements)
    session.commit()
    busy.run()
    assert busy.failed == []
    assert busy.moved > ROWS  # all of them, more than once
    session.expire_all()
    assert session.scalars(select(func.count()).select_from(Voter)).one() == 8
    assert session.scalars(select(func.count()).select_from(Vote)).one() == 16
    people = {row.token_hash: row.id for row in session.execute(select(Voter.token_hash, Voter.id)) if row.token_hash}
    assert set(people) == {f"{number:032d}" for number in range(4)}  # the others were forgotten
    for (number, statement), value in busy.last.items():
        mine = (Vote.voter_id == people[f"{number:032d}"], Vote.statement_id == statement)
        assert session.scalars(select(Vote.value).where(*mine)).one() == value
    session.commit()


@on_postgresql
def test_counts_stay_those_of_the_votes(app: Flask, session: Session) -> None:
    consultation = voted(session, 9)
    before = session.execute(select(Statement.id, Statement.agree, Statement.disagree, Statement.passed)).all()
    mix(session)
    for id_, *counts in before:
        standing = Counter(session.scalars(select(Vote.value).where(Vote.statement_id == id_)))
        assert counts == [standing[1], standing[-1], standing[0]] == [3, 3, 3]
    assert voting.own_votes(session, consultation.id, f"{2:032d}") == {id_: -1 for id_, *_rest in before}


@on_postgresql
def test_waiting_addresses_lose_their_order_too(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session))
    subject = outcome_notices.subject_of(consultation.id)
    for number in range(24):
        session.add(Contact(subject=subject, sealed=b"%03d" % number, delete_after=TODAY))
        session.commit()
    session.add(Contact(subject="survey:1", sealed=b"of a survey", delete_after=TODAY))
    session.commit()
    before = rows(session, "contact")
    assert retention.notices_to_mix(session) == [subject]
    assert retention.mix_notices(session, subject) == 24
    session.commit()
    sealed = [bytes(row.sealed) for row in placed(session, "contact", "sealed") if row.sealed != b"of a survey"]
    assert sealed != sorted(sealed)
    assert rows(session, "contact") == before
    assert retention.notices_to_mix(session) == []


@on_sqlite
def test_sqlite_shows_no_order_of_votes(session: Session) -> None:
    consultation = voted(session, 3)
    assert retention.voters_to_mix(session) == []
    assert retention.mix_votes(session, consultation.id, tuple(session.scalars(select(Voter.id)))) == 0
    assert retention.notices_to_mix(session) == []
    for table in ("vote", "voter", "contact"):
        with pytest.raises(DBAPIError, match="no such column: rowid"):
            session.execute(text(f"SELECT rowid FROM {table}"))


def test_voters_have_random_ids_and_nothing_else_tells_one_after_the_closing(session: Session) -> None:
    consultation = voted(session, 3)
    ids = session.scalars(select(Voter.id)).all()
    assert all(len(id_) == 32 and int(id_, 16) >= 0 for id_ in ids)
    consultations.close_consultation(session, consultation, NOW, "ani@dinas.example")
    kept = session.execute(text("SELECT * FROM voter")).mappings().all()
    assert {tuple(row) for row in kept} == {("id", "consultation_id", "token_hash", "quick")}
    assert {row["token_hash"] for row in kept} == {None}
    assert {row["quick"] for row in kept} == {0}


def test_no_table_ties_a_voter_to_a_comment() -> None:
    # Only votes point at voters, and only the consultation and the statement stand beside them.
    tables = Base.metadata.tables.values()
    pointing = {str(key.parent) for table in tables for key in table.foreign_keys if key.column.table.name == "voter"}
    assert pointing == {"vote.voter_id"}
    named = {str(column) for table in tables for column in table.columns if "voter" in column.name}
    assert named == {"vote.voter_id"}
    assert {key.column.table.name for key in Vote.__table__.foreign_keys} == {"voter", "statement"}
    assert {key.column.table.name for key in Voter.__table__.foreign_keys} == {"consultation"}
    hashes = {column.name for column in Contribution.__table__.columns} & {"token_hash", "voter_id"}
    assert hashes == set()

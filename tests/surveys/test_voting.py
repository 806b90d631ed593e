"""Votes: the last one counts, counts stay exact however many come at once, and nothing leads to a person for long."""

from __future__ import annotations

import datetime as dt
import random
import threading
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database import writing
from app.extensions import db
from surveys import consultations, vote_queries, voting
from surveys.errors import ConsultationNotOpen, NotOffered, UnknownStatement
from surveys.models import Consultation, Statement, Vote, Voter
from tests import builders
from tests.conftest import NOW


def opened(session: Session, **fields: object) -> Consultation:
    return builders.consultation(session, builders.agency(session), **{"voting": True, **fields})


def counts(session: Session, statement_id: int) -> tuple[int, int, int]:
    columns = (Statement.agree, Statement.disagree, Statement.passed)
    row = session.execute(select(*columns).where(Statement.id == statement_id)).one()
    return row[0], row[1], row[2]


def test_only_what_changes_is_counted(session: Session) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation)
    seen = []
    for voter, value in (("a", 1), ("b", -1), ("a", 1), ("a", 0), ("b", 1), ("c", -1)):
        voting.vote(session, consultation.id, voter * 32, statement.id, value, False, NOW)
        seen.append(counts(session, statement.id))
    assert seen == [(1, 0, 0), (1, 1, 0), (1, 1, 0), (0, 1, 1), (1, 0, 1), (1, 1, 1)]
    assert voting.own_votes(session, consultation.id, "b" * 32) == {statement.id: 1}
    assert voting.own_votes(session, consultation.id, "d" * 32) == {}


def test_quick_votes_are_counted_for_their_voter(session: Session) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation)
    for quick in (True, False, True):
        voting.vote(session, consultation.id, "a" * 32, statement.id, 1, quick, NOW)
    assert session.scalar(select(Voter.quick)) == 2


@pytest.mark.parametrize("value", [2, 7, -2])
def test_another_value_is_no_vote(session: Session, value: int) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation)
    with pytest.raises(ValueError, match="no vote"):
        voting.vote(session, consultation.id, "a" * 32, statement.id, value, False, NOW)


@pytest.mark.parametrize("state", ["waiting", "hidden", "withdrawn"])
def test_only_shown_statements_take_votes(session: Session, state: str) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation, state=state)
    with pytest.raises(UnknownStatement):
        voting.vote(session, consultation.id, "a" * 32, statement.id, 1, False, NOW)


def test_a_statement_of_another_consultation_takes_none(session: Session) -> None:
    one, other = opened(session), opened(session)
    statement = builders.statement(session, other)
    with pytest.raises(UnknownStatement):
        voting.vote(session, one.id, "a" * 32, statement.id, 1, False, NOW)


@pytest.mark.parametrize("state", ["scheduled", "closed", "answered"])
def test_only_an_open_consultation_takes_votes(session: Session, state: str) -> None:
    consultation = opened(session, state=state)
    statement = builders.statement(session, consultation)
    with pytest.raises(ConsultationNotOpen) as refused:
        voting.vote(session, consultation.id, "a" * 32, statement.id, 1, False, NOW)
    assert refused.value.state == state


def test_from_its_closing_time_on_it_takes_none_and_without_voting_never(session: Session) -> None:
    over, without = opened(session, closes_at=NOW), opened(session, voting=False)
    with pytest.raises(ConsultationNotOpen):
        voting.vote(session, over.id, "a" * 32, builders.statement(session, over).id, 1, False, NOW)
    with pytest.raises(NotOffered):
        voting.vote(session, without.id, "a" * 32, builders.statement(session, without).id, 1, False, NOW)


def test_the_database_itself_refuses_votes_on_what_is_not_shown(session: Session) -> None:
    statement = builders.statement(session, opened(session), state="hidden")
    session.commit()
    with pytest.raises(IntegrityError):
        builders.vote(session, statement, 1)


def test_the_closing_forgets_every_token_and_no_vote(session: Session) -> None:
    consultation = opened(session, closes_at=NOW + dt.timedelta(days=1))
    statement = builders.statement(session, consultation)
    voting.vote(session, consultation.id, "a" * 32, statement.id, 1, False, NOW)
    consultations.close_consultation(session, consultation, NOW, "ani@dinas.example")
    assert list(session.scalars(select(Voter.token_hash))) == [None]
    assert list(session.scalars(select(Vote.value))) == [1]


def test_who_is_forgotten_keeps_the_vote_and_loses_the_way_to_it(session: Session) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation)
    voting.vote(session, consultation.id, "a" * 32, statement.id, 1, False, NOW)
    voting.forget(session, consultation.id, "a" * 32)
    assert voting.own_votes(session, consultation.id, "a" * 32) == {}
    assert counts(session, statement.id) == (1, 0, 0)


def test_counts_stay_exact_however_many_vote_at_once(app: Flask, session: Session) -> None:
    """Eight threads, four voters in two tabs each, every tab 12 votes by chance on three statements: whatever the order
    was, the counts are those of the votes that stand."""
    consultation = opened(session)
    ids = [builders.statement(session, consultation).id for _ in range(3)]
    session.commit()
    with app.app_context():
        engine = db.engine
    failed: list[BaseException] = []

    def tab(number: int) -> None:
        chance = random.Random(number)
        for _ in range(12):
            try:
                with writing(), Session(engine) as own, own.begin():
                    token, value = str(number % 4) * 32, chance.choice((-1, 0, 1))
                    voting.vote(own, consultation.id, token, chance.choice(ids), value, True, NOW)
            except BaseException as error:  # noqa: BLE001  told by the test, not lost in a thread
                failed.append(error)

    threads = [threading.Thread(target=tab, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    session.expire_all()
    assert sorted(session.scalars(select(Voter.quick))) == [24] * 4
    for id_ in ids:
        standing = Counter(session.scalars(select(Vote.value).where(Vote.statement_id == id_)))
        assert counts(session, id_) == (standing[1], standing[-1], standing[0])


def test_votes_are_read_as_columns_without_those_on_hidden_statements(session: Session) -> None:
    consultation = opened(session)
    one, two = (builders.statement(session, consultation, number=number) for number in (1, 2))
    for token, statement, value in (("a", one, 1), ("a", two, -1), ("b", one, 0)):
        voting.vote(session, consultation.id, token * 32, statement.id, value, token == "b", NOW)
    before = vote_queries.vote_revisions(session)
    columns = vote_queries.vote_columns(session, consultation.id)
    told = {
        (columns.quick[row], columns.statements[column], value)
        for row, column, value in zip(columns.rows, columns.columns, columns.values, strict=True)
    }
    assert told == {(0, str(one.id), 1), (0, str(two.id), -1), (1, str(one.id), 0)}
    two.state = "hidden"
    session.flush()
    assert vote_queries.vote_columns(session, consultation.id).statements == [str(one.id)]
    assert vote_queries.vote_revisions(session) != before


def test_the_file_of_votes_names_voters_by_the_given_numbers(session: Session) -> None:
    consultation = opened(session)
    statement = builders.statement(session, consultation, number=7)
    for token, value in (("a", 1), ("b", -1)):
        voting.vote(session, consultation.id, token * 32, statement.id, value, token == "b", NOW)
    columns = vote_queries.vote_columns(session, consultation.id)
    numbers = [2 if quick == 0 else 1 for quick in columns.quick]  # the quick one is b
    lines = list(vote_queries.csv_lines(columns, numbers, [7]))
    assert lines == ["voter-id,comment-id,vote\n", "1,7,-1\n", "2,7,1\n"]

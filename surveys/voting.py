"""Voting on statements: one voter for each browser that voted, a last vote for each statement, exact counts beside.

Nothing leads from a vote to a person. A browser that votes gets a random token; only its keyed hash is here, until
the consultation closes or the voter wants to be forgotten. No moment of a vote is kept, nor the order of votes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from surveys.base import insert_for, random_id
from surveys.errors import ConsultationNotOpen, NotOffered, UnknownStatement
from surveys.lifecycle import CLOSED, OPEN
from surveys.models import Consultation, Statement, Vote, Voter

AGREE, PASS, DISAGREE = 1, 0, -1
_COUNTERS = {AGREE: Statement.agree, DISAGREE: Statement.disagree, PASS: Statement.passed}


@dataclass(frozen=True)
class ShownStatement:
    """A statement that may be voted on, with its counts."""

    id: int
    number: int
    text: str
    language: str
    agree: int
    disagree: int
    passed: int


def shown_statements(session: Session, consultation_id: int) -> list[ShownStatement]:
    """The statements that citizens see, by number."""
    row = Statement
    columns = (row.id, row.number, row.text, row.language, row.agree, row.disagree, row.passed)
    shown = select(*columns).where(row.consultation_id == consultation_id, row.state == "shown")
    return [ShownStatement(*found) for found in session.execute(shown.order_by(row.number))]


def own_votes(session: Session, consultation_id: int, token_hash: str) -> dict[int, int]:
    """What the browser with this token has voted: statement id -> 1, 0 or -1."""
    votes = select(Vote.statement_id, Vote.value).join(Voter, Voter.id == Vote.voter_id)
    own = votes.where(Voter.consultation_id == consultation_id, Voter.token_hash == token_hash)
    return dict(session.execute(own).all())


def vote(
    session: Session,
    consultation_id: int,
    token_hash: str,
    statement_id: int,
    value: int,
    quick: bool,
    now: datetime,
) -> None:
    """Take a vote in: 1 agree, -1 disagree, 0 pass. The last one on a statement counts.

    `quick`: it came faster than anybody reads; the voter's count of those says nothing of when. Raises ValueError for
    another value, UnknownStatement for one that is not shown (any more) here, ConsultationNotOpen, NotOffered.

    Locks, in this order: the consultation, shared, so that a closing waits and then forgets this voter's token too;
    the voter, so that two tabs come one after the other; the statement, whose count changes by what the vote changed.
    """
    if value not in _COUNTERS:
        raise ValueError(f"{value} is no vote")
    _require_voting(session, consultation_id, now)
    voter_id = _voter(session, consultation_id, token_hash, quick)
    mine = (Vote.voter_id == voter_id, Vote.statement_id == statement_id)
    before = session.scalar(select(Vote.value).where(*mine))
    _count(session, consultation_id, statement_id, before, value)
    insert = insert_for(session, Vote).values(voter_id=voter_id, statement_id=statement_id, value=value)
    session.execute(
        insert.on_conflict_do_update(index_elements=["voter_id", "statement_id"], set_={"value": insert.excluded.value})
    )


def forget(session: Session, consultation_id: int, token_hash: str) -> None:
    """Cut what leads from a browser to its votes, as the closing does for all. They count on.

    Shares the consultation's lock as a vote does: so it never misses a voter whom the night's mixing moves.
    """
    session.execute(select(Consultation.id).where(Consultation.id == consultation_id).with_for_update(read=True))
    mine = (Voter.consultation_id == consultation_id, Voter.token_hash == token_hash)
    session.execute(update(Voter).where(*mine).values(token_hash=None))


def _require_voting(session: Session, consultation_id: int, now: datetime) -> None:
    columns = (Consultation.state, Consultation.closes_at, Consultation.voting)
    row = select(*columns).where(Consultation.id == consultation_id).with_for_update(read=True)
    state, closes_at, voting = session.execute(row).one()
    if not voting:
        raise NotOffered
    if state != OPEN or (closes_at and closes_at <= now):
        raise ConsultationNotOpen(CLOSED if state == OPEN else state)


def _voter(session: Session, consultation_id: int, token_hash: str, quick: bool) -> str:
    """The voter's id, with one more quick vote where it was one; new with the first vote. Locked until the commit."""
    values = {"id": random_id(), "consultation_id": consultation_id, "token_hash": token_hash, "quick": int(quick)}
    insert = insert_for(session, Voter).values(**values)
    upsert = insert.on_conflict_do_update(
        index_elements=["consultation_id", "token_hash"], set_={"quick": Voter.quick + int(quick)}
    )
    return session.execute(upsert.returning(Voter.id)).scalar_one()


def _count(session: Session, consultation_id: int, statement_id: int, before: int | None, value: int) -> None:
    """Move the statement's counts. Raises UnknownStatement unless it is shown in this consultation."""
    here = (Statement.id == statement_id, Statement.consultation_id == consultation_id, Statement.state == "shown")
    counts = _COUNTERS
    changes: dict[str, Any] = {counts[value].key: counts[value] + int(before != value)}
    if before is not None and before != value:
        changes[counts[before].key] = counts[before] - 1
    done = cast("CursorResult[Any]", session.execute(update(Statement).where(*here).values(changes)))
    if done.rowcount != 1:
        raise UnknownStatement(str(statement_id))

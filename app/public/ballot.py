"""What the voting page shows: one statement, how far one has come, and one's own votes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analytics.measures.statement_order import Candidate, next_statement
from app import clock
from app.database import reading
from app.extensions import db
from app.public import vote_cookie
from app.public.statement_shelf import Statements, shelf
from app.public.vote_tokens import new_ballot
from surveys import voting
from surveys.errors import UnknownStatement
from surveys.public_consultations import PublicConsultation
from surveys.voting import ShownStatement

_DRAWS = 2**53


@dataclass(frozen=True)
class Ballot:
    """`statement` is None when all are done. `value`: what was voted on it before; None for nothing.

    `total`: 0 while it can't be said how many of them are done.
    """

    statement: ShownStatement | None
    value: int | None
    done: int
    total: int
    token: str


@dataclass(frozen=True)
class OwnVote:
    statement: ShownStatement
    value: int


def ballot_of(consultation: PublicConsultation, asked: int | None = None) -> Ballot:
    """The statement with the number that is asked for, or the next one. Raises UnknownStatement for the former."""
    statements, own = shelf().get(consultation.id), _own(consultation)
    statement = _next(statements, own) if asked is None else _numbered(statements, asked)
    done, total = sum(each.id in own for each in statements.shown), len(statements.shown)
    if statement is None:
        return Ballot(None, None, done, total, "")
    return Ballot(statement, own.get(statement.id), done, total, new_ballot(statement.id, clock.now()))


def same_ballot(consultation: PublicConsultation, statement_id: int, token: str) -> Ballot:
    """The ballot that was sent with `token`, from what is kept in the process. Raises UnknownStatement."""
    for each in shelf().get(consultation.id).shown:
        if each.id == statement_id:
            return Ballot(each, None, 0, 0, token)
    raise UnknownStatement(str(statement_id))


def own_votes_of(consultation: PublicConsultation) -> list[OwnVote]:
    """The votes of this browser on statements that are shown, by number."""
    own = _own(consultation)
    return [OwnVote(each, own[each.id]) for each in shelf().get(consultation.id).shown if each.id in own]


def _numbered(statements: Statements, number: int) -> ShownStatement:
    for each in statements.shown:
        if each.number == number:
            return each
    raise UnknownStatement(str(number))


def _own(consultation: PublicConsultation) -> dict[int, int]:
    token = vote_cookie.sent()
    if token is None:
        return {}
    with reading(), Session(db.engine) as session:
        return voting.own_votes(session, consultation.id, token.hash)


def _next(statements: Statements, own: Mapping[int, int]) -> ShownStatement | None:
    by_id = {str(each.id): each for each in statements.shown}
    candidates = [
        Candidate(id_, each.agree, each.disagree, each.passed, statements.extremities.get(id_, 0.0))
        for id_, each in by_id.items()
    ]
    draw = secrets.randbelow(_DRAWS) / _DRAWS
    found = next_statement(candidates, {str(id_) for id_ in own}, draw)
    return by_id[found.id] if found else None

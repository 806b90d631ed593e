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
from app.public.vote_tokens import new_ballot
from surveys import voting
from surveys.errors import UnknownStatement
from surveys.public_consultations import PublicConsultation
from surveys.voting import ShownStatement

_DRAWS = 2**53


@dataclass(frozen=True)
class Ballot:
    """`statement` is None when all are done. `value`: what was voted on it before; None for nothing."""

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
    statements, own = _read(consultation)
    if asked is None:
        statement = _next(statements, own)
    else:
        statement = next((each for each in statements if each.number == asked), None)
        if statement is None:
            raise UnknownStatement(str(asked))
    done = sum(each.id in own for each in statements)
    if statement is None:
        return Ballot(None, None, done, len(statements), "")
    token = new_ballot(statement.id, clock.now())
    return Ballot(statement, own.get(statement.id), done, len(statements), token)


def own_votes_of(consultation: PublicConsultation) -> list[OwnVote]:
    """The votes of this browser on statements that are shown, by number."""
    statements, own = _read(consultation)
    return [OwnVote(each, own[each.id]) for each in statements if each.id in own]


def _read(consultation: PublicConsultation) -> tuple[list[ShownStatement], dict[int, int]]:
    token = vote_cookie.sent()
    with reading(), Session(db.engine) as session:
        statements = voting.shown_statements(session, consultation.id)
        own = voting.own_votes(session, consultation.id, token.hash) if token else {}
    return statements, own


def _next(statements: list[ShownStatement], own: Mapping[int, int]) -> ShownStatement | None:
    by_id = {str(each.id): each for each in statements}
    candidates = [Candidate(id_, each.agree, each.disagree, each.passed) for id_, each in by_id.items()]
    draw = secrets.randbelow(_DRAWS) / _DRAWS
    found = next_statement(candidates, {str(id_) for id_ in own}, draw)
    return by_id[found.id] if found else None

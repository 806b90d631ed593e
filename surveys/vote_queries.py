"""Read: the votes of a consultation as columns, for analytics. Nothing here writes or locks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Consultation, Statement, Vote, Voter

BATCH = 50_000  # votes read at a time


@dataclass(frozen=True)
class VoteColumns:
    """The last votes on the shown statements of one consultation, one place of `rows`, `columns` and `values` each.

    `voters` and `statements` are ids, `rows` and `columns` places in them, `values` 1, 0 or -1. `quick`: how many of
    a voter's votes came faster than anybody reads, by voter.
    """

    voters: list[str]
    statements: list[str]
    rows: array[int]
    columns: array[int]
    values: array[int]
    quick: list[int]


def vote_revisions(session: Session) -> dict[int, str]:
    """Consultation id -> a sign that changes with its votes: of all that have voting and any vote on shown statements.

    It is made of the statements' counts, which change with every vote, so no vote is read for it.
    """
    counts = (Statement.id, Statement.agree, Statement.disagree, Statement.passed)
    shown = select(Statement.consultation_id, *counts).where(Statement.state == "shown")
    rows = shown.join(Consultation, Consultation.id == Statement.consultation_id).where(Consultation.voting)
    found: dict[int, list[str]] = {}
    for consultation_id, *numbers in session.execute(rows.order_by(Statement.consultation_id, Statement.id)):
        if sum(numbers[1:]):
            found.setdefault(consultation_id, []).append(",".join(map(str, numbers)))
    return {id_: sha256(";".join(parts).encode()).hexdigest()[:16] for id_, parts in found.items()}


def vote_columns(session: Session, consultation_id: int) -> VoteColumns:
    """Every vote of a consultation on a statement that is shown."""
    quick = dict(session.execute(select(Voter.id, Voter.quick).where(Voter.consultation_id == consultation_id)).all())
    shown = select(Statement.id).where(Statement.consultation_id == consultation_id, Statement.state == "shown")
    votes = select(Vote.voter_id, Vote.statement_id, Vote.value).where(Vote.statement_id.in_(shown))
    voters: dict[str, int] = {}
    statements: dict[int, int] = {}
    rows, columns, values = array("i"), array("i"), array("b")
    for batch in session.execute(votes, execution_options={"yield_per": BATCH}).partitions():
        for voter, statement, value in batch:
            rows.append(voters.setdefault(voter, len(voters)))
            columns.append(statements.setdefault(statement, len(statements)))
            values.append(value)
    names = [str(statement) for statement in statements]
    return VoteColumns(list(voters), names, rows, columns, values, [quick[voter] for voter in voters])


def csv_lines(columns: VoteColumns, voters: Sequence[int], statements: Sequence[int]) -> Iterator[str]:
    """The votes as a table that `flask analytics opinion-groups` reads, by voter. `voters`, `statements`: the numbers
    that stand for each of the columns' in the file; those of voters should be by chance, or they tell of ids."""
    yield "voter-id,comment-id,vote\n"
    order = sorted(range(len(columns.rows)), key=lambda at: (voters[columns.rows[at]], statements[columns.columns[at]]))
    for at in order:
        yield f"{voters[columns.rows[at]]},{statements[columns.columns[at]]},{columns.values[at]}\n"

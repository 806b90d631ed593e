"""The outcome as everybody may read it, with what stands behind each point. Reads only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.consultations import STEP
from surveys.definition import Localized
from surveys.follow_up_lists import Progress, progress
from surveys.lifecycle import ANSWERED
from surveys.models import (
    Contribution,
    OutcomeContribution,
    OutcomePoint,
    OutcomeStatement,
    OutcomeTheme,
    Statement,
    Theme,
    Vote,
)
from surveys.theme_members import memberships

FEW = 5  # comments that a point shows; the matrix has all


@dataclass(frozen=True)
class Behind:
    """A comment behind a point, as far as it is shown."""

    id: str
    stance: str
    text: str
    language: str


@dataclass(frozen=True)
class BehindStatement:
    number: int
    text: str
    language: str
    agree: int
    disagree: int
    passed: int


@dataclass(frozen=True)
class PointShown:
    """`count`: shown comments behind the point, by name or by theme; `comments`: the first of them."""

    id: int
    position: int
    verdict: str
    asked: Localized
    heard: Localized
    did: Localized
    themes: tuple[str, ...]
    count: int
    comments: tuple[Behind, ...]
    statements: tuple[BehindStatement, ...]


@dataclass(frozen=True)
class Outcome:
    """`reason`: why something is missing, in the agency's words; '' for a complete outcome.

    `people` counts those who voted, `progress` comments and how many have an answer.
    """

    points: tuple[PointShown, ...]
    progress: Progress
    statements: int
    votes: int
    people: int
    reason: str


def outcome(session: Session, consultation_id: int) -> Outcome:
    """The outcome as it is written now; whether it is public yet is the caller's question."""
    rows = session.scalars(
        select(OutcomePoint).where(OutcomePoint.consultation_id == consultation_id).order_by(OutcomePoint.position)
    ).all()
    shown = Statement.consultation_id == consultation_id, Statement.state == "shown"
    votes, people = session.execute(
        select(func.count(), func.count(distinct(Vote.voter_id))).join(Statement).where(*shown)
    ).one()
    return Outcome(
        points=tuple(_shown(session, row) for row in rows),
        progress=progress(session, consultation_id),
        statements=session.scalars(select(func.count()).select_from(Statement).where(*shown)).one(),
        votes=votes,
        people=people,
        reason=_reason(session, consultation_id),
    )


def contributions_behind(point_id: int) -> Select[str]:
    """The ids of the contributions that a point names, or whose theme it names."""
    named = select(OutcomeContribution.contribution_id).where(OutcomeContribution.point_id == point_id)
    member = memberships()
    themed = (
        select(member.c.contribution_id)
        .join(OutcomeTheme, OutcomeTheme.theme_id == member.c.theme_id)
        .where(OutcomeTheme.point_id == point_id)
    )
    return named.union(themed)  # type: ignore[return-value]  # a CompoundSelect serves as a subquery all the same


def _shown(session: Session, point: OutcomePoint) -> PointShown:
    behind = (Contribution.id.in_(contributions_behind(point.id)), Contribution.state == "shown")
    # Those that the point names come before those of its themes.
    named = select(OutcomeContribution.contribution_id).where(OutcomeContribution.point_id == point.id)
    columns = select(Contribution.id, Contribution.stance, Contribution.text, Contribution.language).where(*behind)
    first = columns.order_by(Contribution.id.in_(named).desc(), Contribution.day, Contribution.id).limit(FEW)
    asked, heard, did = (json.loads(text) for text in (point.asked, point.heard, point.did))
    return PointShown(
        id=point.id,
        position=point.position,
        verdict=point.verdict,
        asked=asked,
        heard=heard,
        did=did,
        themes=tuple(session.scalars(_themes(point.id))),
        count=session.scalars(select(func.count()).select_from(Contribution).where(*behind)).one(),
        comments=tuple(Behind(*row) for row in session.execute(first)),
        statements=tuple(_statements(session.scalars(_named_statements(point.id)))),
    )


def _themes(point_id: int) -> Select[str]:
    themes = select(Theme.name).join(OutcomeTheme, OutcomeTheme.theme_id == Theme.id)
    return themes.where(OutcomeTheme.point_id == point_id).order_by(Theme.name)


def _named_statements(point_id: int) -> Select[Any]:
    named = select(Statement).join(OutcomeStatement, OutcomeStatement.statement_id == Statement.id)
    return named.where(OutcomeStatement.point_id == point_id, Statement.state == "shown").order_by(Statement.number)


def _statements(rows: Iterable[Statement]) -> Iterable[BehindStatement]:
    return (BehindStatement(row.number, row.text, row.language, row.agree, row.disagree, row.passed) for row in rows)


def _reason(session: Session, consultation_id: int) -> str:
    steps = audit.consultation_entries(session, consultation_id, STEP)
    return next((str(step.detail.get("note", "")) for step in steps if step.detail.get("to") == ANSWERED), "")

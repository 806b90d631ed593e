"""The outcome as everybody may read it, with what stands behind each point. Reads only."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.consultations import STEP
from surveys.definition import Localized
from surveys.follow_up_lists import Known, Progress, known
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
    Voter,
)

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
    """`count`: shown comments behind the point, by name or by theme; `comments`: a few of them."""

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
    counts = func.sum(Statement.agree + Statement.disagree + Statement.passed)
    statements, votes = session.execute(select(func.count(), counts).where(*shown)).one()
    read, themes = known(session, consultation_id), _themes(session, consultation_id)
    behind, named = _behind(session, consultation_id, themes, read), _statements(session, consultation_id)
    return Outcome(
        points=tuple(
            _shown(row, behind.get(row.id, (0, ())), themes.get(row.id, {}), named.get(row.id, ())) for row in rows
        ),
        progress=read.progress,
        statements=statements,
        votes=votes or 0,
        people=_people(session, consultation_id),
        reason=_reason(session, consultation_id),
    )


def _shown(
    point: OutcomePoint,
    behind: tuple[int, tuple[Behind, ...]],
    themes: Mapping[int, str],
    statements: tuple[BehindStatement, ...],
) -> PointShown:
    asked, heard, did = (json.loads(text) for text in (point.asked, point.heard, point.did))
    return PointShown(
        id=point.id,
        position=point.position,
        verdict=point.verdict,
        asked=asked,
        heard=heard,
        did=did,
        themes=tuple(themes.values()),
        count=behind[0],
        comments=behind[1],
        statements=statements,
    )


def _people(session: Session, consultation_id: int) -> int:
    """How many voted on a statement that is shown: one look for each voter, not for each vote."""
    voted = exists().where(Vote.voter_id == Voter.id, Statement.id == Vote.statement_id, Statement.state == "shown")
    people = select(func.count()).select_from(Voter).where(Voter.consultation_id == consultation_id, voted)
    return session.scalars(people).one()


def _behind(
    session: Session, consultation_id: int, themes: Mapping[int, Iterable[int]], read: Known
) -> dict[int, tuple[int, tuple[Behind, ...]]]:
    """Point -> how many shown contributions stand behind it, and some: those it names, then a few of its themes.

    Only the texts of those few are read. Ids are random, so the few are drawn by chance.
    """
    row = Contribution
    named: dict[int, set[str]] = {}
    for point_id, id_ in session.execute(_named(consultation_id)):
        named.setdefault(point_id, set()).add(id_)
    first, counts = {}, {}
    for point_id in named.keys() | themes.keys():
        by_name = named.get(point_id, set()) - read.listed.hidden
        by_theme = (
            set().union(*(read.inside.get(id_, ()) for id_ in themes.get(point_id, ()))) - read.listed.hidden - by_name
        )
        counts[point_id] = len(by_name) + len(by_theme)
        first[point_id] = [*sorted(by_name), *heapq.nsmallest(FEW, by_theme)][:FEW]
    wanted = {id_ for ids in first.values() for id_ in ids}
    columns = select(row.id, row.stance, row.text, row.language).where(row.id.in_(wanted))
    texts = {found.id: Behind(*found) for found in session.execute(columns)}
    return {point_id: (counts[point_id], tuple(texts[id_] for id_ in ids)) for point_id, ids in first.items()}


def _named(consultation_id: int) -> Select[int, str]:
    links = select(OutcomeContribution.point_id, OutcomeContribution.contribution_id)
    points = links.join(OutcomePoint, OutcomePoint.id == OutcomeContribution.point_id)
    return points.where(OutcomePoint.consultation_id == consultation_id)


def _themes(session: Session, consultation_id: int) -> dict[int, dict[int, str]]:
    """Point -> the names of its themes, by their ids."""
    names = select(OutcomeTheme.point_id, Theme.id, Theme.name).join(Theme, Theme.id == OutcomeTheme.theme_id)
    ours = names.where(Theme.consultation_id == consultation_id).order_by(Theme.name)
    found: dict[int, dict[int, str]] = {}
    for point_id, id_, name in session.execute(ours):
        found.setdefault(point_id, {})[id_] = name
    return found


def _statements(session: Session, consultation_id: int) -> dict[int, tuple[BehindStatement, ...]]:
    """Point -> its shown statements."""
    row = Statement
    columns = (row.number, row.text, row.language, row.agree, row.disagree, row.passed)
    named = select(OutcomeStatement.point_id, *columns).join(row, row.id == OutcomeStatement.statement_id)
    ours = named.where(row.consultation_id == consultation_id, row.state == "shown").order_by(row.number)
    found: dict[int, tuple[BehindStatement, ...]] = {}
    for point_id, *values in session.execute(ours):
        found[point_id] = (*found.get(point_id, ()), BehindStatement(*cast("tuple[Any, ...]", values)))
    return found


def _reason(session: Session, consultation_id: int) -> str:
    steps = audit.consultation_entries(session, consultation_id, STEP)
    return next((str(step.detail.get("note", "")) for step in steps if step.detail.get("to") == ANSWERED), "")

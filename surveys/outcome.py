"""The outcome of a consultation: you asked, we heard, we did, with what stands behind each point.

Points are written by the agency and public once an approver publishes them; from then on they stand.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveys import audit, consultations
from surveys.base import insert_for
from surveys.canonical import canonical_json
from surveys.definition import Localized
from surveys.entries import check_text
from surveys.errors import InvalidEntry, Problem, UnknownPart, WrongState
from surveys.lifecycle import ANSWERED, CLOSED, CONSULTATION_STEPS, OPEN, require_step
from surveys.models import (
    VERDICTS,
    Consultation,
    Contribution,
    OutcomeContribution,
    OutcomePoint,
    OutcomeStatement,
    OutcomeTheme,
    Reply,
    Statement,
    Theme,
)

LONGEST_TEXT = 5_000  # characters of each part of a point
MOST_POINTS = 100
PARTS = ("asked", "heard", "did")


@dataclass(frozen=True)
class PointEntry:
    """What a point says, and what stands behind it: ids of contributions and themes, numbers of statements."""

    verdict: str
    asked: Localized
    heard: Localized
    did: Localized
    contribution_ids: Sequence[str] = ()
    theme_ids: Sequence[int] = ()
    statements: Sequence[int] = field(default=())


@dataclass(frozen=True)
class Gaps:
    """What an outcome leaves open. `points`: how many it has. `themes`: names without an answer and in no point."""

    points: int
    themes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return self.points > 0 and not self.themes


def points(session: Session, consultation: Consultation) -> list[OutcomePoint]:
    """The points in their order."""
    query = select(OutcomePoint).where(OutcomePoint.consultation_id == consultation.id)
    return list(session.scalars(query.order_by(OutcomePoint.position)))


def point_titles(session: Session, consultation: Consultation) -> dict[int, Localized]:
    """Point -> what was asked, in their order."""
    return {point.id: json.loads(point.asked) for point in points(session, consultation)}


def point_of(session: Session, consultation: Consultation, point_id: int) -> OutcomePoint:
    """The point with this id. Raises UnknownPart."""
    point = session.get(OutcomePoint, point_id, populate_existing=True)  # a colleague may have removed it
    if point is None or point.consultation_id != consultation.id:
        raise UnknownPart
    return point


def add_point(session: Session, consultation: Consultation, entry: PointEntry, now: dt.datetime, actor: str) -> int:
    """Add a point at the end; its id. Raises WrongState once the outcome is public, and InvalidEntry: see `_checked`,
    and `points` too-many."""
    _begin(session, consultation)
    last, count = session.execute(
        select(func.max(OutcomePoint.position), func.count()).where(OutcomePoint.consultation_id == consultation.id)
    ).one()
    if count >= MOST_POINTS:
        raise InvalidEntry(Problem("points", "too-many", limit=str(MOST_POINTS)))
    point = OutcomePoint(consultation_id=consultation.id, position=(last or 0) + 1, **_checked(entry))
    session.add(point)
    session.flush()
    _link(session, consultation, point.id, entry)
    audit.record(session, consultation, "outcome-point-added", now, actor, point=point.id, verdict=entry.verdict)
    return point.id


def change_point(
    session: Session, consultation: Consultation, point_id: int, entry: PointEntry, now: dt.datetime, actor: str
) -> None:
    """Raises UnknownPart, WrongState once the outcome is public, InvalidEntry as `add_point` does."""
    _begin(session, consultation)
    point = point_of(session, consultation, point_id)
    before = {part: getattr(point, part) for part in ("verdict", *PARTS)}
    for name, value in _checked(entry).items():
        setattr(point, name, value)
    session.flush()
    for table in (OutcomeContribution, OutcomeTheme, OutcomeStatement):
        session.execute(delete(table).where(table.point_id == point_id))
    _link(session, consultation, point_id, entry)
    audit.record(session, consultation, "outcome-point-changed", now, actor, point=point_id, before=before)


def remove_point(session: Session, consultation: Consultation, point_id: int, now: dt.datetime, actor: str) -> None:
    """Raises UnknownPart, and WrongState once the outcome is public."""
    _begin(session, consultation)
    point = point_of(session, consultation, point_id)
    before = {part: getattr(point, part) for part in ("verdict", *PARTS)}
    session.delete(point)
    session.flush()
    audit.record(session, consultation, "outcome-point-removed", now, actor, point=point_id, before=before)


def move_point(session: Session, consultation: Consultation, point_id: int, *, up: bool) -> None:
    """Change places with the point before (`up`) or after; at the end nothing happens. Raises as `remove_point`."""
    _begin(session, consultation)
    ordered = points(session, consultation)
    place = ordered.index(point_of(session, consultation, point_id))
    other = place - 1 if up else place + 1
    if 0 <= other < len(ordered):
        _swap(session, ordered[place], ordered[other])


def name_contribution(
    session: Session,
    consultation: Consultation,
    point_id: int,
    contribution: Contribution,
    now: dt.datetime,
    actor: str,
) -> None:
    """Put a contribution of this consultation behind a point; once more changes nothing. Raises UnknownPart,
    WrongState once the outcome is public."""
    _begin(session, consultation)
    point = point_of(session, consultation, point_id)
    link = {"point_id": point.id, "contribution_id": contribution.id}
    session.execute(insert_for(session, OutcomeContribution).values(link).on_conflict_do_nothing())
    audit.record(session, consultation, "outcome-point-linked", now, actor, point=point_id)


def entry_of(session: Session, point: OutcomePoint) -> PointEntry:
    """A point as it would be entered."""
    contributions = select(OutcomeContribution.contribution_id).where(OutcomeContribution.point_id == point.id)
    themes = select(OutcomeTheme.theme_id).where(OutcomeTheme.point_id == point.id)
    statements = select(Statement.number).join(OutcomeStatement).where(OutcomeStatement.point_id == point.id)
    asked, heard, did = (json.loads(getattr(point, part)) for part in PARTS)
    return PointEntry(
        point.verdict,
        asked,
        heard,
        did,
        tuple(session.scalars(contributions)),
        tuple(session.scalars(themes)),
        tuple(session.scalars(statements)),
    )


def gaps(session: Session, consultation: Consultation) -> Gaps:
    """What is missing before the outcome should be published."""
    named = select(OutcomeTheme.theme_id).join(OutcomePoint).where(OutcomePoint.consultation_id == consultation.id)
    replied = select(Reply.theme_id).where(Reply.consultation_id == consultation.id, Reply.theme_id.is_not(None))
    open_ = (
        select(Theme.name)
        .where(Theme.consultation_id == consultation.id)
        .where(Theme.id.not_in(named), Theme.id.not_in(replied))
        .order_by(Theme.name)
    )
    return Gaps(len(points(session, consultation)), tuple(session.scalars(open_)))


def publish(session: Session, consultation: Consultation, reason: str, now: dt.datetime, actor: str) -> None:
    """Make the outcome public for good; `reason`, which is public too, says why something is missing.

    Raises WrongState unless the consultation is closed and unanswered, and InvalidEntry: `reason` missing (where
    `gaps` finds any), too-long, not-storable.
    """
    require_step(consultation.state, ANSWERED, CONSULTATION_STEPS)
    reason = reason.strip()
    check_text("reason", reason, consultations.LONGEST_NOTE)
    found = gaps(session, consultation)
    if not found.complete and not reason:
        raise InvalidEntry(Problem("reason", "missing"))
    note = "" if found.complete else reason
    consultations.move(session, consultation, (CLOSED, ANSWERED), now, actor, note=note, outcome_published_at=now)
    detail = {"points": found.points, "open_themes": list(found.themes)}
    audit.record(session, consultation, "outcome-published", now, actor, **detail)


def _begin(session: Session, consultation: Consultation) -> None:
    """Points change one after the other, and never once they are public. Raises WrongState."""
    session.refresh(consultation, with_for_update=True)
    if consultation.state not in (OPEN, CLOSED):
        raise WrongState(consultation.state, ANSWERED)


def _checked(entry: PointEntry) -> dict[str, Any]:
    """The columns of a point. Raises InvalidEntry: `verdict` unknown; `asked`, `heard`, `did` missing in Indonesian;
    those and `asked_en` … too-long, not-storable."""
    if entry.verdict not in VERDICTS:
        raise InvalidEntry(Problem("verdict", "unknown"))
    columns: dict[str, Any] = {"verdict": entry.verdict}
    for part in PARTS:
        texts: Mapping[str, str] = getattr(entry, part)
        kept = {language: text.strip() for language, text in texts.items() if text.strip()}
        if "id" not in kept:
            raise InvalidEntry(Problem(part, "missing"))
        for language, text in kept.items():
            check_text(part if language == "id" else f"{part}_{language}", text, LONGEST_TEXT)
        columns[part] = canonical_json(kept)
    return columns


def _link(session: Session, consultation: Consultation, point_id: int, entry: PointEntry) -> None:
    """Tie what is the consultation's own and still there; the rest is left out."""
    contributions = select(Contribution.id).where(
        Contribution.consultation_id == consultation.id,
        Contribution.id.in_(set(entry.contribution_ids)),
        Contribution.state != "withdrawn",
    )
    themes = select(Theme.id).where(Theme.consultation_id == consultation.id, Theme.id.in_(set(entry.theme_ids)))
    statements = select(Statement.id).where(
        Statement.consultation_id == consultation.id, Statement.number.in_(set(entry.statements))
    )
    session.add_all(
        [
            *(OutcomeContribution(point_id=point_id, contribution_id=id_) for id_ in session.scalars(contributions)),
            *(OutcomeTheme(point_id=point_id, theme_id=id_) for id_ in session.scalars(themes)),
            *(OutcomeStatement(point_id=point_id, statement_id=id_) for id_ in session.scalars(statements)),
        ]
    )
    session.flush()


def _swap(session: Session, one: OutcomePoint, other: OutcomePoint) -> None:
    """By way of a place that no point has: no two may stand in the same one, not even for a moment."""
    here, there = one.position, other.position
    for point, position in ((one, 0), (other, here), (one, there)):
        point.position = position
        session.flush()

"""Consultations of all agencies as oversight sees them: how far they are, what was hidden and why, who looked.

Reads only, and no single comment: numbers, reasons and looks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from surveys import consultation_text
from surveys.calendar import local_time
from surveys.definition import Localized
from surveys.lifecycle import CLOSED, state_at
from surveys.models import AuditEntry, Consultation, ConsultationVersion, Contribution, ModerationStep
from surveys.running_totals import LOOK

WATCHED = ("scheduled", "open", "closed", "answered")
_PREFIX = "consultation:"


@dataclass(frozen=True)
class Look:
    at: dt.datetime
    actor: str


@dataclass(frozen=True)
class Watched:
    """A consultation with its numbers. `due`, `closes`: local days; `overdue`: days; `reasons`: of what is hidden."""

    public_id: str
    title: Localized
    agency: str
    time_zone: str
    state: str
    running_totals: str
    closes: dt.date | None
    due: dt.date | None
    overdue: int
    shown: int
    hidden: int
    appealed: int
    reasons: dict[str, int]
    looks: tuple[Look, ...]  # the newest first
    more_looks: int  # how many are left out


MOST_LOOKS = 20  # of one consultation


def watched(session: Session, now: dt.datetime) -> list[Watched]:
    """Every consultation that the public can see, of all agencies; the most overdue first, then the newest."""
    query = select(Consultation).where(Consultation.state.in_(WATCHED)).options(joinedload(Consultation.agency))
    rows = list(session.scalars(query.order_by(Consultation.id.desc())))
    titles, counts, reasons, looks = _titles(session), _counts(session), _reasons(session), _looks(session)
    found = [
        _watched(row, titles[row.id], counts.get(row.id, {}), reasons.get(row.id, {}), looks.get(row.id, []), now)
        for row in rows
        if row.id in titles
    ]
    return sorted(found, key=lambda one: -one.overdue)


def _watched(
    row: Consultation,
    title: Localized,
    counts: dict[str, int],
    reasons: dict[str, int],
    looks: list[Look],
    now: dt.datetime,
) -> Watched:
    zone, state = row.agency.time_zone, state_at(row, now)
    closes = local_time(row.closes_at, zone)[0] if row.closes_at else None
    due = closes + dt.timedelta(days=row.outcome_days) if closes else None
    late = (local_time(now, zone)[0] - due).days if due and state == CLOSED else 0
    return Watched(
        public_id=row.public_id,
        title=title,
        agency=row.agency.name,
        time_zone=zone,
        state=state,
        running_totals=row.running_totals,
        closes=closes,
        due=due,
        overdue=max(0, late),
        shown=counts.get("shown", 0),
        hidden=counts.get("hidden", 0),
        appealed=counts.get("appealed", 0),
        reasons=reasons,
        looks=tuple(looks[:MOST_LOOKS]),
        more_looks=max(0, len(looks) - MOST_LOOKS),
    )


def _titles(session: Session) -> dict[int, Localized]:
    """Consultation -> the title of its newest published text."""
    query = (
        select(ConsultationVersion.consultation_id, ConsultationVersion.content)
        .where(ConsultationVersion.published_at.is_not(None))
        .order_by(ConsultationVersion.number)
    )
    contents = dict(session.execute(query).all())
    return {id_: consultation_text.load(content).title for id_, content in contents.items()}


def _counts(session: Session) -> dict[int, dict[str, int]]:
    query = select(Contribution.consultation_id, Contribution.state, func.count()).group_by(
        Contribution.consultation_id, Contribution.state
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for consultation_id, state, count in session.execute(query):
        found[consultation_id][state] = count
    return found


def _reasons(session: Session) -> dict[int, dict[str, int]]:
    """Consultation -> why comments are hidden now: the reason of each one's last decision to hide."""
    last = (
        select(func.max(ModerationStep.id))
        .where(ModerationStep.step == "hidden")
        .group_by(ModerationStep.contribution_id)
    )
    query = (
        select(Contribution.consultation_id, ModerationStep.reason, func.count())
        .join(Contribution, Contribution.id == ModerationStep.contribution_id)
        .where(ModerationStep.id.in_(last), Contribution.state.in_(("hidden", "appealed")))
        .group_by(Contribution.consultation_id, ModerationStep.reason)
        .order_by(func.count().desc(), ModerationStep.reason)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for consultation_id, reason, count in session.execute(query):
        found[consultation_id][reason] = count
    return found


def _looks(session: Session) -> dict[int, list[Look]]:
    query = (
        select(AuditEntry.subject, AuditEntry.at, AuditEntry.actor)
        .where(AuditEntry.kind == LOOK)
        .order_by(AuditEntry.id.desc())
    )
    found: dict[int, list[Look]] = defaultdict(list)
    for subject, at, actor in session.execute(query):
        found[int(subject.removeprefix(_PREFIX))].append(Look(at, actor))
    return found

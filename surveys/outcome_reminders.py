"""What approvers should be reminded of after a consultation: its outcome is due soon, today, or late.

Once a week before the day, once on it, and every week from the day after.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys import consultation_text
from surveys.calendar import local_time
from surveys.consultation_standing import OVERDUE, Standing, standing
from surveys.definition import Localized
from surveys.lifecycle import CLOSED, OPEN
from surveys.models import Consultation

OUTCOME_SOON, OUTCOME_TODAY, OUTCOME_LATE = "outcome-soon", "outcome-today", "outcome-late"
SOON_DAYS, WEEK = 7, 7


@dataclass(frozen=True)
class OutcomeReminder:
    """`kind`: one of the above. `due`: the last local day in time. `since`: the day from which it may be sent; each
    is another reminder. `late`: days. `authors`: nobody; approvers publish."""

    kind: str
    consultation_id: int
    agency_id: int
    title: Localized
    due: dt.date
    since: dt.date
    late: int
    authors: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True)
class Overdue:
    """A consultation whose outcome is late by `late` days."""

    consultation_id: int
    public_id: str
    agency_id: int
    title: Localized
    due: dt.date
    late: int


def due(session: Session, now: dt.datetime) -> list[OutcomeReminder]:
    """Every reminder whose time has come and that still holds, by consultation. The caller knows which were sent."""
    found = []
    for row, where in _waiting(session, now):
        if made := _timed(where, local_time(now, row.agency.time_zone)[0]):
            kind, since = made
            title = _title(row)
            day = where.day or since
            found.append(OutcomeReminder(kind, row.id, row.agency_id, title, day, since, where.late))
    return found


def overdue(session: Session, now: dt.datetime) -> list[Overdue]:
    """The consultations whose outcome is late, the latest first."""
    late = [
        Overdue(
            row.id,
            row.public_id,
            row.agency_id,
            _title(row),
            where.day or dt.date.max,
            where.late,
        )
        for row, where in _waiting(session, now)
        if where.name == OVERDUE
    ]
    return sorted(late, key=lambda one: (-one.late, one.consultation_id))


def _waiting(session: Session, now: dt.datetime) -> list[tuple[Consultation, Standing]]:
    """The consultations that are closed and not answered, and have a day on which the outcome is due."""
    rows = session.scalars(select(Consultation).where(Consultation.state.in_((OPEN, CLOSED))).order_by(Consultation.id))
    found = []
    for row in rows:
        zone = row.agency.time_zone
        where = standing(row.state, row.opens_at, row.closes_at, row.outcome_days, zone, now)
        if where.name in (CLOSED, OVERDUE) and where.day:
            found.append((row, where))
    return found


def _title(consultation: Consultation) -> Localized:
    """That of its newest published text."""
    return consultation_text.load([row for row in consultation.versions if row.published_at][-1].content).title


def _timed(where: Standing, today: dt.date) -> tuple[str, dt.date] | None:
    """The kind of reminder that `today` calls for, and the day since when."""
    due_day = where.day
    if due_day is None or today < due_day - dt.timedelta(days=SOON_DAYS):
        return None
    if today < due_day:
        return OUTCOME_SOON, due_day - dt.timedelta(days=SOON_DAYS)
    if today == due_day:
        return OUTCOME_TODAY, due_day
    weeks = (where.late - 1) // WEEK
    return OUTCOME_LATE, due_day + dt.timedelta(days=1 + WEEK * weeks)

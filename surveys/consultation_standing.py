"""Where a consultation stands on its way, as citizens are told: open, closing soon, waiting, late. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from surveys.calendar import last_day, local_time
from surveys.lifecycle import CLOSED, OPEN

CLOSING_SOON = "closing-soon"
OVERDUE = "overdue"
SOON_DAYS = 7


@dataclass(frozen=True)
class Standing:
    """`name`: scheduled, open, closing-soon, closed (and waiting), overdue or answered.

    `day`: the local day that matters next: opening, last day, or the day on which the answer is due.
    `late`: by how many days the answer is late.
    """

    name: str
    day: dt.date | None = None
    late: int = 0


def standing(
    state: str,
    opens_at: dt.datetime | None,
    closes_at: dt.datetime | None,
    outcome_days: int,
    time_zone: str,
    now: dt.datetime,
) -> Standing:
    """Where a consultation with these dates stands at `now`. Past its last moment it is closed, scheduler or not."""
    if state == OPEN and (closes_at is None or closes_at > now):
        return _open(closes_at, time_zone, now)
    if state in (OPEN, CLOSED):
        return _waiting(closes_at, outcome_days, time_zone, now)
    return Standing(state, _day(opens_at, time_zone) if opens_at else None)


def _open(closes_at: dt.datetime | None, time_zone: str, now: dt.datetime) -> Standing:
    if closes_at is None:
        return Standing(OPEN)
    last = last_day(closes_at, time_zone)
    soon = closes_at - now <= dt.timedelta(days=SOON_DAYS)
    return Standing(CLOSING_SOON if soon else OPEN, last)


def _waiting(closes_at: dt.datetime | None, outcome_days: int, time_zone: str, now: dt.datetime) -> Standing:
    if closes_at is None:
        return Standing(CLOSED)
    due = _day(closes_at, time_zone) + dt.timedelta(days=outcome_days)
    late = (_day(now, time_zone) - due).days
    return Standing(OVERDUE, due, late) if late > 0 else Standing(CLOSED, due)


def _day(moment: dt.datetime, time_zone: str) -> dt.date:
    return local_time(moment, time_zone)[0]

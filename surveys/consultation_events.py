"""What happened to consultations in public: opened, a new version, closed, answered. Read-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.consultation_list import ListedConsultation, listed
from surveys.lifecycle import ANSWERED, OPEN, SCHEDULED
from surveys.lifecycle import CLOSED as CLOSED_STATE
from surveys.models import ConsultationVersion

OPENED, VERSION, CLOSED, OUTCOME = "opened", "version", "closed", "outcome"


@dataclass(frozen=True)
class Event:
    """`number`: of the version, for a new one; else 0. `version_id`: the newest version, whose title counts."""

    kind: str
    at: dt.datetime
    public_id: str
    agency: str
    version_id: int
    number: int = 0


def events(session: Session, now: dt.datetime, most: int, consultation_id: int | None = None) -> list[Event]:
    """The newest `most` events up to `now`, newest first; of one consultation, where it is named."""
    lines = {line.id: line for line in listed(session) if consultation_id in (None, line.id)}
    first = _first_published(session)
    found = [event for line in lines.values() for event in _steps(line, first.get(line.id), now)]
    found += _versions(session, lines, most)
    past = [event for event in found if event.at <= now]
    return sorted(past, key=lambda event: (event.at, event.public_id, event.kind), reverse=True)[:most]


def _steps(line: ListedConsultation, first: dt.datetime | None, now: dt.datetime) -> Iterator[Event]:
    about = (line.public_id, line.agency, line.version_id)
    opened = line.opens_at or first
    if line.state != SCHEDULED and opened:
        yield Event(OPENED, opened, *about)
    if line.state in (OPEN, CLOSED_STATE, ANSWERED) and line.closes_at and line.closes_at <= now:
        yield Event(CLOSED, line.closes_at, *about)
    if line.state == ANSWERED and line.outcome_published_at:
        yield Event(OUTCOME, line.outcome_published_at, *about)


def _first_published(session: Session) -> dict[int, dt.datetime]:
    rows = session.execute(
        select(ConsultationVersion.consultation_id, func.min(ConsultationVersion.published_at))
        .where(ConsultationVersion.published_at.is_not(None))
        .group_by(ConsultationVersion.consultation_id)
    )
    return {id_: at for id_, at in rows if at}


def _versions(session: Session, lines: dict[int, ListedConsultation], most: int) -> list[Event]:
    """Every version after the first one is news."""
    published = ConsultationVersion.published_at
    query = select(ConsultationVersion.consultation_id, ConsultationVersion.number, published)
    query = query.where(published.is_not(None), ConsultationVersion.number > 1).order_by(published.desc())
    if len(lines) == 1:
        query = query.where(ConsultationVersion.consultation_id.in_(lines))
    found = []
    for id_, number, at in session.execute(query.limit(most)):
        if at and id_ in lines:
            line = lines[id_]
            found.append(Event(VERSION, at, line.public_id, line.agency, line.version_id, number))
    return found

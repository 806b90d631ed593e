"""The audit trail: what staff did, one line for each step. It is added to and read, never changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from surveys.canonical import canonical_json
from surveys.models import Agency, AuditEntry, Consultation, Survey


@dataclass(frozen=True)
class Entry:
    """`detail` holds names as they were when the step was taken."""

    id: int
    at: dt.datetime
    actor: str
    kind: str
    detail: Mapping[str, Any]


def record(
    session: Session, owner: Survey | Consultation | Agency, kind: str, now: dt.datetime, actor: str, **detail: object
) -> None:
    """Add a step of `actor` on a survey or consultation, or on what an agency has for all of them.

    `detail`: what JSON can hold. The entry goes or stays with the transaction.
    """
    session.add(
        AuditEntry(
            at=now,
            agency_id=owner.id if isinstance(owner, Agency) else owner.agency_id,
            actor=actor,
            kind=kind,
            subject=f"{owner.__tablename__}:{owner.id}",
            detail=canonical_json(detail),
        )
    )
    session.flush()


def entries(
    session: Session, owner: Survey | Consultation, *kinds: str, limit: int, offset: int = 0, comment: str = ""
) -> list[Entry]:
    """The steps of these kinds (all, where none is named) taken on a survey or consultation, the newest first.

    `comment`: only those on the comment with this mark.
    """
    query = select(AuditEntry).where(AuditEntry.subject == f"{owner.__tablename__}:{owner.id}")
    if kinds:
        query = query.where(AuditEntry.kind.in_(kinds))
    if comment:
        query = query.where(AuditEntry.detail.contains(f'"comment":"{comment}"', autoescape=True))
    return _entries(session, query.order_by(AuditEntry.id.desc()).limit(limit).offset(offset))


def consultation_entries(session: Session, consultation_id: int, *kinds: str, limit: int = 200) -> list[Entry]:
    """The steps of these kinds (all, where none is named) taken on a consultation, the newest first."""
    query = select(AuditEntry).where(AuditEntry.subject == f"consultation:{consultation_id}")
    if kinds:
        query = query.where(AuditEntry.kind.in_(kinds))
    return _entries(session, query.order_by(AuditEntry.id.desc()).limit(limit))


def _entries(session: Session, query: Select[AuditEntry]) -> list[Entry]:
    return [Entry(row.id, row.at, row.actor, row.kind, json.loads(row.detail)) for row in session.scalars(query)]

"""What an agency may look at while its consultation is open: as much as its published rule says.

Screening comes first: what waits for a decision is always seen. Numbers, and comments that need no decision,
are results; until closing they are seen only where the rule allows it, and each look is logged for oversight.
"""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.errors import NotOffered
from surveys.lifecycle import ANSWERED, CLOSED, OPEN
from surveys.models import AuditEntry, Consultation

SCREENING, COUNTS, EVERYTHING = "screening", "counts", "everything"  # what there is to see, each with the one before
TOTALS_SEEN = "totals-seen"  # the audit trail's kind of entry for a look; its detail: what
LOOK_LASTS = dt.timedelta(hours=1)  # so that turning a page is no second look

_SEEN_BY_RULE = {"nothing": (SCREENING,), "counts": (SCREENING, COUNTS), "everything": (SCREENING, COUNTS, EVERYTHING)}


def state_at(consultation: Consultation, now: dt.datetime) -> str:
    """The state at `now`: an open consultation is closed from its last moment on, scheduler or not."""
    over = consultation.closes_at is not None and consultation.closes_at <= now
    return CLOSED if consultation.state == OPEN and over else consultation.state


def may_see(consultation_state: str, rule: str, what: str) -> bool:
    """Whether the agency may look at `what` in this state under `rule`, a value of Consultation.running_totals."""
    return consultation_state in (CLOSED, ANSWERED) or what in _SEEN_BY_RULE[rule]


def look(session: Session, consultation: Consultation, now: dt.datetime, actor: str, what: str) -> None:
    """Log a look of `actor` at results before closing; after it, nothing is logged.

    Raises NotOffered where the rule doesn't allow it.
    """
    state = state_at(consultation, now)
    if what not in (COUNTS, EVERYTHING) or not may_see(state, consultation.running_totals, what):
        raise NotOffered
    if state not in (CLOSED, ANSWERED):
        audit.record(session, consultation, TOTALS_SEEN, now, actor, what=what)


def looking(session: Session, consultation: Consultation, now: dt.datetime, actor: str, what: str) -> bool:
    """Whether `actor` sees `what` now: after closing, or within an hour of a logged look at it or at more."""
    state = state_at(consultation, now)
    if state in (CLOSED, ANSWERED):
        return True
    if not may_see(state, consultation.running_totals, what):
        return False
    return what == SCREENING or any(what in _upto(seen) for seen in _seen(session, consultation.id, now, actor))


def _seen(session: Session, consultation_id: int, now: dt.datetime, actor: str) -> set[str]:
    """What `actor` looked at lately."""
    looks = select(AuditEntry.detail).where(
        AuditEntry.subject == f"consultation:{consultation_id}",
        AuditEntry.kind == TOTALS_SEEN,
        AuditEntry.actor == actor,
        AuditEntry.at > now - LOOK_LASTS,
    )
    return {str(json.loads(detail).get("what")) for detail in session.scalars(looks)}


def _upto(seen: str) -> tuple[str, ...]:
    """What a look at `seen` shows."""
    return _SEEN_BY_RULE.get(seen, ())

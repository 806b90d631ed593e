"""What anybody may see of the results while people still take part, as the published rule says; each look is kept.

The rule is one of RUNNING_TOTALS: "nothing" before the closing, "counts" (how many took part), or "everything".
After the closing all is free. What waits for a decision is always seen: screening comes first. The agency looks in a
step of its own, so that no look goes unnoticed.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from surveys import audit
from surveys.audit import Entry
from surveys.errors import NotOffered
from surveys.lifecycle import ANSWERED, CLOSED, state_at
from surveys.models import Consultation

# What there is to see, each with the one before: what waits; how many took part; what they said, and how it adds up.
SCREENING, COUNTS, RESULTS = "screening", "counts", "results"
LOOK = "totals-seen"  # the audit trail's kind of entry for a look; its detail: what
LOOK_LASTS = dt.timedelta(hours=1)  # so that turning a page is no second look

_UP_TO = {SCREENING: (SCREENING,), COUNTS: (SCREENING, COUNTS), RESULTS: (SCREENING, COUNTS, RESULTS)}
_BEFORE_CLOSING = {"nothing": _UP_TO[SCREENING], "counts": _UP_TO[COUNTS], "everything": _UP_TO[RESULTS]}


def may_see(rule: str, state: str, what: str) -> bool:
    """Whether `what` may be seen in this state by who must look: the agency.

    `rule`: one of RUNNING_TOTALS. `state`: of the consultation now, that of its closing time included.
    """
    return state in (CLOSED, ANSWERED) or what in _BEFORE_CLOSING[rule]


def look(session: Session, consultation: Consultation, now: dt.datetime, actor: str, what: str) -> None:
    """Write down that `actor` looks at `what` (COUNTS or RESULTS) before the closing; after it, nothing is written.

    Raises NotOffered where the published rule keeps it hidden.
    """
    state = state_at(consultation, now)
    if what not in (COUNTS, RESULTS) or not may_see(consultation.running_totals, state, what):
        raise NotOffered
    if state not in (CLOSED, ANSWERED):
        audit.record(session, consultation, LOOK, now, actor, what=what)


def looking(session: Session, consultation: Consultation, now: dt.datetime, actor: str, what: str) -> bool:
    """Whether `actor` sees `what` now: after the closing, or within an hour of a look at it or at more."""
    state = state_at(consultation, now)
    if state in (CLOSED, ANSWERED):
        return True
    if not may_see(consultation.running_totals, state, what):
        return False
    lately = (one for one in looks(session, consultation) if one.actor == actor and one.at > now - LOOK_LASTS)
    return what == SCREENING or any(what in _UP_TO.get(str(one.detail.get("what")), ()) for one in lately)


def looks(session: Session, consultation: Consultation) -> list[Entry]:
    """The last looks before the closing, the newest first: who, when and at what."""
    return audit.consultation_entries(session, consultation.id, LOOK)

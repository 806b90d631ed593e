"""Showing and hiding what citizens write, and the second look that a writer may ask for.

Each decision is about the very text that the moderator read, and changes it only from the state that was seen.
Of two moderators who decide at the same time, one is told what the other did.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from surveys import audit
from surveys.canonical import is_storable
from surveys.errors import ChangedMeanwhile, InvalidEntry, Problem, UnknownContribution, WrongState
from surveys.models import Consultation, Contribution, ModerationStep

REASONS = ("insult", "threat", "hate", "personal-data", "advertising", "off-topic", "duplicate", "other")
LONGEST_NOTE = 2_000  # characters
MOST_AT_ONCE = 100  # comments

SHOWN, HIDDEN, UPHELD = "shown", "hidden", "upheld"  # steps
_FROM = {SHOWN: ("waiting", "hidden"), HIDDEN: ("waiting", "shown"), UPHELD: ("appealed",)}


def mark(contribution: Contribution) -> str:
    """What a form carries, so that a decision is about what was read: a digest of state and text."""
    return _mark(contribution.state, contribution.text)


def show(session: Session, consultation: Consultation, seen: Mapping[str, str], now: dt.datetime, actor: str) -> None:
    """Show contributions to everybody: all of them or, when one can't be shown, none. `seen`: id -> its `mark`.

    Raises UnknownContribution, WrongState when one neither waits nor is hidden, or somebody decided meanwhile,
    ChangedMeanwhile when its writer corrected it, and InvalidEntry (`seen`: required, too-many).
    """
    if not 0 < len(seen) <= MOST_AT_ONCE:
        raise InvalidEntry(Problem("seen", "too-many" if seen else "required", limit=str(MOST_AT_ONCE)))
    for id_ in sorted(seen):  # always in the same order, so that two moderators don't block each other
        _decide(session, consultation, id_, seen[id_], SHOWN)
        _note(session, id_, SHOWN, now, actor)
    audit.record(session, consultation, "contributions-shown", now, actor, contributions=sorted(seen))


def hide(
    session: Session,
    consultation: Consultation,
    contribution_id: str,
    seen: str,
    reason: str,
    note: str,
    now: dt.datetime,
    actor: str,
) -> None:
    """Hide a contribution. The public sees day and `reason`, one of REASONS; `note` is for agency and oversight.

    Raises as `show` does, and InvalidEntry: `reason` required, `note` required (for the reason `other`),
    too-long, or unreadable-text.
    """
    if reason not in REASONS:
        raise InvalidEntry(Problem("reason", "required"))
    note = _checked(note, required=reason == "other")
    _decide(session, consultation, contribution_id, seen, HIDDEN)
    _note(session, contribution_id, HIDDEN, now, actor, reason, note)
    audit.record(
        session, consultation, "contribution-hidden", now, actor, contribution=contribution_id, reason=reason, note=note
    )


def decide_appeal(
    session: Session,
    consultation: Consultation,
    contribution_id: str,
    seen: str,
    decision: str,
    note: str,
    now: dt.datetime,
    actor: str,
) -> None:
    """The second look, which is the last: `decision` is `uphold` (it stays hidden) or `restore` (it is shown).

    Raises as `show` does, and InvalidEntry: `decision` required, `note` too-long or unreadable-text.
    """
    if decision not in ("uphold", "restore"):
        raise InvalidEntry(Problem("decision", "required"))
    note = _checked(note, required=False)
    step = UPHELD if decision == "uphold" else SHOWN
    _decide(session, consultation, contribution_id, seen, step, ("appealed",))
    reason = _reason(session, contribution_id) if step == UPHELD else ""
    _note(session, contribution_id, step, now, actor, reason, note)
    audit.record(
        session, consultation, "appeal-decided", now, actor, contribution=contribution_id, decision=decision, note=note
    )


def _decide(
    session: Session,
    consultation: Consultation,
    id_: str,
    seen: str,
    step: str,
    allowed: tuple[str, ...] = (),
) -> None:
    """One guarded UPDATE: from the state and the text that were seen, and from nothing else."""
    to_state = SHOWN if step == SHOWN else HIDDEN
    if not is_storable(id_):
        raise UnknownContribution
    found = (Contribution.id == id_, Contribution.consultation_id == consultation.id)
    row = session.execute(select(Contribution.state, Contribution.text).where(*found)).first()
    if row is None:
        raise UnknownContribution
    state, text = row
    if state not in (allowed or _FROM[step]):
        raise WrongState(state, to_state)
    if _mark(state, text) != seen:
        raise ChangedMeanwhile
    change = update(Contribution).where(*found, Contribution.state == state, Contribution.text == text)
    done = session.execute(change.values(state=to_state), execution_options={"synchronize_session": False})
    if cast("CursorResult[Any]", done).rowcount != 1:
        raise ChangedMeanwhile


def _mark(state: str, text: str) -> str:
    return hashlib.sha256(f"{state}\n{text}".encode()).hexdigest()[:32]


def _note(
    session: Session, id_: str, step: str, now: dt.datetime, actor: str, reason: str = "", note: str = ""
) -> None:
    made = ModerationStep(contribution_id=id_, at=now, step=step, reason=reason, note=note, actor=actor)
    session.add(made)
    session.flush()


def _reason(session: Session, id_: str) -> str:
    """Why it was hidden: the trace goes on to say so after the second look."""
    hidden = select(ModerationStep.reason).where(ModerationStep.contribution_id == id_, ModerationStep.step == HIDDEN)
    return session.scalar(hidden.order_by(ModerationStep.id.desc()).limit(1)) or ""


def _checked(note: str, *, required: bool) -> str:
    note = note.replace("\r\n", "\n").strip()
    if required and not note:
        raise InvalidEntry(Problem("note", "required"))
    if not is_storable(note):
        raise InvalidEntry(Problem("note", "unreadable-text"))
    if len(note) > LONGEST_NOTE:
        raise InvalidEntry(Problem("note", "too-long", limit=str(LONGEST_NOTE), found=str(len(note))))
    return note

"""Statements of a consultation: the agency's own, and those that citizens propose and somebody screens.

What leaves the list stays in the table with its reason, and its votes with it; its number is never used again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session

from surveys import audit
from surveys.canonical import is_storable
from surveys.contributions import Sending
from surveys.errors import (
    ConsultationNotOpen,
    InvalidAnswers,
    InvalidEntry,
    NotOffered,
    Problem,
    SameKeyOtherAnswers,
    UnknownStatement,
    WrongState,
)
from surveys.intake import Receipt
from surveys.lifecycle import ANSWERED, CLOSED, OPEN
from surveys.models import Consultation, Statement
from surveys.personal_data import mask
from surveys.public_consultations import PublicConsultation

LONGEST_TEXT = 280  # characters: what is voted on is one thought
MOST_STATEMENTS = 1_000  # of a consultation; nobody votes on more
MOST_WAITING = 300  # proposals that nobody has looked at yet; then citizens are asked to wait
REASONS = ("known", "unclear", "off-topic", "insult", "threat", "hate", "personal-data", "advertising")  # to hide one
ALIKE = 0.75  # share of words that two statements have in common and are taken for the same

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class StatementRow:
    """A statement as its agency sees it. `votes`: how many voted; who may see how is another matter."""

    id: int
    number: int
    text: str
    language: str
    proposed: bool
    state: str
    reason: str
    day: date
    agree: int
    disagree: int
    passed: int

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.passed


def listed(session: Session, consultation_id: int) -> list[StatementRow]:
    """Every statement: those that wait first, then the shown ones, then the hidden ones; each by number."""
    rows = session.scalars(select(Statement).where(Statement.consultation_id == consultation_id))
    order = {"waiting": 0, "shown": 1}
    return sorted((_row(row) for row in rows), key=lambda row: (order.get(row.state, 2), row.number))


def statement_of(session: Session, consultation_id: int, statement_id: int) -> StatementRow:
    """Raises UnknownStatement for one of another consultation too."""
    row = session.get(Statement, statement_id)
    if row is None or row.consultation_id != consultation_id:
        raise UnknownStatement(str(statement_id))
    return _row(row)


def add(
    session: Session, consultation: Consultation, text: str, language: str, now: datetime, day: date, actor: str
) -> int:
    """A statement of the agency's own, shown at once; its id. `day`: local to the agency.

    Raises InvalidEntry for `text`: missing, too-long, not-storable, known (found: the number of the same one), and
    too-many; WrongState once the consultation is closed.
    """
    text = _checked(text)
    state = _locked(session, consultation.id)
    if state in (CLOSED, ANSWERED):
        raise WrongState(state, OPEN)
    if same := _same(session, consultation.id, text):
        raise InvalidEntry(Problem("text", "known", found=str(same)))
    made = _insert(session, consultation.id, text=text, language=language, state="shown", day=day)
    audit.record(session, consultation, "statement-added", now, actor, number=made.number)
    return made.id


def edit(
    session: Session, consultation: Consultation, statement_id: int, text: str, language: str, now: datetime, actor: str
) -> None:
    """Change the words of an own statement that nobody has voted on. Raises InvalidEntry as `add` does, WrongState
    once there are votes or for a citizen's words, and UnknownStatement."""
    text = _checked(text)
    row = statement_of(session, consultation.id, statement_id)
    if (same := _same(session, consultation.id, text)) and same != row.number:
        raise InvalidEntry(Problem("text", "known", found=str(same)))
    votes = Statement.agree + Statement.disagree + Statement.passed
    unvoted = (Statement.id == statement_id, votes == 0, Statement.proposed.is_(False))
    changed = update(Statement).where(*unvoted).values(text=text, language=language)
    if cast("CursorResult[Any]", session.execute(changed)).rowcount != 1:
        raise WrongState(row.state, row.state)
    audit.record(session, consultation, "statement-edited", now, actor, number=row.number, was=row.text)


def screen(
    session: Session, consultation: Consultation, statement_id: int, state: str, reason: str, now: datetime, actor: str
) -> None:
    """Show a statement, or hide it for a reason; again, too. The same state once more changes nothing.

    Raises InvalidEntry for `reason` (missing), UnknownStatement, WrongState for a withdrawn one.
    """
    if state not in ("shown", "hidden"):
        raise WrongState(state, state)
    if state == "hidden" and reason not in REASONS:
        raise InvalidEntry(Problem("reason", "missing"))
    row = statement_of(session, consultation.id, statement_id)
    reason = reason if state == "hidden" else ""
    if (row.state, row.reason) == (state, reason):
        return
    moved = update(Statement).where(Statement.id == statement_id, Statement.state == row.state)
    done = cast("CursorResult[Any]", session.execute(moved.values(state=state, reason=reason)))
    if row.state == "withdrawn" or done.rowcount != 1:
        raise WrongState(row.state, state)
    audit.record(session, consultation, f"statement-{state}", now, actor, number=row.number, reason=reason)


def check_proposal(text: str) -> str:
    """A proposal's words as they are stored: tidied, personal data masked. Raises InvalidAnswers for `proposal`:
    required, too-long, unreadable-text."""
    codes = {"missing": "required", "not-storable": "unreadable-text"}
    try:
        return mask(_checked(text))
    except InvalidEntry as error:
        found = error.problem
        problem = Problem("proposal", codes.get(found.code, found.code), found.limit, found.found)
        raise InvalidAnswers({"proposal": problem}) from error


def similar(session: Session, consultation_id: int, text: str) -> StatementRow | None:
    """A shown statement that says nearly the same in nearly the same words; the most alike one."""
    words = _words(text)
    shown = select(Statement).where(Statement.consultation_id == consultation_id, Statement.state == "shown")
    alike = [(_likeness(words, _words(row.text)), -row.number, row) for row in session.scalars(shown)]
    likeness, _, row = max(alike, key=lambda each: each[:2], default=(0.0, 0, None))
    return _row(row) if row is not None and likeness >= ALIKE else None


def propose(session: Session, consultation: PublicConsultation, text: str, language: str, sending: Sending) -> Receipt:
    """Keep a citizen's proposal that `check_proposal` has passed, once for each key; it waits for a look.

    Raises NotOffered, ConsultationNotOpen, SameKeyOtherAnswers, and InvalidAnswers for `proposal` (too-many: as many
    wait as anybody can read).
    """
    if not (consultation.voting and consultation.proposals_allowed):
        raise NotOffered
    state = _locked(session, consultation.id, sending.now)
    code = sending.server_key.code(sending.key)
    key_hash = sending.server_key.receipt_hash(code)
    known = session.scalar(select(Statement).where(Statement.key_hash == key_hash))
    if known is not None:
        if known.text != text or known.consultation_id != consultation.id:
            raise SameKeyOtherAnswers
        return Receipt(code, stored=False)
    if state != OPEN:
        raise ConsultationNotOpen(state)
    waiting = select(func.count()).where(Statement.consultation_id == consultation.id, Statement.state == "waiting")
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise InvalidAnswers({"proposal": Problem("proposal", "too-many")})
    day = consultation.day(sending.now)
    told = {"text": text, "language": language, "state": "waiting", "day": day}
    _insert(session, consultation.id, proposed=True, key_hash=key_hash, **told)
    return Receipt(code, stored=True)


def numbers(session: Session, consultation_id: int) -> dict[str, int]:
    """How many statements there are by state, without those that were withdrawn."""
    counted = select(Statement.state, func.count()).where(Statement.consultation_id == consultation_id)
    found = dict(session.execute(counted.group_by(Statement.state)).all())
    return {state: found.get(state, 0) for state in ("waiting", "shown", "hidden")}


def _locked(session: Session, consultation_id: int, now: datetime | None = None) -> str:
    """The consultation's state; the row stays locked, so that no two statements get one number."""
    columns = (Consultation.state, Consultation.closes_at)
    row = select(*columns).where(Consultation.id == consultation_id).with_for_update(key_share=True)
    state, closes_at = session.execute(row).one()
    over = state == OPEN and now is not None and closes_at is not None and closes_at <= now
    return CLOSED if over else str(state)


def _insert(session: Session, consultation_id: int, **values: Any) -> Statement:
    count, last = session.execute(
        select(func.count(), func.max(Statement.number)).where(Statement.consultation_id == consultation_id)
    ).one()
    if count >= MOST_STATEMENTS:
        field = "proposal" if values.get("proposed") else "text"
        problem = Problem(field, "too-many", limit=str(MOST_STATEMENTS))
        raise InvalidAnswers({field: problem}) if values.get("proposed") else InvalidEntry(problem)
    made = Statement(consultation_id=consultation_id, number=(last or 0) + 1, **values)
    session.add(made)
    session.flush()
    return made


def _checked(text: str) -> str:
    """One line without doubled spaces. Raises InvalidEntry for `text`."""
    if not is_storable(text):
        raise InvalidEntry(Problem("text", "not-storable"))
    tidied = " ".join(text.split())
    if not _WORD.search(tidied):
        raise InvalidEntry(Problem("text", "missing"))
    if len(tidied) > LONGEST_TEXT:
        raise InvalidEntry(Problem("text", "too-long", limit=str(LONGEST_TEXT), found=str(len(tidied))))
    return tidied


def _same(session: Session, consultation_id: int, text: str) -> int | None:
    """The number of a statement with the same words, hidden ones left out."""
    words = _words(text)
    known = select(Statement.number, Statement.text).where(
        Statement.consultation_id == consultation_id, Statement.state.in_(("shown", "waiting"))
    )
    return next((number for number, other in session.execute(known) if _words(other) == words), None)


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())


def _likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """Jaccard's index of two sets of words, 0 to 1."""
    one, two = set(words), set(others)
    return len(one & two) / len(one | two) if one and two else 0.0


def _row(row: Statement) -> StatementRow:
    return StatementRow(
        row.id,
        row.number,
        row.text,
        row.language,
        row.proposed,
        row.state,
        row.reason,
        row.day,
        row.agree,
        row.disagree,
        row.passed,
    )

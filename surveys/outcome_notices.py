"""Who wants to hear of a consultation's outcome: an e-mail address, sealed, apart from everything, gone once told.

Addresses stand in the table of contacts (surveys.contacts). Nothing leads from one to a comment or a vote.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveys import consultation_text, contacts
from surveys.base import insert_for
from surveys.contacts import Cipher
from surveys.definition import Localized, Question
from surveys.errors import InvalidEntry, NotOffered, Problem, SameKeyOtherAnswers
from surveys.lifecycle import ANSWERED
from surveys.models import Consultation, ConsultationVersion, Contact
from surveys.public_consultations import PublicConsultation
from surveys.question_types import contact

SUBJECT = "consultation:"  # and the id: whose contacts they are
KEPT_DAYS = 90  # after closing, at most
KEPT_DAYS_OPEN = 365  # after it was given, where no last day is set
MOST_WAITING = 20_000  # addresses of one consultation: what a flood can take of the table, and of the mails
_ID_LETTERS = 32
_QUESTION = Question("contact", "contact", {}, options=(contact.field(contact.EMAIL),))


@dataclass(frozen=True)
class Told:
    """A consultation whose outcome is public while addresses wait for it. `title` is that of its newest text."""

    consultation_id: int
    public_id: str
    agency: str
    title: Localized


def subject_of(consultation_id: int) -> str:
    return f"{SUBJECT}{consultation_id}"


def kept_until(consultation: PublicConsultation, today: dt.date) -> dt.date | None:
    """The last day on which an address given on the local day `today` is kept; None where none is asked for:
    the outcome is public, or so late that addresses would be gone before it."""
    if consultation.state == ANSWERED:
        return None
    if consultation.closes_at is None:
        return contacts.last_day(today, KEPT_DAYS_OPEN)
    until = contacts.last_day(consultation.day(consultation.closes_at), KEPT_DAYS)
    return until if until > today else None


def ask(
    session: Session, cipher: Cipher, consultation: PublicConsultation, address: str, key: bytes, today: dt.date
) -> None:
    """Keep an address until the outcome is told to it. The same address twice is told once.

    `key`: of this one sending; the same key stores one row. Raises NotOffered, SameKeyOtherAnswers where the key
    brought another address, and InvalidEntry for `email`: missing, not-an-email, too-long, unreadable-text, full.
    """
    until, address = kept_until(consultation, today), address.strip()
    if until is None:
        raise NotOffered
    if not address:
        raise InvalidEntry(Problem("email", "missing"))
    if problem := contact.Contact().check(_QUESTION, {contact.EMAIL: address}):
        raise InvalidEntry(Problem("email", problem.code, limit=problem.limit))
    subject, id_ = subject_of(consultation.id), hashlib.sha256(b"notice" + key).hexdigest()[:_ID_LETTERS]
    if contacts.count(session, subject) >= MOST_WAITING:
        raise InvalidEntry(Problem("email", "full"))
    sealed = cipher.seal(subject, {contact.EMAIL: address})
    insert = insert_for(session, Contact).values(subject=subject, id=id_, sealed=sealed, delete_after=until)
    if session.scalar(insert.on_conflict_do_nothing().returning(Contact.id)) is None:
        known = session.scalars(select(Contact.sealed).where(Contact.subject == subject, Contact.id == id_)).one()
        if cipher.open(subject, known) != {contact.EMAIL: address}:
            raise SameKeyOtherAnswers


def to_tell(session: Session) -> list[Told]:
    """The consultations whose outcome is public and not told to all who asked, by id."""
    subjects = session.scalars(select(Contact.subject).where(Contact.subject.startswith(SUBJECT)).distinct())
    ids = [int(subject.removeprefix(SUBJECT)) for subject in subjects]
    answered = select(Consultation).where(Consultation.id.in_(ids), Consultation.state == ANSWERED)
    return [
        Told(row.id, row.public_id, row.agency.name, _title(session, row.id))
        for row in session.scalars(answered.order_by(Consultation.id))
    ]


def addresses(session: Session, cipher: Cipher, consultation_id: int) -> dict[str, list[str]]:
    """Address -> the rows that hold it, however it is written; what no key opens is left out and lives out its time."""
    subject = subject_of(consultation_id)
    found: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for id_, sealed in session.execute(select(Contact.id, Contact.sealed).where(Contact.subject == subject)):
        if opened := cipher.open(subject, sealed):
            address = opened[contact.EMAIL]
            found.setdefault(written.setdefault(address.lower(), address), []).append(id_)
    return found


def forget(session: Session, consultation_id: int, ids: Collection[str]) -> None:
    """Delete the rows of an address that was told. Commit at once."""
    session.execute(delete(Contact).where(Contact.subject == subject_of(consultation_id), Contact.id.in_(ids)))


def _title(session: Session, consultation_id: int) -> Localized:
    newest = (
        select(ConsultationVersion.content)
        .where(ConsultationVersion.consultation_id == consultation_id, ConsultationVersion.published_at.is_not(None))
        .order_by(ConsultationVersion.number.desc())
    )
    content = session.scalars(newest.limit(1)).one()
    return consultation_text.load(content).title

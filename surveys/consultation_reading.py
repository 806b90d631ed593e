"""What readers of one consultation's text ask for beside it: versions, files, lost passages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import Session, defer

from surveys import documents
from surveys.documents import Document, Passage
from surveys.errors import UnknownConsultation, UnknownPassage
from surveys.models import Attachment, Consultation, ConsultationVersion
from surveys.public_consultations import PUBLIC_STATES, PublicConsultation


@dataclass(frozen=True)
class VersionLine:
    number: int
    published_at: dt.datetime
    note: str  # what changed and why, in the agency's words


@dataclass(frozen=True)
class FileLine:
    id: int
    name: str
    media_type: str
    size: int  # bytes


@dataclass(frozen=True)
class PlacedPassage:
    """A passage in the newest published version that has it."""

    passage: Passage
    position: int  # in that version's text, from 1
    version: int  # its number
    gone: bool  # the newest version doesn't have it any more
    before: Passage | None
    after: Passage | None


def versions(session: Session, consultation_id: int) -> list[VersionLine]:
    """The published versions, the oldest first."""
    rows = session.execute(
        select(ConsultationVersion.number, ConsultationVersion.published_at, ConsultationVersion.note)
        .where(ConsultationVersion.consultation_id == consultation_id, ConsultationVersion.published_at.is_not(None))
        .order_by(ConsultationVersion.number)
    )
    return [VersionLine(number, published_at, note) for number, published_at, note in rows if published_at]


def files(session: Session, consultation_id: int) -> list[FileLine]:
    """The attachments that were not removed, in the order in which they were added."""
    rows = session.execute(
        select(Attachment.id, Attachment.name, Attachment.media_type, Attachment.size)
        .where(Attachment.consultation_id == consultation_id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    return [FileLine(*row) for row in rows]


def attachment(session: Session, public_id: str, attachment_id: int) -> Attachment:
    """An attachment of a public consultation, a removed one too; without its content. Raises UnknownConsultation."""
    found = session.scalar(
        select(Attachment)
        .options(defer(Attachment.content))
        .join(Consultation, Consultation.id == Attachment.consultation_id)
        .where(
            Attachment.id == attachment_id,
            Consultation.public_id == public_id,
            Consultation.state.in_(PUBLIC_STATES),
        )
    )
    if found is None:
        raise UnknownConsultation(public_id)
    return found


def attachment_piece(session: Session, attachment_id: int, start: int, length: int) -> bytes:
    """`length` bytes of an attachment's content from byte `start` (from 0); fewer at its end, none once removed."""
    piece = select(func.substr(Attachment.content, start + 1, length, type_=LargeBinary))
    return bytes(session.scalar(piece.where(Attachment.id == attachment_id)) or b"")


def placed_passage(session: Session, consultation: PublicConsultation, passage_id: str) -> PlacedPassage:
    """The passage in the newest version that has it. Raises UnknownPassage where none does."""
    found = _place(consultation.document, passage_id, consultation.version_number, gone=False)
    if found:
        return found
    for number, document in _earlier(session, consultation):
        found = _place(document, passage_id, number, gone=True)
        if found:
            return found
    raise UnknownPassage(passage_id)


def _earlier(session: Session, consultation: PublicConsultation) -> list[tuple[int, Document]]:
    """The versions before the newest, newest first."""
    rows = session.execute(
        select(ConsultationVersion.number, ConsultationVersion.document)
        .where(
            ConsultationVersion.consultation_id == consultation.id,
            ConsultationVersion.published_at.is_not(None),
            ConsultationVersion.number < consultation.version_number,
        )
        .order_by(ConsultationVersion.number.desc())
    )
    return [(number, documents.load(document)) for number, document in rows]


def _place(document: Document, passage_id: str, version: int, *, gone: bool) -> PlacedPassage | None:
    passages = document.passages
    for index, passage in enumerate(passages):
        if passage.id == passage_id:
            before = passages[index - 1] if index else None
            after = passages[index + 1] if index + 1 < len(passages) else None
            return PlacedPassage(passage, index + 1, version, gone, before, after)
    return None

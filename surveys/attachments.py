"""Files beside a draft, handed out as they came: checked by what they hold, never shown inside a page."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from surveys import audit
from surveys.errors import Problem, RefusedFile
from surveys.models import Attachment, Consultation

LARGEST = 3 * 1024 * 1024  # bytes
MOST = 20  # of one consultation
LONGEST_NAME = 120

# Ending -> media type and the bytes that such a file begins with.
_ZIP = b"PK\x03\x04"
KINDS: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "csv": ("text/csv", b""),
    "txt": ("text/plain", b""),
}


def add(
    session: Session, consultation: Consultation, name: str, content: bytes, now: dt.datetime, actor: str
) -> Attachment:
    """Add a file. Raises RefusedFile: missing, too-large, too-many, unknown-kind, other-content, macros."""
    shown = file_name(name)
    media_type = _checked(shown, content)
    if len(of_consultation(session, consultation.id)) >= MOST:
        raise RefusedFile(Problem("file", "too-many", limit=str(MOST)))
    made = Attachment(
        consultation_id=consultation.id,
        name=shown,
        media_type=media_type,
        size=len(content),
        content=content,
        added_at=now,
    )
    session.add(made)
    session.flush()
    audit.record(session, consultation, "attachment-added", now, actor, name=shown)
    return made


def remove(session: Session, consultation: Consultation, attachment_id: int, now: dt.datetime, actor: str) -> None:
    """Take a file off the pages. Its row stays, so that its old address can say so; removing it again does nothing."""
    for attachment in of_consultation(session, consultation.id):
        if attachment.id == attachment_id:
            attachment.removed_at, attachment.content = now, b""
            audit.record(session, consultation, "attachment-removed", now, actor, name=attachment.name)


def of_consultation(session: Session, consultation_id: int) -> Sequence[Attachment]:
    """The files of a consultation that are handed out, in the order in which they came; without their contents."""
    query = select(Attachment).where(Attachment.consultation_id == consultation_id, Attachment.removed_at.is_(None))
    return session.scalars(query.options(defer(Attachment.content)).order_by(Attachment.id)).all()


def file_name(name: str) -> str:
    """The last part of an uploaded name, without what a path, a header or a page could take amiss."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isalnum() or letter in " ._-()")
    stem, dot, ending = kept.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending)].strip()}{dot}{ending.lower()}"


def _checked(name: str, content: bytes) -> str:
    """The media type. The content must begin as such a file does; office files must be whole and without macros."""
    if not content:
        raise RefusedFile(Problem("file", "missing"))
    if len(content) > LARGEST:
        raise RefusedFile(Problem("file", "too-large", limit=str(LARGEST // 1024 // 1024)))
    ending = name.rpartition(".")[2].replace("jpeg", "jpg")
    if ending not in KINDS or name.startswith("."):
        raise RefusedFile(Problem("file", "unknown-kind", found=ending[:10]))
    media_type, begins = KINDS[ending]
    if not content.startswith(begins) or (not begins and b"\x00" in content):
        raise RefusedFile(Problem("file", "other-content", found=ending))
    if begins == _ZIP:
        _check_office_file(content, ending)
    return media_type


def _check_office_file(content: bytes, ending: str) -> None:
    """Only the list of parts is read, so a bomb costs nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [part.lower() for part in parts.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RefusedFile(Problem("file", "other-content", found=ending)) from error
    if any("vbaproject" in name or name.startswith("basic/") or name.startswith("scripts/") for name in names):
        raise RefusedFile(Problem("file", "macros"))

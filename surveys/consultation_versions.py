"""The draft text of a consultation in versions: written, handed in, published for good, begun anew.

A version is a draft until it is handed in, waits from then on, and is published for good. Comments
stay on the passages that they were written to: a new version keeps the passages' ids (documents.revise).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from surveys import audit, consultation_text, consultations, documents
from surveys.consultation_text import ConsultationText
from surveys.definition import Localized
from surveys.documents import Document
from surveys.entries import check_text
from surveys.errors import ChangedMeanwhile, FrozenVersion, InvalidEntry, OwnWork, Problem, VersionMoved, WrongState
from surveys.lifecycle import ANSWERED, CLOSED, DRAFT, IN_REVIEW, OPEN, SCHEDULED
from surveys.models import Consultation, ConsultationVersion

WRITTEN, WAITING, PUBLISHED = "written", "waiting", "published"
DISCARDED = "discarded"  # what a step may find that was begun before
LONGEST_NOTE = 2000


def newest(session: Session, consultation: Consultation) -> ConsultationVersion:
    """The newest version: the draft being written, or the last one that was published. Read afresh."""
    query = select(ConsultationVersion).where(ConsultationVersion.consultation_id == consultation.id)
    ordered = query.order_by(ConsultationVersion.number.desc()).limit(1)
    return session.scalars(ordered.execution_options(populate_existing=True)).one()


def published(session: Session, consultation: Consultation, *, below: int | None = None) -> ConsultationVersion | None:
    """The newest published version; `below`: of those that came before the version with this number."""
    query = select(ConsultationVersion).where(
        ConsultationVersion.consultation_id == consultation.id, ConsultationVersion.published_at.is_not(None)
    )
    if below is not None:
        query = query.where(ConsultationVersion.number < below)
    return session.scalars(query.order_by(ConsultationVersion.number.desc()).limit(1)).first()


def titles(session: Session, consultation_ids: Iterable[int]) -> dict[int, Localized]:
    """Consultation -> the title of its newest version, published or not. The drafts, which are long, stay unread."""
    later = aliased(ConsultationVersion)
    newest = select(func.max(later.number)).where(later.consultation_id == ConsultationVersion.consultation_id)
    query = select(ConsultationVersion.consultation_id, ConsultationVersion.content).where(
        ConsultationVersion.consultation_id.in_(consultation_ids),
        ConsultationVersion.number == newest.scalar_subquery(),
    )
    return {id_: consultation_text.load(content).title for id_, content in session.execute(query)}


def standing(version: ConsultationVersion) -> str:
    """WRITTEN, WAITING or PUBLISHED."""
    return standing_of(version.published_at, version.submitted_by)


def standing_of(published_at: dt.datetime | None, submitted_by: str | None) -> str:
    """The standing of a version with these columns: WRITTEN, WAITING or PUBLISHED."""
    if published_at is not None:
        return PUBLISHED
    return WAITING if submitted_by is not None else WRITTEN


def mark(version: ConsultationVersion) -> str:
    """A sign for exactly this text, so that nobody decides on another than they read."""
    return sha256(f"{version.content}\n{version.document}\n{version.note}".encode()).hexdigest()[:16]


def text_of(version: ConsultationVersion) -> ConsultationText:
    return consultation_text.load(version.content)


def document_of(version: ConsultationVersion) -> Document:
    return documents.load(version.document)


def retired_ids(session: Session, version: ConsultationVersion) -> set[str]:
    """The ids of all passages of the versions before: comments stand on them, so no other passage may get one."""
    query = select(ConsultationVersion.document).where(
        ConsultationVersion.consultation_id == version.consultation_id, ConsultationVersion.number < version.number
    )
    return {passage.id for document in session.scalars(query) for passage in documents.load(document).passages}


def save(
    session: Session,
    version: ConsultationVersion,
    seen: int,
    actor: str,
    *,
    text: ConsultationText | None = None,
    document: Document | None = None,
    note: str | None = None,
) -> None:
    """Change a draft version; what isn't given stays. `seen`: the edition that the change was made on.

    Raises InvalidEntry as consultation_text.check and for
    `note`, ChangedMeanwhile, WrongState while it waits for its approver, and FrozenVersion once it is published.
    """
    wrote = {*version.writers.split("\n"), actor} - {""}
    changes: dict[str, Any] = {"writers": "\n".join(sorted(wrote))}
    if text is not None:
        consultation_text.check(text)
        changes["content"] = consultation_text.dump(text)
    if document is not None:
        changes["document"] = documents.dump(document)
    if note is not None:
        check_text("note", note, LONGEST_NOTE)
        changes["note"] = note.strip()
    _claim(session, version, seen, changes)


def begin(session: Session, consultation: Consultation, now: dt.datetime, actor: str) -> ConsultationVersion:
    """A new draft with the newest published text, or the one that somebody has begun already.

    Raises WrongState before the consultation is approved and once it is answered.
    """
    session.refresh(consultation, with_for_update={"key_share": True})  # of two who begin, the second gets the first's
    if consultation.state not in (SCHEDULED, OPEN, CLOSED):
        raise WrongState(consultation.state, DRAFT)
    last = newest(session, consultation)
    if last.published_at is None:
        return last
    begun = _copy(session, last)
    audit.record(session, consultation, "version-begun", now, actor, version=begun.number)
    return begun


def submit(session: Session, consultation: Consultation, now: dt.datetime, actor: str) -> None:
    """Hand the draft to the approver.

    Raises WrongState, VersionMoved, and InvalidEntry for what is missing: `document`, `summary`, `closes_at`.
    """
    version = newest(session, consultation)
    if standing(version) != WRITTEN or consultation.state == ANSWERED:
        raise VersionMoved(standing(version))
    if not document_of(version).passages:
        raise InvalidEntry(Problem("document", "missing"))
    if not text_of(version).summary.get("id", "").strip():
        raise InvalidEntry(Problem("summary", "missing"))
    if consultation.closes_at is None:
        raise InvalidEntry(Problem("closes_at", "missing"))
    _move(session, version, WRITTEN, submitted_by=actor)
    if consultation.state == DRAFT:
        consultations.move(session, consultation, (DRAFT, IN_REVIEW), now, actor)
    else:
        audit.record(session, consultation, "version-submitted", now, actor, version=version.number)


def approve(
    session: Session, consultation: Consultation, seen: str, now: dt.datetime, actor: str, note: str = ""
) -> None:
    """Publish the version that waits, for good; a consultation that was in review is scheduled.

    `seen`: the `mark` of what the approver read. Raises VersionMoved, WrongState once the consultation is answered
    (its outcome speaks of the text that people read), OwnWork where the agency wants two people, and InvalidEntry for
    `note` and when the last day has passed.
    """
    if consultation.state == ANSWERED:
        raise WrongState(ANSWERED, ANSWERED)
    version = _waiting(session, consultation, seen)
    if consultation.agency.separate_approval and actor in writers(consultation, version):
        raise OwnWork
    _move(session, version, WAITING, published_at=now)
    if consultation.state == IN_REVIEW:
        consultations.refuse_passed(consultation.closes_at, now)
        consultations.move(session, consultation, (IN_REVIEW, SCHEDULED), now, actor, note=note)
    else:
        check_text("note", note, LONGEST_NOTE)
        audit.record(session, consultation, "version-published", now, actor, version=version.number, note=note.strip())


def writers(consultation: Consultation, version: ConsultationVersion) -> set[str]:
    """Who wrote the version or handed it in, and who made the consultation."""
    return {*version.writers.split("\n"), version.submitted_by or "", consultation.created_by} - {""}


def send_back(session: Session, consultation: Consultation, seen: str, now: dt.datetime, actor: str, note: str) -> None:
    """Return the version that waits to its author; `note` says what to change. Raises as `approve` does."""
    check_text("note", note, LONGEST_NOTE)
    version = _waiting(session, consultation, seen)
    _move(session, version, WAITING, submitted_by=None)
    if consultation.state == IN_REVIEW:
        consultations.move(session, consultation, (IN_REVIEW, DRAFT), now, actor, note=note)
    else:
        audit.record(session, consultation, "version-sent-back", now, actor, version=version.number, note=note.strip())


def take_back(session: Session, consultation: Consultation, now: dt.datetime, actor: str, note: str) -> None:
    """Make a scheduled consultation a draft again, in a new version: the approved one stays as it was."""
    consultations.move(session, consultation, (SCHEDULED, DRAFT), now, actor, note=note)
    last = newest(session, consultation)
    if last.published_at is None:
        last.submitted_by = None
        session.flush()
    else:
        _copy(session, last)


def discard(session: Session, consultation: Consultation, seen: str, now: dt.datetime, actor: str) -> None:
    """Throw a new version away while it is being written. The first one can't be. Raises VersionMoved, WrongState."""
    version = newest(session, consultation)
    if version.number == 1 or consultation.state in (DRAFT, IN_REVIEW):
        raise WrongState(consultation.state, DRAFT)
    if standing(version) != WRITTEN or mark(version) != seen:
        raise VersionMoved(standing(version))
    gone = cast(CursorResult[Any], session.execute(delete(ConsultationVersion).where(*_still(version, WRITTEN))))
    if gone.rowcount != 1:
        raise VersionMoved(standing(_again(session, version)))
    session.expire(consultation, ["versions"])
    audit.record(session, consultation, "version-discarded", now, actor, version=version.number)


def _copy(session: Session, last: ConsultationVersion) -> ConsultationVersion:
    made = ConsultationVersion(
        consultation_id=last.consultation_id, number=last.number + 1, content=last.content, document=last.document
    )
    session.add(made)
    session.flush()
    session.expire(last.consultation, ["versions"])
    return made


def _waiting(session: Session, consultation: Consultation, seen: str) -> ConsultationVersion:
    version = newest(session, consultation)
    if standing(version) != WAITING or mark(version) != seen:
        raise VersionMoved(standing(version))
    return version


def _claim(session: Session, version: ConsultationVersion, seen: int, changes: dict[str, Any]) -> None:
    draft = update(ConsultationVersion).where(
        ConsultationVersion.id == version.id,
        ConsultationVersion.published_at.is_(None),
        ConsultationVersion.submitted_by.is_(None),
        ConsultationVersion.edition == seen,
    )
    saved = cast(CursorResult[Any], session.execute(draft.values(edition=seen + 1, **changes)))
    version = _again(session, version)
    if saved.rowcount == 1:
        return
    if version.published_at is not None:
        raise FrozenVersion
    if version.submitted_by is not None:
        raise WrongState(IN_REVIEW, DRAFT)
    raise ChangedMeanwhile


def _move(session: Session, version: ConsultationVersion, stands: str, **changes: object) -> None:
    """Set columns if the version still stands so; of two tabs that do it at once, one gets VersionMoved."""
    query = update(ConsultationVersion).where(*_still(version, stands)).values(**changes)
    moved = cast(CursorResult[Any], session.execute(query)).rowcount
    version = _again(session, version)
    if moved != 1:
        raise VersionMoved(standing(version))


def _still(version: ConsultationVersion, stands: str) -> tuple[ColumnElement[bool], ...]:
    """That the version's row is as it was read, and WRITTEN or WAITING."""
    submitted = ConsultationVersion.submitted_by
    return (
        ConsultationVersion.id == version.id,
        ConsultationVersion.published_at.is_(None),
        ConsultationVersion.edition == version.edition,
        submitted.is_(None) if stands == WRITTEN else submitted.is_not(None),
    )


def _again(session: Session, version: ConsultationVersion) -> ConsultationVersion:
    """The version as it is now. Raises VersionMoved for one that a colleague has thrown away."""
    found = session.get(ConsultationVersion, version.id, populate_existing=True)
    if found is None:
        raise VersionMoved(DISCARDED)
    return found

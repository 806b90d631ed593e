"""Codes on comments: who read a comment, and which codes fit. Every step goes into the audit trail."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.base import insert_for
from surveys.canonical import canonical_json
from surveys.codebook import code_named, successors
from surveys.comment_readers import readable, reader_of
from surveys.comments import CommentReader, Source, belongs, same_comment
from surveys.errors import UnknownComment
from surveys.models import (
    Code,
    CodeAssignment,
    CommentReading,
    Consultation,
    Contribution,
    DoubleCodedComment,
    DoubleCoding,
    Response,
    Survey,
)
from surveys.queries import CommentKey
from surveys.theme_members import answers_kept


def put_codes(
    session: Session,
    source: Source,
    key: CommentKey,
    code_ids: Collection[int],
    now: dt.datetime,
    actor: str,
    new_name: str = "",
) -> None:
    """Say that `actor` read a comment and which codes fit: exactly `code_ids`, perhaps none, and `new_name`.

    A code that was merged in the meantime stands for the one it was merged into. Codes that were retired
    earlier stay where they are. `new_name` makes a code, or takes the one that is called so.
    Raises UnknownComment, UnknownCode, RetiredCode, and InvalidEntry for `new_name`.
    """
    require_comment(session, source, key)
    chosen = successors(session, source, code_ids)
    if new_name.strip():
        chosen.add(code_named(session, source, new_name, now, actor))
    reading, is_new = _reading(session, key, now, actor)
    before = _codes_of(session, reading)
    names = dict(session.execute(select(Code.id, Code.name).where(belongs(Code, source))).all())
    reader = reader_of(session, source, actor)
    # The last comment of a double coding brings all of the sample into the themes of their codes.
    only = None if reader.is_blind(key) else [key.response_id]
    taken = (CodeAssignment.reading_id == reading.id, CodeAssignment.code_id.in_(before - chosen))
    with answers_kept(session, source, now, actor, only):
        session.execute(delete(CodeAssignment).where(*taken))
        session.add_all(CodeAssignment(reading_id=reading.id, code_id=code_id) for code_id in chosen - before)
        sample = _write_blind(session, reader, key, chosen)
        session.flush()
    if is_new or before != chosen:
        reading.at = now
        added = sorted(names[code_id] for code_id in chosen - before)
        removed = sorted(names[code_id] for code_id in before - chosen)
        where = {"comment": key.mark, "month": key.month.isoformat(), "question": key.question_code}
        audit.record(session, source, "comment-coded", now, actor, **where, added=added, removed=removed, sample=sample)


def require_comment(session: Session, source: Source, key: CommentKey) -> None:
    """Raise UnknownComment unless there is one; it can't be withdrawn until the commit."""
    if isinstance(source, Survey):
        row = select(Response.answers).where(
            Response.survey_id == source.id, Response.day == key.day, Response.id == key.response_id
        )
    else:
        row = select(Contribution.id).where(*readable(source), Contribution.id == key.response_id)
    found = session.scalar(row.with_for_update(read=True, key_share=True))
    asked = isinstance(source, Consultation) or (found is not None and key.question_code in json.loads(found))
    if not belongs(key, source) or found is None or not asked:
        raise UnknownComment


def _reading(session: Session, key: CommentKey, now: dt.datetime, actor: str) -> tuple[CommentReading, bool]:
    """The reading of a comment by `actor`, locked, and whether it is new."""
    values = {**key.columns, "coder": actor}
    new = insert_for(session, CommentReading).values(**values, at=now).on_conflict_do_nothing()
    is_new = session.scalar(new.returning(CommentReading.__table__.c.id)) is not None
    query = select(CommentReading).filter_by(**values).with_for_update()
    return session.scalars(query).one(), is_new


def _codes_of(session: Session, reading: CommentReading) -> set[int]:
    """The ids of the codes in use that a reading has."""
    query = select(Code.id).join(CodeAssignment, CodeAssignment.code_id == Code.id)
    return set(session.scalars(query.where(CodeAssignment.reading_id == reading.id, Code.name_key.is_not(None))))


def _write_blind(session: Session, reader: CommentReader, key: CommentKey, chosen: Collection[int]) -> int | None:
    """Keep the viewer's codes in the unfinished double coding that the comment belongs to; its id, if there is one."""
    query = (
        select(DoubleCodedComment, DoubleCoding)
        .join(DoubleCoding)
        .where(*same_comment(DoubleCodedComment, key, reader.source))
    )
    for comment, double in session.execute(query.where(DoubleCoding.id.in_(reader.unfinished))).all():
        if reader.viewer == double.first_coder:
            comment.first_codes = canonical_json(sorted(chosen))
        elif reader.viewer == double.second_coder:
            comment.second_codes = canonical_json(sorted(chosen))
        else:
            continue
        return int(double.id)
    return None

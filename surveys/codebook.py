"""The codebook of a survey or consultation: name codes, merge, split and retire them, each step in the audit trail.

Who changes a code locks its row first, so of two people who merge or retire the same code at once the
second gets `RetiredCode` and nothing happens twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import audit
from surveys.canonical import is_storable
from surveys.comment_readers import reader_of
from surveys.comments import CommentReader, Source, belongs, columns_of, key_of
from surveys.errors import InvalidEntry, Problem, RetiredCode, TakenName, UnknownCode
from surveys.models import Code, CodeAssignment, CommentReading
from surveys.queries import CommentKey
from surveys.theme_members import answers_kept

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 2000


def create_code(session: Session, source: Source, name: str, description: str, now: dt.datetime, actor: str) -> Code:
    """A new code in the source's codebook. Raises TakenName, and InvalidEntry for `name` or `description`."""
    code = _add(session, source, name, description)
    audit.record(session, source, "code-created", now, actor, code=code.id, name=code.name)
    return code


def describe_code(
    session: Session, source: Source, code_id: int, name: str, description: str, now: dt.datetime, actor: str
) -> None:
    """Give a code another name or description. Raises as create_code does, UnknownCode and RetiredCode."""
    [code] = codes_in_use(session, source, [code_id])
    old_name, old_description = code.name, code.description
    name, description = checked_name(name), checked_text("description", description, LONGEST_DESCRIPTION)
    if (name, description) == (old_name, old_description):
        return
    try:
        with session.begin_nested():
            code.name, code.name_key, code.description = name, name.lower(), description
            session.flush()
    except IntegrityError as error:
        raise TakenName from error
    audit.record(session, source, "code-described", now, actor, code=code.id, name=name, old_name=old_name)


def merge_codes(session: Session, source: Source, code_id: int, into_id: int, now: dt.datetime, actor: str) -> Code:
    """Put the second code wherever the first one stands, and retire the first. Returns the second.

    Raises UnknownCode, also for merging a code with itself, and RetiredCode.
    """
    if code_id == into_id:
        raise UnknownCode
    by_id = {code.id: code for code in codes_in_use(session, source, [code_id, into_id])}
    code, into = by_id[code_id], by_id[into_id]
    with answers_kept(session, source, now, actor):
        moved = _move(session, code.id, into.id)
        code.name_key, code.theme_id, code.merged_into_id = None, None, into.id
        session.flush()
    names = {"name": code.name, "into_name": into.name}
    audit.record(session, source, "codes-merged", now, actor, code=code.id, into=into.id, comments=moved, **names)
    return into


def split_code(
    session: Session,
    source: Source,
    code_id: int,
    comments: Collection[CommentKey],
    name: str,
    now: dt.datetime,
    actor: str,
) -> Code:
    """Move the code on `comments` to a new code called `name`, in the same theme. Returns the new code.

    Raises UnknownCode, RetiredCode, TakenName, and InvalidEntry for `name` or for `comments` when the code
    stands on none of them.
    """
    [code] = codes_in_use(session, source, [code_id])
    readings = _readings_with(session, reader_of(session, source, actor), code.id, comments)
    if not readings:
        raise InvalidEntry(Problem("comments", "missing"))
    new = _add(session, source, name, "")
    new.theme_id = code.theme_id
    moved = _move(session, code.id, new.id, readings)
    names = {"name": code.name, "new_name": new.name}
    audit.record(session, source, "code-split", now, actor, code=code.id, new=new.id, comments=moved, **names)
    return new


def retire_code(session: Session, source: Source, code_id: int, now: dt.datetime, actor: str) -> Code:
    """Offer a code no longer. Where it stands it is kept. Raises UnknownCode and RetiredCode."""
    [code] = codes_in_use(session, source, [code_id])
    with answers_kept(session, source, now, actor):
        code.name_key, code.theme_id = None, None
        session.flush()
    audit.record(session, source, "code-retired", now, actor, code=code.id, name=code.name)
    return code


def checked_name(name: str, longest: int = LONGEST_NAME) -> str:
    """The name without spaces around and inside, in one line. Raises InvalidEntry for `name`."""
    name = " ".join(name.split())
    if not name:
        raise InvalidEntry(Problem("name", "missing"))
    return checked_text("name", name, longest)


def checked_text(field: str, text: str, longest: int) -> str:
    text = text.strip()
    if len(text) > longest:
        raise InvalidEntry(Problem(field, "too-long", limit=str(longest), found=str(len(text))))
    if not is_storable(text):
        raise InvalidEntry(Problem(field, "not-storable"))
    return text


def _add(session: Session, source: Source, name: str, description: str) -> Code:
    name, description = checked_name(name), checked_text("description", description, LONGEST_DESCRIPTION)
    code = Code(**columns_of(source), name=name, name_key=name.lower(), description=description)
    try:
        with session.begin_nested():
            session.add(code)
            session.flush()
    except IntegrityError as error:
        raise TakenName from error
    return code


def code_named(session: Session, source: Source, name: str, now: dt.datetime, actor: str) -> int:
    """The id of the code in use that is called `name`, made if there is none."""
    key = checked_name(name).lower()
    known = session.scalar(select(Code.id).where(belongs(Code, source), Code.name_key == key))
    return known or create_code(session, source, name, "", now, actor).id


def codes_in_use(session: Session, source: Source, code_ids: Collection[int]) -> list[Code]:
    """The codes, locked until the commit, as they are now. Raises UnknownCode and RetiredCode."""
    codes = _locked(session, source, code_ids, shared=False)
    for code in codes:
        if not code.in_use:
            raise RetiredCode(code.name)
    return codes


def successors(session: Session, source: Source, code_ids: Collection[int]) -> set[int]:
    """The ids of what the codes are called by now: merged ones are followed. Nobody can merge them until the commit."""
    wanted = set(code_ids)
    while True:
        codes = _locked(session, source, wanted, shared=True)
        for code in codes:
            if not code.in_use and code.merged_into_id is None:
                raise RetiredCode(code.name)
        followed = {code.merged_into_id or code.id for code in codes}
        if followed == wanted:
            return wanted
        wanted = followed


def _locked(session: Session, source: Source, code_ids: Collection[int], *, shared: bool) -> list[Code]:
    query = select(Code).where(belongs(Code, source), Code.id.in_(code_ids)).order_by(Code.id)
    fresh = query.with_for_update(read=shared).execution_options(populate_existing=True)
    codes = list(session.scalars(fresh))
    if len(codes) != len(set(code_ids)):
        raise UnknownCode
    return codes


def _readings_with(session: Session, reader: CommentReader, code_id: int, comments: Collection[CommentKey]) -> set[int]:
    """The ids of the readings in sight that put the code on one of `comments`."""
    query = select(CommentReading).join(CodeAssignment, CodeAssignment.reading_id == CommentReading.id)
    ids = {key.response_id for key in comments}
    found = session.scalars(
        query.where(CodeAssignment.code_id == code_id, CommentReading.response_id.in_(ids), reader.in_sight())
    )
    return {reading.id for reading in found if key_of(reading) in comments}


def _move(session: Session, old_id: int, new_id: int, readings: Collection[int] | None = None) -> int:
    """Replace one code by another, in some readings or in all; on how many comments."""
    old = [CodeAssignment.code_id == old_id]
    if readings is not None:
        old.append(CodeAssignment.reading_id.in_(readings))
    reading = CommentReading
    comments = select(reading.day, reading.response_id, reading.question_code).distinct()
    on = comments.join(CodeAssignment, CodeAssignment.reading_id == reading.id).where(*old)
    number = session.scalar(select(func.count()).select_from(on.subquery())) or 0
    has_new = select(CodeAssignment.reading_id).where(CodeAssignment.code_id == new_id)
    move = update(CodeAssignment).where(*old, CodeAssignment.reading_id.not_in(has_new)).values(code_id=new_id)
    for statement in (move, delete(CodeAssignment).where(*old)):
        session.execute(statement, execution_options={"synchronize_session": False})
    return number

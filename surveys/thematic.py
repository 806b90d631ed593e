"""Read: the codes and themes of a source with how many comments they stand on, as one person may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import aliased

from surveys.comment_readers import readable
from surveys.comments import Comment, CommentReader, belongs, key_of
from surveys.models import Code, CodeAssignment, CommentReading, Consultation, Contribution, Theme
from surveys.models.coding import CONTRIBUTION
from surveys.queries import CommentKey
from surveys.theme_members import members, members_of


@dataclass(frozen=True)
class CodeLine:
    """A code and on how many comments it stands, whoever put it there. `successor`: what it was merged into."""

    id: int
    name: str
    description: str
    theme_id: int | None
    in_use: bool
    successor: str
    comments: int


@dataclass(frozen=True)
class ThemeLine:
    """A theme, its codes, and the number of comments in it: with at least one of them, or put there by hand."""

    id: int
    name: str
    interpretation: str
    revision: int
    codes: tuple[CodeLine, ...]
    comments: int


def code_lines(reader: CommentReader) -> list[CodeLine]:
    """The codes in use by name, then those that are not."""
    into = aliased(Code)
    query = select(Code, into.name.label("successor")).outerjoin(into, into.id == Code.merged_into_id)
    rows = reader.session.execute(query.where(belongs(Code, reader.source))).all()
    consulting = isinstance(reader.source, Consultation)
    numbers = _contributions(reader) if consulting else _numbers(reader, CodeAssignment.code_id)
    lines = [
        CodeLine(
            id=code.id,
            name=code.name,
            description=code.description,
            theme_id=code.theme_id,
            in_use=code.in_use,
            successor=successor or "",
            comments=numbers.get(code.id, 0),
        )
        for code, successor in rows
    ]
    return sorted(lines, key=lambda line: (not line.in_use, line.name.lower(), line.id))


def theme_lines(reader: CommentReader, codes: Iterable[CodeLine]) -> list[ThemeLine]:
    """The themes by name, each with those of `codes` that belong to it."""
    rows = reader.session.scalars(select(Theme).where(belongs(Theme, reader.source)).order_by(Theme.name_key))
    numbers = (
        _members(reader, reader.source) if isinstance(reader.source, Consultation) else _numbers(reader, Code.theme_id)
    )
    of_theme: dict[int | None, list[CodeLine]] = {}
    for code in codes:
        of_theme.setdefault(code.theme_id, []).append(code)
    return [
        ThemeLine(
            theme.id,
            theme.name,
            theme.interpretation,
            theme.revision,
            tuple(of_theme.get(theme.id, ())),
            numbers.get(theme.id, 0),
        )
        for theme in rows
    ]


def coded_comments(reader: CommentReader, code_ids: Collection[int], *, limit: int) -> list[Comment]:
    """Comments with one of the codes, the newest reading first."""
    query = select(CommentReading).join(CodeAssignment, CodeAssignment.reading_id == CommentReading.id)
    with_code = query.where(CodeAssignment.code_id.in_(code_ids), reader.in_sight())
    newest = reader.session.scalars(with_code.order_by(CommentReading.at.desc(), CommentReading.id).limit(limit))
    return list(reader.still_there(dict.fromkeys(key_of(reading) for reading in newest)).values())


def theme_comments(reader: CommentReader, theme: ThemeLine, *, limit: int) -> list[Comment]:
    """Comments in a theme: of a survey those read last; of a consultation, where some are in it by hand, a few by
    chance, since ids are random.
    """
    if not isinstance(reader.source, Consultation):
        return coded_comments(reader, [code.id for code in theme.codes], limit=limit)
    inside = members_of(reader.session, [theme.id]).get(theme.id, set()) - _unread(reader, reader.source)
    drawn = select(Contribution.id, Contribution.day).where(Contribution.id.in_(nsmallest(limit, inside)))
    rows = reader.session.execute(drawn.order_by(Contribution.id))
    keys = [CommentKey(None, day, id_, CONTRIBUTION, reader.source.id) for id_, day in rows]
    return list(reader.still_there(keys).values())


def examples(reader: CommentReader, codes: Iterable[CodeLine], *, limit: int) -> list[tuple[str, frozenset[int]]]:
    """The texts of what was read last with the codes in use that they have, whoever put them: to learn from.

    Comments of unfinished double codings are left out.
    """
    in_use = {code.id for code in codes if code.in_use}
    free = select(CommentReading).where(belongs(CommentReading, reader.source), reader.outside_blind())
    newest = reader.session.scalars(free.order_by(CommentReading.at.desc(), CommentReading.id).limit(limit))
    keys = dict.fromkeys(key_of(reading) for reading in newest)
    codes_on, comments = reader.codes_on(keys), reader.still_there(keys)
    return [
        (comment.text, frozenset(code for one in codes_on[key] for code in one.code_ids if code in in_use))
        for key, comment in comments.items()
    ]


def _numbers(reader: CommentReader, column: Any) -> dict[int, int]:
    """Value of `column` -> number of different comments that have a code with it."""
    reading = CommentReading
    comments = (
        select(column.label("counted"), reading.day, reading.response_id, reading.question_code)
        .join(CodeAssignment, CodeAssignment.reading_id == reading.id)
        .join(Code, Code.id == CodeAssignment.code_id)
        .where(belongs(reading, reader.source), reader.in_sight())
        .distinct()
        .subquery()
    )
    rows = reader.session.execute(select(comments.c.counted, func.count()).group_by(comments.c.counted))
    return {value: int(number) for value, number in rows if value is not None}


def _contributions(reader: CommentReader) -> dict[int, int]:
    """Code -> number of different contributions that have it: the same as `_numbers`, where one id names a comment.

    As texts, since the databases take twice as long to tell which rows come twice.
    """
    ids = func.aggregate_strings(CommentReading.response_id, ",")
    query = select(CodeAssignment.code_id, ids).join(CommentReading, CommentReading.id == CodeAssignment.reading_id)
    codes = select(Code.id).where(belongs(Code, reader.source))
    ours = query.where(CodeAssignment.code_id.in_(codes), belongs(CommentReading, reader.source), reader.in_sight())
    rows = reader.session.execute(ours.group_by(CodeAssignment.code_id))
    return {code_id: len(set(text.split(","))) for code_id, text in rows}


def _members(reader: CommentReader, consultation: Consultation) -> dict[int, int]:
    """Theme -> number of comments of the consultation that are in it."""
    unread = _unread(reader, consultation)
    return {theme_id: len(ids - unread) for theme_id, ids in members(reader.session, consultation.id).items()}


def _unread(reader: CommentReader, consultation: Consultation) -> set[str]:
    """What isn't read on the bench, by id: nearly always less than what is."""
    others = Contribution.consultation_id == consultation.id, not_(and_(*readable(consultation)))
    return set(reader.session.scalars(select(Contribution.id).where(*others)))

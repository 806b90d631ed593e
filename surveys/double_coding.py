"""Double coding: two people code the same random sample, neither sees the other's codes, then they compare.

Only comments that nobody has read are drawn. What each coder put counts as it was when the last comment
had been read by both; what they correct after that changes the comments' codes and not the comparison.
Codes that were merged later count as the code they were merged into.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.comment_readers import reader_of
from surveys.comments import Source, belongs, columns_of, key_of
from surveys.errors import ChangedMeanwhile, InvalidEntry, NothingToDraw, Problem, UnknownDoubleCoding
from surveys.models import Code, DoubleCodedComment, DoubleCoding
from surveys.queries import CommentKey

SMALLEST, LARGEST = 10, 500  # comments in a sample


@dataclass(frozen=True)
class DoubleCodingLine:
    """One double coding: how many comments it holds, and how many of them each coder has read."""

    id: int
    drawn_at: dt.datetime
    coders: tuple[str, str]
    comments: int
    read: tuple[int, int]

    @property
    def finished(self) -> bool:
        return self.read == (self.comments, self.comments)


@dataclass(frozen=True)
class DoubleCoded:
    """The ids of the codes that the two put on one comment."""

    key: CommentKey
    first: frozenset[int]
    second: frozenset[int]


def draw_double_coding(
    session: Session,
    source: Source,
    coders: tuple[str, str],
    size: int,
    *,
    seed: int,
    now: dt.datetime,
    actor: str,
) -> DoubleCoding:
    """Draw `size` comments that nobody has read, or all of them where there are fewer.

    `coders`: two e-mail addresses. Raises NothingToDraw, and InvalidEntry for `size` and `second_coder`.
    """
    if not SMALLEST <= size <= LARGEST:
        raise InvalidEntry(Problem("size", "out-of-range", limit=f"{SMALLEST}–{LARGEST}"))
    if coders[0] == coders[1]:
        raise InvalidEntry(Problem("second_coder", "same"))
    free = reader_of(session, source, actor).not_read()
    if not free:
        raise NothingToDraw
    drawn = random.Random(seed).sample(free, min(size, len(free)))  # noqa: S311  # repeatable  # nosec B311
    first, second = coders
    double = DoubleCoding(
        **columns_of(source), seed=seed, first_coder=first, second_coder=second, drawn_at=now, drawn_by=actor
    )
    session.add(double)
    session.flush()
    session.add_all(_row(double.id, position, key) for position, key in enumerate(drawn, start=1))
    detail = {"double": double.id, "comments": len(drawn), "coders": list(coders), "seed": seed}
    audit.record(session, source, "double-coding-drawn", now, actor, **detail)
    return double


def abandon_double_coding(session: Session, source: Source, double_id: int, now: dt.datetime, actor: str) -> None:
    """Give up an unfinished double coding. The codes stay on its comments.

    Raises UnknownDoubleCoding, and ChangedMeanwhile when it was finished.
    """
    query = select(DoubleCoding).where(DoubleCoding.id == double_id, belongs(DoubleCoding, source))
    double = session.scalar(query.with_for_update())
    if double is None:
        raise UnknownDoubleCoding
    if double_id not in reader_of(session, source, actor).unfinished:
        raise ChangedMeanwhile
    session.execute(delete(DoubleCodedComment).where(DoubleCodedComment.double_coding_id == double_id))
    detail = {"double": double_id, "coders": [double.first_coder, double.second_coder]}
    session.delete(double)
    audit.record(session, source, "double-coding-abandoned", now, actor, **detail)


def double_codings(session: Session, source: Source) -> list[DoubleCodingLine]:
    """Those of a source, the newest first."""
    comment = DoubleCodedComment
    numbers = (func.count(comment.position), func.count(comment.first_codes), func.count(comment.second_codes))
    query = select(DoubleCoding, *numbers).outerjoin(comment, comment.double_coding_id == DoubleCoding.id)
    rows = session.execute(
        query.where(belongs(DoubleCoding, source)).group_by(DoubleCoding.id).order_by(DoubleCoding.id.desc())
    )
    return [
        DoubleCodingLine(
            double.id, double.drawn_at, (double.first_coder, double.second_coder), comments, (first, second)
        )
        for double, comments, first, second in rows
    ]


def to_read(session: Session, line: DoubleCodingLine, coder: str) -> CommentKey | None:
    """The first comment of a double coding that waits for `coder`; None when there is none, or for anybody else."""
    if coder not in line.coders:
        return None
    codes = (DoubleCodedComment.first_codes, DoubleCodedComment.second_codes)[line.coders.index(coder)]
    query = select(DoubleCodedComment).where(DoubleCodedComment.double_coding_id == line.id, codes.is_(None))
    row = session.scalars(query.order_by(DoubleCodedComment.position).limit(1)).first()
    return None if row is None else key_of(row)


def comparison(session: Session, source: Source, line: DoubleCodingLine) -> list[DoubleCoded]:
    """What the two put on each comment of a finished double coding, in the order of the draw; empty before."""
    if not line.finished:
        return []
    query = select(Code.id, Code.merged_into_id).where(belongs(Code, source))
    merged = {code_id: into_id for code_id, into_id in session.execute(query) if into_id is not None}
    drawn = select(DoubleCodedComment).where(DoubleCodedComment.double_coding_id == line.id)
    rows = session.scalars(drawn.order_by(DoubleCodedComment.position))
    return [DoubleCoded(key_of(row), _codes(row.first_codes, merged), _codes(row.second_codes, merged)) for row in rows]


def _codes(stored: str | None, merged: dict[int, int]) -> frozenset[int]:
    """The ids in a stored list, each followed through the merges since."""
    return frozenset(_current(code, merged) for code in json.loads(stored or "[]"))


def _current(code: int, merged: dict[int, int]) -> int:
    while (into := merged.get(code)) is not None:
        code = into
    return code


def _row(double_id: int, position: int, key: CommentKey) -> DoubleCodedComment:
    return DoubleCodedComment(double_coding_id=double_id, position=position, **key.columns)

"""Read: what people wrote, for those who put codes on it. Nothing here writes.

The comments are those of a survey or of a consultation, its *source*; where their texts come from is all that
the two differ in (surveys.comment_readers). A comment shows its text, its unit and its month. The day, the channel
and the rest of the answers stay away: together with a unit they could tell who wrote. For the same reason comments
of one month come in the order of their random ids, not of their days.

While two people code a sample without seeing each other's codes, nobody sees codes on its comments but
their own.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, exists, extract, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from surveys.calendar import first_of_month, month_before, next_month
from surveys.definition import Localized
from surveys.models import Code, CodeAssignment, CommentReading, Consultation, DoubleCodedComment, Survey
from surveys.queries import CommentKey

Source = Survey | Consultation  # of comments
UNREAD, CODED, UNCODED = "unread", "coded", "uncoded"  # uncoded: read, and no code fitted
STATES = (UNREAD, CODED, UNCODED)


@dataclass(frozen=True)
class Comment:
    """`part`: the open question that it answers, or the passage that it is about, "" for the whole draft."""

    key: CommentKey
    text: str
    part: str
    unit: str = ""  # of a survey; "" for an answer that came without one
    stance: str = ""  # of a consultation, as `state`: what moderation says of it
    state: str = ""


@dataclass(frozen=True)
class Selection:
    """Which comments are wanted; what is left out does not matter. `month`: its first day. `part`: see Comment."""

    part: str | None = None
    unit_id: int | None = None
    stance: str = ""
    month: dt.date | None = None
    state: str = ""
    code_id: int | None = None


@dataclass(frozen=True)
class CommentCodes:
    """What one coder said of one comment: the ids of its codes, perhaps none."""

    coder: str
    code_ids: frozenset[int]


def columns_of(source: Source) -> dict[str, int]:
    """The column that says what a row of the bench belongs to, with its value."""
    return {"survey_id" if isinstance(source, Survey) else "consultation_id": source.id}


def belongs(table: Any, source: Source) -> ColumnElement[bool]:
    """That a row of one of the bench's tables is the source's."""
    [(name, value)] = columns_of(source).items()
    return getattr(table, name) == value  # type: ignore[no-any-return]  # an attribute that is found by its name


def key_of(row: Any) -> CommentKey:
    """The key of a row that has its columns."""
    return CommentKey(row.survey_id, row.day, row.response_id, row.question_code, row.consultation_id)


def same_comment(table: Any, comment: Any, source: Source) -> list[ColumnElement[bool]]:
    """That a row of `table` is about `comment`: a key, or a table or row with its columns. Both are the source's."""
    names = (*columns_of(source), "day", "response_id", "question_code")
    return [getattr(table, name) == getattr(comment, name) for name in names]


class CommentReader(ABC):
    """The comments of one source as one person may see them. `viewer` is that person's e-mail address."""

    def __init__(self, session: Session, source: Source, viewer: str) -> None:
        self.session, self.source, self.viewer = session, source, viewer

    @property
    @abstractmethod
    def parts(self) -> dict[str, Localized]:
        """What comments are about -> what it is called."""

    @abstractmethod
    def _span(self) -> tuple[dt.date | None, dt.date | None]:
        """The days of the first and of the last comment."""

    @abstractmethod
    def _texts(self, selection: Selection) -> Subquery:
        """The comments of the source, as far as `selection` says by `part`, `unit_id` and `stance`.

        Columns: survey_id, consultation_id, day, response_id, question_code, and what `_comment` makes one of.
        """

    @abstractmethod
    def _comment(self, row: Any) -> Comment:
        """A row of `_texts`."""

    @cached_property
    def unfinished(self) -> frozenset[int]:
        """The ids of the double codings in which a comment waits for one of the two coders."""
        comment = DoubleCodedComment
        waiting = or_(comment.first_codes.is_(None), comment.second_codes.is_(None))
        query = select(comment.double_coding_id).where(belongs(comment, self.source), waiting)
        return frozenset(self.session.scalars(query.distinct()))

    @cached_property
    def months(self) -> list[dt.date]:
        """The first days of the months from the newest comment back to the first."""
        first, last = self._span()
        months = [first_of_month(last)] if last else []
        while first and months[-1] > first:
            months.append(month_before(months[-1]))
        return months

    def comments(self, selection: Selection, *, limit: int, offset: int = 0) -> list[Comment]:
        """The comments wanted, the newest month first."""
        answer = self._texts(selection)
        query = self._wanted(answer, selection).order_by(*_place(answer)).limit(limit).offset(offset)
        return self._rows(query)

    def count(self, selection: Selection) -> int:
        answer = self._texts(selection)
        return self.session.scalar(select(func.count()).select_from(self._wanted(answer, selection).subquery())) or 0

    def neighbour(self, selection: Selection, key: CommentKey | None, *, before: bool = False) -> Comment | None:
        """The comment wanted that follows `key` in the list, or precedes it; `key` itself need not be wanted.

        Without a key the first one, or the last. Looks at one month after the other, so that the cost of
        reading on does not grow with the survey's history.
        """
        answer = self._texts(selection)
        place = (answer.c.response_id, answer.c.question_code)
        order = [column.desc() for column in place] if before else place
        months = [month for month in self.months if selection.month in (None, month)]
        for month in reversed(months) if before else months:
            query = self._wanted(answer, replace(selection, month=month))
            if key and month == key.month:
                here = tuple_(literal(key.response_id), literal(key.question_code))
                query = query.where(tuple_(*place) < here if before else tuple_(*place) > here)
            elif key and (month < key.month if before else month > key.month):
                continue
            if found := self._rows(query.order_by(*order).limit(1)):
                return found[0]
        return None

    def find(self, month: dt.date, response_id: str, question_code: str) -> Comment | None:
        """One comment by what its address says; None when there is none, or no longer."""
        answer = self._texts(Selection())
        named = (answer.c.response_id == response_id, answer.c.question_code == question_code)
        return next(iter(self._rows(self._wanted(answer, Selection(month=month)).where(*named))), None)

    def still_there(self, keys: Collection[CommentKey]) -> dict[CommentKey, Comment]:
        """Those of `keys` whose comments exist, in the same order."""
        answer = self._texts(Selection())
        days, ids = {key.day for key in keys}, {key.response_id for key in keys}
        named = self._wanted(answer, Selection()).where(answer.c.day.in_(days), answer.c.response_id.in_(ids))
        found = {comment.key: comment for comment in self._rows(named)}
        return {key: found[key] for key in keys if key in found}

    def not_read(self) -> list[CommentKey]:
        """Every comment that nobody has read and that no unfinished double coding holds, in a fixed order."""
        answer = self._texts(Selection())
        keys = select(*(answer.c[name] for name in CommentKey._fields))
        free = keys.where(~exists().where(*same_comment(CommentReading, answer.c, self.source)))
        if self.unfinished:
            free = free.where(~self._blind(answer.c))
        return [key_of(row) for row in self.session.execute(free.order_by(*keys.selected_columns))]

    def codes_on(self, keys: Collection[CommentKey]) -> dict[CommentKey, list[CommentCodes]]:
        """Comment -> what each coder said of it, as far as the viewer may see, the viewer first."""
        reading = CommentReading
        query = select(reading, CodeAssignment.code_id).outerjoin(
            CodeAssignment, CodeAssignment.reading_id == reading.id
        )
        ids = {key.response_id for key in keys}
        wanted = query.where(belongs(reading, self.source), reading.response_id.in_(ids), self.in_sight())
        rows = self.session.execute(wanted.order_by(reading.coder != self.viewer, reading.coder))
        return {key: readings for key, readings in _by_comment(rows).items() if key in keys}

    def in_sight(self) -> ColumnElement[bool]:
        """Whether a CommentReading is the viewer's own, or on a comment outside unfinished double codings."""
        return or_(CommentReading.coder == self.viewer, self.outside_blind())

    def outside_blind(self) -> ColumnElement[bool]:
        """Whether a CommentReading is on a comment outside unfinished double codings."""
        return ~self._blind(CommentReading) if self.unfinished else literal(True)

    def is_blind(self, key: CommentKey) -> bool:
        """Whether a comment belongs to an unfinished double coding."""
        return bool(self.unfinished and self.session.scalar(select(self._blind(key))))

    def _blind(self, comment: Any) -> ColumnElement[bool]:
        in_one = DoubleCodedComment.double_coding_id.in_(self.unfinished)
        return exists().where(in_one, *same_comment(DoubleCodedComment, comment, self.source))

    def _wanted(self, answer: Subquery, selection: Selection) -> Select[Any]:
        query = select(answer)
        if selection.month:
            query = query.where(answer.c.day >= selection.month, answer.c.day < next_month(selection.month))
        if selection.code_id is not None:
            query = query.where(self._read(answer, CodeAssignment.code_id == selection.code_id))
        coded = self._read(answer, Code.name_key.is_not(None))
        states = {
            UNREAD: [~exists().where(*same_comment(CommentReading, answer.c, self.source))],
            CODED: [coded],
            UNCODED: [exists().where(*same_comment(CommentReading, answer.c, self.source), self.in_sight()), ~coded],
        }
        return query.where(*states.get(selection.state, []))

    def _read(self, answer: Subquery, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether somebody put a code on the comment for which `condition` holds, as far as the viewer may see."""
        return (
            exists()
            .where(*same_comment(CommentReading, answer.c, self.source), self.in_sight())
            .where(CodeAssignment.reading_id == CommentReading.id, Code.id == CodeAssignment.code_id, condition)
        )

    def _rows(self, query: Select[Any]) -> list[Comment]:
        return [self._comment(row) for row in self.session.execute(query)]


def _place(answer: Subquery) -> Sequence[ColumnElement[Any]]:
    """What a comment's place in the list follows from: how old its month is, then chance."""
    age = -(extract("year", answer.c.day) * 12 + extract("month", answer.c.day))
    return (age, answer.c.response_id, answer.c.question_code)


def _by_comment(rows: Iterable[Any]) -> dict[CommentKey, list[CommentCodes]]:
    found: dict[CommentKey, dict[str, set[int]]] = {}
    for reading, code_id in rows:
        codes = found.setdefault(key_of(reading), {}).setdefault(reading.coder, set())
        if code_id is not None:
            codes.add(code_id)
    return {
        key: [CommentCodes(coder, frozenset(codes)) for coder, codes in readings.items()]
        for key, readings in found.items()
    }

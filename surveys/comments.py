"""Read: what people wrote in answer to open questions, for those who put codes on it. Nothing here writes.

A comment shows its text, its unit and its month. The day, the channel and the rest of the answers stay
away: together with a unit they could tell who wrote. For the same reason comments of one month come in
the order of their random ids, not of their days.

While two people code a sample without seeing each other's codes, nobody sees codes on its comments but
their own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, exists, extract, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from surveys.calendar import first_of_month, month_before, next_month
from surveys.definition import COMMENT, Localized, Question
from surveys.models import Code, CodeAssignment, CommentReading, DoubleCodedComment, Response, ServiceUnit
from surveys.queries import CommentKey, versions

UNREAD, CODED, UNCODED = "unread", "coded", "uncoded"  # uncoded: read, and no code fitted
STATES = (UNREAD, CODED, UNCODED)


@dataclass(frozen=True)
class Comment:
    key: CommentKey
    text: str
    unit: str  # "" for an answer that came without one


@dataclass(frozen=True)
class Selection:
    """Which comments are wanted; what is left empty does not matter. `month`: its first day."""

    question_code: str = ""
    unit_id: int | None = None
    month: dt.date | None = None
    state: str = ""
    code_id: int | None = None


@dataclass(frozen=True)
class CommentCodes:
    """What one coder said of one comment: the ids of its codes, perhaps none."""

    coder: str
    code_ids: frozenset[int]


def key_of(row: Any) -> CommentKey:
    """The key of a row that has its four columns."""
    return CommentKey(row.survey_id, row.day, row.response_id, row.question_code)


def same_comment(table: Any, comment: Any) -> list[ColumnElement[bool]]:
    """That a row of `table` is about `comment`: a CommentKey, or a table or row with its four columns."""
    names = ("survey_id", "day", "response_id", "question_code")
    return [getattr(table, name) == getattr(comment, name) for name in names]


def is_open(question: Question) -> bool:
    """Whether people answer with what they think: a comment, or a longer text without another role.

    Short lines without a role are names, places, jobs.
    """
    return question.role == COMMENT or (not question.role and question.type == "long-text")


class CommentReader:
    """The comments of one survey as one person may see them. `viewer` is that person's e-mail address."""

    def __init__(self, session: Session, survey_id: int, viewer: str) -> None:
        self.session, self.survey_id, self.viewer = session, survey_id, viewer

    @cached_property
    def questions(self) -> dict[str, Localized]:
        """Question code -> short name, for the open questions of all versions; the newest wording wins."""
        asked = (
            question for version in versions(self.session, self.survey_id).values() for question in version.questions
        )
        return {question.code: question.name or question.label for question in asked if is_open(question)}

    @cached_property
    def unfinished(self) -> frozenset[int]:
        """The ids of the double codings in which a comment waits for one of the two coders."""
        comment = DoubleCodedComment
        waiting = or_(comment.first_codes.is_(None), comment.second_codes.is_(None))
        query = select(comment.double_coding_id).where(comment.survey_id == self.survey_id, waiting)
        return frozenset(self.session.scalars(query.distinct()))

    @cached_property
    def months(self) -> list[dt.date]:
        """The first days of the months from the newest answer back to the first."""
        mine = Response.survey_id == self.survey_id
        # Two questions: each is one look into the index.
        first, last = (self.session.scalar(select(end(Response.day)).where(mine)) for end in (func.min, func.max))
        months = [first_of_month(last)] if last else []
        while first and months[-1] > first:
            months.append(month_before(months[-1]))
        return months

    def comments(self, selection: Selection, *, limit: int, offset: int = 0) -> list[Comment]:
        """The comments wanted, the newest month first."""
        answer = self._answers(selection.question_code)
        query = self._wanted(answer, selection).order_by(*_place(answer)).limit(limit).offset(offset)
        return self._rows(query)

    def count(self, selection: Selection) -> int:
        answer = self._answers(selection.question_code)
        return self.session.scalar(select(func.count()).select_from(self._wanted(answer, selection).subquery())) or 0

    def neighbour(self, selection: Selection, key: CommentKey | None, *, before: bool = False) -> Comment | None:
        """The comment wanted that follows `key` in the list, or precedes it; `key` itself need not be wanted.

        Without a key the first one, or the last. Looks at one month after the other, so that the cost of
        reading on does not grow with the survey's history.
        """
        answer = self._answers(selection.question_code)
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
        if question_code not in self.questions:
            return None
        answer = self._answers(question_code)
        wanted = self._wanted(answer, Selection(month=month)).where(answer.c.response_id == response_id)
        return next(iter(self._rows(wanted)), None)

    def still_there(self, keys: Collection[CommentKey]) -> dict[CommentKey, Comment]:
        """Those of `keys` whose comments exist, in the same order."""
        answer = self._answers()
        days, ids = {key.day for key in keys}, {key.response_id for key in keys}
        named = self._wanted(answer, Selection()).where(answer.c.day.in_(days), answer.c.response_id.in_(ids))
        found = {comment.key: comment for comment in self._rows(named)}
        return {key: found[key] for key in keys if key in found}

    def not_read(self) -> list[CommentKey]:
        """Every comment that nobody has read and that no unfinished double coding holds, in a fixed order."""
        answer = self._answers()
        keys = select(answer.c.survey_id, answer.c.day, answer.c.response_id, answer.c.question_code)
        free = keys.where(~exists().where(*same_comment(CommentReading, answer.c)))
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
        wanted = query.where(reading.survey_id == self.survey_id, reading.response_id.in_(ids), self.in_sight())
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
        return exists().where(in_one, *same_comment(DoubleCodedComment, comment))

    def _answers(self, question_code: str = "") -> Subquery:
        """One row for each answer to an open question, or to `question_code` if it is one."""
        codes = [code for code in self.questions if question_code in ("", code)]
        # A survey without open questions: a code that no question has finds nothing.
        return union_all(*(self._answers_to(code) for code in codes or [""])).subquery("answer")

    def _answers_to(self, question_code: str) -> Any:
        # Canonical JSON has no spaces and escapes quotes inside texts, so these characters stand only where
        # the question was answered. LIKE would not mind capitals on SQLite.
        postgresql = self.session.get_bind().dialect.name == "postgresql"
        place = func.strpos if postgresql else func.instr
        answered = place(Response.answers, f'"{question_code}":"') > 0
        return select(
            literal(self.survey_id).label("survey_id"),
            Response.day,
            Response.id.label("response_id"),
            literal(question_code).label("question_code"),
            Response.unit_id,
            Response.answers,
        ).where(Response.survey_id == self.survey_id, answered)

    def _wanted(self, answer: Subquery, selection: Selection) -> Select[Any]:
        query = select(answer, ServiceUnit.name.label("unit")).outerjoin(
            ServiceUnit, ServiceUnit.id == answer.c.unit_id
        )
        if selection.unit_id is not None:
            query = query.where(answer.c.unit_id == selection.unit_id)
        if selection.month:
            query = query.where(answer.c.day >= selection.month, answer.c.day < next_month(selection.month))
        if selection.code_id is not None:
            query = query.where(self._read(answer, CodeAssignment.code_id == selection.code_id))
        coded = self._read(answer, Code.name_key.is_not(None))
        states = {
            UNREAD: [~exists().where(*same_comment(CommentReading, answer.c))],
            CODED: [coded],
            UNCODED: [exists().where(*same_comment(CommentReading, answer.c), self.in_sight()), ~coded],
        }
        return query.where(*states.get(selection.state, []))

    def _read(self, answer: Subquery, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether somebody put a code on the comment for which `condition` holds, as far as the viewer may see."""
        return (
            exists()
            .where(*same_comment(CommentReading, answer.c), self.in_sight())
            .where(CodeAssignment.reading_id == CommentReading.id, Code.id == CodeAssignment.code_id, condition)
        )

    def _rows(self, query: Select[Any]) -> list[Comment]:
        return [_comment(row) for row in self.session.execute(query)]


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


def _comment(row: Any) -> Comment:
    return Comment(key_of(row), str(json.loads(row.answers).get(row.question_code, "")), row.unit or "")

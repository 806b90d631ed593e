"""Where the comments of the two sources come from: the answers of a survey, the contributions of a consultation."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Integer, Subquery, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from surveys.comments import Comment, CommentReader, Selection, Source, key_of
from surveys.consultation_versions import document_of
from surveys.definition import COMMENT, Localized, Question
from surveys.lifecycle import ANSWERED, CLOSED
from surveys.models import Consultation, Contribution, Response, ServiceUnit, Survey
from surveys.models.coding import CONTRIBUTION
from surveys.queries import versions

READ_STATES = ("shown", "hidden", "appealed")  # not what waits for moderation, nor what was withdrawn
_NUMBER = 60  # characters of a passage without a number


def reader_of(session: Session, source: Source, viewer: str) -> CommentReader:
    """The comments of a survey or of a consultation as `viewer` (an e-mail address) may see them."""
    reader = AnswerReader if isinstance(source, Survey) else ContributionReader
    return reader(session, source, viewer)


def is_open(question: Question) -> bool:
    """Whether people answer with what they think: a comment, or a longer text without another role.

    Short lines without a role are names, places, jobs.
    """
    return question.role == COMMENT or (not question.role and question.type == "long-text")


def readable(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    """Which contributions are comments on the draft that moderation has seen, not replies of citizens to each other.

    Before the closing only those that the public sees: the rest falls under the rule of surveys.running_totals.
    """
    over = consultation.state in (CLOSED, ANSWERED)
    return (
        Contribution.consultation_id == consultation.id,
        Contribution.state.in_(READ_STATES if over else READ_STATES[:1]),
        Contribution.parent_id.is_(None),
    )


class AnswerReader(CommentReader):
    """The answers to the open questions of a survey."""

    source: Survey

    @cached_property
    def parts(self) -> dict[str, Localized]:
        """Question code -> short name, for the open questions of all versions; the newest wording wins."""
        asked = (
            question for version in versions(self.session, self.source.id).values() for question in version.questions
        )
        return {question.code: question.name or question.label for question in asked if is_open(question)}

    def _span(self) -> tuple[dt.date | None, dt.date | None]:
        mine = Response.survey_id == self.source.id
        # Two questions: each is one look into the index.
        first, last = (self.session.scalar(select(end(Response.day)).where(mine)) for end in (func.min, func.max))
        return first, last

    def _texts(self, selection: Selection) -> Subquery:
        codes = [code for code in self.parts if selection.part in (None, code)]
        # A survey without open questions: a code that no question has finds nothing.
        answer = union_all(*(self._answers_to(code) for code in codes or [""])).subquery("one")
        query = select(answer, ServiceUnit.name.label("unit")).outerjoin(
            ServiceUnit, ServiceUnit.id == answer.c.unit_id
        )
        if selection.unit_id is not None:
            query = query.where(answer.c.unit_id == selection.unit_id)
        return query.subquery("answer")

    def _answers_to(self, question_code: str) -> Any:
        # Canonical JSON has no spaces and escapes quotes inside texts, so these characters stand only where
        # the question was answered. LIKE would not mind capitals on SQLite.
        postgresql = self.session.get_bind().dialect.name == "postgresql"
        place = func.strpos if postgresql else func.instr
        answered = place(Response.answers, f'"{question_code}":"') > 0
        return select(
            Response.survey_id,
            cast(null(), Integer).label("consultation_id"),
            Response.day,
            Response.id.label("response_id"),
            literal(question_code).label("question_code"),
            Response.unit_id,
            Response.answers,
        ).where(Response.survey_id == self.source.id, answered)

    def _comment(self, row: Any) -> Comment:
        text = json.loads(row.answers).get(row.question_code, "")
        return Comment(key_of(row), str(text), row.question_code, row.unit or "")


class ContributionReader(CommentReader):
    """The comments on the draft of a consultation, with their texts as the moderator sees them."""

    source: Consultation

    @cached_property
    def parts(self) -> dict[str, Localized]:
        """Passage -> its number, or the beginning of its text, of all published versions. "" is not among them."""
        documents = [document_of(version) for version in self.source.versions]
        passages = (passage for document in documents for passage in document.passages)
        return {passage.id: {"id": passage.number or passage.text[:_NUMBER]} for passage in passages}

    def _span(self) -> tuple[dt.date | None, dt.date | None]:
        mine = select(func.min(Contribution.day), func.max(Contribution.day)).where(*readable(self.source))
        first, last = self.session.execute(mine).one()
        return first, last

    def _texts(self, selection: Selection) -> Subquery:
        query = select(
            cast(null(), Integer).label("survey_id"),
            Contribution.consultation_id,
            Contribution.day,
            Contribution.id.label("response_id"),
            literal(CONTRIBUTION).label("question_code"),
            Contribution.passage,
            Contribution.stance,
            Contribution.state,
            Contribution.text,
        ).where(*readable(self.source))
        if selection.part is not None:
            query = query.where(Contribution.passage == selection.part)
        if selection.stance:
            query = query.where(Contribution.stance == selection.stance)
        return query.subquery("answer")

    def _comment(self, row: Any) -> Comment:
        return Comment(key_of(row), row.text, row.passage, stance=row.stance, state=row.state)

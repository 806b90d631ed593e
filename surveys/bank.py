"""An agency's question bank: the questions of its own surveys, ready to be taken into another one.

It needs no table: what was asked once is in the newest version of the survey that asked it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.definition import Localized, Question, load
from surveys.errors import UnknownPart
from surveys.models import Survey, SurveyVersion

MOST_SURVEYS = 100  # the newest ones are looked through


@dataclass(frozen=True)
class BankQuestion:
    mark: str  # finds it again: version and code
    question: Question
    title: Localized  # of the survey that asks it


def find_questions(session: Session, agency_id: int, words: str, *, limit: int) -> list[BankQuestion]:
    """The questions whose text holds `words` in some language, of the newest survey first; each text and type once."""
    wanted, seen, found = words.casefold().strip(), set(), []
    for known in _all(session, agency_id):
        label = known.question.label
        key = (known.question.type, label.get("id", ""))
        if key in seen or not any(wanted in text.casefold() for text in label.values()):
            continue
        seen.add(key)
        found.append(known)
        if len(found) == limit:
            break
    return found


def questions_of(session: Session, agency_id: int, marks: Sequence[str]) -> list[Question]:
    """The questions with these marks. Raises UnknownPart for one that isn't in the agency's bank."""
    known = {found.mark: found.question for found in _all(session, agency_id)}
    for mark in marks:
        if mark not in known:
            raise UnknownPart(mark[:80])
    return [known[mark] for mark in marks]


def _all(session: Session, agency_id: int) -> Iterator[BankQuestion]:
    newest = select(func.max(SurveyVersion.id)).join(Survey).where(Survey.agency_id == agency_id)
    ids = newest.group_by(Survey.id).order_by(Survey.id.desc()).limit(MOST_SURVEYS)
    rows = session.execute(select(SurveyVersion.id, SurveyVersion.definition).where(SurveyVersion.id.in_(ids)))
    for version_id, definition in sorted(rows, key=lambda row: -row.id):
        questionnaire = load(definition)
        for question in questionnaire.questions:
            yield BankQuestion(f"{version_id}.{question.code}", question, questionnaire.title)

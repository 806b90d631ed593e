"""The registry of question types: one class each, found by its name."""

from __future__ import annotations

from surveys.definition import Question
from surveys.question_types.agreement import Consent
from surveys.question_types.base import NOT_APPLICABLE, AnswerProblem, Column, QuestionType, Raw, Value
from surveys.question_types.choice import Choice, Matrix, Multiple, Nps, Ranking, Rating, Scale, YesNo
from surveys.question_types.contact import Contact
from surveys.question_types.places import Region
from surveys.question_types.written import Date, LongText, Number, ShortText, band_codes

QUESTION_TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (
        Choice(),
        YesNo(),
        Multiple(),
        Scale(),
        Rating(),
        Nps(),
        Matrix(),
        Ranking(),
        Number(),
        Date(),
        Region(),
        Consent(),
        ShortText(),
        LongText(),
        Contact(),
    )
}


def type_of(question: Question) -> QuestionType:
    return QUESTION_TYPES[question.type]


__all__ = [
    "NOT_APPLICABLE",
    "QUESTION_TYPES",
    "AnswerProblem",
    "Column",
    "QuestionType",
    "Raw",
    "Value",
    "band_codes",
    "type_of",
]

"""Questions that ask for agreement to something."""

from __future__ import annotations

from surveys.definition import Question
from surveys.errors import Problem
from surveys.question_types.base import QuestionType, Raw, Value, shorten, single

AGREED = "yes"


class Consent(QuestionType):
    """A box to tick. Not ticking it is no answer; where one is required, nothing is stored without."""

    name = "consent"

    def can_be_not_applicable(self, question: Question) -> bool:
        return False

    def read(self, question: Question, raw: Raw) -> Value | None:
        return single(question.code, raw).strip() or None

    def check(self, question: Question, value: Value) -> Problem | None:
        return None if value == AGREED else Problem(question.code, "unknown-option", limit=AGREED, found=shorten(value))

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        return [(question.code, AGREED)]

"""Questions answered by a place of the official list."""

from __future__ import annotations

from surveys import regions
from surveys.definition import Question
from surveys.errors import Problem
from surveys.question_types.base import QuestionType, Value, shorten


class Region(QuestionType):
    """A regency or city of Indonesia; the answer is its code of the Ministry of Home Affairs, such as 32.73.

    The question's options, where it has any, are the codes of the provinces that are asked for.
    """

    name = "region"

    def check(self, question: Question, value: Value) -> Problem | None:
        codes = regions.regency_names().keys()
        known = isinstance(value, str) and value in codes
        if known and (not question.options or str(value)[:2] in question.option_codes):
            return None
        return Problem(question.code, "unknown-option", found=shorten(value))

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        return [(question.code, str(value))]

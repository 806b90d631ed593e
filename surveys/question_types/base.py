"""What every question type knows: its fields, how to read them, and what makes an answer valid."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from surveys.canonical import is_storable
from surveys.definition import Question
from surveys.errors import Problem

# An answer as it is stored. Numbers are decimal text, dates ISO text, choices option codes.
Value = str | list[str] | dict[str, str]
# "It doesn't apply to me": an answer of its own, unlike none. No option can have this code.
NOT_APPLICABLE = "n/a"
# The strings posted under a field's name; none, one or several.
Raw = Callable[[str], Sequence[str]]


class AnswerProblem(Exception):
    """Posted strings that can't be read as an answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Column:
    """One column of an export or import: its name, and the row of a matrix or the option it is for."""

    name: str
    part: str = ""


class QuestionType(ABC):
    """A family of questions. Subclasses set `name` and say how an answer is read and checked."""

    name = ""
    is_apart = False  # whether what is given is no answer, and never stored with the answers

    def columns(self, question: Question) -> list[Column]:
        """The HTML fields, which are the import and export columns too."""
        return [Column(question.code)]

    def parse(self, question: Question, raw: Raw) -> Value | None:
        """The answer in the posted strings, None when it is empty. Raises AnswerProblem.

        "Not applicable" stands for itself alone; beside another answer it is left aside.
        """
        if not self.can_be_not_applicable(question):
            return self.read(question, raw)
        value = self.read(question, lambda field: _without_not_applicable(raw(field)))
        return NOT_APPLICABLE if value is None and NOT_APPLICABLE in raw(self.columns(question)[0].name) else value

    def validate(self, question: Question, value: Value) -> Problem | None:
        """What is wrong with a non-empty answer, or None."""
        if value == NOT_APPLICABLE and self.can_be_not_applicable(question):
            return None
        return self.check(question, value)

    def picks(self, question: Question, value: Value) -> list[tuple[str, str]]:
        """What is counted of a valid answer: pairs of question (or `question.row`) and option code."""
        return [(question.code, NOT_APPLICABLE)] if value == NOT_APPLICABLE else self.counted(question, value)

    def describe(self, question: Question, value: Value) -> dict[str, str]:
        """Column name -> text, for an export; `parse` reads it back."""
        if value == NOT_APPLICABLE:
            return {self.columns(question)[0].name: NOT_APPLICABLE}
        return self.written(question, value)

    def can_be_not_applicable(self, question: Question) -> bool:
        """Whether "it doesn't apply to me" is an answer to the question as a whole."""
        return question.not_applicable

    def read(self, question: Question, raw: Raw) -> Value | None:
        """The answer in the posted strings, where it is not "not applicable"."""
        text = single(question.code, raw).strip()
        return text or None

    @abstractmethod
    def check(self, question: Question, value: Value) -> Problem | None:
        """What is wrong with a non-empty answer that is not "not applicable", or None."""

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        """What is counted of a valid answer that is not "not applicable"."""
        return []

    def written(self, question: Question, value: Value) -> dict[str, str]:
        """Column name -> text of an answer that is not "not applicable"."""
        return {question.code: str(value)}

    def is_empty(self, value: object) -> bool:
        return value is None or value == "" or value == [] or value == {}

    def masked(self, value: Value) -> Value:
        """A valid answer as it is stored: what people write freely, without personal data."""
        return value


def single(field: str, raw: Raw) -> str:
    """The one string of a field, '' when it is absent. Raises AnswerProblem when it is repeated."""
    values = raw(field)
    if not values:
        return ""
    if len(values) > 1:
        raise AnswerProblem(Problem(field, "repeated", found=str(len(values))))
    return values[0]


def unknown_option(field: str, codes: frozenset[str], value: object) -> Problem | None:
    if isinstance(value, str) and value in codes:
        return None
    return Problem(field, "unknown-option", limit=" ".join(sorted(codes)), found=shorten(value))


def shorten(value: object) -> str:
    """A bit of hostile text that is safe to show: at most 40 characters, storable ones."""
    text = str(value)[:40]
    return text if is_storable(text) else "�"


def _without_not_applicable(values: Sequence[str]) -> Sequence[str]:
    """Beside "not applicable" stands the empty field that it was ticked for: neither is another answer."""
    if NOT_APPLICABLE not in values:
        return values
    return [text for text in values if text.strip() and text != NOT_APPLICABLE]

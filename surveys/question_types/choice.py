"""Questions answered by picking among options: one, several, on a scale, row by row, in order."""

from __future__ import annotations

from surveys.definition import Question
from surveys.errors import Problem
from surveys.question_types.base import (
    NOT_APPLICABLE,
    AnswerProblem,
    Column,
    QuestionType,
    Raw,
    Value,
    shorten,
    single,
    unknown_option,
)

ANSWERED = "answered"  # beside the code of a question with several picks: who made at least one


class Choice(QuestionType):
    """One option; the answer is its code."""

    name = "choice"
    fewest_options = 2

    def check(self, question: Question, value: Value) -> Problem | None:
        return unknown_option(question, question.code, value)

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        return [(question.code, str(value))]


class Scale(Choice):
    """One step of an ordered, scored row of options, as each element of the SKM has."""

    name = "scale"


class YesNo(Choice):
    """Two options, yes and no."""

    name = "yes-no"


class Rating(Scale):
    """A scale with a face beside each of its words."""

    name = "rating"


class Nps(Scale):
    """How likely somebody is to recommend, from 0 to 10: options with these codes, words at both ends."""

    name = "nps"


class Multiple(QuestionType):
    """Any number of options up to `max_choices`; the answer lists their codes in the question's order."""

    name = "multiple"
    fewest_options = 2

    def read(self, question: Question, raw: Raw) -> Value | None:
        # A browser posts one string an option, an import file one cell with all codes.
        codes = [code for text in raw(question.code) for code in text.replace(";", " ").split()]
        known = [option.code for option in question.options if option.code in codes]
        return known + [code for code in dict.fromkeys(codes) if code not in question.option_codes] or None

    def check(self, question: Question, value: Value) -> Problem | None:
        if not isinstance(value, list) or len({str(code) for code in value}) != len(value):
            return Problem(question.code, "wrong-type", found=shorten(value))
        for code in value:
            if problem := unknown_option(question, question.code, code):
                return problem
        if question.max_choices and len(value) > question.max_choices:
            return Problem(question.code, "too-many-choices", limit=str(question.max_choices), found=str(len(value)))
        return None

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        # How many answered can't be told from the picks: a base of its own.
        return [*((question.code, code) for code in value), (f"{question.code}.{ANSWERED}", ANSWERED)]

    def written(self, question: Question, value: Value) -> dict[str, str]:
        return {question.code: ";".join(value)}


class Matrix(QuestionType):
    """The same options for several statements; the answer is row code -> option code."""

    name = "matrix"
    fewest_options = 2
    fewest_rows = 1

    def can_be_not_applicable(self, question: Question) -> bool:
        return False  # each row can, by itself

    def columns(self, question: Question) -> list[Column]:
        return [Column(f"{question.code}.{row.code}", row.code) for row in question.rows]

    def read(self, question: Question, raw: Raw) -> Value | None:
        picked = {column.part: single(column.name, raw).strip() for column in self.columns(question)}
        return {row: code for row, code in picked.items() if code} or None

    def check(self, question: Question, value: Value) -> Problem | None:
        if not isinstance(value, dict) or not value.keys() <= question.row_codes:
            return Problem(question.code, "wrong-type", found=shorten(value))
        for row, code in value.items():
            if question.not_applicable and code == NOT_APPLICABLE:
                continue
            if problem := unknown_option(question, f"{question.code}.{row}", code):
                return problem
        missing = [row.code for row in question.rows if row.code not in value]
        if question.required and missing:
            return Problem(f"{question.code}.{missing[0]}", "required")
        return None

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        return list(self.written(question, value).items())

    def written(self, question: Question, value: Value) -> dict[str, str]:
        assert isinstance(value, dict)
        return {f"{question.code}.{row}": code for row, code in value.items()}


class Ranking(QuestionType):
    """All options in order of preference; the answer lists every code once, the first choice first."""

    name = "ranking"
    fewest_options = 2

    def can_be_not_applicable(self, question: Question) -> bool:
        return False  # who can't rank leaves it empty

    def columns(self, question: Question) -> list[Column]:
        return [Column(f"{question.code}.{option.code}", option.code) for option in question.options]

    def read(self, question: Question, raw: Raw) -> Value | None:
        ranks = {column.part: single(column.name, raw).strip() for column in self.columns(question)}
        if not any(ranks.values()):
            return None
        wanted = {str(rank) for rank in range(1, len(question.options) + 1)}
        for code, rank in ranks.items():
            if rank not in wanted:
                problem = "incomplete-ranking" if not rank else "unknown-option"
                raise AnswerProblem(Problem(f"{question.code}.{code}", problem, found=shorten(rank)))
        if len(set(ranks.values())) != len(ranks):
            raise AnswerProblem(Problem(question.code, "repeated-rank"))
        return sorted(ranks, key=lambda code: int(ranks[code]))

    def check(self, question: Question, value: Value) -> Problem | None:
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            return Problem(question.code, "wrong-type", found=shorten(value))
        if len(value) != len(question.options) or set(value) != question.option_codes:
            return Problem(question.code, "incomplete-ranking", found=shorten(value))
        return None

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        return list(self.written(question, value).items())  # the rank is what was picked for an option

    def written(self, question: Question, value: Value) -> dict[str, str]:
        return {f"{question.code}.{code}": str(rank) for rank, code in enumerate(value, start=1)}

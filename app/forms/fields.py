"""Question types as WTForms fields: one adapter to the question type's own parse and validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import Field

from surveys import regions
from surveys.answers import check_answers, read_answers
from surveys.definition import Option, Question, text_in
from surveys.errors import Problem
from surveys.question_types import Raw, Value, type_of

_CONTACT_INPUTS = {"name": ("text", "name"), "email": ("email", "email"), "phone": ("tel", "tel")}


class QuestionField(Field):
    """One question. `data` is its answer, `problem` what is wrong with it, `typed` what was posted."""

    def __init__(self, question: Question, language: str, **kwargs: Any) -> None:
        super().__init__(text_in(question.label, language), **kwargs)
        self.question = question
        self.language = language
        self.problem: Problem | None = None
        self.data: Value | None = None
        self._raw: Raw = lambda _: ()

    @property
    def template(self) -> str:
        return f"questions/{self.question.type}.html"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the answer. `formdata` has `getlist`; a matrix or ranking has several posted names."""
        self.process_errors, self.errors = [], []
        if formdata is not None:
            self._raw = formdata.getlist
        answers, problems = read_answers([self.question], self._raw)
        self.data = answers.get(self.question.code)
        self.problem = problems.get(self.question.code)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check the answer by the question type's own rule."""
        answers = {} if self.data is None else {self.question.code: self.data}
        self.problem = self.problem or check_answers([self.question], answers).get(self.question.code)
        self.errors = [self.problem] if self.problem else []  # type: ignore[list-item]  # problems, worded by app.errors
        return self.problem is None

    def text(self, text: Any) -> str:
        return text_in(text, self.language)

    @property
    def question_name(self) -> str:
        return self.text(self.question.name) or self.text(self.question.label)

    def columns(self) -> list[tuple[str, str]]:
        """The posted names, each with the row or option that it is for."""
        return [(column.name, column.part) for column in type_of(self.question).columns(self.question)]

    def typed(self, name: str = "") -> str:
        """What was posted under a name, by default the question's own, as it was typed.

        A NUL can't stand in a page; its place is marked.
        """
        return next(iter(self._raw(name or self.question.code)), "").replace("\x00", "\ufffd")

    def picked(self, code: str, name: str = "") -> bool:
        return code in self._raw(name or self.question.code)

    picks = False  # whether the answer is picked from options, not written

    @property
    def not_applicable(self) -> bool:
        """Whether "it doesn't apply to me" is offered for the question as a whole."""
        return type_of(self.question).can_be_not_applicable(self.question)

    def option_number(self, option: Option) -> int:
        """The place of an option in the order of its definition, counted from 1."""
        return 1 + self.question.options.index(option)

    @property
    def error_id(self) -> str:
        """Where the error summary's link goes: the first control that is wrong."""
        return (self.problem.field if self.problem else self.columns()[0][0]).replace(".", "-")


class PickField(QuestionField):
    """Choice, multiple, scale and their kin: options under one name."""

    picks = True


class GridField(QuestionField):
    """Matrix: a row of options for each statement, each row under a name of its own."""

    picks = True


class RankField(QuestionField):
    """Ranking: a number for each option, each under a name of its own."""

    picks = True

    def ranks(self) -> Sequence[str]:
        return [str(rank) for rank in range(1, len(self.question.options) + 1)]


class WriteField(QuestionField):
    """Number, date, short and long text: what is typed."""


class ContactField(QuestionField):
    """Contact data: a line for each field, each under a name of its own."""

    def entries(self) -> list[tuple[str, str, str, str, str]]:
        """Name, id, label, input type and autocomplete purpose of each field."""
        return [
            (name, name.replace(".", "-"), self.text(option.label), *_CONTACT_INPUTS.get(option.code, ("text", "off")))
            for option, (name, _part) in zip(self.question.options, self.columns(), strict=False)
        ]


class RegionField(QuestionField):
    """A regency or city from the official list, by province."""

    picks = True

    def provinces(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Name of each province asked for, with the code and name of its regencies."""
        asked = self.question.option_codes or regions.province_names().keys()
        regencies: dict[str, list[tuple[str, str]]] = {}
        for code, name in regions.regency_names().items():
            regencies.setdefault(code[:2], []).append((code, name))
        return [(name, regencies[code]) for code, name in regions.province_names().items() if code in asked]


class TickField(QuestionField):
    """Consent: one box."""

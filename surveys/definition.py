"""A questionnaire as plain frozen values: Questionnaire › Section › Question › Option.

`load` reads what `dump` wrote, `check` lists what is wrong with one. Questions and options are known
by their code across versions, never by their position.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cached_property
from typing import Any

from surveys.canonical import canonical_json
from surveys.errors import InvalidQuestionnaire, Problem

Localized = Mapping[str, str]  # language tag -> text
Expression = list[Any]  # see surveys.logic

ONE_PAGE, PAGES = "one-page", "pages"
ELEMENT, PROFILE, COMMENT = "element", "profile", "comment"  # what a question is for, to analytics

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+<>-]{0,59}\Z")
_RESERVED = frozenset(
    {"unit", "token", "page", "step", "order", "go", "language", "channel", "received_at", "external_id"}
)


@dataclass(frozen=True)
class Option:
    code: str
    label: Localized
    score: int | None = None


@dataclass(frozen=True)
class Question:
    code: str
    type: str  # a name in surveys.question_types
    label: Localized
    hint: Localized = field(default_factory=dict)
    name: Localized = field(default_factory=dict)  # a short name for tables and error messages
    role: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()  # the statements of a matrix
    minimum: str | None = None  # number or ISO date
    maximum: str | None = None
    max_length: int | None = None
    max_choices: int | None = None
    bands: tuple[int, ...] = ()  # lower bounds: a number is kept only as the band that it falls in
    kept_days: int | None = None  # for how long contact data are kept, after they were sent
    measure: Localized = field(default_factory=dict)  # the unit of a number: "menit", "km"
    not_applicable: bool = False  # whether "it doesn't apply to me" may be answered
    random_order: bool = False  # whether each visit sees the options in an order of its own
    shown_if: Expression | None = None  # always, without one
    required_if: Expression | None = None  # beside `required`
    valid_if: Expression | None = None  # what a given answer must keep to, beside its type's rules
    invalid_message: Localized = field(default_factory=dict)  # what to do where `valid_if` is not kept

    @cached_property
    def option_codes(self) -> frozenset[str]:
        return frozenset(option.code for option in self.options)

    @cached_property
    def row_codes(self) -> frozenset[str]:
        return frozenset(row.code for row in self.rows)

    @cached_property
    def names_answers(self) -> bool:
        """Whether its texts may name earlier answers, in braces."""
        return any("{" in text for part in (self.label, self.hint) for text in part.values())

    @cached_property
    def scores(self) -> dict[str, int]:
        """Option code -> score, for the options that have one."""
        return {option.code: option.score for option in self.options if option.score is not None}


@dataclass(frozen=True)
class Section:
    code: str
    title: Localized = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    shown_if: Expression | None = None


@dataclass(frozen=True)
class Computed:
    """A value worked out from answers, known by its code as an answer is."""

    code: str
    value: Expression


@dataclass(frozen=True)
class Quota:
    """How many answers are taken of those for which `when` holds; of all, without it."""

    code: str
    limit: int
    when: Expression | None = None


@dataclass(frozen=True)
class Questionnaire:
    title: Localized
    sections: tuple[Section, ...]
    languages: tuple[str, ...] = ("id",)
    intro: Localized = field(default_factory=dict)
    layout: str = ONE_PAGE
    instrument: str = ""
    computed: tuple[Computed, ...] = ()
    quotas: tuple[Quota, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def has_logic(self) -> bool:
        """Whether anything of it depends on answers; where nothing does, nothing is worked out for anybody."""
        return any(section.shown_if is not None for section in self.sections) or any(
            question.names_answers or (question.shown_if, question.required_if, question.valid_if) != (None, None, None)
            for question in self.questions
        )

    @cached_property
    def keeps_apart(self) -> bool:
        """Whether it asks for what is kept apart from the answers."""
        return any(question.kept_days for question in self.questions)

    @cached_property
    def has_random_order(self) -> bool:
        return any(question.random_order for question in self.questions)

    def with_role(self, role: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.role == role)


def is_code(text: str) -> bool:
    """Whether `text` may be a question's code."""
    return _CODE.match(text) is not None and text not in _RESERVED


def is_option_code(text: str) -> bool:
    """Whether `text` may be the code of an option, or of a row of a matrix."""
    return _CODE.match(text) is not None


def text_in(text: Localized, language: str) -> str:
    """`text` in `language`, else in Indonesian, else in whatever language it has, else ''."""
    return text.get(language) or text.get("id") or next(iter(text.values()), "")


def dump(questionnaire: Questionnaire) -> str:
    """The canonical JSON text of a questionnaire."""
    return canonical_json(_plain(questionnaire))


def load(text: str) -> Questionnaire:
    """The questionnaire that `dump` wrote. Raises InvalidQuestionnaire for anything else."""
    try:
        data = json.loads(text)
        parts = {
            "sections": tuple(_section(section) for section in data["sections"]),
            "computed": tuple(Computed(**computed) for computed in data.get("computed", ())),
            "quotas": tuple(Quota(**quota) for quota in data.get("quotas", ())),
            "languages": tuple(data["languages"]),
        }
        return Questionnaire(**{**data, **parts})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidQuestionnaire([Problem("definition", "unreadable", found=str(error)[:100])]) from error


def check(questionnaire: Questionnaire) -> list[Problem]:
    """What keeps a questionnaire from being published; empty when nothing does."""
    from_types = [p for question in questionnaire.questions for p in _check_question(question)]
    return list(_check_whole(questionnaire)) + from_types


def _check_whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not any(questionnaire.title.values()):
        yield Problem("title", "missing")
    if not questionnaire.questions:
        yield Problem("sections", "no-questions")
    if questionnaire.layout not in (ONE_PAGE, PAGES):
        yield Problem("layout", "unknown", found=questionnaire.layout)
    seen: set[str] = set()
    for question in questionnaire.questions:
        if question.code in seen:
            yield Problem(question.code, "repeated-code")
        seen.add(question.code)


def _check_question(question: Question) -> Iterator[Problem]:
    if not is_code(question.code):
        yield Problem(question.code, "bad-code")
    if not any(question.label.values()):
        yield Problem(question.code, "missing-label")
    for options in (question.options, question.rows):
        codes = [option.code for option in options]
        if len(set(codes)) != len(codes):
            yield Problem(question.code, "repeated-option")
        if not all(is_option_code(code) for code in codes):
            yield Problem(question.code, "bad-option-code")
    if list(question.bands) != sorted(set(question.bands)):
        yield Problem(question.code, "bands-not-rising")


def _section(data: dict[str, Any]) -> Section:
    questions = tuple(_question(question) for question in data.get("questions", ()))
    return Section(**{**data, "questions": questions})


def _question(data: dict[str, Any]) -> Question:
    plain = {**data}
    for name in ("options", "rows"):
        plain[name] = tuple(Option(**option) for option in plain.get(name, ()))
    plain["bands"] = tuple(plain.get("bands", ()))
    return Question(**plain)


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries without the fields that were left empty; a score of 0 or a rule `false` is kept."""
    if isinstance(value, (Questionnaire, Section, Question, Option, Computed, Quota)):
        kept = [part for part in fields(value) if getattr(value, part.name) or not _left_empty(value, part)]
        return {part.name: _plain(getattr(value, part.name)) for part in kept}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def _left_empty(value: Any, part: Field[Any]) -> bool:
    default = part.default if part.default_factory is MISSING else part.default_factory()
    given = getattr(value, part.name)
    return type(given) is type(default) and given == default

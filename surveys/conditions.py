"""Conditions as people put them together: rows of *question – is – value*, all or any of them; and as expressions.

Only what the rows can say is read back: `rule_of` gives None for any other expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys import answer_items
from surveys.definition import Expression, Localized, Option, Question, Questionnaire
from surveys.question_types import band_codes

ALL, ANY = "all", "any"
IS, IS_NOT, AT_LEAST, AT_MOST = "is", "is-not", "at-least", "at-most"
INCLUDES, EXCLUDES, ANSWERED, UNANSWERED = "includes", "excludes", "answered", "unanswered"

CHOICE, SCORED, LIST, NUMBER, DATE, TEXT = "choice", "scored", "list", "number", "date", "text"
OPERATORS: dict[str, tuple[str, ...]] = {  # kind of answer -> what can be said of it, the usual first
    CHOICE: (IS, IS_NOT, ANSWERED, UNANSWERED),
    SCORED: (IS, IS_NOT, AT_LEAST, AT_MOST, ANSWERED, UNANSWERED),
    LIST: (INCLUDES, EXCLUDES, ANSWERED, UNANSWERED),
    NUMBER: (IS, IS_NOT, AT_LEAST, AT_MOST, ANSWERED, UNANSWERED),
    DATE: (IS, AT_LEAST, AT_MOST, ANSWERED, UNANSWERED),
    TEXT: (ANSWERED, UNANSWERED),
}
WITHOUT_VALUE = frozenset({ANSWERED, UNANSWERED})
_SIGNS = {IS: "=", IS_NOT: "!=", AT_LEAST: ">=", AT_MOST: "<="}
_BY_SIGN = {sign: operator for operator, sign in _SIGNS.items()}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?\Z", re.ASCII)


@dataclass(frozen=True)
class Condition:
    """`code`: a question, or `question.row` of a matrix. `value`: an option's code, a number, an ISO date, or ''."""

    code: str
    operator: str
    value: str = ""


@dataclass(frozen=True)
class Rule:
    """No condition: always."""

    conditions: tuple[Condition, ...] = ()
    join: str = ALL


@dataclass(frozen=True)
class Subject:
    """What a condition can speak of: an earlier question, or a row of one."""

    code: str
    label: Localized
    row: Localized
    kind: str
    options: tuple[Option, ...] = ()

    @property
    def scores(self) -> dict[str, int]:
        return {option.code: option.score for option in self.options if option.score is not None}


def subjects(questions: Iterable[Question]) -> dict[str, Subject]:
    """What conditions can speak of, by code, where `questions` come before them."""
    return {subject.code: subject for question in questions for subject in _subjects(question)}


def before(questionnaire: Questionnaire, code: str) -> list[Question]:
    """The questions before the question with `code`; all, where there is none."""
    questions = list(questionnaire.questions)
    codes = [question.code for question in questions]
    return questions[: codes.index(code)] if code in codes else questions


def is_fit(condition: Condition, known: Mapping[str, Subject]) -> str:
    """What is wrong with a condition: `code`, `operator` or `value`; '' when nothing is."""
    subject = known.get(condition.code)
    if subject is None:
        return "code"
    if condition.operator not in OPERATORS[subject.kind]:
        return "operator"
    if condition.operator in WITHOUT_VALUE:
        return ""
    return "" if _fits(subject, condition) else "value"


def expression(rule: Rule, known: Mapping[str, Subject]) -> Expression | None:
    """A rule as it is stored; None for one without conditions. Every condition must be fit."""
    parts = [_expression(condition, known[condition.code]) for condition in rule.conditions]
    if len(parts) < 2:
        return parts[0] if parts else None
    return [rule.join, *parts]


def rule_of(expression: Expression | None, known: Mapping[str, Subject]) -> Rule | None:
    """The rule that an expression says, None where rows of conditions can't say it."""
    if expression is None:
        return Rule()
    joined = len(expression) > 2 and expression[0] in (ALL, ANY)
    read = [_condition(part, known) for part in (expression[1:] if joined else [expression])]
    conditions = tuple(condition for condition in read if condition is not None)
    if len(conditions) < len(read):
        return None
    return Rule(conditions, str(expression[0]) if joined else ALL)


def _subjects(question: Question) -> list[Subject]:
    if not answer_items.kinds(question):
        return []
    kind, options = _kind(question), question.options
    if question.bands:
        options = tuple(Option(code, {"id": code}) for code in band_codes(question.bands))
    if question.rows:
        label = question.label
        return [Subject(f"{question.code}.{row.code}", label, row.label, kind, options) for row in question.rows]
    return [Subject(question.code, question.label, {}, kind, options)]


def _kind(question: Question) -> str:
    if question.type in ("multiple", "ranking"):
        return LIST
    if question.options:
        return SCORED if len(set(question.scores.values())) == len(question.options) else CHOICE
    if question.type == "number":
        return CHOICE if question.bands else NUMBER
    return DATE if question.type == "date" else TEXT


def _fits(subject: Subject, condition: Condition) -> bool:
    if subject.options:
        return any(option.code == condition.value for option in subject.options)
    if subject.kind == NUMBER:
        return _NUMBER.match(condition.value) is not None
    return condition.value != ""


def _expression(condition: Condition, subject: Subject) -> Expression:
    answer: Expression = ["answer", condition.code]
    if condition.operator in WITHOUT_VALUE:
        answered: Expression = ["answered", condition.code]
        return answered if condition.operator == ANSWERED else ["not", answered]
    if condition.operator in (INCLUDES, EXCLUDES):
        has: Expression = ["has", answer, condition.value]
        return has if condition.operator == INCLUDES else ["not", has]
    if subject.kind == SCORED and condition.operator in (AT_LEAST, AT_MOST):
        return [_SIGNS[condition.operator], ["score", condition.code], subject.scores[condition.value]]
    return [_SIGNS[condition.operator], answer, _literal(condition.value, subject)]


def _literal(value: str, subject: Subject) -> str | int | float:
    if subject.kind != NUMBER:
        return value
    return float(value) if "." in value else int(value)


def _condition(part: Any, known: Mapping[str, Subject]) -> Condition | None:
    found = _read(part, known)
    # What the rows would write otherwise is not theirs to change.
    if found is None or is_fit(found, known) or _expression(found, known[found.code]) != part:
        return None
    return found


def _read(part: Any, known: Mapping[str, Subject]) -> Condition | None:
    found = None
    match part:
        case ["answered", str(code)]:
            found = Condition(code, ANSWERED)
        case ["not", ["answered", str(code)]]:
            found = Condition(code, UNANSWERED)
        case ["has", ["answer", str(code)], str(value)]:
            found = Condition(code, INCLUDES, value)
        case ["not", ["has", ["answer", str(code)], str(value)]]:
            found = Condition(code, EXCLUDES, value)
        case [str(sign), ["answer", str(code)], str() | int() | float() as value] if sign in _BY_SIGN:
            found = Condition(code, _BY_SIGN[sign], str(value))
        case [str(sign), ["score", str(code)], int(score)] if sign in _BY_SIGN and code in known:
            picked = [option for option, its in known[code].scores.items() if its == score]
            found = Condition(code, _BY_SIGN[sign], (*picked, "")[0])
    return found

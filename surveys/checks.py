"""Everything that keeps a questionnaire from being published: its own form, and its logic. Pure.

A problem's `field` is the code of the question, section or computed value; its `limit` names the part:
shown_if, required_if, valid_if, value, label, when. The code of a quota has `quota.` before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surveys import answer_items, definition, piping
from surveys.branching import computed_order
from surveys.definition import Question, Questionnaire
from surveys.errors import Problem
from surveys.logic import TRUTH, Kind, faults, kind_of, references
from surveys.question_types import QUESTION_TYPES
from surveys.question_types.contact import FIELDS, PERIODS, Contact
from surveys.reachability import unreachable

MOST_COMPUTED = 100
MOST_QUOTAS = 50
LARGEST_QUOTA = 1_000_000
QUOTA = "quota."  # before the code of a quota, where a problem is one of a quota


def problems(questionnaire: Questionnaire) -> list[Problem]:
    """What keeps a questionnaire from being published; empty when nothing does.

    Beside those of `definition.check`: unknown-type; those of logic.faults; later-question for a condition or
    text that speaks of a question not asked yet; cycle; taken-code for a computed value; too-many-computed;
    no-effect for a rule that doesn't read its own answer; unreachable for a question that nobody is ever asked;
    bad-limit and too-many-quotas; no-contact-fields, no-period and no-purpose for a question for contact data.
    """
    found = definition.check(questionnaire)
    found += [problem for question in questionnaire.questions for problem in _contact_problems(question)]
    unknown = [
        Problem(q.code, "unknown-type", found=q.type) for q in questionnaire.questions if q.type not in QUESTION_TYPES
    ]
    if unknown or not (questionnaire.has_logic or questionnaire.computed or questionnaire.quotas):
        return found + unknown
    logic = [*_computed_problems(questionnaire), *_order_problems(questionnaire), *_quota_problems(questionnaire)]
    if found or logic:
        return found + logic
    return [Problem(code, "unreachable", limit="shown_if") for code in unreachable(questionnaire)]


def _computed_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    if len(questionnaire.computed) > MOST_COMPUTED:
        yield Problem("computed", "too-many-computed", str(MOST_COMPUTED), str(len(questionnaire.computed)))
        return
    taken = {name for question in questionnaire.questions for name in answer_items.kinds(question)}
    for value in questionnaire.computed:
        if value.code in taken:
            yield Problem(value.code, "taken-code")
        if not definition.is_code(value.code):
            yield Problem(value.code, "bad-code")
        taken.add(value.code)
    ordered = computed_order(questionnaire)
    cyclic = [value for value in questionnaire.computed if value not in ordered]
    for value in cyclic:
        yield Problem(value.code, "cycle", limit="value")
    scope = _kinds(questionnaire) | {value.code: Kind(TRUTH) for value in cyclic}
    for value in ordered:
        yield from _faults(value.code, "value", value.value, scope)


def _order_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    scope = _kinds(questionnaire)
    before = _Before(questionnaire)
    for section in questionnaire.sections:
        yield from before.check(section.code, "shown_if", section.shown_if, scope)
        for question in section.questions:
            yield from before.check(question.code, "shown_if", question.shown_if, scope)
            yield from before.check(question.code, "required_if", question.required_if, scope)
            yield from before.check_texts(question)
            before.pass_by(question)
            yield from before.check(question.code, "valid_if", question.valid_if, scope)
            if question.valid_if is not None and not before.reads(question.valid_if, question):
                yield Problem(question.code, "no-effect", limit="valid_if")


def _contact_problems(question: Question) -> Iterator[Problem]:
    """Who is asked for contact data is told what for, and until when."""
    if not isinstance(QUESTION_TYPES.get(question.type), Contact):
        return
    if not question.options or not question.option_codes <= FIELDS.keys():
        yield Problem(question.code, "no-contact-fields")
    if question.kept_days not in PERIODS:
        yield Problem(question.code, "no-period")
    if not any(question.hint.values()):
        yield Problem(question.code, "no-purpose")


def _quota_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    if len(questionnaire.quotas) > MOST_QUOTAS:
        yield Problem("quotas", "too-many-quotas", str(MOST_QUOTAS), str(len(questionnaire.quotas)))
        return
    scope, seen = _kinds(questionnaire), set[str]()
    for quota in questionnaire.quotas:
        field = f"{QUOTA}{quota.code}"
        if quota.code in seen:
            yield Problem(field, "taken-code")
        if not definition.is_code(quota.code):
            yield Problem(field, "bad-code")
        if type(quota.limit) is not int or not 1 <= quota.limit <= LARGEST_QUOTA:
            yield Problem(field, "bad-limit", str(LARGEST_QUOTA), str(quota.limit)[:20])
        if quota.when is not None:
            yield from _faults(field, "when", quota.when, scope, TRUTH)
        seen.add(quota.code)


def _faults(
    code: str, part: str, expression: Any, scope: Mapping[str, Kind], wanted: str | None = None
) -> list[Problem]:
    return [Problem(code, fault.code, limit=part, found=fault.found) for fault in faults(expression, scope, wanted)]


def _kinds(questionnaire: Questionnaire) -> dict[str, Kind]:
    """What every code is to an expression: the questions' and the computed values'."""
    scope = {name: kind for q in questionnaire.questions for name, kind in answer_items.kinds(q).items()}
    for value in computed_order(questionnaire):
        scope[value.code] = kind_of(value.value, scope)
    return scope


class _Before:
    """What has been asked before a place in the questionnaire, in the order of asking."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.asked: set[str] = set()
        self.questions = questionnaire.by_code
        self.computed = computed_order(questionnaire)
        self.stand_on = {value.code: references(value.value) for value in self.computed}

    def pass_by(self, question: Question) -> None:
        self.asked |= answer_items.kinds(question).keys()
        for value in self.computed:  # each after those that it stands on
            if self.stand_on[value.code] <= self.asked:
                self.asked.add(value.code)

    def check(self, code: str, part: str, expression: Any, scope: Mapping[str, Kind]) -> Iterator[Problem]:
        if expression is None:
            return
        wrong = _faults(code, part, expression, scope, TRUTH)
        yield from wrong
        later = sorted(references(expression) - self.asked)
        if later and not wrong:
            yield Problem(code, "later-question", limit=part, found=later[0])

    def check_texts(self, question: Question) -> Iterator[Problem]:
        for name in sorted(piping.named_codes((question.label, question.hint))):
            if name.partition(".")[0] in self.questions and name not in self.asked:
                yield Problem(question.code, "later-question", limit="label", found=name)
                return

    def reads(self, expression: Any, question: Question) -> bool:
        """Whether an expression speaks of a question, itself or through computed values."""
        names = references(expression)
        waiting = list(names)
        while waiting:
            more = self.stand_on.get(waiting.pop(), set()) - names
            names |= more
            waiting += more
        return bool(names & answer_items.kinds(question).keys())

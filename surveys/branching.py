"""The path that one person's answers take through a questionnaire. Pure.

A question is on the path when its own condition and its section's hold for the answers before it; the
answer of a question off the path counts as not given, and is never stored. Computed values are not
stored either: they follow from the answers, and a stored copy could only contradict them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from surveys import answer_items, piping
from surveys.definition import Computed, Expression, Question, Questionnaire, Section, text_in
from surveys.errors import Problem
from surveys.logic import Item, Values, evaluate, holds, read_codes, references
from surveys.question_types import Value, type_of


@dataclass(frozen=True)
class Path:
    """What one person is asked.

    `questions`: those on the path, as they stand for this person – required when `required_if` holds, with
    earlier answers in their texts. `answers`: those on the path. `broken`: question code -> a 'rule' problem,
    where `valid_if` is not kept; its limit is the author's message.
    """

    questions: tuple[Question, ...]
    answers: Mapping[str, Value]
    broken: Mapping[str, Problem] = field(default_factory=dict)


def path(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> Path:
    """The path that these answers take: question code -> value, checked or not."""
    if not questionnaire.has_logic:
        return Path(questionnaire.questions, answers)
    walk = _Walk(questionnaire)
    for section in questionnaire.sections:
        for question in section.questions:
            if walk.shows(section, question):
                walk.take(question, answers.get(question.code))
    return Path(tuple(walk.questions), walk.answers, walk.broken)


def computed_values(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> Mapping[str, Item]:
    """The computed values of a response's stored answers, by code; None where one has no value."""
    walk = _Walk(questionnaire)
    for code, value in answers.items():
        walk.known |= answer_items.items(walk.by_code[code], value)
    return walk.computed({value.code for value in questionnaire.computed})


def is_met(questionnaire: Questionnaire, answers: Mapping[str, Value], condition: Expression) -> bool:
    """Whether a condition holds for a whole response's stored answers."""
    walk = _Walk(questionnaire)
    for code, value in answers.items():
        walk.known |= answer_items.items(walk.by_code[code], value)
    return walk.holds(condition)


def computed_order(questionnaire: Questionnaire) -> list[Computed]:
    """The computed values, each after those that it reads. What lies on a cycle is left out, and so has no value."""
    waiting = {value.code: value for value in questionnaire.computed}
    order: list[Computed] = []
    while ready := [value for value in waiting.values() if not references(value.value) & waiting.keys()]:
        order += [waiting.pop(value.code) for value in ready]
    return order


def dependencies(questionnaire: Questionnaire) -> dict[str, set[str]]:
    """By question code, the questions whose answers decide whether it is asked, required, or how it reads."""
    sources = _sources(questionnaire)
    found: dict[str, set[str]] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            names = piping.named_codes((question.label, question.hint))
            for condition in (section.shown_if, question.shown_if, question.required_if):
                names |= references(condition)
            found[question.code] = {code for name in names for code in sources.get(name, ())}
    return found


def pages(questionnaire: Questionnaire, starts: list[tuple[Section, ...]]) -> list[tuple[Section, ...]]:
    """The pages of a layout, broken before each question that depends on one of the same page.

    So a page can always be shown from what was answered on the pages before it, without any script.
    """
    needs = dependencies(questionnaire)
    broken: list[tuple[Section, ...]] = []
    for sections in starts:
        page: list[Section] = []
        before: set[str] = set()  # the questions of this page so far
        for section in sections:
            part: list[Question] = []
            for question in section.questions:
                if needs.get(question.code, set()) & before:
                    broken.append((*page, *_part(section, part)))
                    page, part, before = [], [], set()
                part.append(question)
                before.add(question.code)
            page += _part(section, part)
        broken.append(tuple(page))
    return broken


def _part(section: Section, questions: list[Question]) -> list[Section]:
    return [replace(section, questions=tuple(questions))] if questions else []


def _sources(questionnaire: Questionnaire) -> dict[str, set[str]]:
    """By each name that an expression can read, the codes of the questions that it stands on."""
    sources = {name: {q.code} for q in questionnaire.questions for name in answer_items.kinds(q)}
    for value in computed_order(questionnaire):
        sources[value.code] = {code for name in references(value.value) for code in sources.get(name, ())}
    return sources


class _Walk:
    """One walk through a questionnaire; what comes later is not known yet."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.by_code = questionnaire.by_code
        self.order = computed_order(questionnaire)
        self.known: dict[str, Item] = {}
        self.plain = Values(self.known, answer_items.scores(questionnaire))  # without computed values
        self.questions: list[Question] = []
        self.answers: dict[str, Value] = {}
        self.broken: dict[str, Problem] = {}

    def shows(self, section: Section, question: Question) -> bool:
        conditions = (section.shown_if, question.shown_if)
        return all(condition is None or self.holds(condition) for condition in conditions)

    def take(self, question: Question, value: Value | None) -> None:
        self.questions.append(self.standing(question))
        if value is None or type_of(question).is_empty(value):
            return
        self.answers[question.code] = value
        self.known |= answer_items.items(question, value)
        if question.valid_if is not None and self.breaks(question):
            column = type_of(question).columns(question)[0].name
            self.broken[question.code] = Problem(column, "rule", limit=text_in(question.invalid_message, "id"))

    def breaks(self, question: Question) -> bool:
        """Whether an answer breaks its rule. A rule about what was never answered can't be kept, so nobody has to."""
        values = self.values(question.valid_if)
        unknown = [code for code in read_codes(question.valid_if) if values.answers.get(code) is None]
        return not unknown and not holds(question.valid_if, values)

    def standing(self, question: Question) -> Question:
        if question.required_if is not None and self.holds(question.required_if):
            question = replace(question, required=True)
        if question.names_answers:
            pipe = {
                name: piping.piped(getattr(question, name), self.by_code, self.answers) for name in ("label", "hint")
            }
            question = replace(question, **pipe)  # type: ignore[arg-type]  # both are Localized
        return question

    def holds(self, condition: Expression) -> bool:
        return holds(condition, self.values(condition))

    def values(self, expression: Expression | None) -> Values:
        """What an expression can know here."""
        found = self.computed(references(expression)) if self.order else {}
        return Values({**self.known, **found}, self.plain.scores) if found else self.plain

    def computed(self, names: set[str]) -> dict[str, Item]:
        """The computed values among `names`, and those that they stand on."""
        wanted = set(names)
        for value in reversed(self.order):
            if value.code in wanted:
                wanted |= references(value.value)
        found: dict[str, Item] = {}
        for value in self.order:
            if value.code in wanted:
                found[value.code] = evaluate(value.value, Values({**self.known, **found}, self.plain.scores))
        return found

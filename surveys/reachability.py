"""Questions that nobody can ever be asked, found by trying all answers where these are few. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from surveys import answer_items
from surveys.branching import path
from surveys.definition import Question, Questionnaire, Section
from surveys.logic import references
from surveys.question_types import Value, band_codes, type_of
from surveys.question_types.choice import Choice, Matrix, Multiple
from surveys.question_types.written import Number

_MOST_CASES = 300  # for one question; with more, it is taken as reachable


def unreachable(questionnaire: Questionnaire) -> list[str]:
    """The codes of questions whose condition no answers fulfil, of a questionnaire without other problems.

    All combinations of answers to the questions that the condition stands on are tried, up to 300. With more,
    or with numbers, dates or texts among them, each part of an `all` is tried alone.
    """
    trial = _Trial(questionnaire)
    for section in questionnaire.sections:
        for question in section.questions:
            conditions = [c for c in (section.shown_if, question.shown_if) if c is not None]
            if conditions and not trial.can_be(conditions):
                trial.lost[question.code] = None
    return list(trial.lost)


class _Trial:
    """Conditions of one questionnaire, tried one after the other. `lost`: the questions found unreachable so far."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.lost: dict[str, None] = {}
        self.owner = {name: q.code for q in questionnaire.questions for name in answer_items.kinds(q)}
        self.stands_on = {value.code: references(value.value) for value in questionnaire.computed}
        self.section = {q.code: section for section in questionnaire.sections for q in section.questions}
        for code, section in self.section.items():
            question = questionnaire.by_code[code]
            self.stands_on[code] = references(section.shown_if) | references(question.shown_if)
        self.tried: dict[str, bool | None] = {}

    def can_be(self, conditions: Sequence[Any]) -> bool:
        """Whether some answers fulfil all of these conditions, as far as can be tried."""
        parts = [part for condition in conditions for part in _conjuncts(condition)]
        if (together := self.attempt(["all", *parts])) is not None:
            return together
        return all(self.attempt(part) is not False for part in parts)

    def attempt(self, condition: Any) -> bool | None:
        """Whether any answers fulfil a condition; None where there are too many to try."""
        key = repr(condition)
        if key not in self.tried:
            choices = self.choices(condition)
            self.tried[key] = None if choices is None else self.fulfilled(condition, choices)
        return self.tried[key]

    def choices(self, condition: Any) -> dict[str, list[Value | None]] | None:
        """What can be answered to the questions that a condition stands on, those that these stand on, and so on."""
        found: dict[str, list[Value | None]] = {}
        seen: set[str] = set()
        waiting = list(references(condition))
        cases = 1
        while waiting:
            code = self.owner.get(name := waiting.pop(), name)
            if code in seen:
                continue
            seen.add(code)
            waiting += self.stands_on[code]
            if code in self.section:
                some: list[Value | None] | None = (
                    [None] if code in self.lost else _answers(self.questionnaire.by_code[code])
                )
                cases *= len(some or ())
                if some is None or cases > _MOST_CASES:
                    return None
                found[code] = some
        return found

    def fulfilled(self, condition: Any, choices: Mapping[str, list[Value | None]]) -> bool:
        target = Question("?", "long-text", {}, shown_if=condition)
        whole = self.questionnaire
        asked = [q for q in whole.questions if q.code in choices]
        alone = [Section(q.code, {}, (q,), self.section[q.code].shown_if) for q in asked]
        small = replace(whole, sections=(*alone, Section("?", {}, (target,))))
        for values in itertools.product(*[choices[question.code] for question in asked]):
            given = zip(asked, values, strict=True)
            answers = {question.code: value for question, value in given if value is not None}
            if path(small, answers).questions[-1:] == (target,):
                return True
        return False


def _conjuncts(condition: Any) -> Iterator[Any]:
    if isinstance(condition, list) and condition[0] == "all":
        for part in condition[1:]:
            yield from _conjuncts(part)
    else:
        yield condition


def _answers(question: Question) -> list[Value | None] | None:
    """Every answer that a question can have, and None for no answer; None alone when they can't be listed."""
    kind = type_of(question)
    options = [option.code for option in question.options]
    if isinstance(kind, Choice):
        return [None, *options]
    if isinstance(kind, Number) and question.bands:
        return [None, *band_codes(question.bands)]
    if isinstance(kind, Multiple) and len(options) <= 8:
        most = min(question.max_choices or len(options), len(options))
        picks = [list(some) for size in range(1, most + 1) for some in itertools.combinations(options, size)]
        return [None, *picks]
    if isinstance(kind, Matrix) and (len(options) + 1) ** len(question.rows) <= _MOST_CASES:
        rows = [row.code for row in question.rows]
        grids = itertools.product([None, *options], repeat=len(rows))
        return [{row: code for row, code in zip(rows, grid, strict=True) if code is not None} or None for grid in grids]
    return None

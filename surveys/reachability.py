"""Questions that nobody can ever be asked, found by trying all answers where these are few. Pure."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
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
    lost: list[str] = []
    for section in questionnaire.sections:
        for question in section.questions:
            conditions = [c for c in (section.shown_if, question.shown_if) if c is not None]
            if conditions and not _can_be(questionnaire, conditions, frozenset(lost)):
                lost.append(question.code)
    return lost


def _can_be(questionnaire: Questionnaire, conditions: Sequence[Any], lost: frozenset[str]) -> bool:
    """Whether some answers fulfil all of these conditions, as far as can be tried."""
    parts = [part for condition in conditions for part in _conjuncts(condition)]
    if (tried := _try(questionnaire, ["all", *parts], lost)) is not None:
        return tried
    return all(_try(questionnaire, part, lost) is not False for part in parts)


def _conjuncts(condition: Any) -> Iterator[Any]:
    if isinstance(condition, list) and condition[0] == "all":
        for part in condition[1:]:
            yield from _conjuncts(part)
    else:
        yield condition


def _try(questionnaire: Questionnaire, condition: Any, lost: frozenset[str]) -> bool | None:
    """Whether any answers fulfil a condition; None where there are too many to try."""
    needed = _needed(questionnaire, condition)
    sections = [_only(section, needed) for section in questionnaire.sections]
    target = Question("?", "long-text", {}, shown_if=condition)
    small = replace(questionnaire, sections=(*sections, Section("?", {}, (target,))))
    choices = [_answers(q) if q.code not in lost else [None] for section in sections for q in section.questions]
    if None in choices or math.prod(len(some) for some in choices if some) > _MOST_CASES:
        return None
    codes = [question.code for question in small.questions[:-1]]
    return any(_asks(small, codes, values) for values in itertools.product(*[some for some in choices if some]))


def _asks(questionnaire: Questionnaire, codes: Sequence[str], values: Sequence[Value | None]) -> bool:
    answers = {code: value for code, value in zip(codes, values, strict=True) if value is not None}
    return path(questionnaire, answers).questions[-1:] == questionnaire.questions[-1:]


def _needed(questionnaire: Questionnaire, condition: Any) -> set[str]:
    """The questions that a condition stands on, those that these stand on, and so on."""
    owner = {name: q.code for q in questionnaire.questions for name in answer_items.kinds(q)}
    stands_on = {value.code: references(value.value) for value in questionnaire.computed}
    for section in questionnaire.sections:
        for question in section.questions:
            stands_on[question.code] = references(section.shown_if) | references(question.shown_if)
    found: set[str] = set()
    waiting = list(references(condition))
    while waiting:
        name = waiting.pop()
        code = owner.get(name, name)
        if code not in found:
            found.add(code)
            waiting += stands_on.get(code, ())
    return found


def _only(section: Section, codes: set[str]) -> Section:
    return replace(section, questions=tuple(question for question in section.questions if question.code in codes))


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

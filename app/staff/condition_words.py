"""The conditions of a questionnaire in words, for a sheet of paper, where nothing can hide a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from surveys import conditions
from surveys.branching import standing_on
from surveys.conditions import Condition, Subject
from surveys.definition import Expression, Localized, Option, Questionnaire, text_in
from surveys.piping import day_words, number_words


@dataclass(frozen=True)
class ConditionWords:
    """Says conditions in `language`; questions are named by their number on the sheet, counted from 1."""

    questionnaire: Questionnaire
    language: str

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {question.code: number for number, question in enumerate(self.questionnaire.questions, start=1)}

    def say(self, condition: Expression | None) -> str:
        """`Isi hanya jika: pertanyaan 1 dijawab “Ya”.`; nothing where there is no condition.

        A condition with a part that has no words here is told by the questions that it looks at.
        """
        if condition is None:
            return ""
        join = condition[0] if isinstance(condition, list) and len(condition) > 2 else ""
        parts = condition[1:] if join in (conditions.ALL, conditions.ANY) else [condition]
        said = [self._part(part) for part in parts]
        if all(said):
            return _("Isi hanya jika: %(condition)s.", condition=_or(said) if join == conditions.ANY else _and(said))
        codes = standing_on(self.questionnaire, condition)
        named = [str(number) for code, number in self.numbers.items() if code in codes]
        return (
            _("Isi hanya jika cocok dengan jawaban pada pertanyaan %(numbers)s.", numbers=_and(named)) if named else ""
        )

    @cached_property
    def _subjects(self) -> Mapping[str, Subject]:
        return conditions.subjects(self.questionnaire.questions)

    def _part(self, part: Any) -> str:
        """One part of a condition; '' where there are no words for it."""
        match part:
            case [">" | "<" as sign, ["answer", str(code)], int() | float() as limit] if code in self._subjects:
                names = {
                    "question": self._name(self._subjects[code]),
                    "answer": number_words(str(limit), self.language),
                }
                if sign == ">":
                    return _("%(question)s dijawab lebih dari %(answer)s", **names)
                return _("%(question)s dijawab kurang dari %(answer)s", **names)
            case list():
                rule = conditions.rule_of(part, self._subjects)
                return self._condition(rule.conditions[0]) if rule and len(rule.conditions) == 1 else ""
        return ""

    def _condition(self, condition: Condition) -> str:
        subject, operator = self._subjects[condition.code], condition.operator
        names = {"question": self._name(subject), "answer": self._answer(subject, condition.value)}
        if subject.kind == conditions.SCORED and operator in (conditions.AT_LEAST, conditions.AT_MOST):
            names["answer"] = _or([self._quoted(option.label) for option in _within(subject, condition)])
            operator = conditions.IS
        elif subject.kind == conditions.DATE and operator == conditions.AT_LEAST:
            return _("%(question)s dijawab %(answer)s atau sesudahnya", **names)
        elif subject.kind == conditions.DATE and operator == conditions.AT_MOST:
            return _("%(question)s dijawab %(answer)s atau sebelumnya", **names)
        return _sentences(names)[operator]

    def _name(self, subject: Subject) -> str:
        number = self.numbers[subject.code.split(".")[0]]
        if subject.row:
            return _("pertanyaan %(number)s (%(row)s)", number=number, row=text_in(subject.row, self.language))
        return _("pertanyaan %(number)s", number=number)

    def _answer(self, subject: Subject, value: str) -> str:
        for option in subject.options:
            if option.code == value:
                return self._quoted(option.label)
        return day_words(value) if subject.kind == conditions.DATE else number_words(value, self.language)

    def _quoted(self, label: Localized) -> str:
        return f"“{text_in(label, self.language)}”"


def _sentences(names: Mapping[str, str]) -> dict[str, str]:
    return {
        conditions.IS: _("%(question)s dijawab %(answer)s", **names),
        conditions.IS_NOT: _("%(question)s dijawab selain %(answer)s", **names),
        conditions.AT_LEAST: _("%(question)s dijawab %(answer)s atau lebih", **names),
        conditions.AT_MOST: _("%(question)s dijawab %(answer)s atau kurang", **names),
        conditions.INCLUDES: _("%(answer)s dipilih pada %(question)s", **names),
        conditions.EXCLUDES: _("%(answer)s tidak dipilih pada %(question)s", **names),
        conditions.ANSWERED: _("%(question)s dijawab", **names),
        conditions.UNANSWERED: _("%(question)s tidak dijawab", **names),
    }


def _within(subject: Subject, condition: Condition) -> list[Option]:
    """The options from the one of a condition on, upwards or downwards by score."""
    scores, limit = subject.scores, subject.scores[condition.value]
    up = condition.operator == conditions.AT_LEAST
    return [option for option in subject.options if (scores[option.code] - limit) * (1 if up else -1) >= 0]


def _and(said: Sequence[str]) -> str:
    return _joined(said, _("dan"))


def _or(said: Sequence[str]) -> str:
    return _joined(said, _("atau"))


def _joined(said: Sequence[str], word: str) -> str:
    *first, last = said or ("",)
    return f"{', '.join(first)} {word} {last}" if first else last

"""Answers on their way in: read from posted strings, checked against a questionnaire. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from surveys.branching import path
from surveys.definition import Question, Questionnaire
from surveys.errors import Problem
from surveys.question_types import AnswerProblem, Raw, Value, type_of


@dataclass(frozen=True)
class AnswerSheet:
    """What a person answered, and the little that is known of how it came in."""

    answers: Mapping[str, Value]  # question code -> value; empty answers are absent
    language: str
    channel: str
    unit_id: int | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict)  # what could not even be read


def read_answers(questions: Iterable[Question], raw: Raw) -> tuple[dict[str, Value], dict[str, Problem]]:
    """The answers in posted strings, and by question code what can't be read as one."""
    answers: dict[str, Value] = {}
    problems: dict[str, Problem] = {}
    for question in questions:
        try:
            value = type_of(question).parse(question, raw)
        except AnswerProblem as error:
            problems[question.code] = error.problem
        else:
            if value is not None:
                answers[question.code] = value
    return answers, problems


def check_answers(questions: Iterable[Question], answers: Mapping[str, Value]) -> dict[str, Problem]:
    """Question code -> its first problem: required and missing, or invalid."""
    problems: dict[str, Problem] = {}
    for question in questions:
        kind, value = type_of(question), answers.get(question.code)
        if value is None or kind.is_empty(value):
            problem = Problem(kind.columns(question)[0].name, "required") if question.required else None
        else:
            problem = kind.validate(question, value)
        if problem:
            problems[question.code] = problem
    return problems


def check_on_path(questionnaire: Questionnaire, sheet: AnswerSheet) -> dict[str, Problem]:
    """Question code -> its first problem, for the questions that these answers lead to and no other."""
    asked = path(questionnaire, sheet.answers)
    unreadable = {q.code for q in asked.questions if q.code in sheet.problems} if sheet.problems else ()
    return {
        **asked.broken,
        **check_answers(asked.questions, asked.answers),
        **{code: sheet.problems[code] for code in unreadable},
    }


def masked_answers(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Checked answers as they are stored: none off the path, no personal data in what people wrote freely."""
    kept = path(questionnaire, answers).answers
    return {code: type_of(questionnaire.by_code[code]).masked(value) for code, value in kept.items()}


def unknown_questions(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> dict[str, Problem]:
    return {code: Problem(code, "unknown-question") for code in answers if code not in questionnaire.by_code}

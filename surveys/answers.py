"""Answers on their way in: read from posted strings, checked against a questionnaire. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

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
    """Checked answers as they are stored: none off the path, no personal data in what people wrote freely, and
    nothing that is kept apart."""
    kept = path(questionnaire, answers).answers
    types = {code: type_of(questionnaire.by_code[code]) for code in kept}
    return {code: types[code].masked(value) for code, value in kept.items() if not types[code].is_apart}


def apart(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> list[tuple[Question, Mapping[str, str]]]:
    """What was given to questions that are kept apart from the answers, on the path; checked before."""
    if not questionnaire.keeps_apart:
        return []
    kept = path(questionnaire, answers).answers
    given = [(questionnaire.by_code[code], value) for code, value in kept.items()]
    return [(question, value) for question, value in given if type_of(question).is_apart and isinstance(value, dict)]


def without_apart(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire as files of answers know it: without the questions whose answers are kept apart."""
    sections = tuple(
        replace(section, questions=tuple(q for q in section.questions if not type_of(q).is_apart))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def unknown_questions(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> dict[str, Problem]:
    return {code: Problem(code, "unknown-question") for code in answers if code not in questionnaire.by_code}

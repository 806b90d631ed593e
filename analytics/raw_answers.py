"""The statistics of raw answers in a table, without a survey: to check a figure by hand or score other data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analytics.measures.statistics import CountedResponse, Statistics
from surveys.definition import ELEMENT, Question
from surveys.errors import Problem
from surveys.instruments import INSTRUMENTS
from surveys.question_types import type_of


def rated_questions(name: str) -> tuple[Question, ...]:
    """The questions that the index of the instrument `name` is made of, in their order."""
    instrument = INSTRUMENTS[name]
    return instrument.questionnaire(instrument.title).with_role(ELEMENT)


def statistics_of(
    rows: Iterable[Mapping[str, str]], questions: Sequence[Question]
) -> tuple[Statistics, list[tuple[int, Problem]]]:
    """The statistics of rows (question code -> option code, empty where not answered), and what is wrong with them.

    Each problem comes with the row's place, counted from 0. A row without a single answer is no response.
    """
    responses: list[CountedResponse] = []
    problems: list[tuple[int, Problem]] = []
    for place, row in enumerate(rows):
        answers = {question.code: row.get(question.code, "").strip() for question in questions}
        given = [(question, answers[question.code]) for question in questions if answers[question.code]]
        found = [type_of(question).validate(question, answer) for question, answer in given]
        wrong = [(place, problem) for problem in found if problem]
        problems += wrong
        if given and not wrong:
            scores = tuple(question.scores.get(answers[question.code]) for question in questions)
            responses.append(CountedResponse(tuple((question.code, answer) for question, answer in given), scores))
    return Statistics.of(responses, [question.code for question in questions]), problems

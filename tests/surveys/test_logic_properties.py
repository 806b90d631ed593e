"""What holds for any questionnaire with logic and any answers to it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.answer_items import items, scores
from surveys.answers import AnswerSheet, masked_answers
from surveys.branching import computed_values, pages
from surveys.checks import problems
from surveys.definition import Questionnaire, dump, load
from surveys.errors import InvalidAnswers
from surveys.intake import check_sheet, response_row
from surveys.logic import Values, holds
from surveys.originals import rows_for
from tests.surveys.questionnaires import answers_to, questionnaires

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
DAY = dt.date(2026, 11, 24)


@SLOW
@given(questionnaires())
def test_any_valid_questionnaire_is_read_back_as_it_was_written(made: Questionnaire) -> None:
    assert problems(made) == []
    assert load(dump(made)) == made
    assert dump(load(dump(made))) == dump(made)


def asked(questionnaire: Questionnaire, kept: dict[str, Any]) -> set[str]:
    """The questions whose conditions hold for what was kept: the definition of the path, without walking it.

    Conditions speak of earlier questions only, so those that hold for the whole hold at their place.
    """
    known = {name: item for code in kept for name, item in items(questionnaire.by_code[code], kept[code]).items()}
    values = Values({**known, **computed_values(questionnaire, kept)}, scores(questionnaire))
    return {
        question.code
        for section in questionnaire.sections
        for question in section.questions
        if all(c is None or holds(c, values) for c in (section.shown_if, question.shown_if))
    }


@SLOW
@given(st.data())
def test_no_answer_off_the_path_is_ever_stored(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    sheet = AnswerSheet(answers, "id", "web")
    row = response_row(1, (1, questionnaire), sheet, (DAY, 9), "k")
    kept = {code: answers[code] for code in json.loads(row["answers"])}
    assert kept.keys() == answers.keys() & asked(questionnaire, kept)
    assert {original["question"] for original in rows_for(row, questionnaire, sheet, 30)} <= kept.keys()


@SLOW
@given(st.data())
def test_answers_off_the_path_make_no_difference(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    kept = {code: answers[code] for code in masked_answers(questionnaire, answers)}
    assert refused(questionnaire, answers) == refused(questionnaire, kept)


def refused(questionnaire: Questionnaire, answers: dict[str, Any]) -> dict[str, Any]:
    try:
        check_sheet(questionnaire, AnswerSheet(answers, "id", "web"))
    except InvalidAnswers as error:
        return error.problems
    return {}


@SLOW
@given(questionnaires())
def test_pages_ask_every_question_once_in_order(questionnaire: Questionnaire) -> None:
    broken = pages(questionnaire, [(section,) for section in questionnaire.sections])
    assert [q for page in broken for section in page for q in section.questions] == list(questionnaire.questions)
    assert all(page and all(section.questions for section in page) for page in broken)

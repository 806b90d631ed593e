"""The server and the browser take the same path through whatever is generated, and keep nothing off it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from surveys.answer_items import items, scores
from surveys.answers import masked_answers, read_answers, without_apart
from surveys.branching import computed_values, path
from surveys.definition import Questionnaire, Section, dump
from surveys.question_types import NOT_APPLICABLE, Value, type_of
from tests import every_type
from tests.surveys.logic.browser import run
from tests.surveys.questionnaires import answers_to, questionnaires

BATCHES = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
_CODES = st.sampled_from(
    ["o0", "o1", "o9", "r0", "r1", "ya", "3", NOT_APPLICABLE, "2026-02-30", "20260309", "0099-03-09"]
)
_TYPED = _CODES | st.sampled_from(
    ["", " ", "1,50", "-0", "007", "12.000000", "9/3/2026", "65+", "1e3", "😀" * 101, "a\r\nb", "a\r\r\nb\rc"]
)


def wild(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Value]]:
    """Answers that no form gives: of a wrong type, of no option, without an end."""
    value: st.SearchStrategy[Value] = (
        _TYPED | st.lists(_CODES, max_size=3) | st.dictionaries(_CODES, _CODES, max_size=3)
    )
    return st.dictionaries(st.sampled_from([q.code for q in questionnaire.questions]), value)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Value]]:
    questionnaire = draw(questionnaires())
    return questionnaire, {
        **draw(answers_to(questionnaire)),
        **(draw(wild(questionnaire)) if draw(st.booleans()) else {}),
    }


def plain(questionnaire: Questionnaire) -> Any:
    return json.loads(dump(questionnaire))


def number(item: Any) -> Any:
    """As JSON has it: JavaScript writes 3 and 0 where Python writes 3.0 and -0.0."""
    return int(item) if isinstance(item, float) and item.is_integer() else item


def numbers(found: Mapping[str, Any]) -> dict[str, Any]:
    return {code: number(item) for code, item in found.items()}


def here(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> list[Any]:
    taken = path(questionnaire, answers)
    asked = [[q.code, q.required, dict(q.label), dict(q.hint)] for q in taken.questions]
    every = [numbers(items(question, answers.get(question.code, ""))) for question in questionnaire.questions]
    values = numbers(computed_values(questionnaire, answers))
    return [asked, given_of(taken.answers), sorted(taken.broken), values, scores(questionnaire), every]


def calls(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> list[list[Any]]:
    definition = plain(questionnaire)
    questions = [question for section in definition["sections"] for question in section["questions"]]
    every = [["items", question, answers.get(question["code"], "")] for question in questions]
    return [["path", definition, answers], ["computedValues", definition, answers], ["scores", definition], *every]


def there(taken: Any, values: Any, scored: Any, *every: Any) -> list[Any]:
    asked = [[q["code"], q["required"], q["label"], q["hint"]] for q in taken["questions"]]
    found = [numbers(one) for one in every]
    return [asked, taken["answers"], sorted(taken["broken"]), numbers(values), scored, found]


def given_of(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Without the empty ones, which a questionnaire without logic lets pass for intake to drop."""
    return {code: value for code, value in answers.items() if value not in ("", [], {})}


@BATCHES
@given(st.lists(answered(), min_size=15, max_size=20))
def test_both_take_the_same_path(batch: list[tuple[Questionnaire, dict[str, Value]]]) -> None:
    wanted = [calls(*case) for case in batch]
    results = iter(run([call for one in wanted for call in one]))
    found = [there(*islice(results, len(one))) for one in wanted]
    assert found == [here(*case) for case in batch]
    # So no answer off the path leaves a browser either, and nothing that is stored is lost on the way.
    stored = [masked_answers(questionnaire, given_of(answers)) for questionnaire, answers in batch]
    assert [kept.keys() for _, kept, *_ in found] == [kept.keys() for kept in stored]


BANDED = every_type.question("number", bands=(0, 18, 65), minimum=None, maximum=None)
FORM = Questionnaire(
    {"id": "x"}, (*every_type.questionnaire().sections, Section("z", {}, (replace(BANDED, code="z"),)))
)
NAMES = [column.name for question in FORM.questions for column in type_of(question).columns(question)]
_FIELDS = st.sampled_from(["a", "b", "x", "1", "2", "3", "a;b", "c zz", "yes", "18", "-5", "64,9", "700", "32.73"])


@BATCHES
@given(st.lists(st.dictionaries(st.sampled_from(NAMES), st.lists(_FIELDS | _TYPED, max_size=2)), min_size=100))
def test_both_read_the_same_answers_from_a_form(forms: list[dict[str, list[str]]]) -> None:
    """Contact data are no answers: the browser's path leaves them out, as an answer's row does."""
    found = run([["readAnswers", plain(FORM), posted] for posted in forms])
    asked = without_apart(FORM).questions
    assert found == [read_answers(asked, MultiDict(posted).getlist)[0] for posted in forms]


def test_both_read_a_ranking_in_the_order_of_its_numbers() -> None:
    posted = {"ranking.a": ["2"], "ranking.b": ["3"], "ranking.c": [" 1 "]}
    assert run([["readAnswers", plain(FORM), posted]]) == [{"ranking": ["c", "a", "b"]}]
    assert read_answers(FORM.questions, MultiDict(posted).getlist)[0] == {"ranking": ["c", "a", "b"]}

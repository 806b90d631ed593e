"""The path, the answers and the texts of a questionnaire: one table of cases, on the server and in the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from surveys.answers import read_answers
from surveys.branching import computed_values, path
from surveys.definition import load
from tests.surveys.logic.browser import run

TABLE = json.loads(Path(__file__).with_name("paths.json").read_text(encoding="utf-8"))
CASES = TABLE["cases"]
QUESTIONNAIRE = load(json.dumps(TABLE["definition"]))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_server(case: dict[str, Any]) -> None:
    answers, _ = read_answers(QUESTIONNAIRE.questions, lambda name: case["posted"].get(name, ()))
    assert answers == case["answers"]
    taken = path(QUESTIONNAIRE, answers)
    labels = {question.code: dict(question.label) for question in taken.questions}
    assert list(labels) == case["asked"]
    assert list(taken.answers) == case["kept"]
    assert [question.code for question in taken.questions if question.required] == case["required"]
    assert list(taken.broken) == case["broken"]
    assert computed_values(QUESTIONNAIRE, answers) == case["computed"]
    assert {code: labels[code] for code in case["said"]} == case["said"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_browser(case: dict[str, Any]) -> None:
    [answers, values] = run(
        [["readAnswers", TABLE["definition"], case["posted"]], ["computedValues", TABLE["definition"], case["answers"]]]
    )
    assert answers == case["answers"]
    assert values == case["computed"]
    [taken] = run([["path", TABLE["definition"], case["answers"]]])
    labels = {question["code"]: question["label"] for question in taken["questions"]}
    assert list(labels) == case["asked"]
    assert list(taken["answers"]) == case["kept"]
    assert [question["code"] for question in taken["questions"] if question["required"]] == case["required"]
    assert list(taken["broken"]) == case["broken"]
    assert {code: labels[code] for code in case["said"]} == case["said"]

"""One table of cases, run on the server's evaluator and on the browser's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from surveys.logic import Values, evaluate, number_text
from tests.surveys.logic.browser import run

TABLE = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
CASES = TABLE["cases"]


def values(plain: dict[str, Any]) -> Values:
    """Values as the domain has them: every number is a float."""
    answers = {code: float(a) if type(a) in (int, float) else a for code, a in plain["answers"].items()}
    return Values(answers, plain["scores"])


@pytest.mark.parametrize(("expression", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_server(expression: Any, expected: Any) -> None:
    found = evaluate(expression, values(TABLE["values"]))
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


def test_browser() -> None:
    found = run([["evaluate", expression, TABLE["values"]] for _, expression, _ in CASES])
    wrong = {
        name: got
        for (name, _, expected), got in zip(CASES, found, strict=True)
        if json.dumps(got) != json.dumps(expected)
    }
    assert wrong == {}


def test_numbers_as_text() -> None:
    numbers, texts = zip(*TABLE["texts"], strict=True)
    assert [number_text(float(number)) for number in numbers] == list(texts)
    assert run([["numberText", number] for number in numbers]) == list(texts)


def test_what_lies_too_deep_is_nothing() -> None:
    deep: Any = True
    for _ in range(20_000):
        deep = ["not", deep]
    # Thirty levels of `not` around nothing: an even number of them.
    assert evaluate(deep, Values({})) is False


def test_numbers_without_a_double_are_nothing() -> None:
    assert evaluate(10**400, Values({})) is None
    assert evaluate(float("nan"), Values({})) is None
    assert evaluate(["+", float("inf"), 1], Values({})) is None

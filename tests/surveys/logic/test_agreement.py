"""The server's evaluator and the browser's agree on whatever is generated."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.logic import Values, evaluate, number_text
from tests.surveys.logic.browser import run
from tests.surveys.logic.expressions import answers, expressions, scores


def comparable(result: Any) -> Any:
    """A result as JSON has it: JavaScript writes 3 and 0 where Python writes 3.0 and -0.0."""
    return int(result) if isinstance(result, float) and result.is_integer() else result


# Each example is a batch, since a process of Node takes longer to start than all its cases.
@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(expressions, answers, scores), min_size=40, max_size=60))
def test_both_come_to_the_same(batch: list[tuple[Any, Any, Any]]) -> None:
    here = [comparable(evaluate(expression, Values(known, scored))) for expression, known, scored in batch]
    there = run([["evaluate", expression, {"answers": known, "scores": scored}] for expression, known, scored in batch])
    assert [json.dumps(comparable(item)) for item in there] == [json.dumps(item) for item in here]


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.floats(-1e15, 1e15) | st.floats(-100, 100) | st.decimals(-999, 999, places=5).map(float), min_size=200)
)
def test_both_write_the_same(numbers: list[float]) -> None:
    assert run([["numberText", number] for number in numbers]) == [number_text(number) for number in numbers]
    rounded = [comparable(evaluate(["round", number, 2], Values({}))) for number in numbers]
    assert [comparable(item) for item in run([["rounded", number, 2] for number in numbers])] == rounded

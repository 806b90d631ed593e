"""Expressions and answers that a person could write, and many that nobody would."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from surveys.logic.operators import OPERATORS

CODES = ("q1", "q2", "q3", "grid.a", "total", "missing")
_TEXTS = st.sampled_from(["", "1", "2", "a", "2026-11-24", "2025-01-01", "😀", "constructor", "q1"])
_NUMBERS = (
    st.integers(-20, 20)
    | st.sampled_from([0.5, 1.005, 2.675, 1e15, -1e15, 1e16, 1e300, 0.1, 100000000000.5, 5e-324])
    | st.floats(-1000, 1000, allow_nan=False)
)
_LITERALS = st.none() | st.booleans() | _TEXTS | _NUMBERS

answers = st.dictionaries(
    st.sampled_from(CODES), st.booleans() | _TEXTS | _NUMBERS.map(float) | st.lists(_TEXTS, max_size=3), max_size=6
)
scores = st.dictionaries(
    st.sampled_from(CODES),
    st.dictionaries(st.sampled_from(["1", "2", "a"]), st.integers(-5, 5), max_size=3),
    max_size=3,
)


def _calls(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    readings = st.tuples(st.sampled_from(["answer", "score", "answered"]), st.sampled_from(CODES))
    fitting = st.sampled_from(sorted(OPERATORS)).flatmap(
        lambda name: st.lists(
            inner, min_size=OPERATORS[name].least, max_size=OPERATORS[name].most or OPERATORS[name].least + 2
        ).map(lambda arguments: [name, *arguments])
    )
    anything = st.lists(inner | st.sampled_from([*OPERATORS, "eval", "toString"]), max_size=4)
    return readings.map(list) | fitting | fitting | anything


expressions = st.recursive(
    _LITERALS | st.tuples(st.just("answer"), st.sampled_from(CODES)).map(list), _calls, max_leaves=12
)

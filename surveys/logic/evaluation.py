"""What an expression comes to, for one person's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.logic.numbers import bounded
from surveys.logic.operators import OPERATORS, READING, Item

DEEPEST = 30  # levels of lists in lists; what lies deeper is None


@dataclass(frozen=True)
class Values:
    """What an expression can read: by code an answer or computed value, and the scores of options."""

    answers: Mapping[str, Item]
    scores: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # code -> option code -> score


def evaluate(expression: Any, values: Values) -> Item:
    """The value of any expression, however wrong it is; None where it has none."""
    return _evaluate(expression, values, 1)


def holds(condition: Any, values: Values) -> bool:
    """Whether a condition is true; one that comes to nothing, or to no truth value, is not."""
    return _evaluate(condition, values, 1) is True


def _evaluate(expression: Any, values: Values, depth: int) -> Item:
    if not isinstance(expression, list):
        return _literal(expression)
    if not expression or depth > DEEPEST or not isinstance(expression[0], str):
        return None
    name, arguments = expression[0], expression[1:]
    if name in READING:
        return _read(name, arguments, values)
    operator = OPERATORS.get(name)
    if operator is None or not operator.fits(len(arguments)):
        return None
    return operator.function([_evaluate(argument, values, depth + 1) for argument in arguments])


def _literal(value: Any) -> Item:
    if value is None or isinstance(value, bool | str):
        return value
    # Compared before it is made a double: a whole number of a thousand digits has no double.
    return bounded(float(value)) if isinstance(value, int | float) and abs(value) <= 1e300 else None


def _read(name: str, arguments: list[Any], values: Values) -> Item:
    if len(arguments) != 1 or not isinstance(arguments[0], str):
        return None
    answer = values.answers.get(arguments[0])
    if name == "answered":
        return answer is not None
    if name == "answer":
        return answer
    score = values.scores.get(arguments[0], {}).get(answer) if isinstance(answer, str) else None
    return None if score is None else float(score)

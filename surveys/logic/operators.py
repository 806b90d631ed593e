"""The operators: how many arguments each takes, of which kind, and what it makes of them.

Every operator is total: what makes no sense is None, never an error. `answer`, `score` and `answered`,
which read an answer by its code, are in evaluation.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from surveys.logic.numbers import PLACES, bounded, rounded

Item = None | bool | float | str | list[str]  # what an answer or a part of an expression can be

NUMBER, TEXT, DATE, TRUTH, LIST, NOTHING = "number", "text", "date", "truth", "list", "nothing"
ANY, SAME = "any", "same"  # kinds of arguments: whatever; like each other

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


@dataclass(frozen=True)
class Operator:
    """`takes`: the kind of each argument, the last one also of all that follow it. `most`: None is any number."""

    least: int
    most: int | None
    takes: tuple[str, ...]
    gives: str
    function: Callable[[Sequence[Item]], Item]

    def fits(self, count: int) -> bool:
        return self.least <= count and (self.most is None or count <= self.most)


def is_day(item: object) -> bool:
    """Whether it is written as a date: 2026-11-24."""
    return isinstance(item, str) and _DAY.match(item) is not None


def equal(a: Item, b: Item) -> bool:
    """Equal and of the same kind; nothing is equal to None, and lists are not compared."""
    return type(a) is type(b) and not isinstance(a, list) and a is not None and a == b


def _unequal(items: Sequence[Item]) -> bool:
    a, b = items
    return type(a) is type(b) and not isinstance(a, list) and a is not None and a != b


def _ordered(holds: Callable[[float | str, float | str], bool]) -> Callable[[Sequence[Item]], bool]:
    """Numbers by size, dates by day. Other texts have no order: Python and JavaScript would disagree on it."""

    def compare(items: Sequence[Item]) -> bool:
        a, b = items
        if (isinstance(a, float) and isinstance(b, float)) or (is_day(a) and is_day(b)):
            return holds(a, b)  # type: ignore[arg-type]  # both numbers or both texts
        return False

    return compare


def _arithmetic(step: Callable[[float, float], float]) -> Callable[[Sequence[Item]], float | None]:
    """From left to right; None with anything that is no number."""

    def calculate(items: Sequence[Item]) -> float | None:
        numbers = [item for item in items if isinstance(item, float)]
        return _fold(step, numbers) if len(numbers) == len(items) else None

    return calculate


def _over(step: Callable[[float, float], float]) -> Callable[[Sequence[Item]], float | None]:
    """As _arithmetic, but what is None is left out."""
    calculate = _arithmetic(step)

    def skip(items: Sequence[Item]) -> float | None:
        there = [item for item in items if item is not None]
        return calculate(there) if there else None

    return skip


def _fold(step: Callable[[float, float], float], numbers: Sequence[float]) -> float | None:
    # Not sum(): Python's corrects rounding errors on its way, JavaScript has nothing like it.
    total = numbers[0]
    for number in numbers[1:]:
        total = step(total, number)
    return bounded(total)


_sum = _over(lambda a, b: a + b)


def _mean(items: Sequence[Item]) -> float | None:
    total = _sum(items)
    return None if total is None else total / sum(item is not None for item in items)


def _divide(items: Sequence[Item]) -> float | None:
    a, b = items
    return bounded(a / b) if isinstance(a, float) and isinstance(b, float) and b else None


def _round(items: Sequence[Item]) -> float | None:
    number, places = items
    if isinstance(number, float) and isinstance(places, float) and places in range(PLACES + 1):
        return rounded(number, int(places))
    return None


def _size(kind: type[str] | type[list[str]]) -> Callable[[Sequence[Item]], float | None]:
    return lambda items: float(len(items[0])) if isinstance(items[0], kind) else None


OPERATORS: dict[str, Operator] = {
    "=": Operator(2, 2, (SAME,), TRUTH, lambda items: equal(*items)),
    "!=": Operator(2, 2, (SAME,), TRUTH, _unequal),
    "<": Operator(2, 2, (SAME,), TRUTH, _ordered(operator.lt)),
    "<=": Operator(2, 2, (SAME,), TRUTH, _ordered(operator.le)),
    ">": Operator(2, 2, (SAME,), TRUTH, _ordered(operator.gt)),
    ">=": Operator(2, 2, (SAME,), TRUTH, _ordered(operator.ge)),
    "in": Operator(2, None, (SAME,), TRUTH, lambda items: any(equal(items[0], item) for item in items[1:])),
    "has": Operator(2, 2, (LIST, TEXT), TRUTH, lambda items: isinstance(items[0], list) and items[1] in items[0]),
    "all": Operator(1, None, (TRUTH,), TRUTH, lambda items: all(item is True for item in items)),
    "any": Operator(1, None, (TRUTH,), TRUTH, lambda items: any(item is True for item in items)),
    "not": Operator(1, 1, (TRUTH,), TRUTH, lambda items: items[0] is not True),
    "+": Operator(2, None, (NUMBER,), NUMBER, _arithmetic(lambda a, b: a + b)),
    "-": Operator(2, 2, (NUMBER,), NUMBER, _arithmetic(lambda a, b: a - b)),
    "*": Operator(2, None, (NUMBER,), NUMBER, _arithmetic(lambda a, b: a * b)),
    "/": Operator(2, 2, (NUMBER,), NUMBER, _divide),
    "sum": Operator(1, None, (NUMBER,), NUMBER, _sum),
    "mean": Operator(1, None, (NUMBER,), NUMBER, _mean),
    "min": Operator(1, None, (NUMBER,), NUMBER, _over(lambda a, b: b if b < a else a)),
    "max": Operator(1, None, (NUMBER,), NUMBER, _over(lambda a, b: b if b > a else a)),
    "count": Operator(1, 1, (LIST,), NUMBER, _size(list)),
    "length": Operator(1, 1, (TEXT,), NUMBER, _size(str)),
    "round": Operator(2, 2, (NUMBER,), NUMBER, _round),
    "if": Operator(3, 3, (TRUTH, SAME), SAME, lambda items: items[1] if items[0] is True else items[2]),
}
ORDERED = frozenset({"<", "<=", ">", ">="})
COMPARING = ORDERED | {"=", "!=", "in"}
READING = frozenset({"answer", "score", "answered"})  # their one argument is a code

"""Which codes an expression speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from surveys.logic.operators import READING


def references(expression: Any) -> set[str]:
    """The codes that are read anywhere in an expression."""
    return {code for _, code in _readings(expression)}


def read_codes(expression: Any) -> set[str]:
    """The codes whose answer or score an expression needs; whether something was answered needs none."""
    return {code for name, code in _readings(expression) if name != "answered"}


def parts(expression: Any) -> Iterator[tuple[Any, int]]:
    """Each part of an expression with its depth, without recursion: it may be of any depth."""
    waiting = [(expression, 1)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        if isinstance(part, list):
            waiting += [(argument, depth + 1) for argument in part[1:] if isinstance(argument, list)]


def renamed(expression: Any, code: str, to: str) -> Any:
    """The expression with `to` wherever it read `code`. One as deep as Python's stack raises RecursionError."""
    if not isinstance(expression, list):
        return expression
    if len(expression) == 2 and expression[0] in READING and expression[1] == code:
        return [expression[0], to]
    return [renamed(part, code, to) for part in expression]


def _readings(expression: Any) -> Iterator[tuple[str, str]]:
    for part, _ in parts(expression):
        if isinstance(part, list) and len(part) == 2 and part[0] in READING and isinstance(part[1], str):
            yield part[0], part[1]

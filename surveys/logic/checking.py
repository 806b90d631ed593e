"""What is wrong with an expression before anybody answers: unknown names, wrong kinds, too much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.logic.evaluation import DEEPEST
from surveys.logic.numbers import LARGEST, PLACES
from surveys.logic.operators import (
    COMPARING,
    DATE,
    LIST,
    NOTHING,
    NUMBER,
    OPERATORS,
    ORDERED,
    READING,
    SAME,
    TEXT,
    TRUTH,
    is_day,
)
from surveys.logic.references import parts

MOST_PARTS = 500
LONGEST_TEXT = 200


@dataclass(frozen=True)
class Kind:
    """What an answer or a part is; `options`: the only texts that it, or an item of its list, can be."""

    name: str
    options: frozenset[str] | None = None
    scored: bool = False
    literal: str | None = None  # the text itself, where it stands in the expression


@dataclass(frozen=True)
class Fault:
    """`code`: what is wrong; `found`: the operator, code or literal that shows it."""

    code: str
    found: str = ""


class _Wrong(Exception):
    def __init__(self, code: str, found: object = "") -> None:
        super().__init__(code)
        self.fault = Fault(code, str(found)[:60])


def faults(expression: Any, scope: Mapping[str, Kind], wanted: str | None = None) -> list[Fault]:
    """The first thing wrong with an expression, or nothing.

    `scope`: the codes that it may read. `wanted`: the kind that it must come to, if one is. Faults:
    too-large, too-deep, not-an-expression, bad-literal, unknown-operator, wrong-count, unknown-code,
    unknown-option, no-scores, wrong-kind.
    """
    try:
        _measure(expression)
        kind = _kind(expression, scope)
        if wanted is not None and kind.name not in (wanted, NOTHING):
            raise _Wrong("wrong-kind", kind.name)
    except _Wrong as wrong:
        return [wrong.fault]
    return []


def kind_of(expression: Any, scope: Mapping[str, Kind]) -> Kind:
    """The kind that a faultless expression comes to; NOTHING for any other."""
    if faults(expression, scope):
        return Kind(NOTHING)
    kind = _kind(expression, scope)
    return Kind(kind.name, kind.options)


def _measure(expression: Any) -> None:
    lists = 0
    for part, depth in parts(expression):
        lists += len(part) if isinstance(part, list) else 1
        if lists > MOST_PARTS:
            raise _Wrong("too-large")
        if depth > DEEPEST:
            raise _Wrong("too-deep")


def _kind(expression: Any, scope: Mapping[str, Kind]) -> Kind:
    if not isinstance(expression, list):
        return _literal(expression)
    if not expression or not isinstance(expression[0], str):
        raise _Wrong("not-an-expression", expression)
    name, arguments = expression[0], expression[1:]
    if name in READING:
        return _reading(name, arguments, scope)
    if name not in OPERATORS:
        raise _Wrong("unknown-operator", name)
    if not OPERATORS[name].fits(len(arguments)):
        raise _Wrong("wrong-count", name)
    return _result(name, arguments, [_kind(argument, scope) for argument in arguments])


def _literal(value: Any) -> Kind:
    if value is None:
        return Kind(NOTHING)
    if isinstance(value, bool):
        return Kind(TRUTH)
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return Kind(TEXT, literal=value)
    if isinstance(value, int | float) and abs(value) <= LARGEST:
        return Kind(NUMBER)
    raise _Wrong("bad-literal", value if isinstance(value, str | float) else type(value).__name__)


def _reading(name: str, arguments: list[Any], scope: Mapping[str, Kind]) -> Kind:
    if len(arguments) != 1:
        raise _Wrong("wrong-count", name)
    code = arguments[0]
    if not isinstance(code, str) or code not in scope:
        raise _Wrong("unknown-code", code)
    if name == "answered":
        return Kind(TRUTH)
    if name == "answer":
        return scope[code]
    if not scope[code].scored:
        raise _Wrong("no-scores", code)
    return Kind(NUMBER)


def _result(name: str, arguments: list[Any], kinds: list[Kind]) -> Kind:
    operator = OPERATORS[name]
    takes = [operator.takes[min(place, len(operator.takes) - 1)] for place in range(len(kinds))]
    for kind, taken in zip(kinds, takes, strict=True):
        if taken not in (SAME, kind.name) and not (kind.name == NOTHING and taken == NUMBER):
            raise _Wrong("wrong-kind", name)
    alike = [kind for kind, taken in zip(kinds, takes, strict=True) if taken == SAME]
    if name in COMPARING:
        _comparable(name, alike)
    if name == "has":
        _among(kinds[0].options, kinds[1])
    if name == "length" and kinds[0].options is not None:
        raise _Wrong("wrong-kind", name)
    if name == "round" and (type(arguments[1]) is not int or arguments[1] not in range(PLACES + 1)):
        raise _Wrong("bad-literal", name)
    return _common(name, alike) if operator.gives == SAME else Kind(operator.gives)


def _comparable(name: str, kinds: list[Kind]) -> None:
    common = _common(name, kinds)
    if any(kind.name in (LIST, NOTHING) for kind in kinds):
        raise _Wrong("wrong-kind", name)
    if name in ORDERED and common.name not in (NUMBER, DATE):
        raise _Wrong("wrong-kind", name)
    for options in [kind.options for kind in kinds if kind.options is not None]:
        for kind in kinds:
            _among(options, kind)


def _among(options: frozenset[str] | None, kind: Kind) -> None:
    if options is not None and kind.literal is not None and kind.literal not in options:
        raise _Wrong("unknown-option", kind.literal)


def _common(name: str, kinds: list[Kind]) -> Kind:
    """The one kind of all; a text that is written as a date goes with dates."""
    there = [kind for kind in kinds if kind.name != NOTHING]
    if any(kind.name == DATE for kind in there):
        there = [Kind(DATE) if is_day(kind.literal) else kind for kind in there]
    elif name in ORDERED and all(is_day(kind.literal) for kind in there):
        there = [Kind(DATE) for _ in there]
    if len({kind.name for kind in there}) > 1:
        raise _Wrong("wrong-kind", name)
    if not there:
        return Kind(NOTHING)
    known = [options if (options := kind.options) is not None else _own(kind) for kind in there]
    whole = None if any(one is None for one in known) else frozenset().union(*(one for one in known if one is not None))
    return Kind(there[0].name, whole)


def _own(kind: Kind) -> frozenset[str] | None:
    return None if kind.literal is None else frozenset({kind.literal})

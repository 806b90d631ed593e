"""The one logic language: conditions, rules and computed values, kept as data and never run as code.

An expression is a literal (number, text, true, false, null) or a list `[operator, argument, …]`. The
operators, with their meaning and types, are in docs/methods/logic.md; `app/static/logic.js` is the same
evaluator for a browser, and one table of cases runs against both.
"""

from __future__ import annotations

from surveys.logic.checking import Fault, Kind, faults, kind_of
from surveys.logic.evaluation import Values, evaluate, holds
from surveys.logic.numbers import number_text, rounded
from surveys.logic.operators import DATE, LIST, NOTHING, NUMBER, TEXT, TRUTH, Item
from surveys.logic.references import read_codes, references, renamed

__all__ = [
    "DATE",
    "LIST",
    "NOTHING",
    "NUMBER",
    "TEXT",
    "TRUTH",
    "Fault",
    "Item",
    "Kind",
    "Values",
    "evaluate",
    "faults",
    "holds",
    "kind_of",
    "number_text",
    "read_codes",
    "references",
    "renamed",
    "rounded",
]

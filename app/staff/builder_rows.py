"""Rows of a form that grow and shrink by buttons that send it: what was typed in each, in its order."""

from __future__ import annotations

import re

from werkzeug.datastructures import MultiDict

from app.staff.forms import clean

MOST_OPTIONS = 100
MOST_CONDITIONS = 20
_SHOWN = 200  # rows of a hostile form that are still shown again
_ACTION = re.compile(r"(add|remove|up|down)-([a-z]+)(?:-(\d{1,3}))?\Z", re.ASCII)

Row = dict[str, str]  # the parts of an option or statement
ROW_PARTS = ("label", "code", "score", "picture", "alternative")


def plain(text: str) -> str:
    return clean(text) or ""


def numbers_of(name: str, part: str, posted: MultiDict[str, str]) -> list[int]:
    """The numbers of the rows that a form has under `name`, in their order."""
    pattern = re.compile(rf"{name}-(\d{{1,3}})-{part}\Z", re.ASCII)
    return sorted(int(found[1]) for key in posted if (found := pattern.match(key)))[:_SHOWN]


def rows_of(name: str, posted: MultiDict[str, str]) -> list[Row]:
    """The options or statements as they were typed."""
    return [
        {part: plain(posted.get(f"{name}-{number}-{part}", "")) for part in ROW_PARTS}
        for number in numbers_of(name, "label", posted)
    ]


def action_of(posted: MultiDict[str, str]) -> tuple[str, str, int] | None:
    """What the pressed button does to which rows: action, name, number (-1 without one). None: it saves."""
    found = _ACTION.match(posted.get("do", ""))
    return (found[1], found[2], int(found[3] or -1)) if found else None


def act_on(rows: list[Row], action: str, number: int) -> int:
    """Add, remove or move a row; the number of the row to go on with."""
    if action == "add":
        if len(rows) < MOST_OPTIONS:
            rows.append(dict.fromkeys(ROW_PARTS, ""))
        return len(rows) - 1
    if not 0 <= number < len(rows):
        return 0
    if action == "remove":
        del rows[number]
        return max(0, min(number, len(rows) - 1))
    to = number + (-1 if action == "up" else 1)
    if 0 <= to < len(rows):
        rows[number], rows[to] = rows[to], rows[number]
        return to
    return number

"""How much a draft may hold. What crosses a bound is refused with a code before it costs time or memory."""

from __future__ import annotations

import re

from surveys.errors import Problem, RefusedFile

LARGEST_TEXT = 2_000_000  # characters: four times the longest Indonesian act
MOST_LINES = 50_000
MOST_PASSAGES = 3_000
LONGEST_PASSAGE = 100_000  # characters of HTML; a table of a thousand rows
DEEPEST = 40  # open elements: 20 lists within each other

# NUL and other controls, which neither JSON nor a page can hold; tab, line feed and return stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def refused(code: str, limit: int | str = "", found: str = "") -> RefusedFile:
    """The error to raise for a whole document; it has no field."""
    return RefusedFile(Problem("", code, str(limit), found))


def readable(text: str) -> str:
    """`text` with "\\n" line ends, without what can't be stored.

    Raises RefusedFile `too-large` and `too-many-lines`.
    """
    if len(text) > LARGEST_TEXT:
        raise refused("too-large", LARGEST_TEXT)
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    if text.count("\n") > MOST_LINES:
        raise refused("too-many-lines", MOST_LINES)
    return text.encode("utf-8", "replace").decode()

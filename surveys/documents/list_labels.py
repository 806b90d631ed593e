"""The numbers that a word processor counts by itself: "Pasal 5", "(3)", "b."."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from surveys.documents.elements import child, local, value

if TYPE_CHECKING:  # only the name of the type; defusedxml reads
    from xml.etree.ElementTree import Element  # nosec B405

LEVELS = 9
LARGEST = 9_999
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


class Label(NamedTuple):
    """What stands before a paragraph. `bullet`: a sign without a meaning."""

    text: str = ""
    bullet: bool = False


class Labels:
    """Counts along while the paragraphs are asked for in order. Lists of one abstract numbering count on."""

    def __init__(self, root: Element | None, styles: Mapping[str, Element]) -> None:
        parts = list(root) if root is not None else []
        self._styles = styles
        self._abstract = {
            value(each, "abstractNumId"): _levels(each) for each in parts if local(each.tag) == "abstractNum"
        }
        self._lists = {value(each, "numId"): each for each in parts if local(each.tag) == "num"}
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[str] = set()

    def of(self, paragraph: Element) -> Label:
        """The label of the next paragraph."""
        list_id, depth = self._place(paragraph)
        found = self._lists.get(list_id)
        abstract = value(child(found, "abstractNumId"))
        levels = self._abstract.get(abstract, {})
        if found is None or depth not in levels:
            return Label()
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        if list_id not in self._met:
            self._met.add(list_id)
            self._restart(found, counts)
        level = levels[depth]
        if value(child(level, "numFmt")) == "bullet":
            return Label("•", bullet=True)
        now = counts[depth]
        counts[depth] = _start(level) if now is None else min(now + 1, LARGEST)
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return Label(_PLACE.sub(lambda place: _counted(levels, counts, int(place[1]) - 1), _pattern(level)))

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level, from the paragraph or from its style."""
        properties = child(paragraph, "pPr", "numPr")
        style = self._styles.get(value(child(paragraph, "pPr", "pStyle")))
        by_style = child(style, "pPr", "numPr")
        list_id = value(child(properties, "numId")) or value(child(by_style, "numId"))
        depth = value(child(properties, "ilvl")) or value(child(by_style, "ilvl"))
        return list_id, int(depth) if depth in _DEPTHS else 0

    def _restart(self, found: Element, counts: list[int | None]) -> None:
        for override in found:
            depth, start = value(override, "ilvl"), value(child(override, "startOverride"))
            if local(override.tag) == "lvlOverride" and depth in _DEPTHS and start.isdecimal():
                counts[int(depth)] = min(int(start[:4]), LARGEST) - 1


_DEPTHS = frozenset(map(str, range(LEVELS)))


def _levels(abstract: Element) -> dict[int, Element]:
    levels = (each for each in abstract if local(each.tag) == "lvl" and value(each, "ilvl") in _DEPTHS)
    return {int(value(level, "ilvl")): level for level in levels}


def _start(level: Element) -> int:
    start = value(child(level, "start"))
    return min(int(start[:4]), LARGEST) if start.isdecimal() and start.isascii() else 1


def _pattern(level: Element) -> str:
    return value(child(level, "lvlText"))[:100]


def _counted(levels: Mapping[int, Element], counts: list[int | None], depth: int) -> str:
    """One level's number as it is written: 3, c, iii. A level above that has no number yet stands at its start."""
    if depth not in levels:
        return ""
    number = counts[depth]
    number = _start(levels[depth]) if number is None else number
    form = value(child(levels[depth], "numFmt"))
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number else ""
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(number).lower() if form == "lowerRoman" else roman(number)
    return "" if form == "none" else str(number)


def roman(number: int) -> str:
    """`number` in Roman numerals; "" for 0."""
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text

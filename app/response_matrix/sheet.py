"""What every form of the matrix says, in words that are ready to be written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple


class Row(NamedTuple):
    """A comment with its response. `response` has one text for each answer of the agency."""

    number: int
    passage: str
    comment: str
    role: str
    response: tuple[str, ...]
    verdict: str
    follow_up: str


@dataclass(frozen=True)
class Sheet:
    """`facts`: lines of label and value above the table. `counts`: lines about what is not in it. `same_as`: the
    words that stand for a repeated response, before the number where it stands in full. `part_of`: what
    a part of a long matrix is called."""

    language: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    headings: tuple[str, str, str, str, str, str, str]
    rows: tuple[Row, ...]
    counts: tuple[str, ...]
    same_as: str
    part_of: str
    empty: str

    def part(self, number: int, size: int) -> Sheet:
        """The rows of one part, counted from 1; where there are several, a fact says which one it is."""
        parts = ceil(len(self.rows) / size)
        facts = (*self.facts, (self.part_of, f"{number} / {parts}")) if parts > 1 else self.facts
        return replace(self, facts=facts, rows=self.rows[(number - 1) * size : number * size])


def without_repetition(sheet: Sheet) -> tuple[Row, ...]:
    """The rows with long responses written once: further ones say in which number they stand."""
    first: dict[str, int] = {}
    rows = []
    for row in sheet.rows:
        said = tuple(f"{sheet.same_as} {first[text]}." if text in first else text for text in row.response)
        for text in row.response:
            if len(text) > len(sheet.same_as) + 8:
                first.setdefault(text, row.number)
        rows.append(row._replace(response=said))
    return tuple(rows)

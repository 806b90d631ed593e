"""A draft cut into the parts that one page shows, so that a long one opens on a slow network too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from surveys import documents
from surveys.documents import Document, Entry, Passage
from surveys.documents.passages import HEADING, one_line

LONGEST_PART = 10_000  # characters of HTML; about 3 KiB compressed
MOST_LINES = 80  # of the contents on the first page
_LONGEST_LINE = 120


@dataclass(frozen=True)
class Part:
    number: int  # from 1
    first: int  # the position of its first passage in the text, from 1
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Line:
    """A line of the contents: its words, the passage and part that it leads to, and the lines under it."""

    words: str
    passage: str
    part: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Contents:
    lines: tuple[Line, ...]
    whole: bool  # nothing was left out


@lru_cache(maxsize=50)
def parts(document: Document) -> tuple[Part, ...]:
    """The text in parts of at most about `LONGEST_PART`, cut before headings where that can be; at least one part."""
    found: list[Part] = []
    first = 1
    for passages in _cut(document.passages):
        found.append(Part(len(found) + 1, first, passages))
        first += len(passages)
    return tuple(found) or (Part(1, 1, ()),)


def part_of(document: Document, passage_id: str) -> int:
    """The number of the part that a passage stands in; the first part's for one that the text doesn't have."""
    return _part_numbers(document).get(passage_id, 1)


def part_argument(number: int) -> int | None:
    """The `part` of an address; none for the first part, which has the short one."""
    return number if number > 1 else None


def contents(document: Document, most: int = MOST_LINES) -> Contents:
    """The contents; deeper lines are left out while there are more than `most`."""
    entries = documents.contents(document)
    depth = max((levels for levels in range(1, 5) if _count(entries, levels) <= most), default=0)
    numbers = _part_numbers(document)
    lines = tuple(_line(entry, max(depth, 1), numbers) for entry in (entries if depth else entries[:most]))
    return Contents(lines, whole=_count(lines, 5) == _count(entries, 5))


@lru_cache(maxsize=50)
def _part_numbers(document: Document) -> dict[str, int]:
    return {passage.id: part.number for part in parts(document) for passage in part.passages}


def _cut(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    now: list[Passage] = []
    size = 0
    for passage in passages:
        heading = passage.kind == HEADING
        if now and (size + len(passage.html) > LONGEST_PART or (heading and size > LONGEST_PART // 2)):
            carried = _headings_at_end(now)
            yield tuple(now[: len(now) - len(carried)])
            now, size = carried, sum(len(each.html) for each in carried)
        now.append(passage)
        size += len(passage.html)
    if now:
        yield tuple(now)


def _headings_at_end(passages: Sequence[Passage]) -> list[Passage]:
    """A heading goes with what follows it; where all are headings they stay."""
    end = len(passages)
    while end and passages[end - 1].kind == HEADING:
        end -= 1
    return list(passages[end:]) if end else []


def _count(entries: Sequence[Entry] | Sequence[Line], levels: int) -> int:
    if not levels:
        return 0
    return sum(1 + _count(each.entries if isinstance(each, Entry) else each.lines, levels - 1) for each in entries)


def _line(entry: Entry, depth: int, numbers: dict[str, int]) -> Line:
    passage = entry.passage
    below = tuple(_line(each, depth - 1, numbers) for each in entry.entries) if depth > 1 else ()
    return Line(one_line(passage.title, _LONGEST_LINE), passage.id, numbers[passage.id], below)

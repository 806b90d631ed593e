"""Indonesian regulations: BAB, Bagian, Paragraf, Pasal, ayat, huruf, angka.

The form is that of Undang-Undang 12/2011 on law-making, annex II. A line that begins like a number is one
only where that number is due: "sebagaimana dimaksud pada ayat" may be followed by a line "(1) huruf a".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from surveys.documents import markup, numbering
from surveys.documents.limits import LONGEST_PASSAGE, MOST_PASSAGES, refused
from surveys.documents.numbering import Marker
from surveys.documents.passages import ARTICLE, CLAUSE, HEADING, PARAGRAPH, Passage
from surveys.documents.pasted import joined, without_edges


def from_lines(text: str) -> list[Passage]:
    """The passages of a pasted regulation, without ids. Raises RefusedFile `too-many-passages`."""
    reader = _Reader(joins=True)
    for line in without_edges(text):
        reader.read(line)
    return reader.finished()


def from_passages(passages: Iterable[Passage]) -> list[Passage]:
    """The same for text that is cut into paragraphs already; tables and lists stay as they are."""
    reader = _Reader(joins=False)
    for passage in passages:
        if passage.kind in (PARAGRAPH, HEADING):
            for line in passage.text.split("\n"):
                reader.read(line)
        else:
            reader.keep(passage)
    return reader.finished()


@dataclass
class _Part:
    """The passage that is being read.

    `title`: its own line, above its text; `whole`: a heading that no title follows; `stacked`: its lines stay lines.
    """

    kind: str
    number: str = ""
    level: int = 0
    title: str = ""
    lines: list[str] = field(default_factory=list)
    stacked: bool = False
    whole: bool = False

    def passage(self) -> Passage:
        body = "\n".join(self.lines)
        text = "\n".join(part for part in (self.title, body) if part)
        html = f"<p>{markup.marked_up(body)}</p>" if body else ""
        if self.kind == HEADING:
            html = _heading(text, self.level)
        elif self.kind == ARTICLE:
            html = _heading(self.title, self.level) + html
        elif self.title:
            html = f"<p>{markup.marked_up(text)}</p>"
        return markup.passage(self.kind, html, text, self.level, self.number)


def _heading(text: str, level: int) -> str:
    return f"<h{level + 1}>{markup.marked_up(text)}</h{level + 1}>"


@dataclass
class _Level:
    marker: Marker
    value: int
    label: str


class _Reader:
    """Reads line by line. `joins`: a line may be the rest of the one before."""

    def __init__(self, joins: bool) -> None:
        self.joins = joins
        self.passages: list[Passage] = []
        self.part: _Part | None = None
        self.last = ""  # the line before
        self.blank = True  # whether an empty one stood before this one
        self.section = ""  # "Penjelasan " or "Lampiran II ": what numbers are cited with
        self.base = ""  # the article or opening that numbers belong to
        self.article = 0
        self.amending, self.amended = "", 0  # Pasal I of an amendment, and how far its numbers have come
        self.above: list[tuple[int, str]] = []  # headings that we are under: rank, number
        self.levels: list[_Level] = []

    def read(self, line: str) -> None:
        if not line:
            self.blank = True
            return
        if not (self._heading(line) or self._opening(line) or self._article(line) or self._numbered(line)):
            self._continue(line)
        self.last, self.blank = line, False

    def keep(self, passage: Passage) -> None:
        self._close()
        self.passages.append(passage)
        self.last, self.blank = ".", True

    def finished(self) -> list[Passage]:
        self._close()
        return self.passages

    def _close(self) -> None:
        if self.part:
            if len(self.passages) >= MOST_PASSAGES:
                raise refused("too-many-passages", MOST_PASSAGES)
            self.passages.append(self.part.passage())
        self.part = None

    def _begin(self, part: _Part) -> bool:
        self._close()
        self.part = part
        return True

    def _may_begin(self) -> bool:
        """Whether a heading can stand here, and is not the end of a reference."""
        return not self.joins or self._ended() or self._titled() or not numbering.REFERS.search(self.last)

    def _ended(self) -> bool:
        return not self.last or self.last.endswith(numbering.ENDED)

    def _under(self, rank: int, number: str, title: str, rest: str = "", whole: bool = False) -> bool:
        """Begins a heading: 1 BAB, 2 Bagian, 3 Paragraf, 4 Pasal."""
        self.above = [(r, n) for r, n in self.above if r < rank]
        self.above.append((rank, number))
        self.levels, self.base, level = [], "", min(len(self.above), 4)
        cited = self.section + (" ".join(n for _, n in self.above if n) if rank < 4 else number)
        return self._begin(_Part(HEADING, cited, level, title, [rest] if rest else [], whole=whole))

    def _heading(self, line: str) -> bool:
        if not self._may_begin():
            return False
        if found := numbering.BAB.fullmatch(line):
            return self._under(1, f"BAB {found[1]}", f"BAB {found[1]}", found[2] or "")
        for rank, look in ((2, numbering.BAGIAN), (3, numbering.PARAGRAF)):
            if found := look.fullmatch(line):
                return self._under(rank, found[1], found[1], found[2] or "")
        return False

    def _opening(self, line: str) -> bool:
        """Menimbang, Memutuskan, Penjelasan, Lampiran, and what stands under a regulation."""
        if found := numbering.OPENING.fullmatch(line):
            name = found[1].capitalize()
            self._under(1, name, name, whole=True)
            self.base = name
            if found[2]:
                self.last = ":"
                if not self._numbered(found[2]):
                    self._continue(found[2])
            return True
        if numbering.DECISION.fullmatch(line):
            return self._under(1, "Memutuskan", "MEMUTUSKAN:", whole=True)
        if numbering.DETERMINES.fullmatch(line):
            return self._begin(_Part(PARAGRAPH, "Menetapkan", lines=[line]))
        if numbering.CLOSING.fullmatch(line) or numbering.GRACE.fullmatch(line):
            self.levels, self.base = [], ""
            return self._begin(_Part(PARAGRAPH, lines=[line], stacked=not line.startswith("Agar")))
        return self._appendix(line)

    def _appendix(self, line: str) -> bool:
        if (found := numbering.ANNEX.fullmatch(line)) or numbering.EXPLANATION.fullmatch(line):
            name = "Penjelasan" if not found else f"Lampiran {found[1]}" if found[1] else "Lampiran"
            self.section, self.article, self.amending = "", 0, ""
            self._under(1, name, line)
            self.section, self.above = name + " ", [(1, "")]
            return True
        if self.section and (found := numbering.EXPLAINED.fullmatch(line)):
            return self._under(2, found[1].title(), line, whole=True)
        return False

    def _article(self, line: str) -> bool:
        found = numbering.PASAL.fullmatch(line)
        if not found or not self._may_begin():
            return False
        value = int("0" + re.sub(r"\D", "", found[1]))
        if self.joins and not self._ended() and not self._titled() and value != self.article + 1:
            return False
        self.article = value
        number = f"Pasal {found[1].upper()}"
        self._under(4, number, number)
        assert self.part
        self.part.kind, self.base = ARTICLE, number
        if not found[1][0].isdigit():
            self.amending, self.amended = number, 0
        return True

    def _titled(self) -> bool:
        return self.part is not None and self.part.kind == HEADING

    def _numbered(self, line: str) -> bool:
        """A line that begins with the number that is due."""
        if not self.base and not self.section:
            return False
        self._amend(line)
        for marker in numbering.MARKERS:
            found = marker.look.fullmatch(line) or (self.section and marker.named.fullmatch(line))
            if found and self._due(marker, numbering.value_of(found[1])):
                self.levels.append(_Level(marker, numbering.value_of(found[1]), found[1]))
                if self.base == self.amending and len(self.levels) == 1:
                    self.amended = self.levels[0].value
                cited = " ".join(level.marker.cited.format(level.label) for level in self.levels)
                part = _Part(marker.kind, f"{self.section}{self.base} {cited}".replace("  ", " "), len(self.levels))
                if found.re is marker.named:
                    part.title = line
                else:
                    part.lines = [line]
                return self._begin(part)
        return False

    def _amend(self, line: str) -> None:
        """Goes back from the articles that an amendment quotes to its own next number: Pasal I angka 2."""
        own = numbering.MARKERS[numbering.OWN]
        found = own.look.fullmatch(line)
        value = numbering.value_of(found[1]) if found else 0
        due = value == self.amended + 1 and self._ended() and all(level.marker is not own for level in self.levels)
        if due and self.amending and self.base != self.amending:
            self.base, self.levels = self.amending, [_Level(own, self.amended, str(self.amended))]

    def _due(self, marker: Marker, value: int) -> bool:
        """Whether this number may stand here; the levels that it ends are taken off."""
        if len(self.levels) == numbering.DEEPEST and all(level.marker is not marker for level in self.levels):
            return False
        if (
            value == 1
            and len(self.levels) < numbering.DEEPEST
            and self.last.endswith(":")
            and not (self.levels and self.levels[-1].marker is marker)
        ):
            return True
        refers = self.joins and bool(numbering.REFERS.search(self.last)) and not self._ended()
        refers = refers and (marker.kind == CLAUSE or not self.last.endswith(numbering.GOES_ON))
        at = next((i for i in reversed(range(len(self.levels))) if self.levels[i].marker is marker), None)
        if at is None:
            if marker.kind == CLAUSE and self.levels and not refers:
                self.levels = []
            return not refers and (value == 1 or not self.joins or self._ended())
        last = self.levels[at].value
        due = value in (last, last + 1) and not refers
        if not due and not (self._ended() and (value > last or value == 1)) and self.joins:
            return False
        self.levels = self.levels[:at]
        return True

    def _continue(self, line: str) -> None:
        part = self.part
        if not self.passages and part is None and line.isupper():
            self._begin(_Part(HEADING, "Judul", 1, lines=[line], stacked=True))
        elif part is None or (self.joins and self.blank and self._ended() and part.lines) or self._ends_title(line):
            self._begin(_Part(PARAGRAPH, lines=[line], stacked=not self.base and line.isupper()))
        elif not self.joins and part.kind != HEADING and part.lines and not part.stacked:
            self._begin(_Part(PARAGRAPH, lines=[line]))
        elif part.stacked or not part.lines:
            part.lines.append(line)
        else:
            part.lines[-1] = joined(part.lines[-1], line)
            if len(part.lines[-1]) > LONGEST_PASSAGE:
                raise refused("passage-too-long", LONGEST_PASSAGE, line[:60])

    def _ends_title(self, line: str) -> bool:
        """A sentence is no title; under capitals, neither is a second line that has none."""
        if not self._titled() or not self.part:
            return False
        if self.part.whole:
            return True
        if self.part.title.startswith(("BAB", "Bagian", "Paragraf")) and not self.part.lines:
            return line.endswith(".")
        if not self.part.title or self.part.title.isupper():
            return not line.isupper()
        return line.endswith(".") or (self.blank and not (line.isupper() and self.last.isupper()))

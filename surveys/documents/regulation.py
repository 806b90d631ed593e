"""Indonesian regulations: BAB, Bagian, Paragraf, Pasal, ayat, huruf, angka.

The form is that of Undang-Undang 12/2011 on law-making, annex II. A line that begins like a number is one
only where that number is due: "sebagaimana dimaksud pada ayat" may be followed by a line "(1) huruf a".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from surveys.documents import markup
from surveys.documents.limits import MOST_PASSAGES, refused
from surveys.documents.passages import ARTICLE, CLAUSE, HEADING, LETTER, NUMERAL, PARAGRAPH, Passage
from surveys.documents.pasted import joined, without_edges

_BAB = re.compile(r"BAB ([IVXLCDM]{1,8}[A-Z]?)(?: ([^a-z]+))?")
_ORDINAL = r"(?:Pertama|Ke[a-z]{2,14}(?: (?:[Bb]elas|[Pp]uluh(?: [A-Za-z]{4,9})?))?)"
_BAGIAN = re.compile(rf"(Bagian {_ORDINAL})(?: (.+))?")
_PARAGRAF = re.compile(r"(Paragraf \d{1,3}[A-Z]?)(?: ([A-Z].+))?")
_PASAL = re.compile(r"Pasal (\d{1,4}[A-Z]{0,2}|[IVX]{1,5})\.?", re.IGNORECASE)
_OPENING = re.compile(r"(Menimbang|Mengingat|Memperhatikan)(?: ?: ?(.*))?", re.IGNORECASE)
_DECISION = re.compile(r"M ?E ?M ?U ?T ?U ?S ?K ?A ?N ?:?", re.IGNORECASE)
_DETERMINES = re.compile(r"(Menetapkan) ?: ?(.*)", re.IGNORECASE)
_EXPLANATION = re.compile(r"PENJELASAN(?: ATAS.*)?")
_EXPLAINED = re.compile(r"I{1,2}\. ?(UMUM|PASAL DEMI PASAL)", re.IGNORECASE)
_ANNEX = re.compile(r"LAMPIRAN(?: ([IVXLCDM]{1,8}))?(?: [^a-z]*)?")
_CLOSING = re.compile(
    r"(?:Agar setiap orang|Ditetapkan di|Disahkan di|Diundangkan di|LEMBARAN |BERITA |TAMBAHAN (?:LEMBARAN|BERITA) ).*"
)
_GRACE = re.compile(r"DENGAN RAHMAT .*")

_REFERS = re.compile(
    r"(?:\b(?:ayat|huruf|angka|pasal|bab|bagian|paragraf|dan|atau|pada|dalam|dengan|dimaksud|serta|nomor|oleh)|,)$",
    re.IGNORECASE,
)
_ENDED = (".", ";", ":", "; dan", "; atau", "; dan/atau", ", dan", ", atau")
_CLAUSES = re.compile(r"^\(1\)", re.MULTILINE)
_ARTICLES = re.compile(r"^pasal \d{1,4}[A-Z]?\.?$", re.MULTILINE | re.IGNORECASE)
_PARTS = re.compile(r"^(?:BAB [IVX]+|Menimbang|Mengingat|MEMUTUSKAN)\b", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class _Marker:
    """One way of numbering: how it looks, how it is cited, and how an explanation names it on a line of its own."""

    kind: str
    cited: str
    look: re.Pattern[str]
    named: re.Pattern[str]


_MARKERS = (
    _Marker(CLAUSE, "ayat ({})", re.compile(r"\((\d{1,3}[a-z]?)\)(.*)"), re.compile(r"Ayat ?\((\d{1,3}[a-z]?)\)")),
    _Marker(LETTER, "huruf {}", re.compile(r"([a-z]{1,2})\.( .*|$)"), re.compile(r"Huruf ([a-z]{1,2})\.?")),
    _Marker(NUMERAL, "angka {}", re.compile(r"(\d{1,3}[a-z]?)\.( .*|$)"), re.compile(r"Angka (\d{1,3}[a-z]?)\.?")),
    _Marker(LETTER, "huruf {})", re.compile(r"([a-z]{1,2})\)(.*)"), re.compile(r"Huruf ([a-z]{1,2})\)")),
    _Marker(NUMERAL, "angka {})", re.compile(r"(\d{1,3})\)(.*)"), re.compile(r"Angka (\d{1,3})\)")),
)


def is_regulation(text: str) -> bool:
    """Whether `text` is numbered like one: two articles on lines of their own, or one and another part."""
    squeezed = "\n".join(line.strip() for line in text.split("\n"))
    articles = len(_ARTICLES.findall(squeezed))
    return articles > 1 or (articles == 1 and bool(_PARTS.search(squeezed) or _CLAUSES.search(squeezed)))


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
    """The passage that is being read. `title`: its own line, above its text; `stacked`: its lines stay lines."""

    kind: str
    number: str = ""
    level: int = 0
    title: str = ""
    lines: list[str] = field(default_factory=list)
    stacked: bool = False

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
    marker: _Marker
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
        return not self.joins or self._ended() or self._titled() or not _REFERS.search(self.last)

    def _ended(self) -> bool:
        return not self.last or self.last.endswith(_ENDED)

    def _under(self, rank: int, number: str, title: str, rest: str = "") -> bool:
        """Begins a heading: 1 BAB, 2 Bagian, 3 Paragraf, 4 Pasal."""
        self.above = [(r, n) for r, n in self.above if r < rank]
        self.above.append((rank, number))
        self.levels, self.base, level = [], "", min(len(self.above), 4)
        cited = self.section + (" ".join(n for _, n in self.above if n) if rank < 4 else number)
        return self._begin(_Part(HEADING, cited, level, title, [rest] if rest else []))

    def _heading(self, line: str) -> bool:
        if not self._may_begin():
            return False
        if found := _BAB.fullmatch(line):
            return self._under(1, f"BAB {found[1]}", f"BAB {found[1]}", found[2] or "")
        for rank, look in ((2, _BAGIAN), (3, _PARAGRAF)):
            if found := look.fullmatch(line):
                return self._under(rank, found[1], found[1], found[2] or "")
        return False

    def _opening(self, line: str) -> bool:
        """Menimbang, Memutuskan, Penjelasan, Lampiran, and what stands under a regulation."""
        if found := _OPENING.fullmatch(line):
            name = found[1].capitalize()
            self._under(1, name, name)
            self.base = name
            if found[2]:
                self.last = ":"
                self.read(found[2])
            return True
        if _DECISION.fullmatch(line):
            return self._under(1, "Memutuskan", "MEMUTUSKAN:")
        if _DETERMINES.fullmatch(line):
            return self._begin(_Part(PARAGRAPH, "Menetapkan", lines=[line]))
        if _CLOSING.fullmatch(line) or _GRACE.fullmatch(line):
            self.levels, self.base = [], ""
            return self._begin(_Part(PARAGRAPH, lines=[line], stacked=not line.startswith("Agar")))
        return self._appendix(line)

    def _appendix(self, line: str) -> bool:
        if (found := _ANNEX.fullmatch(line)) or _EXPLANATION.fullmatch(line):
            name = "Penjelasan" if not found else f"Lampiran {found[1]}" if found[1] else "Lampiran"
            self.section, self.article = "", 0
            self._under(1, name, line)
            self.section, self.above = name + " ", [(1, "")]
            return True
        if self.section and (found := _EXPLAINED.fullmatch(line)):
            return self._under(2, found[1].title(), line)
        return False

    def _article(self, line: str) -> bool:
        found = _PASAL.fullmatch(line)
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
        return True

    def _titled(self) -> bool:
        return self.part is not None and self.part.kind == HEADING

    def _numbered(self, line: str) -> bool:
        """A line that begins with the number that is due."""
        if not self.base:
            return False
        for marker in _MARKERS:
            found = marker.look.fullmatch(line) or (self.section and marker.named.fullmatch(line))
            if found and self._due(marker, _value(found[1])):
                self.levels.append(_Level(marker, _value(found[1]), found[1]))
                cited = " ".join(level.marker.cited.format(level.label) for level in self.levels)
                part = _Part(marker.kind, f"{self.section}{self.base} {cited}", len(self.levels))
                if found.re is marker.named:
                    part.title = line
                else:
                    part.lines = [line]
                return self._begin(part)
        return False

    def _due(self, marker: _Marker, value: int) -> bool:
        """Whether this number may stand here; the levels that it ends are taken off."""
        if value == 1 and self.last.endswith(":"):
            return True
        refers = self.joins and bool(_REFERS.search(self.last)) and not self._ended()
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

    def _ends_title(self, line: str) -> bool:
        """Under a heading in capitals, a line that is not; under any other, a sentence."""
        if not self._titled() or not self.part:
            return False
        if not self.part.title or self.part.title.isupper() or "BAB " in self.part.number[-9:]:
            return not line.isupper()
        return line.endswith(".") or bool(self.part.lines and self.blank)


def _value(label: str) -> int:
    """1 for "1", "1a" and "a"; 27 for "aa"."""
    digits = re.match(r"\d+", label)
    if digits:
        return int(digits[0])
    return ord(label[0]) - ord("a") + 1 + 26 * (len(label) - 1)

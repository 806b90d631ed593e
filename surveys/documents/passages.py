"""A draft text as its passages: what is stored, commented on, compared and read aloud."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from textwrap import shorten

from surveys.canonical import canonical_json

HEADING, PARAGRAPH, LIST, TABLE, QUOTE = "heading", "paragraph", "list", "table", "quote"
# The parts of a regulation: Pasal; ayat; huruf; angka.
ARTICLE, CLAUSE, LETTER, NUMERAL = "article", "clause", "letter", "numeral"
TITLE_LENGTH = 60
IN_CONTENTS = (HEADING, ARTICLE)


@dataclass(frozen=True)
class Passage:
    """What can be commented on by itself.

    `id`: a slug (a-z, 0-9, hyphen; at most 80 characters), unique in the document, kept across versions.
    `kind`: one of the constants above. `number`: how one cites it ("Pasal 12 ayat (3) huruf b"), "" where
    the text has no numbering. `level`: of headings and articles 1 to 4, their depth in the contents; of
    clauses, letters and numerals how far they stand in, from 1; else 0. `text`: what a reader sees, with its
    marker, lines by "\\n". `html`: the same, safe to put into a page as it is; headings are h2 to h5.
    """

    kind: str
    text: str
    html: str
    level: int = 0
    number: str = ""
    id: str = ""

    @property
    def title(self) -> str:
        """One line that names it in a list: a heading's words, "Pasal 12", a citation, or how the text begins."""
        if self.kind == HEADING:
            return self.text.replace("\n", " ")
        if self.kind == ARTICLE:
            return self.text.partition("\n")[0]
        return self.number or one_line(self.text, TITLE_LENGTH)


@dataclass(frozen=True)
class Document:
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Entry:
    """One line of a table of contents, with what stands under it."""

    passage: Passage
    entries: tuple[Entry, ...] = ()


def one_line(text: str, most: int) -> str:
    """A text as one line of at most `most` characters, cut between words; a long first word is cut itself."""
    between = shorten(text, most, placeholder=" …")
    return between if between != "…" else "".join(text.split(maxsplit=1)[:1])[: most - 1] + "…"


def dump(document: Document) -> str:
    """The one JSON text of a document."""
    return canonical_json({"passages": [asdict(passage) for passage in document.passages]})


def load(text: str) -> Document:
    """The document that `dump` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    return Document(tuple(Passage(**passage) for passage in json.loads(text)["passages"]))


def contents(document: Document) -> tuple[Entry, ...]:
    """The headings and articles as a tree, in the order of the text."""
    return _entries([passage for passage in document.passages if passage.kind in IN_CONTENTS])


def chapters(document: Document) -> tuple[tuple[str, tuple[Passage, ...]], ...]:
    """The text cut at the uppermost lines of its contents: each chapter's title and passages.

    A chapter begins with its own heading; what stands before the first has the title "".
    """
    top = min((passage.level for passage in document.passages if passage.kind in IN_CONTENTS), default=0)
    found: list[tuple[str, list[Passage]]] = []
    for passage in document.passages:
        begins = passage.kind in IN_CONTENTS and passage.level == top
        if begins or not found:
            found.append((passage.title if begins else "", []))
        found[-1][1].append(passage)
    return tuple((title, tuple(passages)) for title, passages in found)


def _entries(passages: Sequence[Passage]) -> tuple[Entry, ...]:
    """Each passage that isn't deeper than the first begins an entry. Levels are few, so this is never deep."""
    if not passages:
        return ()
    top = passages[0].level
    starts = [index for index, passage in enumerate(passages) if passage.level <= top]
    ends = [*starts[1:], len(passages)]
    return tuple(
        Entry(passages[start], _entries(passages[start + 1 : end])) for start, end in zip(starts, ends, strict=True)
    )

"""One passage of a document changed by hand: the others stay as they are, with their ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from html import unescape

from surveys.documents import markup, numbering
from surveys.documents.identity import free
from surveys.documents.passages import ARTICLE, HEADING, LIST, NUMERAL, QUOTE, TABLE, Document, Passage
from surveys.documents.reading import from_markdown

_MARKDOWN = (  # what a passage's HTML holds within its lines -> the Markdown that makes it again
    (re.compile(r"</?strong>"), "**"),
    (re.compile(r"</?em>"), "*"),
    (re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>'), r"[\2](\1)"),
    (re.compile(r"<br>|</p>|</h[2-5]>|</li>"), "\n"),
    (re.compile(r"<[^>]*>"), ""),
)
_LIST_TAG = re.compile(r'<(/?)(ul|ol|li)(?: start="([0-9]{1,9})")?[^>]*>')
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_NUMERAL = re.compile(r"^(\s*\d+[a-z]?)([.)])")


def source(passage: Passage) -> str:
    """A passage as one writes it: saved unchanged, it loses only joined cells and gaps between items."""
    html = passage.html
    if passage.kind == TABLE:
        html = _table(html)
    if passage.kind == LIST:
        html = _list(html)
    for pattern, mark in _MARKDOWN:
        html = pattern.sub(mark, html)
    strip = str.rstrip if passage.kind == LIST else str.strip  # items stand in
    lines = (strip(line) for line in unescape(html).split("\n"))
    return "\n".join(f"> {line}" if passage.kind == QUOTE else line for line in lines if line)


def written(passage: Passage, text: str) -> Sequence[Passage]:
    """What `text` puts in the place of `passage`: a heading stays one, an article keeps its line above its text.

    Raises RefusedFile.
    """
    text = "\n".join(text.splitlines())  # browsers send other line ends
    if passage.kind == HEADING:
        return [_headed(passage, text.strip())]
    if passage.kind == ARTICLE:
        title, _, body = text.strip().partition("\n")
        if not numbering.PASAL.fullmatch(title.strip()):
            title, body = passage.title, text
        under = from_markdown(body).passages if body.strip() else ()
        return [_headed(passage, title.strip(), *under[:1]), *under[1:]]
    if passage.kind == NUMERAL:  # "2." begins no list here
        text = _NUMERAL.sub(r"\1\\\2", text)
    if "<br>" in passage.html:  # its lines are lines
        text = text.replace("\n", "  \n")
    return from_markdown(text).passages


def _list(html: str) -> str:
    """Each item on a line of its own, as far in as the marks of the lists around it are wide."""
    found, *tags = _LIST_TAG.split(html)
    marks: list[str] = []
    for end, name, start, text in zip(tags[0::4], tags[1::4], tags[2::4], tags[3::4], strict=True):
        if name == "li":
            found += "" if end else f"<br>{' ' * sum(map(len, marks[:-1]))}{marks[-1]}"
        elif end:
            marks.pop()
            found += "<br>"
        else:
            marks.append("- " if name == "ul" else f"{start or 1}. ")
        found += text.strip()
    return found


def _table(html: str) -> str:
    rows = [_CELL.findall(row) for row in html.split("</tr>")]
    lines = [f"| {' | '.join(cell.strip() for cell in cells)} |" for cells in rows if cells]
    return "<br>".join([*lines[:1], f"|{'---|' * len(rows[0])}", *lines[1:]])


def _headed(passage: Passage, title: str, body: Passage | None = None) -> Passage:
    """The passage with this heading, at its own level, and what stands under it."""
    html = f"<h{passage.level + 1}>{markup.marked_up(title)}</h{passage.level + 1}>{body.html if body else ''}"
    text = f"{title}\n{body.text}" if body else title
    return markup.passage(passage.kind, html, text, passage.level, passage.number)


def replaced(
    document: Document, passage: Passage, written: Sequence[Passage], retired: Collection[str] = ()
) -> Document:
    """The document with `written` in the place of `passage`, whose id, number and kind the first of them keeps.

    `retired`: ids of earlier versions, which no new passage gets. Raises ValueError when the document doesn't hold
    the passage.
    """
    first = replace(written[0], id=passage.id, number=passage.number, kind=passage.kind, level=passage.level)
    return _put(document, document.passages.index(passage), 1, [first, *_fresh(document, written[1:], retired)])


def inserted_after(
    document: Document, passage: Passage, written: Sequence[Passage], retired: Collection[str] = ()
) -> Document:
    """The document with `written` behind `passage`. `retired` and errors: see `replaced`."""
    return _put(document, document.passages.index(passage) + 1, 0, _fresh(document, written, retired))


def without(document: Document, passage_id: str) -> Document:
    return Document(tuple(passage for passage in document.passages if passage.id != passage_id))


def _put(document: Document, place: int, instead_of: int, written: Sequence[Passage]) -> Document:
    return Document((*document.passages[:place], *written, *document.passages[place + instead_of :]))


def _fresh(document: Document, written: Sequence[Passage], retired: Collection[str]) -> list[Passage]:
    """The passages with ids that none in the document has, or had in an earlier version."""
    taken, found = {*(passage.id for passage in document.passages), *retired}, []
    for passage in written:
        found.append(replace(passage, id=free(passage.id, taken)))
        taken.add(found[-1].id)
    return found

"""Whatever a draft comes as, read into its passages."""

from __future__ import annotations

from surveys.documents import markdown, markup, numbering, regulation, word
from surveys.documents.identity import identified
from surveys.documents.limits import MOST_PASSAGES, readable, refused
from surveys.documents.passages import Document, Passage


def from_markdown(text: str) -> Document:
    """CommonMark with tables; its HTML is shown as text. Raises RefusedFile."""
    return from_html(markdown.rendered(text))


def from_html(text: str) -> Document:
    """A page or a part of one. Numbered like a regulation, it is read as one. Raises RefusedFile."""
    passages = markup.blocks(text)
    if numbering.is_regulation("\n".join(passage.text for passage in passages)):
        passages = regulation.from_passages(passages)
    return _document(passages)


def from_docx(data: bytes) -> Document:
    """A file of Word 2007 or later, or of another word processor that writes the same. Raises RefusedFile."""
    return from_html(word.rendered(data))


def from_regulation(text: str) -> Document:
    """A regulation as copied from a printed page: its line breaks and page numbers don't matter. Raises RefusedFile."""
    return _document(regulation.from_lines(readable(text)))


def guess(text: str) -> Document:
    """Pasted text: a regulation if it is numbered like one, else Markdown. Raises RefusedFile."""
    return from_regulation(text) if numbering.is_regulation(readable(text)) else from_markdown(text)


def _document(passages: list[Passage]) -> Document:
    if not passages:
        raise refused("no-text")
    if len(passages) > MOST_PASSAGES:
        raise refused("too-many-passages", MOST_PASSAGES)
    return identified(passages)

"""Draft texts for consultations: passages from Markdown, HTML, DOCX and pasted regulations, and their versions."""

from __future__ import annotations

from surveys.documents.difference import PassageChange, Run, difference
from surveys.documents.editing import inserted_after, replaced, source, without, written
from surveys.documents.passages import Document, Entry, Passage, chapters, contents, dump, load
from surveys.documents.reading import from_docx, from_html, from_markdown, from_regulation, guess
from surveys.documents.revision import revise

__all__ = [
    "Document",
    "Entry",
    "Passage",
    "PassageChange",
    "Run",
    "chapters",
    "contents",
    "difference",
    "dump",
    "from_docx",
    "from_html",
    "from_markdown",
    "from_regulation",
    "guess",
    "inserted_after",
    "load",
    "replaced",
    "revise",
    "source",
    "without",
    "written",
]

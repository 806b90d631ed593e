"""Drafts for tests: a composed regulation, pasted as from a PDF, and Word files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from html5lib import HTMLParser
from html5lib.treewalkers import getTreeWalker

from surveys.documents import Document, Passage
from surveys.documents.markup import ALLOWED, ATTRIBUTES

PERDA = (Path(__file__).parent / "perda.txt").read_text()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def by_id(document: Document) -> dict[str, Passage]:
    return {passage.id: passage for passage in document.passages}


def ids(document: Document) -> list[str]:
    return [passage.id for passage in document.passages]


def assert_safe(document: Document) -> None:
    """As a browser reads it: only elements and attributes of the allow-list, links that lead outside."""
    for passage in document.passages:
        tree = HTMLParser(namespaceHTMLElements=False).parseFragment(passage.html)
        text = ""
        for token in getTreeWalker("etree")(tree):
            assert token["type"] not in ("Comment", "Doctype"), passage
            text += token["data"] if token["type"] in ("Characters", "SpaceCharacters") else ""
            if token["type"] not in ("StartTag", "EmptyTag"):
                continue
            assert token["name"] in ALLOWED, passage
            for (_, name), value in token["data"].items():
                assert name in ATTRIBUTES.get(token["name"], set()) | {"rel"}, passage
                assert name != "href" or value.startswith(("http://", "https://", "mailto:")), passage
        assert "".join(text.split()) == "".join(passage.text.split())


def saved(document: docx.document.Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(body: str, **parts: bytes) -> bytes:
    """A minimal Word file with this body; further parts by their name in `word/`."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", '<R><r Type="x/officeDocument" Target="word/document.xml"/></R>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name.replace('__', '.')}", content)
    return buffer.getvalue()

"""DOCX as HTML: headings, paragraphs with their automatic numbers, bullets, tables, links, emphasis.

Accepted changes count as text and deleted ones don't. Pictures, text boxes, comments, footnotes, headers and
footers are left out. Elements are known by their local name, so that both namespaces of ISO 29500 are read.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from surveys.documents.elements import child, local, value, walk
from surveys.documents.limits import LARGEST_TEXT, LONGEST_PASSAGE, MOST_PASSAGES, refused
from surveys.documents.list_labels import Labels
from surveys.documents.markup import marked_up
from surveys.documents.package import Package

if TYPE_CHECKING:  # only the name of the type; defusedxml reads
    from xml.etree.ElementTree import Element  # nosec B405

MOST_BLOCKS = 10 * MOST_PASSAGES  # most of them would be empty lines
_HEADING = re.compile(r"(?:heading|judul) ([1-9])")
_OWN_LINE = re.compile(r"(?:BAB|Bagian|Paragraf|Pasal)\b", re.IGNORECASE)


def rendered(data: bytes) -> str:
    """The text of a DOCX file as HTML, not yet sanitised. Raises RefusedFile."""
    package = Package(data)
    root = package.xml(package.main)
    assert root is not None  # the package knows its main part
    file = _File(package)
    blocks, length = [], 0
    for element in walk(root, {"p", "tbl"}):
        blocks.append(file.block(element))
        length += len(blocks[-1])
        if len(blocks) > MOST_BLOCKS:
            raise refused("too-many-passages", MOST_PASSAGES)
        if length > LARGEST_TEXT:
            raise refused("too-large", LARGEST_TEXT)
    return "".join(blocks).replace("</ul><ul>", "")  # bullets that follow each other are one list


class _File:
    def __init__(self, package: Package) -> None:
        main = package.main.rpartition("/")[2]
        relations = package.beside(f"_rels/{main}.rels")
        self._links = {
            each.get("Id", ""): each.get("Target", "") for each in (relations if relations is not None else ())
        }
        styles = package.beside("styles.xml")
        self._styles = {value(style, "styleId"): style for style in (styles if styles is not None else ())}
        self._labels = Labels(package.beside("numbering.xml"), self._styles)

    def block(self, element: Element) -> str:
        return self._paragraph(element) if local(element.tag) == "p" else self._table(element)

    def _paragraph(self, paragraph: Element) -> str:
        html = self._inline(paragraph)
        label = self._labels.of(paragraph)
        if not html and not label.text:
            return ""
        if label.bullet:
            return f"<ul><li>{html}</li></ul>"
        if label.text:
            html = f"{marked_up(label.text)}{'<br>' if _OWN_LINE.match(label.text) else ' '}{html}"
        level = self._level(paragraph)
        return f"<h{level}>{html}</h{level}>" if level else f"<p>{html}</p>"

    def _level(self, paragraph: Element) -> int:
        style = self._styles.get(value(child(paragraph, "pPr", "pStyle")))
        name = value(child(style, "name")).lower()
        found = _HEADING.fullmatch(name)
        return min(int(found[1]) + 1, 6) if found else 1 if name == "title" else 0

    def _table(self, table: Element) -> str:
        rows, length = [], 0
        for row in walk(table, {"tr"}):
            name = "th" if child(row, "trPr", "tblHeader") is not None else "td"
            cells = []
            for cell in walk(row, {"tc"}):
                span = value(child(cell, "tcPr", "gridSpan"))
                lines = "<br>".join(filter(None, (self._inline(p) for p in cell.iter() if local(p.tag) == "p")))
                colspan = f' colspan="{span}"' if span.isdecimal() and len(span) < 3 else ""
                cells.append(f"<{name}{colspan}>{lines}</{name}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
            length += len(rows[-1])
            if length > LONGEST_PASSAGE:
                raise refused("passage-too-long", LONGEST_PASSAGE)
        return f"<table>{''.join(rows)}</table>"

    def _inline(self, paragraph: Element) -> str:
        pieces = []
        for piece in walk(paragraph, {"r", "hyperlink"}):
            if local(piece.tag) == "r":
                pieces.append((_marks(piece), _text(piece), ""))
            else:
                target = self._links.get(value(piece, "id"), "")
                pieces += [(_marks(run), _text(run), target) for run in walk(piece, {"r"})]
        html = ""
        for (marks, target), group in groupby((p for p in pieces if p[1]), key=lambda piece: (piece[0], piece[2])):
            text = marked_up("".join(piece[1] for piece in group))
            for mark in marks:
                text = f"<{mark}>{text}</{mark}>"
            html += f'<a href="{escape(target)}">{text}</a>' if target else text
        return html.strip()


def _marks(run: Element) -> tuple[str, ...]:
    """The elements that a run's formatting means, from the inside out."""
    properties = child(run, "rPr")
    if properties is None:
        return ()
    raised = {"superscript": "sup", "subscript": "sub"}.get(value(child(properties, "vertAlign")), "")
    bold, italic = (_on(child(properties, name)) for name in ("b", "i"))
    return tuple(mark for mark, on in ((raised, raised), ("em", italic), ("strong", bold)) if on)


def _on(element: Element | None) -> bool:
    return element is not None and value(element) not in ("0", "false", "off")


def _text(run: Element) -> str:
    marks = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    return "".join((each.text or "") if local(each.tag) == "t" else marks.get(local(each.tag), "") for each in run)

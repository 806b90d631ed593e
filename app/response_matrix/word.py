"""The matrix as a Word document: landscape, headings as headings, the table's head on every page."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from app.response_matrix.sheet import Sheet, without_repetition

_WIDTHS = (1.1, 2.8, 6.9, 2.8, 6.8, 2.4, 4.2)  # cm; 27 cm between the margins of a landscape A4
_BRAND = RGBColor(0x0B, 0x5D, 0x5E)
_TWIPS = 567  # in a centimetre
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write(sheet: Sheet) -> bytes:
    """The document. Rows are made as bare elements: the library's own would take minutes for thousands."""
    file = docx.Document()
    _prepare(file, sheet)
    file.add_heading(sheet.title, 0)
    file.add_heading(sheet.subtitle, 1)
    for name, value in sheet.facts:
        line = file.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    file.paragraphs[-1].paragraph_format.space_after = Pt(10)
    _table(file, sheet)
    if not sheet.rows:
        file.add_paragraph(sheet.empty)
    for line in sheet.counts:
        file.add_paragraph(line, style="List Bullet")
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def _prepare(file: Any, sheet: Sheet) -> None:
    section = file.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.35)
    section.top_margin = section.bottom_margin = Cm(1.5)
    file.core_properties.title = f"{sheet.title}: {sheet.subtitle}"
    file.core_properties.language = sheet.language
    file.core_properties.author = ""
    file.core_properties.comments = ""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    properties = normal.element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "id-ID" if sheet.language == "id" else "en-GB")
    properties.append(spoken)
    for name, size in (("Title", 20), ("Heading 1", 14)):
        style = file.styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), _BRAND, "Calibri"
    title = file.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))  # the library's blue line


def _table(file: Any, sheet: Sheet) -> None:
    table = file.add_table(rows=1, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    for cell, text, width in zip(head.cells, sheet.headings, _WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(text).bold = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "E6F0F0")
        cell._tc.get_or_add_tcPr().append(shade)
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)
    for row in without_repetition(sheet):
        parts = ((str(row.number),), (row.passage,), (row.comment,), (row.role,), row.response, (row.verdict,))
        table._tbl.append(_row((*parts, (row.follow_up,))))


def _row(cells: tuple[tuple[str, ...], ...]) -> Any:
    row = OxmlElement("w:tr")
    for texts, width in zip(cells, _WIDTHS, strict=True):
        cell = OxmlElement("w:tc")
        properties, measure = OxmlElement("w:tcPr"), OxmlElement("w:tcW")
        measure.set(qn("w:w"), str(round(width * _TWIPS)))
        measure.set(qn("w:type"), "dxa")
        properties.append(measure)
        cell.append(properties)
        for text in texts or ("",):
            cell.append(_paragraph(text))
        row.append(cell)
    return row


def _paragraph(text: str) -> Any:
    paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:t")
        words.text = line
        words.set(_SPACE, "preserve")
        run.append(words)
    paragraph.append(run)
    return paragraph

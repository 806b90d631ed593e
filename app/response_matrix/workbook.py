"""The matrix as a workbook. All but a line's number are strings, so nothing that was written is a formula or a link."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

import xlsxwriter

from app.response_matrix.sheet import Row, Sheet

_LONGEST_CELL = 32_000  # characters; Excel takes 32,767
_WIDTHS = (6, 18, 46, 16, 46, 16, 34)  # characters; A4 across takes them at three quarters of their size
_LINE, _HIGHEST = 15, 409  # points: of a line of text, and the highest row that Excel takes
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(sheet: Sheet) -> bytes:
    """One sheet: facts, the table with its own filter, and what is not in it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **_AS_TEXT}) as book:
        book.set_properties({"title": f"{sheet.title}: {sheet.subtitle}"})
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E6F0F0", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        page = book.add_worksheet("Matriks")
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.write_string(0, 0, sheet.title, bold)
        page.write_string(1, 0, sheet.subtitle, bold)
        lines = [f"{name}: {value}" for name, value in sheet.facts] + list(sheet.counts)
        for at, line in enumerate(lines, start=2):
            page.write_string(at, 0, line)
        first = len(lines) + 3
        for column, heading in enumerate(sheet.headings):
            page.write_string(first, column, heading, head)
        for at, row in enumerate(sheet.rows, start=first + 1):
            texts = _cells(row)
            page.set_row(at, _height(texts))
            page.write_number(at, 0, row.number, cell)
            for column, text in enumerate(texts, start=1):
                page.write_string(at, column, text, cell)
        page.autofilter(first, 0, first + max(1, len(sheet.rows)), len(_WIDTHS) - 1)
        page.freeze_panes(first + 1, 0)
        page.repeat_rows(first)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
        page.set_footer("&R&P / &N")
        page.fit_to_pages(1, 0)
        if not sheet.rows:
            page.write_string(first + 1, 2, sheet.empty, cell)
    return target.getvalue()


def _height(texts: Sequence[str]) -> float:
    """Points for the longest of a row's cells: not every program makes room for wrapped text by itself.

    A tenth is added to every text: lines end with a word, seldom at the cell's edge.
    """
    lines = [
        sum(max(1, math.ceil(11 * len(line) / (10 * width))) for line in text.split("\n"))
        for text, width in zip(texts, _WIDTHS[1:], strict=True)
    ]
    return min(_HIGHEST, _LINE * max(lines))


def _cells(row: Row) -> tuple[str, ...]:
    texts = (row.passage, row.comment, row.role, "\n\n".join(row.response), row.verdict, row.follow_up)
    return tuple(text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + " …" for text in texts)

"""The matrix as a tagged PDF (PDF/UA-1), set by typst. Its words go in as data and are never read as markup."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import lru_cache
from importlib import resources

import typst

from app.response_matrix.sheet import Sheet, without_repetition

# Typst refuses a tagged PDF with a letter that its own fonts don't have. These they have; found by asking it for each.
_WITHOUT_LETTER = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u02ff\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u0621-\u063a\u0640-\u064a"
    "\u0660-\u066d\u2010-\u2027\u2030-\u2040\u2070\u2074-\u208e\u20a0-\u20bf\u2100-\u211e\u2190-\u21ff\u2200-\u22ff"
    "\u25a0-\u25ff]"
)
_PLAIN = re.compile("[^\n\u0020-\u007e\u00a1-\u00ff]")
_MISSING = "□"


def write(sheet: Sheet, made: dt.datetime) -> bytes:
    """The document. A letter that can't be printed is a box."""
    try:
        return _compiled(sheet, _WITHOUT_LETTER, made)
    except typst.TypstError:  # a mark on a letter that no font has together with it
        return _compiled(sheet, _PLAIN, made)


def _compiled(sheet: Sheet, unprintable: re.Pattern[str], made: dt.datetime) -> bytes:
    rows = [
        (str(row.number), row.passage, row.comment, row.role, "\n\n".join(row.response), row.verdict, row.follow_up)
        for row in without_repetition(sheet)
    ]
    data = {
        "language": sheet.language,
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "facts": sheet.facts,
        "headings": sheet.headings,
        "rows": rows,
        "counts": sheet.counts,
        "empty": sheet.empty,
    }
    text = json.dumps(data, ensure_ascii=False)
    # Not in what JSON needs: every sign of it is a printable one.
    words = {"data": unprintable.sub(_MISSING, text)}
    return bytes(
        typst.compile(
            _source(),
            sys_inputs=words,
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(made.timestamp()),
        )
    )


@lru_cache(maxsize=1)
def _source() -> bytes:
    return resources.files(__package__).joinpath("matrix.typ").read_bytes()

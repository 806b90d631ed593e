"""Matrices as files, kept in the process by what they hold: whoever asks again gets the same bytes at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from flask import Flask, Response, current_app, request
from sqlalchemy.orm import Session

from app.response_matrix import paper, word, workbook
from app.response_matrix.content import content, digest_of, rows_of
from app.response_matrix.sheet import Sheet
from surveys.public_consultations import PublicConsultation

LINES_A_PART = 1_000  # of a DOCX or PDF: more in one file no reader opens well, and the server needs its memory
_LINES_AT_ONCE = 5_000  # of a workbook, in well under a second
_MOST_BYTES = 32_000_000
_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class MatrixFile:
    content: bytes
    media_type: str
    digest: str  # of what it holds


def parts(lines: int) -> int:
    """In how many files a matrix of so many lines comes as DOCX or PDF."""
    return max(1, ceil(lines / LINES_A_PART))


def is_slow(lines: int) -> bool:
    """Whether a workbook of so many lines makes people wait, who are then told so beforehand."""
    return lines > _LINES_AT_ONCE


class MatrixFiles:
    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int], MatrixFile] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def file(self, digest: str, kind: str, part: int, write: Callable[[], bytes]) -> MatrixFile:
        """One file; made once for the same content. Only one is made at a time: each needs memory."""
        key = (digest, kind, part)
        with self._one_at_a_time:
            if key not in self._kept:
                self._kept[key] = MatrixFile(write(), _MEDIA_TYPES[kind], digest)
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and sum(len(one.content) for one in self._kept.values()) > _MOST_BYTES:
                self._kept.popitem(last=False)
            return self._kept[key]


def send(session: Session, consultation: PublicConsultation, kind: str, now: dt.datetime, cache: str) -> Response:
    """The matrix as `kind` (docx, xlsx, pdf): the part that the address asks for, from 1 to `parts`; XLSX has all
    lines in one. Nothing but a header where the browser has it."""
    matrix = rows_of(session, consultation)
    part = min(max(request.args.get("part", 1, int), 1), 1 if kind == "xlsx" else parts(len(matrix.lines)))
    files: MatrixFiles = current_app.extensions["matrix_files"]
    found = files.file(
        digest_of(consultation, matrix), kind, part, lambda: _written(content(consultation, matrix), kind, part, now)
    )
    name = f"matriks-{consultation.public_id}" + (f"-{part}" if part > 1 else "")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": cache}
    response = Response(found.content, mimetype=found.media_type, headers=headers)
    response.set_etag(f"{found.digest}-{part}")
    return response.make_conditional(request)  # type: ignore[return-value]  # werkzeug's own Response


def prepare(app: Flask) -> None:
    app.extensions["matrix_files"] = MatrixFiles()


def _written(sheet: Sheet, kind: str, part: int, now: dt.datetime) -> bytes:
    if kind == "xlsx":
        return workbook.write(sheet)
    one = sheet.part(part, LINES_A_PART)
    return word.write(one) if kind == "docx" else paper.write(one, now)

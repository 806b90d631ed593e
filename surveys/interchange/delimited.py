"""Delimited text files (CSV and its kin) as people's programs write them, read as a stream of records.

UTF-8 with or without a byte order mark; comma, semicolon or tab between the cells, whichever the
header has most of. A file is checked as a whole before its first record is used, so a broken line
near its end refuses it before anything was stored.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from surveys.errors import Problem, RefusedFile

DELIMITERS = ",;\t"
LARGEST_CELL = 2**21  # characters: room for a hostile megabyte to be refused by its own question
# One setting for the whole process; nothing else here reads CSV with another need.
csv.field_size_limit(LARGEST_CELL)

_OTHER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


@dataclass(frozen=True)
class Layout:
    """How a checked file is written: its delimiter, the names in its header and their line, its last record's line."""

    delimiter: str
    header: tuple[str, ...]
    header_line: int
    last_line: int


@dataclass(frozen=True)
class Record:
    line: int  # where the record begins, counted from 1
    cells: list[str]


def inspect(file: BinaryIO) -> Layout:
    """Read a whole file once. Raises RefusedFile for what can't be read as delimited UTF-8 text."""
    _check_encoding(file)
    with _text(file) as text:
        delimiter = _sniff(text)
    header: Record | None = None
    record = None
    for record in _records(file, delimiter):
        header = header or record
    if header is None or record is None:
        raise RefusedFile(Problem("", "empty-file"))
    return Layout(delimiter, _names(header.cells), header.line, record.line)


def records(file: BinaryIO, layout: Layout) -> Iterator[Record]:
    """The records below the header of an inspected file, without empty ones."""
    found = _records(file, layout.delimiter)
    next(found)
    yield from found


def _records(file: BinaryIO, delimiter: str) -> Iterator[Record]:
    with _text(file) as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:  # an unclosed quotation mark, or a cell that is too large
                raise RefusedFile(Problem("", "broken-record", found=str(error)), line) from error
            if any(cell.strip() for cell in cells):
                yield Record(line, cells)


@contextlib.contextmanager
def _text(file: BinaryIO) -> Iterator[io.TextIOWrapper]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield text
    finally:
        text.detach()  # or the caller's file would be closed with the wrapper


def _check_encoding(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(4)
    for mark, name in _OTHER_MARKS.items():
        if start.startswith(mark):
            raise RefusedFile(Problem("", "not-utf-8", found=name), 1)
    file.seek(0)
    for number, line in enumerate(file, start=1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            raise RefusedFile(Problem("", "not-utf-8", found=f"0x{line[error.start]:02x}"), number) from error
        if number == 1 and b"\x00" in line:
            raise RefusedFile(Problem("", "not-utf-8", found="NUL"), 1)


def _sniff(text: io.TextIOWrapper) -> str:
    """The delimiter that the first line with content has most of; codes hold none of them."""
    first = next((line for line in text if line.strip(DELIMITERS + string.whitespace)), "")
    return max(DELIMITERS, key=first.count)


def _names(cells: list[str]) -> tuple[str, ...]:
    """The header's names, without the empty ones that spreadsheets leave at its end."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def write(rows: Iterable[Sequence[str]], file: TextIO) -> None:
    """Write `rows` with commas. `file` is opened with `encoding="utf-8-sig"`, for spreadsheets, and `newline=""`."""
    csv.writer(file).writerows(rows)

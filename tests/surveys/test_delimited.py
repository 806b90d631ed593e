"""Files as people's programs write them."""

from __future__ import annotations

import io

import pytest

from surveys.errors import RefusedFile
from surveys.interchange.delimited import LARGEST_CELL, inspect, records


def read(data: bytes) -> list[tuple[int, list[str]]]:
    file = io.BytesIO(data)
    layout = inspect(file)
    return [(record.line, record.cells) for record in records(file, layout)]


def refusal(data: bytes) -> tuple[int, str, str]:
    with pytest.raises(RefusedFile) as caught:
        read(data)
    return caught.value.line, caught.value.problem.code, caught.value.problem.found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_common_way_of_writing_is_read(delimiter: str, ending: str, mark: bytes) -> None:
    text = ending.join([f"a{delimiter}b", f'1{delimiter}"x,;\t""é"""', f"2{delimiter}", ""])
    assert read(mark + text.encode()) == [(2, ["1", 'x,;\t"é"']), (3, ["2", ""])]


def test_the_header_is_trimmed() -> None:
    assert inspect(io.BytesIO(b"\n a , b ,,\n1,2,,\n")).header == ("a", "b")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert read(b'a,b\n\n1,"two\nlines"\n,\n \n2,x\n') == [(3, ["1", "two\nlines"]), (7, ["2", "x"])]


def test_one_column_needs_no_delimiter() -> None:
    assert read(b"a\n1\n2") == [(2, ["1"]), (3, ["2"])]


def test_a_file_can_be_read_twice_and_stays_open() -> None:
    file = io.BytesIO(b"a,b\n1,2\n")
    layout = inspect(file)
    assert list(records(file, layout)) == list(records(file, layout))
    assert layout.last_line == 2
    assert not file.closed


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , \n,\n", b"\xef\xbb\xbf"])
def test_nothing_to_read(data: bytes) -> None:
    assert refusal(data) == (0, "empty-file", "")


@pytest.mark.parametrize(
    ("data", "line", "found"),
    [
        ("a,b\n1,é\n".encode("latin-1"), 2, "0xe9"),
        ("a,b\n1,2\n".encode("utf-16"), 1, "UTF-16"),
        ("a,b\n1,2\n".encode("utf-32"), 1, "UTF-32"),
        ("a,b\n1,2\n".encode("utf-16-be"), 1, "NUL"),
        (b"a,b\n1,2\n3,\xed\xa0\x80\n", 3, "0xed"),  # a lone surrogate
    ],
)
def test_other_encodings_are_refused_with_the_line(data: bytes, line: int, found: str) -> None:
    assert refusal(data) == (line, "not-utf-8", found)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'a,b\n1,2\n3,"never closed\n4,5\n', 3),
        (b'a,b\n1,"x"y\n', 2),
        (b'a,b\n"1\n1",2\n3,' + b"x" * (LARGEST_CELL + 1) + b"\n", 4),
    ],
)
def test_a_record_that_cannot_be_read_refuses_the_file(data: bytes, line: int) -> None:
    assert refusal(data)[:2] == (line, "broken-record")


def test_a_megabyte_in_one_cell_is_still_a_record() -> None:
    assert len(read(b"a,b\n1," + b"x" * 2**20)[0][1][1]) == 2**20

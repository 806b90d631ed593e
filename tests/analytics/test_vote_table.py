"""A plain table of votes, read by arithmetic on its bytes."""

from __future__ import annotations

import io

import pytest

from analytics import vote_table
from analytics.vote_table import NotPlain, read

Triple = tuple[str, str, int]


def triples(content: str, width: int = 3, places: tuple[int, int, int] = (0, 1, 2), most: int = 1000) -> list[Triple]:
    found = read(io.BytesIO(content.encode()), ",", width, places, most)
    cells = zip(found.rows.tolist(), found.columns.tolist(), found.values.tolist(), strict=True)
    return [(found.voters[row], found.statements[column], vote) for row, column, vote in cells]


def test_rows_in_their_order() -> None:
    assert triples("b,s,1\na,t,-1\nb,s,0\n") == [("b", "s", 1), ("a", "t", -1), ("b", "s", 0)]


@pytest.mark.parametrize("content", ["a,s,1", "a,s,1\n", "a,s,1\r\n"])
def test_line_ends(content: str) -> None:
    assert triples(content) == [("a", "s", 1)]


def test_columns_anywhere() -> None:
    assert triples("x,1,s,y y,a\nx,-1,t,,b\n", 5, (4, 2, 1)) == [("a", "s", 1), ("b", "t", -1)]


def test_spaces_around_ids_are_no_part_of_them() -> None:
    assert triples("a,s ,1\n a,s,0\n") == [("a", "s", 1), ("a", "s", 0)]


@pytest.mark.parametrize("length", [1, 7, 8, 9, 16, 17, 63, 64])
def test_ids_that_differ_in_their_last_byte(length: int) -> None:
    stem = "x" * (length - 1)
    assert triples(f"{stem}a,s,1\n{stem}b,s,0\n") == [(f"{stem}a", "s", 1), (f"{stem}b", "s", 0)]


def test_pieces_end_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"p{at % 7}", f"s{at % 5}", at % 3 - 1) for at in range(60)]
    content = "".join(f"{voter},{statement},{vote}\n" for voter, statement, vote in rows)
    for size in (20, 21, 22, 23, 100, 1000):
        monkeypatch.setattr(vote_table, "PIECE", size)
        assert triples(content) == rows


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        'a,"s",1\n',
        "a,s\n",
        "a,s,1,1\n",
        "a,s,1,1\nb,t\n",  # as many cells as two rows should have
        "a,s,2\n",
        "a,s,10\n",
        "a,s,-0\n",
        "a,s,\n",
        "a,s, 1\n",
        ",s,1\n",
        " ,s,1\n",
        "a\0,s,1\n",
        f"{'a' * 65},s,1\n",
        "a,s,1\n\nb,s,1\n",
        "a,s,1\n\n",
        "a,s,1\rb,s,1\r",
        "a\r,s,1\n",
    ],
)
def test_what_needs_a_careful_reader(content: str) -> None:
    with pytest.raises(NotPlain):
        triples(content)


def test_what_is_not_utf_8_or_too_much() -> None:
    with pytest.raises(NotPlain):
        read(io.BytesIO(b"\xff,s,1\n"), ",", 3, (0, 1, 2), 10)
    with pytest.raises(NotPlain):
        triples("a,s,1\nb,s,1\n", most=1)


def test_a_line_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vote_table, "PIECE", 10)
    with pytest.raises(NotPlain):
        triples("a" * 100)

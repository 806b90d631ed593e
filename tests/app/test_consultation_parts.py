"""A draft in parts, and its contents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.drafts import lowered, prose
from app.public.consultation_parts import LONGEST_PART, contents, part_of, parts
from surveys.documents import Document, Passage


def passage(number: int, length: int = 100, kind: str = "paragraph", level: int = 0) -> Passage:
    return Passage(kind, f"Teks {number}", "x" * length, level, id=f"p-{number}")


def numbers(document: Document) -> list[list[str]]:
    return [[each.id for each in part.passages] for part in parts(document)]


def test_a_short_draft_is_one_part() -> None:
    document = Document(tuple(passage(number) for number in range(5)))
    assert [(part.number, part.first, len(part.passages)) for part in parts(document)] == [(1, 1, 5)]
    assert len(parts(Document(()))) == 1


def test_a_part_ends_where_it_is_full_and_a_heading_goes_with_what_follows() -> None:
    half = LONGEST_PART // 2
    long = Document((passage(1, half), passage(2, half), passage(3, half)))
    assert numbers(long) == [["p-1", "p-2"], ["p-3"]]
    headed = Document((passage(1, half), passage(2, 10, "heading", 1), passage(3, half), passage(4, half)))
    assert numbers(headed) == [["p-1"], ["p-2", "p-3"], ["p-4"]]
    assert part_of(headed, "p-4") == 3
    assert part_of(headed, "elsewhere") == 1


@given(st.lists(st.tuples(st.integers(0, 2 * LONGEST_PART), st.booleans()), max_size=40))
def test_no_passage_is_lost_and_no_part_is_empty(sizes: list[tuple[int, bool]]) -> None:
    passages = [
        passage(number, size, "heading" if heading else "paragraph", int(heading))
        for number, (size, heading) in enumerate(sizes)
    ]
    found = parts(Document(tuple(passages)))
    assert [each for part in found for each in part.passages] == passages
    assert all(part.passages for part in found) or not passages
    firsts = [part.first for part in found]
    assert firsts == [1 + sum(len(part.passages) for part in found[:index]) for index in range(len(found))]


def test_contents_lose_their_depths_first() -> None:
    chapters = [
        each
        for chapter in range(3)
        for each in (
            passage(chapter * 10, kind="heading", level=1),
            *(passage(chapter * 10 + article, kind="article", level=2) for article in range(1, 5)),
        )
    ]
    document = Document(tuple(chapters))
    assert [
        (len(c.lines), len(c.lines[0].lines), c.whole) for c in (contents(document, most) for most in (15, 14, 2))
    ] == [
        (3, 4, True),
        (3, 0, False),
        (2, 0, False),
    ]


def test_headings_stand_below_those_of_the_page() -> None:
    assert lowered("<h2>A</h2><h5>B</h5><p>&lt;h2&gt;</p>") == "<h3>A</h3><h6>B</h6><p>&lt;h2&gt;</p>"


def test_prose_is_safe_whatever_is_written() -> None:
    assert prose("Tarif **naik**") == "<p>Tarif <strong>naik</strong></p>"
    assert "<script" not in prose("<script>alert(1)</script> [x](javascript:alert(1))")
    assert "javascript:" not in prose("[x](javascript:alert(1))") or "href" not in prose("[x](javascript:alert(1))")
    assert prose("  ") == ""
    assert prose(">" * 5000).startswith("<p>&gt;")

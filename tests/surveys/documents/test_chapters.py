"""A text cut into its chapters, to choose a passage from, and lines cut to a length."""

from __future__ import annotations

import pytest

from surveys.documents import Document, chapters, from_markdown, from_regulation
from surveys.documents.passages import one_line


def cut(document: Document) -> list[tuple[str, int]]:
    return [(title, len(passages)) for title, passages in chapters(document)]


def test_a_regulation_is_cut_at_its_bab() -> None:
    text = "BAB I\nUMUM\n\nPasal 1\nParkir.\n\nBAB II\nTARIF\n\nPasal 2\n(1) Motor.\n(2) Mobil.\n"
    # The heading and one article; the heading, an article and its two clauses.
    assert cut(from_regulation(text)) == [("BAB I UMUM", 2), ("BAB II TARIF", 4)]


def test_without_bab_it_is_cut_at_its_articles() -> None:
    assert cut(from_regulation("Pasal 1\n(1) Motor.\n(2) Mobil.\n\nPasal 2\nTunai.\n")) == [
        ("Pasal 1", 3),
        ("Pasal 2", 1),
    ]


def test_what_stands_before_the_first_heading_has_no_title() -> None:
    assert cut(from_markdown("Pengantar.\n\n# Tarif\n\nMotor.\n\nMobil.\n")) == [("", 1), ("Tarif", 3)]


def test_a_text_without_headings_is_one_chapter() -> None:
    assert cut(from_markdown("Satu.\n\nDua.\n")) == [("", 2)]


def test_an_empty_text_has_none() -> None:
    assert chapters(Document(())) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tarif\nparkir", "Tarif parkir"),
        ("Tarif parkir motor", "Tarif parkir …"),
        ("Pertanggungjawaban publik", "Pertanggungjaw…"),
        ("", ""),
    ],
)
def test_a_line_is_cut_between_words_where_that_can_be(text: str, line: str) -> None:
    assert one_line(text, 15) == line

"""Finding consultations by words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.consultation_search import EXCERPT, Piece, excerpt, marked, matches, terms, word_list


def test_a_query_is_its_words_in_small_letters() -> None:
    assert terms("  Tarif PARKIR, tarif!  ") == ("tarif", "parkir")
    assert terms("%_'\"<script>") == ("_", "script")
    assert terms("?!") == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [("parkir", True), ("PERPARKIRAN mobil", True), ("parkir sepeda", False), ("kirtar", False)],
)
def test_every_term_must_be_in_a_word(query: str, found: bool) -> None:
    words = word_list(["Tarif Perparkiran", "mobil; Mobil"])
    assert words == "mobil\nperparkiran\ntarif"
    assert matches(words, terms(query)) is found


def test_an_excerpt_marks_what_was_looked_for() -> None:
    texts = [("", "Tidak ada di sini"), ("pasal-2", "Tarif parkir motor"), ("pasal-3", "Parkir")]
    found = excerpt(texts, ("parkir", "motor"))
    assert found.passage == "pasal-2"
    assert found.pieces == (Piece("Tarif "), Piece("parkir", True), Piece(" "), Piece("motor", True))


def test_a_title_is_shown_whole_with_its_hits_marked() -> None:
    assert marked("Tarif Parkir", ("parkir",)) == (Piece("Tarif "), Piece("Parkir", True))
    assert marked("Tarif Parkir", ("pasar",)) == (Piece("Tarif Parkir"),)


def test_where_nothing_is_found_there_is_no_excerpt() -> None:
    assert excerpt([("", "Tidak ada di sini")], ("parkir",)).pieces == ()


def test_an_excerpt_of_a_long_text_is_cut_between_words() -> None:
    long = " ".join(["kata"] * 100 + ["parkir"] + ["lain"] * 100)
    text = "".join(piece.text for piece in excerpt([("p-1", long)], ("parkir",)).pieces)
    assert text.startswith("… kata ")
    assert text.endswith(" lain …")
    assert " parkir " in text
    assert len(text) <= EXCERPT + 6


@given(st.text(max_size=400), st.text(max_size=20))
def test_nothing_is_lost_or_made_up(text: str, query: str) -> None:
    wanted = terms(query) or ("a",)
    shown = "".join(piece.text for piece in excerpt([("p", text)], wanted).pieces)
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())

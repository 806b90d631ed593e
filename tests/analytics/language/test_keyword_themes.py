"""The ready set of keyword themes, and files that people write."""

from __future__ import annotations

import pytest

from analytics.language import keyword_themes, stop_words
from analytics.language.keyword_themes import KeywordTheme, UnreadableThemes, load, ready, themes_of_terms
from surveys.instruments.skm import ELEMENT_CODES

ONE = """
[[themes]]
id = "parkir"
name.id = "Parkir"
name.en = "Parking"
words.ind = ["parkir", "lahan parkir"]
words.jav = ["parkiran"]
"""


def test_the_ready_set_has_every_element_and_the_services_online() -> None:
    ids = {theme.id for theme in ready()}
    assert set(ELEMENT_CODES) <= ids
    assert {"akun", "verifikasi", "galat", "kecepatan-aplikasi", "unggah", "pembayaran", "jaringan", "informasi"} <= ids


def test_a_key_word_is_no_stop_word_and_speaks_once_in_its_language() -> None:
    stopped = stop_words.listed()
    for theme in ready():
        for language, words in theme.words.items():
            terms = theme.terms()[language]
            assert not terms & stopped, (theme.id, language, terms & stopped)
            assert len(set(words)) == len(words), (theme.id, language)


def test_every_theme_has_words_in_both_main_languages() -> None:
    assert [theme.id for theme in ready() if not {"ind", "eng"} <= theme.words.keys()] == []


def test_a_file_of_themes() -> None:
    words = {"ind": ("parkir", "lahan parkir"), "jav": ("parkiran",)}
    assert load(ONE) == (KeywordTheme("parkir", {"id": "Parkir", "en": "Parking"}, words),)


def test_words_of_a_region_count_in_its_language_or_where_the_language_is_unknown() -> None:
    themes = load(ONE)
    assert themes_of_terms(themes, "sun") == {"parkir": (0,), "lahan parkir": (0,)}
    for language in ("jav", keyword_themes.UNKNOWN):
        assert themes_of_terms(themes, language).keys() == {"parkir", "lahan parkir", "parkiran"}


def test_a_word_may_speak_for_two_themes() -> None:
    themes = load(ONE + ONE.replace('id = "parkir"', 'id = "lahan"'))
    assert themes_of_terms(themes, "ind")["parkir"] == (0, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "1 to 200"),
        ("themes = []", "1 to 200"),
        ("themes = 3", "1 to 200"),
        ("themes = [3]", "theme 1: its id"),
        ("\x00", "not a TOML file"),
        ("[[themes]", "not a TOML file"),
        ("x = " + "[" * 100_000, "not a TOML file"),
        (ONE + ONE, 'two themes have the id "parkir"'),
        (ONE.replace('id = "parkir"', 'id = "Parkir kota"'), "theme 1: its id"),
        (ONE.replace('id = "parkir"', "id = 7"), "theme 1: its id"),
        (ONE.replace('name.en = "Parking"', ""), "name.id and name.en"),
        (ONE.replace('["parkiran"]', "[]").replace('words.ind = ["parkir", "lahan parkir"]', ""), "words.LANGUAGE"),
        (ONE.replace('"lahan parkir"', "7"), "words.LANGUAGE"),
        (ONE.replace('"lahan parkir"', '"123"'), "words.LANGUAGE"),
        (ONE.replace('words.ind = ["parkir", "lahan parkir"]', 'words.ind = "parkir"'), "words.LANGUAGE"),
    ],
)
def test_a_file_that_is_wrong_says_what(text: str, reason: str) -> None:
    with pytest.raises(UnreadableThemes, match=reason):
        load(text)

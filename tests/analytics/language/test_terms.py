"""From an answer to the terms that may say what it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.language.terms import Reader, plain, words


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("antriannya", "antrian"),
        ("acnya", "ac"),
        ("app-nya", "app"),
        ("petugaslah", "petugas"),
        ("siapapun", "siapa"),
        ("lamaaaa", "lama"),
        ("cepat-cepat", "cepat"),
        ("bolak-balik", "bolak-balik"),
        ("masalah", "masalah"),
        ("salah", "salah"),
        ("bertanya", "bertanya"),
        ("nya", "nya"),
    ],
)
def test_the_plain_form_of_a_word(word: str, form: str) -> None:
    assert plain(word) == form


def test_phrases_are_one_term_and_the_longest_that_fits_is_meant() -> None:
    reader = Reader(["ruang tunggu", "ruang tunggu anak", "ruang", "tidak sesuai"])
    assert reader.terms("Ruang tunggunya luas, ruang tunggu anak kotor; di ruang lain tidak sesuai") == [
        "ruang tunggu", "luas", "ruang tunggu anak", "kotor", "ruang", "tidak sesuai",
    ]  # fmt: skip


def test_stop_words_go_unless_they_are_known() -> None:
    assert Reader([]).terms("Yang di sana sudah down, terima kasih") == ["down"]
    assert Reader(["sudah"]).terms("Yang di sana sudah down") == ["sudah", "down"]


def test_what_is_no_word_goes() -> None:
    text = "Hubungi [nomor telepon] atau www.contoh.go.id/antrean @dinas_kota 08 123 🙂 " + "a" * 41
    assert Reader([]).terms(text) == ["hubungi"]


def test_other_scripts_are_words_too() -> None:
    assert words("الخدمة بطيئة") == ["الخدمة", "بطيئة"]
    assert words("hésé pisan’na") == ["hésé", "pisan'na"]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(term and "\n" not in term for term in Reader(["ruang tunggu"]).terms(text))

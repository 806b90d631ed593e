"""What the survey builder refuses, in words at its place, and that nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.app.author import Author, question
from tests.app.office import errors

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def author(app: Flask, session: Session) -> Author:
    return Author(app, session)


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"label": ""}, "Tulis pertanyaannya."),
    ({"label": "\x00\x01"}, "Tulis pertanyaannya."),
    ({"label": "x" * 100_000}, "Persingkat menjadi paling banyak 1.000 huruf."),
    ({"hint": "x" * 100_000}, "Persingkat menjadi paling banyak 1.000 huruf."),
    ({"required": "mungkin"}, "Pilih salah satu."),
    ({"role": "raja"}, "Pilih salah satu."),
    ({"required": "if"}, "Tambahkan syaratnya: kapan pertanyaan ini wajib dijawab?"),
    ({"code": "a b"}, "Pakai huruf, angka, dan tanda hubung, misalnya lama-menunggu."),
    ({"code": "usia"}, "Kode ini sudah dipakai pertanyaan lain. Tulis kode lain."),
    ({"code": "token"}, "Pakai huruf, angka, dan tanda hubung, misalnya lama-menunggu."),
    ({"options-0-score": "empat"}, "Tulis nilai dengan angka bulat, misalnya 4."),
    ({"options-0-score": "9" * 5000}, "Tulis nilai dengan angka bulat, misalnya 4."),
    ({"options-0-label": "x" * 100_000}, "Persingkat menjadi paling banyak 200 huruf."),
    ({"options-1-code": "a"}, "Kode ini sudah dipakai di baris lain. Tulis kode lain."),
    ({"options-1-code": "<script>"}, "Pakai huruf, angka, dan tanda hubung, paling banyak 60."),
    ({"options-1-label": "", "options-1-code": "b"}, "Tulis jawabannya, atau hapus baris ini."),
    (
        {"shown-0-code": "tidak-ada", "shown-0-operator": "answered"},
        "Pertanyaan ini tidak ada, atau datang sesudahnya. Hapus syarat ini.",
    ),
    (
        {"shown-0-code": "saran", "shown-0-operator": "answered"},
        "Pertanyaan ini tidak ada, atau datang sesudahnya. Hapus syarat ini.",
    ),
    ({"shown-0-code": "usia", "shown-0-operator": "eval"}, "Pilih satu kata dari daftar ini."),
    ({"shown-0-code": "usia", "shown-0-operator": "is", "shown-0-value": "banyak"}, "Tulis angka, misalnya 30."),
    ({"valid-0-code": "usia", "valid-0-operator": "answered"}, "Tulis apa yang harus diperbaiki warga."),
]


def test_hostile_entries_are_refused_at_their_place_and_kept(author: Author) -> None:
    options = {"options-0-label": "Satu", "options-0-code": "a", "options-1-label": "Dua", "options-1-code": "b"}
    for changes, message in HOSTILE:
        typed = question(**{**options, "hint": "<script>alert(1)</script>", **changes})
        refused = author.post("/sections/satu/new/scale", **typed)
        assert errors(refused) == [message], changes
        assert "<script>alert" not in refused.text
        for name, text in typed.items():
            kept = text.strip("\x00\x01")
            if kept and name not in ("do", "required", "role") and "operator" not in name and "score" not in name:
                assert kept.replace("<", "&lt;").replace(">", "&gt;") in refused.text, (name, changes)
    assert author.order == [["usia"], ["saran"]]


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("number", {"minimum": "banyak"}, "Tulis angka, misalnya 30."),
        ("number", {"minimum": "9", "maximum": "8"}, "Batas atas tidak boleh lebih kecil dari batas bawah."),
        ("number", {"bands": "18, 5"}, "Tulis angka dari kecil ke besar, misalnya 0, 18, 25, 60."),
        ("number", {"bands": "x"}, "Tulis angka dari kecil ke besar, misalnya 0, 18, 25, 60."),
        ("date", {"minimum": "2026-13-45"}, "Tulis tanggal, misalnya 3/11/2026."),
        (
            "date",
            {"minimum": "2026-02-02", "maximum": "1/2/2026"},
            "Batas atas tidak boleh lebih kecil dari batas bawah.",
        ),
        ("long-text", {"max_length": "0"}, "Tulis angka bulat dari 1 sampai 5000."),
        ("multiple", {"max_choices": "-1"}, "Tulis angka bulat dari 1 sampai 100."),
    ],
)
def test_limits_must_make_sense(author: Author, kind: str, changes: dict[str, Any], message: str) -> None:
    assert errors(author.post(f"/sections/satu/new/{kind}", **question(**changes))) == [message]


def test_another_tab_changed_the_draft_and_nothing_is_lost(author: Author) -> None:
    old = author.seen
    author.post("/questions/saran", **question(label="Dari tab lain"))
    late = author.post("/questions/usia", seen=old, **question(label="Yang saya tulis"))
    assert late.status_code == 409
    assert "Konsep ini berubah di tab lain" in late.text
    assert "Yang saya tulis" in late.text
    assert author.questionnaire.by_code["usia"].label == {"id": "Umur Anda?"}
    again = re.search(r'name="seen"\s+value="(\d+)"', late.text)
    assert again
    author.post("/questions/usia", seen=again[1], **question(label="Yang saya tulis"))
    assert author.questionnaire.by_code["usia"].label == {"id": "Yang saya tulis"}
    assert author.questionnaire.by_code["saran"].label == {"id": "Dari tab lain"}
    author.post("/question-steps", code="saran", do="remove", seen=old)
    assert author.order == [["usia"], ["saran"]]
    for nonsense in ("", "x", "9" * 40, "-1"):
        shown = author.client.post(
            f"{author.base}/question-steps", data={"code": "usia", "do": "remove", "seen": nonsense}
        )
        assert shown.status_code == 303
    assert author.order == [["usia"], ["saran"]]


def test_what_was_removed_elsewhere_shows_what_was_typed(author: Author) -> None:
    author.post("/question-steps", code="saran", do="remove")
    late = author.post("/questions/saran", **question(label="Panjang sekali", **{"options-0-label": "Satu"}))
    assert late.status_code == 409
    assert "Panjang sekali" in late.text
    assert "Satu" in late.text
    author.post("/section-steps", code="dua", do="remove")
    assert "Panjang" in author.post("/sections/dua/new/choice", **question(label="Panjang")).text
    assert "Judul baru" in author.post("/sections/dua", title="Judul baru").text
    for action in ("up", "explode", ""):
        assert author.post("/question-steps", code="tidak-ada", do=action).status_code == 303
    assert author.client.get(f"{author.base}/questions/saran").status_code == 404
    assert author.client.get(f"{author.base}/sections/satu/new/teleport").status_code == 404


def test_a_section_needs_a_title_that_is_not_too_long(author: Author) -> None:
    assert errors(author.post("/new-section", title=" ")) == ["Tulis judul bagian."]
    assert errors(author.post("/new-section", title="x" * 100_000)) == ["Persingkat menjadi paling banyak 200 huruf."]
    author.post("/new-section", title="Tiga")
    assert [section.code for section in author.questionnaire.sections] == ["satu", "dua", "tiga"]

"""Trying a questionnaire out: page by page as a citizen does, nothing stored; and on paper, each condition in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.staff.condition_words import ConditionWords
from surveys.definition import Computed, Expression, Option, Question, Questionnaire, Section
from surveys.models import Response
from tests.app.author import Author

YES_NO = (Option("ya", {"id": "Ya", "en": "Yes"}, 1), Option("tidak", {"id": "Tidak", "en": "No"}, 0))
SCALE = tuple(Option(str(score), {"id": word}, score) for score, word in enumerate(("Buruk", "Cukup", "Baik"), start=1))
VISIT = Questionnaire(
    {"id": "Kunjungan", "en": "A visit"},
    (
        Section(
            "awal",
            {"id": "Awal", "en": "Beginning"},
            (
                Question("datang", "yes-no", {"id": "Datang sendiri?", "en": "Alone?"}, required=True, options=YES_NO),
                Question("menit", "number", {"id": "Berapa menit?"}, shown_if=["=", ["answer", "datang"], "ya"]),
            ),
        ),
        Section(
            "akhir",
            {},
            (Question("saran", "long-text", {"id": "Mengapa {menit} menit?"}),),
            shown_if=[">=", ["answer", "menit"], 30],
        ),
    ),
    languages=("id", "en"),
)


@pytest.fixture
def author(app: Flask, session: Session) -> Author:
    return Author(app, session, VISIT)


def preview(author: Author, query: str = "", **posted: str) -> Any:
    address = f"/office/surveys/{author.survey.id}/preview{query}"
    return author.client.post(address, data=posted) if posted else author.client.get(address)


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def test_a_draft_is_tried_page_by_page_and_nothing_is_stored(author: Author) -> None:
    page = preview(author).text
    assert "Pratinjau – tidak disimpan" in page
    assert "Berapa menit?" not in page
    page = preview(author, **hidden(page), datang="ya").text
    assert "Berapa menit?" in page
    page = preview(author, **hidden(page), menit="45").text
    assert "Mengapa 45 menit?" in page
    back = preview(author, **hidden(page), saran="Antre", go="back").text
    assert 'value="45"' in back
    done = preview(author, **hidden(page), saran="Antre")
    assert done.status_code == 200
    assert "Di sini warga melihat ucapan terima kasih." in done.text
    assert "Pratinjau – tidak disimpan" in done.text
    assert author.session.scalar(select(func.count()).select_from(Response)) == 0


def test_who_is_not_asked_comes_to_the_end(author: Author) -> None:
    page = preview(author, **hidden(preview(author).text), datang="tidak").text
    assert "Tidak ada pertanyaan lagi untuk Anda." in page
    assert "ucapan terima kasih" in preview(author, **hidden(page)).text


def test_what_is_wrong_is_said_as_to_a_citizen(author: Author) -> None:
    page = preview(author, step="0", datang="")
    assert page.status_code == 422
    assert "Ada yang perlu diperbaiki" in page.text
    assert preview(author, step="1", datang="ya", menit="banyak").status_code == 422


@pytest.mark.parametrize(
    "posted",
    [{"step": "9" * 40}, {"step": "-1"}, {"order": "x"}, {"datang": "\x00<script>"}, {"saran": "x" * 100_000}],
)
def test_forged_forms_end_in_a_page(author: Author, posted: dict[str, str]) -> None:
    page = preview(author, "?survey_id=9&_external=1&_anchor=%22x&as=hologram&in=zz", **posted)
    assert page.status_code in (200, 422)
    assert "<script>" not in page.text


def test_the_words_around_the_questions_are_in_their_language(author: Author) -> None:
    page = preview(author, "?in=en").text
    assert "Alone?" in page
    assert "Continue</button>" in page
    assert "Lihat seperti warga" in page
    assert 'action="/office/surveys/' in page


def test_an_empty_draft_has_no_form(app: Flask, session: Session) -> None:
    page = preview(Author(app, session, Questionnaire({"id": "Kosong"}, (Section("s"),)))).text
    assert "Belum ada pertanyaan." in page


def test_paper_says_each_condition_in_words(author: Author) -> None:
    page = preview(author, "?as=paper").text
    assert "Isi hanya jika: pertanyaan 1 dijawab “Ya”." in page
    assert "Isi hanya jika: pertanyaan 2 dijawab 30 atau lebih." in page
    assert "3. Mengapa … menit?" in page
    assert "Fill in only if: question 1 is answered “Yes”." in preview(author, "?as=paper&in=en").text


WHOLE = replace(
    VISIT,
    sections=(
        *VISIT.sections,
        Section(
            "lain",
            {},
            (
                Question("nilai", "scale", {"id": "Nilai"}, options=SCALE),
                Question("lewat", "multiple", {"id": "Lewat"}, options=YES_NO),
                Question("hari", "date", {"id": "Hari"}),
                Question("tabel", "matrix", {"id": "Tabel"}, options=SCALE, rows=(Option("k", {"id": "Kursi"}),)),
            ),
        ),
    ),
    computed=(Computed("jumlah", ["sum", ["answer", "menit"], ["score", "nilai"]]),),
)


@pytest.fixture
def indonesian(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("id"):
        yield


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (["!=", ["answer", "datang"], "ya"], "Isi hanya jika: pertanyaan 1 dijawab selain “Ya”."),
        ([">", ["answer", "menit"], 30], "Isi hanya jika: pertanyaan 2 dijawab lebih dari 30."),
        (["<", ["answer", "menit"], 0.5], "Isi hanya jika: pertanyaan 2 dijawab kurang dari 0,5."),
        (["not", ["all", ["answered", "hari"], True]], "Isi hanya jika cocok dengan jawaban pada pertanyaan 6."),
        (["<=", ["answer", "menit"], 1.5], "Isi hanya jika: pertanyaan 2 dijawab 1,5 atau kurang."),
        ([">=", ["score", "nilai"], 2], "Isi hanya jika: pertanyaan 4 dijawab “Cukup” atau “Baik”."),
        (["<=", ["score", "nilai"], 1], "Isi hanya jika: pertanyaan 4 dijawab “Buruk”."),
        ([">=", ["answer", "hari"], "2026-11-03"], "Isi hanya jika: pertanyaan 6 dijawab 3/11/2026 atau sesudahnya."),
        (["<=", ["answer", "hari"], "2026-11-03"], "Isi hanya jika: pertanyaan 6 dijawab 3/11/2026 atau sebelumnya."),
        (["=", ["answer", "tabel.k"], "3"], "Isi hanya jika: pertanyaan 7 (Kursi) dijawab “Baik”."),
        (["has", ["answer", "lewat"], "ya"], "Isi hanya jika: “Ya” dipilih pada pertanyaan 5."),
        (["not", ["has", ["answer", "lewat"], "ya"]], "Isi hanya jika: “Ya” tidak dipilih pada pertanyaan 5."),
        (
            ["any", ["answered", "menit"], ["not", ["answered", "hari"]]],
            "Isi hanya jika: pertanyaan 2 dijawab atau pertanyaan 6 tidak dijawab.",
        ),
        (
            ["all", ["answered", "menit"], ["answered", "saran"], ["answered", "hari"]],
            "Isi hanya jika: pertanyaan 2 dijawab, pertanyaan 3 dijawab dan pertanyaan 6 dijawab.",
        ),
        # What the builder's rows can't say is told by the questions behind it, those of computed values too.
        ([">", ["answer", "jumlah"], 3], "Isi hanya jika cocok dengan jawaban pada pertanyaan 2 dan 4."),
        (None, ""),
        (False, ""),  # nobody is asked: nothing can be said of it, and publishing refuses it
        ([], ""),
        (["any"], ""),
    ],
)
def test_conditions_in_words(indonesian: None, condition: Expression | None, said: str) -> None:
    assert ConditionWords(WHOLE, "id").say(condition) == said

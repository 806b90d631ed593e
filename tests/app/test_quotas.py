"""Quotas on pages: set by authors, seen by staff, and a kind word for whom they come too late."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.definition import Option, Question, Questionnaire, Quota, Section
from surveys.models import QuotaCount, Survey
from tests import builders
from tests.app.author import Author
from tests.app.citizen import answer, stored
from tests.app.office import errors, person
from tests.client import CheckingClient

pytestmark = pytest.mark.usefixtures("now")

PLACE = Question(
    "tempat",
    "choice",
    {"id": "Tempat?"},
    options=tuple(Option(code, {"id": code.title()}) for code in ("kota", "desa")),
)
STORY = Question("saran", "long-text", {"id": "Saran"})
SECTIONS = (Section("satu", {}, (PLACE, STORY)),)
IN_TOWN: list[Any] = ["=", ["answer", "tempat"], "kota"]


def a_survey(session: Session, *quotas: Quota) -> Survey:
    made = Questionnaire({"id": "Judul"}, SECTIONS, quotas=quotas)
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], made)
    session.commit()
    return survey


def test_who_comes_too_late_is_thanked_and_keeps_what_was_typed(client: CheckingClient, session: Session) -> None:
    survey = a_survey(session, Quota("kuota-kota", 1, IN_TOWN))
    address = f"/s/{survey.public_id}"
    assert answer(client, address, {"tempat": "kota"}).status_code == 303
    late = answer(client, address, {"tempat": "kota", "saran": "Antre <b>lama</b>"})
    assert late.status_code == 409
    assert "Sudah cukup banyak warga seperti Anda yang menjawab survei ini." in late.text
    assert "Antre &lt;b&gt;lama&lt;/b&gt;" in late.text
    assert "kuota-kota" not in late.text
    assert answer(client, address, {"tempat": "desa"}).status_code == 303
    assert stored(session) == [{"tempat": "kota"}, {"tempat": "desa"}] or len(stored(session)) == 2


def test_a_full_survey_lets_nobody_begin(client: CheckingClient, session: Session) -> None:
    survey = a_survey(session, Quota("semua", 1))
    session.add(QuotaCount(survey_id=survey.id, code="semua", count=1))
    session.commit()
    page = client.get(f"/s/{survey.public_id}")
    assert page.status_code == 410
    assert "Jawaban yang dibutuhkan sudah cukup" in page.text
    assert "tidak kami simpan" not in page.text


def test_staff_see_how_each_quota_stands(app: Flask, session: Session) -> None:
    survey = a_survey(session, Quota("kuota-kota", 1, IN_TOWN), Quota("semua", 1500))
    session.add(QuotaCount(survey_id=survey.id, code="kuota-kota", count=1))
    session.commit()
    page = " ".join(person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}").text.split())
    assert "kuota-kota: 1 dari 1 – <strong>penuh</strong>" in page
    assert "semua (semua jawaban): 0 dari 1.500" in page


@pytest.fixture
def author(app: Flask, session: Session) -> Author:
    return Author(app, session, Questionnaire({"id": "Judul"}, SECTIONS))


def test_an_author_adds_changes_and_removes_a_quota(author: Author) -> None:
    assert "Belum ada kuota" in author.get("/quotas")
    row = {"when-0-code": "tempat", "when-0-operator": "is", "when-0-value": "kota"}
    added = author.post("/quotas/new", name="Warga kota", limit="1.500", do="save", **row)
    assert added.status_code == 303
    assert author.questionnaire.quotas == (Quota("warga-kota", 1500, IN_TOWN),)
    listed = author.get("/quotas")
    assert "Paling banyak 1.500 jawaban: “Tempat?” adalah Kota" in listed
    assert 'value="1500"' in author.get("/quotas/of/warga-kota")
    assert author.post("/quotas/of/warga-kota", limit="20", do="save").status_code == 303
    assert author.questionnaire.quotas == (Quota("warga-kota", 20),)
    assert author.post("/quotas", code="warga-kota").status_code == 303
    assert author.questionnaire.quotas == ()
    assert author.post("/undo", do="undo").status_code == 303
    assert author.questionnaire.quotas == (Quota("warga-kota", 20),)


def test_a_row_is_added_by_its_button_and_nothing_typed_is_lost(author: Author) -> None:
    typed = {"name": "Warga kota", "limit": "abc", "when-new": "tempat", "do": "add-when"}
    page = author.post("/quotas/new", **typed)
    assert page.status_code == 200
    for kept in ('value="Warga kota"', 'value="abc"', 'name="when-0-operator"'):
        assert kept in page.text
    assert author.questionnaire.quotas == ()


@pytest.mark.parametrize("limit", ["", "0", "-1", "1000001", "x", "1,5", "\x00", "9" * 100_000, "٣"])
def test_a_limit_is_a_whole_number(author: Author, limit: str) -> None:
    refused = author.post("/quotas/new", name="Semua", limit=limit, do="save")
    assert errors(refused) == ["Tulis angka bulat dari 1 sampai 1.000.000."]


def test_a_name_is_needed_and_short(author: Author) -> None:
    assert errors(author.post("/quotas/new", name="", limit="5", do="save")) == ["Tulis nama kuota."]
    long = errors(author.post("/quotas/new", name="<b>" * 40_000, limit="5", do="save"))
    assert long == ["Persingkat menjadi paling banyak 60 huruf."]


def test_two_tabs_lose_nothing(author: Author) -> None:
    stale = author.seen
    author.post("/quotas/new", name="Satu", limit="5", do="save")
    page = author.post("/quotas/new", seen=stale, name="Dua", limit="6", do="save")
    assert page.status_code == 409
    assert 'value="Dua"' in page.text
    author.post("/quotas", code="satu")
    gone = author.post("/quotas/of/satu", limit="77", do="save")
    assert gone.status_code == 409
    assert "77" in gone.text
    assert author.post("/quotas", code="satu").status_code == 303


def test_a_quota_on_a_removed_question_is_found_with_its_place(author: Author) -> None:
    row = {"when-0-code": "tempat", "when-0-operator": "is", "when-0-value": "kota"}
    author.post("/quotas/new", name="Warga kota", limit="5", do="save", **row)
    author.post("/question-steps", code="tempat", do="remove")
    page = author.get()
    assert "Syarat “warga-kota” menunjuk ke pertanyaan yang sudah dihapus." in page
    assert f"{author.base}/quotas/of/warga-kota" in page
    assert "dengan syarat yang lebih rumit" in author.get("/quotas")

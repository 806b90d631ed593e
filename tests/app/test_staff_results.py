"""A survey's result page, the marked words of comments, and the key words of themes."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.models import MonthlyReport
from analytics.reports.content import load
from app.staff.marked import marked
from surveys.canonical import canonical_json
from surveys.instruments import INSTRUMENTS
from surveys.models import AuditEntry, KeywordTheme, Response, Survey
from tests import builders, counted
from tests.app.office import errors, person, said
from tests.client import parse, text_of
from tests.sign_in import look

pytestmark = pytest.mark.usefixtures("now")

COMMENTS = ("Antrean lama sekali", "Petugas ramah dan sopan", "Antrean lama, mohon diperbaiki", "Biaya mahal")


@pytest.fixture
def survey(app: Flask, session: Session) -> Survey:
    """A survey with comments in October, counted."""
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    for text in COMMENTS:
        counted.answer(session, survey, counted.equal(3, 3), saran=text)
    session.commit()
    counted.count(app)
    return survey


def test_the_page_shows_satisfaction_tone_and_themes(app: Flask, session: Session, survey: Survey) -> None:
    page = person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}/results").text
    tree = parse(page)
    assert "75,00" in page  # every answer is 3, so NRR × 25 is 75
    assert [text_of(h) for h in tree.iter("h2")] == ["Nilai tiap unsur", "Nada komentar", "Isi komentar"]
    assert "6 komentar" in page  # the two sentences on queues, three times each
    quotes = {said(p) for q in tree.iter("blockquote") for p in q.iter("p")}
    assert quotes <= set(COMMENTS)
    assert "Antrean lama sekali" in quotes


def test_a_withdrawn_comment_is_no_example(app: Flask, session: Session, survey: Survey) -> None:
    for response in session.scalars(select(Response).where(Response.answers.contains("Biaya"))):
        session.delete(response)
    session.commit()
    page = person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}/results").text
    assert (
        "mahal" not in page.split("Isi komentar")[1].replace("Kata khas: ", "", 1) or "Contohnya sudah ditarik" in page
    )


def test_months_can_be_chosen_and_others_are_not_made_up(app: Flask, session: Session, survey: Survey) -> None:
    client = person(app, session, "analyst", survey.agency)
    for asked in ("2026-10", "2019-01", "x", "9" * 99, ""):
        assert "Oktober 2026" in client.get(f"/office/surveys/{survey.id}/results?month={asked}").text
    quiet = builders.survey(session, [survey.units[0].unit])
    session.commit()
    assert "Belum ada hasil" in client.get(f"/office/surveys/{quiet.id}/results").text


def test_another_agency_sees_nothing(app: Flask, session: Session, survey: Survey) -> None:
    other = person(app, session, "analyst", builders.agency(session))
    assert other.get(f"/office/surveys/{survey.id}/results").status_code == 404
    author = person(app, session, "author", survey.agency)
    assert author.get(f"/office/surveys/{survey.id}/results").status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        "Petugas ramah",
        "",
        "👍👍",
        "a" * 5000,
        "مرحبا",
        "<b>ramah</b>\nbaris dua",
        "tidak mengecewakan sama sekali",
        "hub [nomor telepon] ya",
    ],
)
def test_the_pieces_are_the_text(text: str) -> None:
    found = marked(text)
    assert "".join(piece.text for piece in found.pieces) == text
    assert 0 <= found.probability <= 1


def test_what_pushed_is_marked_in_words_too(app: Flask, session: Session, survey: Survey) -> None:
    client = person(app, session, "analyst", survey.agency)
    page = client.get(client.get(f"/office/surveys/{survey.id}/comments/next").location).text
    assert "Label mesin:" in page
    assert '<span class="unseen"> (mendukung label)</span></mark>' in page


def test_key_words_can_be_changed_added_left_out_and_put_back(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    client = person(app, session, "analyst", agency)
    base = "/office/keyword-themes"
    assert "antrean" in client.get(f"{base}/waktu").text
    assert client.post(f"{base}/waktu", data={"name": "Waktu tunggu", "words": "lama\nAntre , lama"}).status_code == 303
    assert client.post(base, data={"name": "Lahan parkir", "words": "parkir"}).status_code == 303
    assert client.post(f"{base}/biaya", data={"name": "Biaya", "words": ""}).status_code == 303
    assert {(t.code, t.name, t.words) for t in look(session, select(KeywordTheme))} == {
        ("waktu", "Waktu tunggu", "lama\nantre"),
        ("lahan-parkir", "Lahan parkir", "parkir"),
        ("biaya", "Biaya", ""),
    }
    page = client.get(base).text
    assert all(word in page for word in ("Waktu tunggu", "diubah", "buatan sendiri", "tidak dipakai"))
    for code in ("waktu", "lahan-parkir", "biaya"):
        assert client.post(f"{base}/{code}/reset").status_code == 303
    assert look(session, select(KeywordTheme)) == []
    assert len(look(session, select(AuditEntry))) == 6
    assert client.get(f"{base}/lahan-parkir").status_code == 404


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "", "words": "a"},
        {"name": "!!!", "words": "a"},
        {"name": "Waktu penyelesaian", "words": ","},
        {"name": "Baru", "words": "x" * 61},
        {"name": "Baru", "words": ",".join(map(str, range(201)))},
        {"name": "\x00", "words": "a"},
        {"name": "Baru", "words": "a" * 1_000_000},
        {"name": "n" * 200, "words": "a"},
        {"name": "Produk", "words": "a"},
    ],
)
def test_what_makes_no_theme_is_refused_beside_its_field(app: Flask, session: Session, entry: dict[str, str]) -> None:
    client = person(app, session, "analyst", builders.agency(session))
    assert errors(client.post("/office/keyword-themes", data=entry)) != []
    assert look(session, select(KeywordTheme)) == []


def test_each_agency_has_its_own_key_words(app: Flask, session: Session) -> None:
    client = person(app, session, "analyst", builders.agency(session))
    other = person(app, session, "analyst", builders.agency(session))
    client.post("/office/keyword-themes/waktu", data={"name": "Hanya kami", "words": "kami"})
    assert "Hanya kami" not in other.get("/office/keyword-themes").text
    assert other.get("/office/keyword-themes/tidak-ada").status_code == 404


def test_another_instrument_has_responses_and_comments_and_never_an_ikm_or_a_grade(
    app: Flask, session: Session
) -> None:
    questionnaire = INSTRUMENTS["csat"].questionnaire({"id": "Kepuasan singkat"})
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire)
    for score in "5543":
        builders.response(
            session, survey, canonical_json({"csat": score, "alasan": "Petugas ramah"}), dt.date(2026, 10, 5)
        )
    session.commit()
    assert counted.freeze(app) > 0
    page = person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}/results").text
    assert "<strong>4</strong> jawaban" in page
    # Three of four are satisfied or very satisfied; the mean is (5 + 5 + 4 + 3) / 4.
    assert "75,00" in page
    assert "n = 4" in page
    assert "4,25" in page
    assert "Nada komentar" in page
    assert "Cara menghitung" in page
    assert "Sumber: kebiasaan umum." in page
    for word in ("IKM", "mutu", "Nilai tiap unsur", "NRR"):
        assert word not in page.split("<main")[1].split("</main")[0]
    frozen = session.scalars(select(MonthlyReport).where(MonthlyReport.agency_id == survey.agency_id)).one()
    assert load(frozen.content).satisfaction is None

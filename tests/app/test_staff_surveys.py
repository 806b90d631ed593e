"""A survey's way through an agency: written, checked, opened, closed, by the people who may."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import authoring
from tests import builders
from tests.app.office import errors, newest_survey, person
from tests.conftest import NOW

NEW = "/office/surveys/new"


pytestmark = pytest.mark.usefixtures("now")


def entry(*unit_ids: int, **changes: Any) -> dict[str, Any]:
    plan = {"title": "Survei Kepuasan Masyarakat 2026", "opens_on": "2026-11-24", "closes_on": "2026-12-24"}
    return {"units": list(unit_ids), "layout": "one-page", **plan, **changes}


def test_the_whole_way_by_different_people(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    first, second = builders.unit(session, agency), builders.unit(session, agency)
    author, approver = (person(app, session, role, agency) for role in ("author", "approver"))
    made = author.post(NEW, data=entry(first.id, second.id), follow_redirects=True)
    assert "Konsep survei tersimpan" in made.text
    survey = newest_survey(session)
    assert survey is not None
    page = f"/office/surveys/{survey.id}"
    assert author.get(f"{page}/edit").status_code == 200
    assert author.post(f"{page}/edit", data=entry(first.id), follow_redirects=True).status_code == 200
    steps = [
        (author, "submit", "in-review"),
        (approver, "send-back", "draft"),
        (author, "submit", "in-review"),
        (approver, "approve", "scheduled"),
        (approver, "take-back", "draft"),
        (author, "submit", "in-review"),
        (approver, "approve", "scheduled"),
        (approver, "open", "open"),
        (approver, "close", "closed"),
        (approver, "reopen", "open"),
        (approver, "close", "closed"),
        (approver, "publish-results", "results-published"),
    ]
    for who, step, state in steps:
        shown = who.post(f"{page}/{step}", data={"note": f"Catatan {step}"}, follow_redirects=True)
        assert shown.status_code == 200
        assert newest_survey(session).state == state
    for note in ("Catatan send-back", "Catatan take-back", "Catatan reopen"):
        assert note in shown.text
    assert [version.number for version in newest_survey(session).versions] == [1, 2]


def test_who_may_not_take_a_step_changes_nothing(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="in-review")
    page = f"/office/surveys/{survey.id}"
    for role in ("author", "analyst"):
        client = person(app, session, role, survey.agency)
        for step in ("approve", "send-back", "take-back", "open", "close", "reopen", "publish-results"):
            assert client.post(f"{page}/{step}", data={"note": "x"}).status_code == 403
        assert "Setujui" not in client.get(page).text
    for role in ("approver", "analyst"):
        client = person(app, session, role, survey.agency)
        assert client.post(f"{page}/submit").status_code == 403
        assert client.get(NEW).status_code == 403
        assert client.post(f"{page}/edit", data=entry()).status_code == 403
    assert newest_survey(session).state == "in-review"


def test_who_publishes_results_is_asked_once_more(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="open")
    for _answer in range(3):
        builders.response(session, survey, "{}", dt.date(2026, 11, 3))
    page, question = f"/office/surveys/{survey.id}", f"/office/surveys/{survey.id}/publish-results"
    approver = person(app, session, "approver", survey.agency)
    assert approver.get(question).status_code == 409
    approver.post(f"{page}/close")
    assert f'href="{question}"' in approver.get(page).text
    asked = approver.get(question)
    assert "Umumkan hasil survei ini?" in asked.text
    assert re.search(r"<dt>Jawaban</dt>\s*<dd>\s*3\s*</dd>", asked.text)
    assert "Langkah ini tidak bisa dibatalkan." in asked.text
    assert newest_survey(session).state == "closed"
    assert person(app, session, "author", survey.agency).get(question).status_code == 403
    seen = re.search(r'name="seen"\s+value="(\d+)"', asked.text)
    assert seen
    approver.post(f"{page}/reopen", data={"note": "Masih ada jawaban"})
    approver.post(f"{page}/close")
    assert "Survei ini berubah" in approver.post(question, data={"seen": seen[1]}, follow_redirects=True).text
    approver.post(question)
    assert newest_survey(session).state == "results-published"


def test_a_step_that_came_too_late_says_so(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="open")
    client = person(app, session, "approver", survey.agency)
    shown = client.post(f"/office/surveys/{survey.id}/approve", follow_redirects=True)
    assert "Langkah itu tidak jadi. Keadaan survei ini sekarang: Dibuka." in shown.text


def test_nobody_approves_what_changed_since_they_looked(app: Flask, session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    author, approver = person(app, session, "author", unit.agency), person(app, session, "approver", unit.agency)
    author.post(NEW, data=entry(unit.id))
    page = f"/office/surveys/{newest_survey(session).id}"
    author.post(f"{page}/submit")
    seen = re.search(r'name="seen"\s+value="(\d+)"', approver.get(page).text)
    assert seen
    approver.post(f"{page}/send-back", data={"note": "Ubah judulnya", "seen": seen[1]})
    author.post(f"{page}/edit", data=entry(unit.id, title="Judul lain"))
    author.post(f"{page}/submit")
    late = approver.post(f"{page}/approve", data={"seen": seen[1]}, follow_redirects=True)
    assert "Survei ini berubah sejak Anda membukanya." in late.text
    assert newest_survey(session).state == "in-review"
    again = re.search(r'name="seen"\s+value="(\d+)"', late.text)
    assert again
    approver.post(f"{page}/approve", data={"seen": again[1]})
    assert newest_survey(session).state == "scheduled"


def test_a_draft_alone_can_be_edited(app: Flask, session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    survey = builders.survey(session, [unit], state="in-review")
    client = person(app, session, "author", survey.agency)
    assert client.get(f"/office/surveys/{survey.id}/edit").status_code == 409
    assert client.post(f"/office/surveys/{survey.id}/edit", data=entry(unit.id)).status_code == 409


def test_a_note_is_asked_for_and_kept_when_something_else_is_wrong(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="closed")
    client, page = person(app, session, "approver", survey.agency), f"/office/surveys/{survey.id}/reopen"
    assert errors(client.post(page, data={"note": " "})) == ["Tulis catatan singkat, supaya rekan Anda tahu sebabnya."]
    refused = client.post(page, data={"note": "Masih perlu jawaban", "closes_on": "2026-11-01"})
    assert errors(refused) == ["Hari terakhir sudah lewat. Pilih hari yang masih akan datang."]
    assert "Masih perlu jawaban" in refused.text
    for hostile in ("9999-12-31", "0001-01-01", "besok"):
        assert errors(client.post(page, data={"note": "x", "closes_on": hostile}))
    assert errors(client.post(page, data={"note": "x" * 2001}))
    assert errors(client.post(page, data={"note": "\x00"}))
    assert newest_survey(session).state == "closed"


def test_an_approval_after_the_last_day_says_what_to_do(app: Flask, session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    survey = builders.survey(session, [unit], state="in-review", closes_at=NOW - dt.timedelta(days=1))
    client = person(app, session, "approver", survey.agency)
    shown = client.post(f"/office/surveys/{survey.id}/approve", follow_redirects=True)
    assert "Hari terakhir survei ini sudah lewat." in shown.text
    assert newest_survey(session).state == "in-review"


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "Isi judul survei."),
    ({"title": "   "}, "Isi judul survei."),
    ({"title": "x" * 100_000}, "Persingkat judul menjadi paling banyak 200 huruf."),
    ({"units": []}, "Pilih paling sedikit satu unit."),
    ({"units": ["abc"]}, "Pilih unit dari daftar ini."),
    ({"units": ["-1"]}, "Pilih unit dari daftar ini."),
    ({"units": ["9" * 5000]}, "Pilih unit dari daftar ini."),
    ({"opens_on": "kemarin"}, "Tulis tanggal, misalnya 3/11/2026."),
    ({"opens_on": "0001-01-01"}, "Periksa tahunnya. Pilih tahun dari 2000 sampai 2099."),
    ({"closes_on": "9999-12-31"}, "Periksa tahunnya. Pilih tahun dari 2000 sampai 2099."),
    ({"closes_on": "kapan"}, "Tulis tanggal, misalnya 3/11/2026."),
    ({"closes_on": "2026-11-23"}, "Hari terakhir sudah lewat. Pilih hari yang masih akan datang."),
    (
        {"opens_on": "2026-12-02", "closes_on": "2026-12-01"},
        "Pilih hari terakhir yang tidak mendahului hari pertama.",
    ),
    ({"layout": "carousel"}, "Pilih satu cara menampilkan pertanyaan."),
    ({"layout": ""}, "Pilih satu cara menampilkan pertanyaan."),
]


def test_hostile_entries_are_refused_in_words(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    unit = builders.unit(session, agency)
    client = person(app, session, "author", agency)
    for changes, message in HOSTILE:
        assert errors(client.post(NEW, data=entry(unit.id, **changes))) == [message]
    assert newest_survey(session) is None


def test_a_field_sent_twice_or_not_at_all_is_no_error_of_ours(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    unit = builders.unit(session, agency)
    client = person(app, session, "author", agency)
    assert client.post(NEW, data={}).status_code == 422
    twice = entry(unit.id, unit.id, title=["Satu", "Dua"], layout=["pages", "one-page"])
    assert client.post(NEW, data=twice).status_code == 303
    assert [served.unit_id for served in newest_survey(session).units] == [unit.id]


def test_units_of_others_and_closed_units_cannot_be_picked(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    unit, closed = builders.unit(session, agency), builders.unit(session, agency, active=False)
    foreign = builders.unit(session, builders.agency(session))
    client = person(app, session, "author", agency)
    for other in (closed, foreign):
        assert errors(client.post(NEW, data=entry(unit.id, other.id))) == ["Pilih unit dari daftar ini."]


def test_dates_are_days_of_the_agency(app: Flask, session: Session) -> None:
    agency = builders.agency(session, time_zone="Asia/Jayapura")
    unit = builders.unit(session, agency)
    client = person(app, session, "author", agency)
    client.post(NEW, data=entry(unit.id, opens_on="24/11/2026", closes_on="24-11-2026"))
    survey = newest_survey(session)
    assert survey.opens_at == dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
    assert survey.closes_at == dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC)
    page = client.get(f"/office/surveys/{survey.id}/edit").text
    assert page.count('value="2026-11-24"') == 2
    client.post(f"/office/surveys/{survey.id}/edit", data=entry(unit.id, opens_on="", closes_on=""))
    assert (newest_survey(session).opens_at, newest_survey(session).closes_at) == (None, None)


def test_the_usual_title_comes_in_both_languages_and_an_own_one_as_written(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    unit = builders.unit(session, agency)
    client = person(app, session, "author", agency)
    assert 'value="Survei Kepuasan Masyarakat 2026"' in client.get(f"{NEW}?from=skm").text
    client.post(NEW, data=entry(unit.id))
    assert authoring.questionnaire_of(newest_survey(session)).title["en"] == "Public satisfaction survey 2026"
    client.post(NEW, data=entry(unit.id, title=" <b>Survei</b>\x00 & kita\x1f"))
    survey = newest_survey(session)
    assert authoring.questionnaire_of(survey).title == {"id": "<b>Survei</b> & kita"}
    assert "&lt;b&gt;Survei&lt;/b&gt; &amp; kita" in client.get(f"/office/surveys/{survey.id}").text


def test_the_questions_are_shown_as_citizens_see_them(app: Flask, session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], state="draft")
    client = person(app, session, "author", survey.agency)
    page = client.get(f"/office/surveys/{survey.id}/preview").text
    assert "Bagaimana pendapat Anda tentang kecepatan waktu pelayanan?" in page
    assert "How quick was the service?" in client.get(f"/office/surveys/{survey.id}/preview?lang=en").text


def test_without_units_the_form_says_what_is_missing(app: Flask, session: Session) -> None:
    client = person(app, session, "author", builders.agency(session))
    assert "Belum ada unit layanan" in client.get(f"{NEW}?from=skm").text


def test_any_page_number_is_answered(app: Flask, session: Session) -> None:
    client = person(app, session, "author", builders.agency(session))
    for page in ("0", "-3", "x", "9" * 30, "2"):
        assert client.get(f"/office/surveys?page={page}&state=unknown").status_code == 200


def test_a_long_list_comes_in_pages(app: Flask, session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    for _number in range(26):
        builders.survey(session, [unit])
    client = person(app, session, "analyst", unit.agency)
    first = client.get("/office/surveys?state=open").text
    assert first.count('<th scope="row">') == 25
    assert "page=2" in first
    assert client.get("/office/surveys?state=open&page=2").text.count('<th scope="row">') == 1

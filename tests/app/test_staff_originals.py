"""Unmasked texts: chosen by the author, said to citizens, seen by few, gone in time."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import jobs
from surveys import originals
from surveys.models import AuditEntry, OriginalText, Response, Survey
from tests import builders
from tests.app.citizen import GOOD, answer
from tests.app.office import errors, newest_survey, person
from tests.app.test_staff_surveys import entry
from tests.client import CheckingClient
from tests.sign_in import look

pytestmark = pytest.mark.usefixtures("now")

WRITTEN = "Antre lama, hub 0812 3456 7890"
DAY = dt.date(2026, 11, 3)


def keeping(session: Session, survey: Survey, days: int | None) -> None:
    survey.originals_days = days
    session.commit()


@pytest.mark.parametrize("days", [None, 30])
def test_an_answer_is_masked_and_its_original_kept_only_where_the_survey_says(
    client: CheckingClient, session: Session, survey: Survey, address: str, days: int | None
) -> None:
    keeping(session, survey, days)
    for _ in range(2):  # the second is a retry of the same form
        assert answer(client, address, {**GOOD, "saran": WRITTEN}).status_code == 303
    texts = [json.loads(answers)["saran"] for answers in look(session, select(Response.answers))]
    assert set(texts) == {"Antre lama, hub [nomor telepon]"}
    kept = [original.text for original in look(session, select(OriginalText))]
    assert kept == [WRITTEN] * (len(texts) if days else 0)


def test_an_answer_and_its_original_are_stored_together_or_not_at_all(
    client: CheckingClient, session: Session, survey: Survey, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping(session, survey, 30)
    rows_for = originals.rows_for
    monkeypatch.setattr(originals, "rows_for", lambda *given: [{**row, "text": None} for row in rows_for(*given)])
    with pytest.raises(IntegrityError) as error:
        answer(client, address, {**GOOD, "saran": WRITTEN})
    assert "parameters hidden" in str(error.value)  # what is logged of an error is no answer
    assert look(session, select(Response.id)) == []


def test_the_page_says_what_becomes_of_personal_data(
    client: CheckingClient, session: Session, survey: Survey, address: str
) -> None:
    page = client.get(address).text
    assert "Nomor telepon, NIK, dan alamat kami samarkan. Nama tidak bisa kami samarkan." in page
    assert 'aria-describedby="saran-hint saran-masked"' in page
    assert "menyimpan tulisan asli" not in page
    other = builders.survey(session, [survey.units[0].unit], originals_days=90)
    session.commit()
    said = "Instansi menyimpan tulisan asli 90 hari, lalu menghapusnya."
    assert said in client.get(f"/s/{other.public_id}").text
    assert "disamarkan sebelum disimpan" in client.get("/privacy").text


@pytest.mark.parametrize(("chosen", "days"), [("0", None), ("30", 30), ("90", 90)])
def test_the_author_chooses(app: Flask, session: Session, chosen: str, days: int | None) -> None:
    unit = builders.unit(session, builders.agency(session))
    client = person(app, session, "author", unit.agency)
    client.post("/office/surveys/new", data=entry(unit.id, originals=chosen), follow_redirects=True)
    survey = newest_survey(session)
    assert survey is not None
    assert survey.originals_days == days
    page = f"/office/surveys/{survey.id}/edit"
    assert f'value="{chosen}" checked' in client.get(page).text
    assert client.post(page, data=entry(unit.id, originals="30")).status_code == 303
    changed = newest_survey(session)
    assert changed is not None
    assert changed.originals_days == 30


@pytest.mark.parametrize("hostile", ["31", "-1", "x", "9" * 50, "\x00"])
def test_no_other_time_can_be_chosen(app: Flask, session: Session, hostile: str) -> None:
    unit = builders.unit(session, builders.agency(session))
    client = person(app, session, "author", unit.agency)
    refused = client.post("/office/surveys/new", data=entry(unit.id, originals=hostile))
    assert errors(refused) == ["Pilih satu cara untuk tulisan asli."]


def filled(session: Session, survey: Survey, count: int) -> None:
    for number in range(count):
        response = builders.response(session, survey, "{}", DAY + dt.timedelta(days=number))
        builders.original(session, response, text=f"<b>{number:02d}</b> hub 0812 3456 7890")
    session.commit()


def test_analyst_and_administrator_see_the_texts_and_their_last_day(
    app: Flask, session: Session, survey: Survey
) -> None:
    survey.originals_days = 30
    filled(session, survey, 1)
    for role in ("analyst", "administrator"):
        client = person(app, session, role, survey.agency)
        address = f"/office/surveys/{survey.id}/originals"
        assert "0812" not in client.get(address).text, "seeing them is a step of its own"
        page = client.post(address).text
        for shown in (
            "&lt;b&gt;00&lt;/b&gt; hub 0812 3456 7890",
            "3 November 2026",
            "3 Desember 2026",
            "Saran dan masukan",
        ):
            assert shown in page
        assert f'/office/surveys/{survey.id}/originals"' in client.get(f"/office/surveys/{survey.id}").text
    trail = look(session, select(AuditEntry).order_by(AuditEntry.id))
    assert [entry.kind for entry in trail] == ["originals-read"] * 2
    assert len({entry.actor for entry in trail}) == 2
    author = person(app, session, "author", survey.agency)
    shown = author.get(f"/office/surveys/{survey.id}").text
    assert "Disimpan 30 hari, lalu dihapus" in shown
    assert "/originals" not in shown


def test_long_lists_have_pages(app: Flask, session: Session, survey: Survey) -> None:
    filled(session, survey, 26)
    client = person(app, session, "analyst", survey.agency)
    address = f"/office/surveys/{survey.id}/originals"
    first, second = client.post(address).text, client.post(f"{address}?page=2").text
    assert "26 tulisan disimpan" in first
    assert "25" in first
    assert first.count("0812") == 25
    assert second.count("0812") == 1
    for odd in ("0", "-1", "x", "9" * 40, "3"):
        assert client.post(f"{address}?page={odd}").status_code == 200


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "Survei ini hanya menyimpan tulisan yang sudah disamarkan."), (30, "Tidak ada tulisan asli")],
)
def test_an_empty_list_says_why(app: Flask, session: Session, survey: Survey, days: int | None, words: str) -> None:
    keeping(session, survey, days)
    client = person(app, session, "analyst", survey.agency)
    assert words in client.get(f"/office/surveys/{survey.id}/originals").text


def test_the_nightly_job_deletes_what_is_over(app: Flask, session: Session, survey: Survey, monkeypatch: Any) -> None:
    monkeypatch.setattr(jobs, "_AT_ONCE", 2)
    filled(session, survey, 6)  # of 3 to 8 November, so kept until 3 to 8 December
    night = dt.datetime(2026, 12, 7, 18, 5, tzinfo=dt.UTC)  # five past one on the 8th in Jakarta
    with app.app_context():
        told = jobs.delete_originals(jobs.database(), lambda: night)
    assert told == "5 unmasked texts deleted"
    assert [original.delete_after for original in look(session, select(OriginalText))] == [dt.date(2026, 12, 8)]

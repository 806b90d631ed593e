"""Contact data on pages: promised to citizens, seen by few, each look written down."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import jobs
from app.security import contact_cipher
from surveys.definition import Question, Questionnaire, Section
from surveys.models import AuditEntry, Contact, Survey
from surveys.question_types.contact import FIELDS, field
from tests import builders
from tests.app.author import Author, question
from tests.app.citizen import action, answer, control, fill, stored
from tests.app.citizen import errors as problems
from tests.app.office import errors, person
from tests.client import CheckingClient
from tests.sign_in import look

pytestmark = pytest.mark.usefixtures("now")

ASKED = Question(
    "kontak",
    "contact",
    {"id": "Kontak Anda"},
    {"id": "Untuk mengabarkan hasil survei."},
    options=tuple(map(field, FIELDS)),
    kept_days=90,
)
STORY = Question("saran", "long-text", {"id": "Saran"})
QUESTIONNAIRE = Questionnaire({"id": "Judul"}, (Section("satu", {}, (STORY, ASKED)),))
GIVEN = {"kontak.name": "Ani", "kontak.email": "ani@contoh.id", "kontak.phone": ""}


@pytest.fixture
def asking(session: Session) -> Survey:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], QUESTIONNAIRE)
    session.commit()
    return survey


def test_a_citizen_is_told_and_the_contact_kept_apart(client: CheckingClient, session: Session, asking: Survey) -> None:
    page = client.get(f"/s/{asking.public_id}").text
    assert "menghapusnya paling lambat 90 hari setelah dikirim" in page
    assert "Untuk mengabarkan hasil survei." in page
    assert "Kontak Anda, kalau diisi, kami simpan terpisah." in page
    assert "Kami tidak menyimpan nama" not in page
    assert control(page, "kontak.email").get("autocomplete") == "email"
    assert answer(client, f"/s/{asking.public_id}", {"saran": "Bagus", **GIVEN}).status_code == 303
    assert stored(session) == [{"saran": "Bagus"}]
    assert len(look(session, select(Contact))) == 1


def test_another_contact_under_the_same_key_is_not_kept_and_that_is_said(
    client: CheckingClient, session: Session, asking: Survey
) -> None:
    address = f"/s/{asking.public_id}"
    form = client.get(address).text
    first = client.post(action(form), data=fill(form, {"saran": "Bagus", **GIVEN}))
    assert first.headers["Location"] == f"{address}/thanks"
    assert "tidak disimpan" not in client.get(f"{address}/thanks").text
    other = {"saran": "Bagus", **GIVEN, "kontak.email": "budi@contoh.id"}
    for query in ("", "?lang=en"):
        again = client.post(action(form) + query, data=fill(form, other))
        assert len(look(session, select(Contact))) == 1
        page = client.get(again.headers["Location"]).text
        said = "were not stored" if query else "Kontak yang dikirim sekarang tidak disimpan."
        assert said in page


def test_a_wrong_address_is_said_beside_its_field_and_nothing_is_lost(
    client: CheckingClient, session: Session, asking: Survey
) -> None:
    refused = answer(client, f"/s/{asking.public_id}", {**GIVEN, "kontak.email": "<b>ani"})
    assert refused.status_code == 422
    assert problems(refused.text) == ["Tulis alamat surel untuk Kontak Anda, misalnya ani@contoh.id"]
    assert control(refused.text, "kontak.email").get("value") == "<b>ani"
    assert control(refused.text, "kontak.email").get("aria-invalid") == "true"
    assert look(session, select(Contact)) == []


def filled(app: Flask, session: Session, survey: Survey, count: int = 1) -> None:
    with app.app_context():
        cipher = contact_cipher()
    subject = f"survey:{survey.id}"
    for number in range(count):
        sealed = cipher.seal(subject, {"name": f"=<b>{number}</b>", "phone": "0812 3456 7890"})
        session.add(Contact(subject=subject, sealed=sealed, delete_after=dt.date(2026, 12, 20)))
    session.commit()


def test_those_who_may_see_contacts_and_each_look_is_written_down(app: Flask, session: Session, asking: Survey) -> None:
    filled(app, session, asking)
    address = f"/office/surveys/{asking.id}/contacts"
    client = person(app, session, "analyst", asking.agency)
    assert "0812" not in client.get(address).text, "seeing them is a step of its own"
    page = client.post(address).text
    assert "=&lt;b&gt;0&lt;/b&gt;" in page
    assert "20 Desember 2026" in page
    file = client.post(f"{address}.csv")
    assert file.mimetype == "text/csv"
    assert file.text.lstrip("\ufeff").split("\r\n")[:2] == [
        "name,email,phone,delete_after",
        "'=<b>0</b>,,0812 3456 7890,2026-12-20",
    ]
    assert client.post(f"{address}/delete").status_code == 422
    assert client.post(f"{address}/delete", data={"sure": "yes"}).status_code == 303
    assert look(session, select(Contact)) == []
    kinds = [entry.kind for entry in look(session, select(AuditEntry).order_by(AuditEntry.id))]
    assert kinds == ["contacts-read", "contacts-downloaded", "contacts-deleted"]
    assert "Belum ada kontak" in client.get(address).text


def test_the_link_stands_where_contacts_are(app: Flask, session: Session, asking: Survey, survey: Survey) -> None:
    session.commit()
    for role, seen in (("analyst", True), ("administrator", True), ("author", False), ("approver", False)):
        page = person(app, session, role, asking.agency).get(f"/office/surveys/{asking.id}").text
        assert ("/contacts" in page) is seen
    client = person(app, session, "analyst", survey.agency)
    assert "/contacts" not in client.get(f"/office/surveys/{survey.id}").text
    assert "Survei ini tidak meminta kontak" in client.get(f"/office/surveys/{survey.id}/contacts").text


def test_what_no_key_opens_is_said(app: Flask, session: Session, asking: Survey) -> None:
    session.add(Contact(subject=f"survey:{asking.id}", sealed=b"x" * 40, delete_after=dt.date(2026, 12, 20)))
    session.commit()
    page = person(app, session, "analyst", asking.agency).post(f"/office/surveys/{asking.id}/contacts").text
    assert "Kontak ini tidak bisa dibuka" in page


def test_long_lists_have_pages(app: Flask, session: Session, asking: Survey) -> None:
    filled(app, session, asking, 26)
    client, address = person(app, session, "analyst", asking.agency), f"/office/surveys/{asking.id}/contacts"
    assert client.post(address).text.count("0812") == 25
    assert client.post(f"{address}?page=2").text.count("0812") == 1


def test_the_nightly_job_deletes_what_is_over(app: Flask, session: Session, asking: Survey) -> None:
    filled(app, session, asking, 3)
    night = dt.datetime(2026, 12, 20, 18, 7, tzinfo=dt.UTC)  # seven past one on the 21st in Jakarta
    with app.app_context():
        told = jobs.delete_contacts(jobs.database(), lambda: night)
    assert told == "3 contacts deleted"


def test_an_author_asks_for_contact_data(app: Flask, session: Session) -> None:
    author = Author(app, session)
    path = "/sections/satu/new/contact"
    assert 'value="90"' in author.get(path)
    ticked = {"ask_name": "yes", "ask_email": "yes", "kept_days": "30"}
    saved = author.post(path, **question(label="Kontak Anda", hint="Untuk kabar hasil", **ticked))
    assert saved.status_code == 303
    made = author.questionnaire.by_code["kontak-anda" if "kontak-anda" in author.questionnaire.by_code else "kontak"]
    assert [option.code for option in made.options] == ["name", "email"]
    assert (made.kept_days, made.role, made.required) == (30, "", False)
    assert "tidak bisa" not in author.get(f"/questions/{made.code}")
    assert "Kontak Anda" in author.client.get(f"/office/surveys/{author.survey.id}/preview?of=draft").text
    paper = author.client.get(f"/office/surveys/{author.survey.id}/preview?of=draft&as=paper").text
    assert "paling lambat 30 hari setelah dikirim" in paper


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ({"ask_name": "yes", "kept_days": "30"}, "Tulis untuk apa kontak ini dipakai."),
        ({"hint": "Kabar", "kept_days": "30"}, "Pilih paling sedikit satu."),
        ({"hint": "Kabar", "ask_name": "yes", "kept_days": "9999"}, "Pilih salah satu."),
        ({"hint": "Kabar", "ask_name": "yes"}, "Pilih salah satu."),
    ],
)
def test_an_author_says_what_for_and_until_when(
    app: Flask, session: Session, typed: dict[str, Any], advice: str
) -> None:
    author = Author(app, session)
    assert errors(author.post("/sections/satu/new/contact", **question(label="Kontak", **typed))) == [advice]

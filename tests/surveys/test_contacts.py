"""Contact data are no answers: split off, sealed, without a way back to the answers, and gone in time."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from surveys import contacts, intake, publication, retention
from surveys.answers import AnswerSheet
from surveys.checks import problems
from surveys.contacts import Cipher
from surveys.definition import Option, Question, Questionnaire, Section, dump, load
from surveys.errors import InvalidAnswers, SurveyNotOpen
from surveys.interchange.response_export import export_rows
from surveys.models import Contact, Response, Survey
from surveys.question_types import type_of
from surveys.question_types.contact import FIELDS, field
from surveys.receipts import ServerKey
from tests import builders
from tests.conftest import NOW
from tests.rules.house import PACKAGES, name_of, python_files
from tests.surveys.importing import importer

CIPHER = Cipher([b"k" * 32])
GIVEN = {"name": "Ani", "email": "ani@contoh.id", "phone": "0812 3456 7890"}
ASKED = Question(
    "kontak",
    "contact",
    {"id": "Kontak Anda"},
    {"id": "Untuk kabar hasil"},
    options=tuple(map(field, FIELDS)),
    kept_days=30,
)
STORY = Question("saran", "long-text", {"id": "Saran"})
QUESTIONNAIRE = Questionnaire({"id": "Judul"}, (Section("satu", {}, (STORY, ASKED)),))
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def a_survey(session: Session, questionnaire: Questionnaire = QUESTIONNAIRE) -> Survey:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire)
    session.commit()
    return survey


def accept(session: Session, survey: Survey, answers: dict[str, Any], key: bytes = b"k" * 16) -> intake.Receipt:
    public = publication.public_survey(session, survey.public_id)
    sheet = AnswerSheet(answers, "id", "web", survey.units[0].unit_id)
    version = (public.version_id, public.questionnaire)
    submission = intake.prepare(public, version, sheet, key, ServerKey(b"s" * 32), NOW, CIPHER)
    receipt = intake.accept(session.connection(), submission)
    session.commit()
    return receipt


def test_contact_data_never_enter_the_answers(session: Session) -> None:
    survey = a_survey(session)
    accept(session, survey, {"saran": "Bagus", "kontak": GIVEN})
    assert [json.loads(answers) for answers in session.scalars(select(Response.answers))] == [{"saran": "Bagus"}]
    [contact] = session.scalars(select(Contact))
    assert not any(part.encode() in contact.sealed for part in GIVEN.values())
    # 24 November and thirty days are 24 December, a Thursday; the Sunday before is the 20th.
    subject = f"survey:{survey.id}"
    assert contacts.kept(session, CIPHER, subject, limit=9) == [(GIVEN, dt.date(2026, 12, 20))]
    assert list(contacts.every(session, CIPHER, subject)) == [(GIVEN, dt.date(2026, 12, 20))]
    response = session.scalars(select(Response)).one()
    assert contact.id not in (response.id, response.key_hash)


def test_a_retry_stores_no_second_contact_and_a_closed_survey_none(session: Session) -> None:
    survey = a_survey(session)
    assert accept(session, survey, {"saran": "Bagus", "kontak": GIVEN}).stored
    assert not accept(session, survey, {"saran": "Bagus", "kontak": GIVEN}).stored
    assert contacts.count(session, contacts.subject_of(survey.id)) == 1
    survey.state = "closed"
    session.commit()
    with pytest.raises(SurveyNotOpen):
        accept(session, survey, {"saran": "Lain", "kontak": GIVEN}, b"o" * 16)
    assert contacts.count(session, contacts.subject_of(survey.id)) == 1


def test_nothing_is_kept_of_who_leaves_it_empty(session: Session) -> None:
    survey = a_survey(session)
    accept(session, survey, {"saran": "Bagus"})
    assert session.scalars(select(Contact)).all() == []


def test_no_export_holds_contact_data_and_no_import_takes_them(session: Session) -> None:
    required = Question(**{**vars_of(ASKED), "required": True})
    survey = a_survey(session, Questionnaire({"id": "J"}, (Section("satu", {}, (STORY, required)),)))
    accept(session, survey, {"saran": "Bagus", "kontak": GIVEN})
    table = list(export_rows(session, survey.public_id))
    assert table[0] == ["received_at", "channel", "language", "unit", "saran"]
    assert not [cell for row in table for cell in row if "ani@" in cell or "0812" in cell]
    # A file can't bring contacts, so it is not asked for them even where people must give them.
    assert importer(session, survey)("saran\nLama\n").accepted == 1


def vars_of(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in question.__dataclass_fields__}


def posted(**fields: str) -> Any:
    return type_of(ASKED).parse(ASKED, lambda name: [fields[name[7:]]] if name[7:] in fields else [])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "Ani"}, None),
        ({"email": "a.b+c@sub.contoh.co.id"}, None),
        ({"phone": "+62 (812) 345-6789"}, None),
        ({"email": "ani"}, "not-an-email"),
        ({"email": "a@b.c\x00"}, "unreadable-text"),
        ({"email": "a b@contoh.id"}, "not-an-email"),
        ({"phone": "nanti"}, "not-a-telephone"),
        ({"phone": "12"}, "not-a-telephone"),
        ({"name": "x" * 201}, "too-long"),
        ({"name": "x" * 100_000}, "too-long"),
    ],
)
def test_what_is_typed_is_checked(fields: dict[str, str], wrong: str | None) -> None:
    problem = type_of(ASKED).validate(ASKED, posted(**fields))
    assert (problem.code if problem else None) == wrong
    assert problem is None or problem.field == f"kontak.{next(iter(fields))}"


def test_empty_fields_are_no_contact_and_unknown_ones_are_refused(session: Session) -> None:
    assert posted(name="  ", email="") is None
    survey = a_survey(session)
    with pytest.raises(InvalidAnswers):
        accept(session, survey, {"kontak": {"nik": "3271051201900001"}})


def test_only_the_right_key_and_subject_open_a_contact() -> None:
    sealed = CIPHER.seal("survey:1", GIVEN)
    assert CIPHER.open("survey:1", sealed) == GIVEN
    assert CIPHER.open("survey:2", sealed) is None
    assert Cipher([b"x" * 32]).open("survey:1", sealed) is None
    assert Cipher([b"x" * 32, b"k" * 32]).open("survey:1", sealed) == GIVEN, "an earlier secret still opens"
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    assert CIPHER.open("survey:1", changed) is None
    assert CIPHER.seal("survey:1", GIVEN) != sealed, "equal contacts look different"


@pytest.mark.parametrize(
    ("given", "days", "last"),
    [
        # 30 days after Monday the 2nd is Wednesday, 2 December: the Sunday before is 29 November.
        (dt.date(2026, 11, 2), 30, dt.date(2026, 11, 29)),
        (dt.date(2026, 11, 6), 30, dt.date(2026, 12, 6)),  # Friday; 6 December is a Sunday
        (dt.date(2026, 11, 12), 30, dt.date(2026, 12, 6)),  # Saturday the 12th: the Sunday before
    ],
)
def test_nothing_is_kept_longer_than_promised(given: dt.date, days: int, last: dt.date) -> None:
    assert contacts.last_day(given, days) == last
    assert last.isoweekday() == 7
    assert last <= given + dt.timedelta(days=days)


def test_what_is_over_is_deleted_in_steps_and_all_on_request(session: Session) -> None:
    day = dt.date(2026, 12, 6)
    ends = [day - dt.timedelta(days=7)] * 3 + [day]
    for subject in ("survey:1", "consultation:1"):
        session.add_all([Contact(subject=subject, sealed=b"x", delete_after=end) for end in ends])
    session.commit()
    assert [contacts.delete_expired(session, day, 4) for _ in range(3)] == [4, 2, 0]
    assert [c.delete_after for c in session.scalars(select(Contact))] == [day, day]
    assert contacts.delete_all(session, "survey:1") == 1
    assert [c.subject for c in session.scalars(select(Contact))] == ["consultation:1"]


@on_sqlite
def test_sqlite_keeps_contacts_in_the_order_of_their_random_ids(session: Session) -> None:
    for _ in range(24):
        session.add(Contact(subject="survey:1", sealed=b"x", delete_after=dt.date(2026, 12, 6)))
        session.commit()
    found = session.execute(text("SELECT id FROM contact")).scalars().all()
    assert found == sorted(found)


@on_postgresql
def test_mixing_a_day_takes_contacts_out_of_the_order_of_arrival(session: Session) -> None:
    survey = a_survey(session)
    for number in range(24):
        accept(session, survey, {"kontak": {"name": f"{number:02}"}}, bytes([number]) * 16)
    joined = "SELECT count(*) FROM contact c JOIN response r ON c.xmin::text = r.xmin::text"
    assert session.execute(text(joined)).scalar_one() == 24, "until the night, the transaction joins them"
    assert retention.mix_day(session, survey.id, dt.date(2026, 11, 24)) == 24
    session.commit()
    assert session.execute(text("SELECT count(DISTINCT (xmin::text, cmin::text)) FROM contact")).scalar_one() == 1
    standing = session.execute(text("SELECT sealed FROM contact")).scalars().all()
    names = [(CIPHER.open(f"survey:{survey.id}", bytes(sealed)) or {})["name"] for sealed in standing]
    assert names != sorted(names)
    assert sorted(names) == [f"{number:02}" for number in range(24)]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"options": ()}, ["no-contact-fields"]),
        ({"options": (ASKED.options[0], Option("nik", {"id": "NIK"}))}, ["no-contact-fields"]),
        ({"kept_days": 3650}, ["no-period"]),
        ({"kept_days": None}, ["no-period"]),
        ({"hint": {}}, ["no-purpose"]),
        ({"shown_if": ["answered", "kontak.email"]}, ["unknown-code"]),
    ],
)
def test_no_survey_asks_without_saying_what_for_and_until_when(changes: dict[str, Any], wrong: list[str]) -> None:
    made = Questionnaire({"id": "J"}, (Section("satu", {}, (STORY, Question(**{**vars_of(ASKED), **changes}))),))
    assert [problem.code for problem in problems(made)] == wrong
    assert load(dump(made)) == made


def test_no_rule_reads_a_contact() -> None:
    other = Question("lain", "long-text", {"id": "Lain"}, shown_if=["answered", "kontak"])
    made = Questionnaire({"id": "J"}, (Section("satu", {}, (ASKED, other)),))
    assert [(p.field, p.code) for p in problems(made)] == [("lain", "unknown-code")]


def test_few_modules_know_that_there_are_contacts() -> None:
    # Pages, exports and analyses can't show what they don't read.
    table = re.compile(r"surveys\.models import [^\n]*\bContact\b|(?:FROM|INTO) contact\b")
    knowing = {name_of(path) for path in python_files(*PACKAGES) if table.search(path.read_text(encoding="utf-8"))}
    assert knowing == {f"surveys/{name}.py" for name in ("contacts", "intake", "outcome_notices", "retention")}

"""Personal data never reach the answers; what was written is kept apart, where a survey says so, and not for long."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import intake, originals, publication, retention
from surveys.answers import AnswerSheet
from surveys.definition import Question, Questionnaire, Section
from surveys.errors import SameKeyOtherAnswers
from surveys.instruments.skm import ELEMENT_CODES
from surveys.interchange.response_export import export_rows
from surveys.models import OriginalText, Response, Survey
from surveys.question_types import QUESTION_TYPES, type_of
from surveys.receipts import ServerKey
from tests import builders
from tests.conftest import NOW
from tests.rules.house import PACKAGES, name_of, python_files
from tests.surveys.importing import GOOD as GOOD_ROW
from tests.surveys.importing import HEADER, importer

GOOD = dict.fromkeys(ELEMENT_CODES, "3")
WRITTEN = "Antre lama, hub 0812 3456 7890"
MASKED = "Antre lama, hub [nomor telepon]"
TODAY = dt.date(2026, 11, 24)
DAY = dt.date(2026, 11, 3)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def a_survey(session: Session, days: int | None = None, questionnaire: Questionnaire | None = None) -> Survey:
    unit = builders.unit(session, builders.agency(session))
    made = builders.survey(session, [unit], questionnaire, originals_days=days)
    session.commit()
    return made


def accept(session: Session, survey: Survey, answers: dict[str, Any], key: bytes = b"k" * 16) -> intake.Receipt:
    public = publication.public_survey(session, survey.public_id)
    sheet = AnswerSheet(answers, "id", "web", survey.units[0].unit_id)
    version = (public.version_id, public.questionnaire)
    submission = intake.prepare(public, version, sheet, key, ServerKey(b"s" * 32), NOW)
    receipt = intake.accept(session.connection(), submission)
    session.commit()
    return receipt


def stored(session: Session) -> list[dict[str, Any]]:
    return [json.loads(answers) for answers in session.scalars(select(Response.answers))]


def kept(session: Session) -> list[OriginalText]:
    return list(session.scalars(select(OriginalText).order_by(OriginalText.day, OriginalText.text)))


def test_the_row_of_a_response_holds_no_personal_data(session: Session) -> None:
    survey = a_survey(session)
    accept(session, survey, {**GOOD, "saran": WRITTEN})
    assert stored(session) == [{**GOOD, "saran": MASKED}]
    assert kept(session) == []
    assert MASKED in next(row for row in list(export_rows(session, survey.public_id))[1:])


def test_every_type_that_people_write_freely_in_is_masked() -> None:
    freely = {"short-text", "long-text"}
    for name in QUESTION_TYPES:
        question = Question("tanya", name, {"id": "Tanya"})
        assert type_of(question).masked("0812 3456 7890") == ("[nomor telepon]" if name in freely else "0812 3456 7890")


def test_a_picked_answer_stays_as_it_is(session: Session) -> None:
    # Numbers and days could look like personal data to a mask; they are no free text.
    questions = tuple(
        Question(kind, kind, {"id": "Tanya"}, role="profile") for kind in ("number", "date", "short-text", "long-text")
    )
    questionnaire = Questionnaire({"id": "Judul"}, (Section("satu", {}, questions),))
    survey = a_survey(session, 30, questionnaire)
    answers = {
        "number": "81234567890",
        "date": "2026-11-03",
        "short-text": "nik 3271051201900001",
        "long-text": WRITTEN,
    }
    accept(session, survey, answers)
    assert stored(session) == [{**answers, "short-text": "nik [NIK]", "long-text": MASKED}]
    assert [original.question for original in kept(session)] == ["long-text", "short-text"]


def test_a_retry_is_known_again_and_another_text_is_not(session: Session) -> None:
    survey = a_survey(session, 30)
    first = accept(session, survey, {**GOOD, "saran": WRITTEN})
    again = accept(session, survey, {**GOOD, "saran": WRITTEN})
    assert (again.code, again.stored) == (first.code, False)
    assert len(kept(session)) == 1
    with pytest.raises(SameKeyOtherAnswers):
        accept(session, survey, {**GOOD, "saran": "Antre lama"})


def test_an_original_is_kept_for_its_days_beside_its_response(session: Session) -> None:
    survey = a_survey(session, 30)
    accept(session, survey, {**GOOD, "saran": WRITTEN})
    accept(session, survey, {**GOOD, "saran": "Tidak ada nomor"}, b"o" * 16)
    [original] = kept(session)
    response = session.get_one(Response, (survey.id, TODAY, original.response_id))
    assert json.loads(response.answers)["saran"] == MASKED
    # 24 November and thirty days are 24 December.
    assert (original.text, original.delete_after) == (WRITTEN, dt.date(2026, 12, 24))


@pytest.mark.parametrize("days", [None, 90])
def test_an_import_is_masked_too(session: Session, days: int | None) -> None:
    survey = a_survey(session, days)
    run = importer(session, survey)
    file = f'{HEADER},saran,received_at\n{GOOD_ROW},"{WRITTEN}",2026-11-03\n{GOOD_ROW},Bagus,2026-11-03\n'
    assert run(file).accepted == 2
    assert run(file).already_there == 2
    assert sorted(answers["saran"] for answers in stored(session)) == [MASKED, "Bagus"]
    # 3 November and ninety days: 27 + 31 + 31 + 1, so 1 February.
    expected = [(DAY, WRITTEN, dt.date(2027, 2, 1))] if days else []
    assert [(original.day, original.text, original.delete_after) for original in kept(session)] == expected


def test_what_is_over_is_deleted_and_no_more_at_once_than_said(session: Session) -> None:
    survey = a_survey(session)
    for days in (0, 1, 2, 2, 2, 3):
        builders.original(session, builders.response(session, survey, "{}", DAY), days=days)
    session.commit()
    # On the third day after, those of zero to two days are over.
    today = DAY + dt.timedelta(days=3)
    assert [originals.delete_expired(session, today, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert [original.delete_after for original in kept(session)] == [today]


def test_what_is_kept_is_listed_by_day_and_page(session: Session) -> None:
    survey, other = a_survey(session), a_survey(session)
    for number in range(3):
        day = DAY + dt.timedelta(days=number)
        builders.original(session, builders.response(session, survey, "{}", day), text=str(number))
    builders.original(session, builders.response(session, other, "{}", DAY))
    assert originals.count(session, survey.id) == 3
    assert [original.text for original in originals.kept(session, survey.id, limit=2)] == ["2", "1"]
    assert [original.text for original in originals.kept(session, survey.id, limit=2, offset=2)] == ["0"]


def test_an_original_needs_its_response(session: Session) -> None:
    survey = a_survey(session)
    response = builders.response(session, survey, "{}", DAY)
    session.commit()
    with pytest.raises(IntegrityError), session.begin_nested():
        builders.original(session, Response(survey_id=survey.id, day=DAY, id="x"))
    builders.original(session, response)
    session.commit()
    session.delete(response)
    with pytest.raises(IntegrityError):
        session.flush()


def test_no_response_goes_before_its_originals(session: Session) -> None:
    response = builders.response(session, a_survey(session, 30), "{}", DAY)
    builders.original(session, response)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM response"))
    session.rollback()
    session.execute(text("DELETE FROM original_text"))
    session.execute(text("DELETE FROM response"))
    assert stored(session) == []


@pytest.mark.parametrize("days", [0, 91, -1])
def test_no_survey_keeps_originals_for_longer_than_ninety_days(session: Session, days: int) -> None:
    with pytest.raises(IntegrityError):
        a_survey(session, days)


@on_postgresql
def test_mixing_a_day_keeps_its_originals_and_takes_their_order(session: Session) -> None:
    survey = a_survey(session)
    for number in range(24):
        builders.original(session, builders.response(session, survey, "{}", DAY), text=f"{number:03d}")
        session.commit()
    before = [tuple(row) for row in session.execute(text("SELECT * FROM original_text ORDER BY text"))]
    assert retention.mix_day(session, survey.id, DAY) == 24
    session.commit()
    standing = session.execute(text("SELECT text, xmin::text, cmin::text FROM original_text")).all()
    assert [row.text for row in standing] != sorted(row.text for row in standing)
    assert len({(row.xmin, row.cmin) for row in standing}) == 1
    assert [tuple(row) for row in session.execute(text("SELECT * FROM original_text ORDER BY text"))] == before


def test_few_modules_know_that_there_are_originals() -> None:
    # Pages, exports and analyses can't show what they don't read.
    knowing = {
        name_of(path)
        for path in python_files(*PACKAGES)
        if re.search(r"OriginalText|original_text", path.read_text(encoding="utf-8"))
    }
    assert knowing == {
        "surveys/models/__init__.py",
        "surveys/models/response.py",
        "surveys/originals.py",
        "surveys/intake.py",
        "surveys/interchange/responses.py",
        "surveys/retention.py",
    }

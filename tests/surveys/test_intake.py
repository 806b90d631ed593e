"""Answers are stored once, acknowledged with the same code, and never silently dropped."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import intake, publication
from surveys.answers import AnswerSheet
from surveys.definition import load
from surveys.errors import InvalidAnswers, Problem, SameKeyOtherAnswers, SurveyNotOpen
from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import Response, Survey
from surveys.receipts import Keyring, ServerKey
from tests import builders
from tests.conftest import NOW

KEY = b"0123456789abcdef"
SERVER = ServerKey(b"s" * 32)
GOOD = dict.fromkeys(ELEMENT_CODES, "3")


def accept(
    session: Session, survey: Survey, answers: dict[str, object], key: bytes = KEY, **sheet: object
) -> intake.Receipt:
    public = publication.public_survey(session, survey.public_id)
    version = (survey.versions[0].id, load(survey.versions[0].definition))
    fields = {"language": "id", "channel": "web", "unit_id": survey.units[0].unit_id, **sheet}
    sheet_ = AnswerSheet(answers, **fields)  # type: ignore[arg-type]  # the test names what it changes
    return intake.accept(session.connection(), intake.prepare(public, version, sheet_, key, SERVER, NOW))


@pytest.fixture
def survey(session: Session) -> Survey:
    made = builders.survey(session, [builders.unit(session, builders.agency(session), time_zone="Asia/Jayapura")])
    session.commit()
    return made


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Response)) or 0


def test_an_answer_becomes_one_row_without_a_person(session: Session, survey: Survey) -> None:
    receipt = accept(session, survey, {**GOOD, "saran": "Bagus"})
    row = session.scalars(select(Response)).one()
    assert receipt.stored
    assert json.loads(row.answers) == {**GOOD, "saran": "Bagus"}
    # 2026-11-24 03:00 UTC is noon of that day in Jayapura (UTC+9).
    assert (row.day, row.hour) == (dt.date(2026, 11, 24), 12)
    assert row.key_hash == SERVER.receipt_hash(receipt.code)
    assert KEY.hex() not in {row.key_hash, row.id}


def test_a_retry_stores_nothing_and_gives_the_same_code(session: Session, survey: Survey) -> None:
    first = accept(session, survey, dict(GOOD))
    second = accept(session, survey, dict(reversed(GOOD.items())))
    assert (second.code, second.stored, stored(session)) == (first.code, False, 1)


def test_a_retry_is_acknowledged_even_after_the_survey_closed(session: Session, survey: Survey) -> None:
    first = accept(session, survey, GOOD)
    survey.state = "closed"
    session.flush()
    assert accept(session, survey, GOOD).code == first.code


def test_the_same_key_with_other_answers_is_refused_not_dropped(session: Session, survey: Survey) -> None:
    accept(session, survey, GOOD)
    with pytest.raises(SameKeyOtherAnswers):
        accept(session, survey, {**GOOD, "waktu": "1"})
    assert stored(session) == 1


@pytest.mark.parametrize("change", [{"state": "closed"}, {"closes_at": NOW}])
def test_a_closed_survey_takes_nothing(session: Session, survey: Survey, change: dict[str, object]) -> None:
    for name, value in change.items():
        setattr(survey, name, value)
    session.flush()
    with pytest.raises(SurveyNotOpen) as error:
        accept(session, survey, GOOD)
    assert error.value.state == "closed"
    assert stored(session) == 0


def test_intake_checks_again_whatever_the_door(session: Session, survey: Survey) -> None:
    answers = {**GOOD, "waktu": "9", "nik": "3201", "usia": 34}
    del answers["biaya"]
    with pytest.raises(InvalidAnswers) as error:
        accept(session, survey, answers)
    found = {code: problem.code for code, problem in error.value.problems.items()}
    assert found == {
        "waktu": "unknown-option",
        "biaya": "required",
        "nik": "unknown-question",
        "usia": "unknown-option",
    }
    assert stored(session) == 0


def test_what_could_not_be_read_is_a_problem_too(session: Session, survey: Survey) -> None:
    with pytest.raises(InvalidAnswers) as error:
        accept(session, survey, GOOD, problems={"usia": Problem("usia", "not-a-number")})
    assert error.value.problems["usia"].code == "not-a-number"


def test_codes_are_readable_and_follow_the_key_across_a_change_of_keys() -> None:
    old, new = ServerKey(b"o" * 32), ServerKey(b"n" * 32)
    ring = Keyring((new, old))
    code = old.code(KEY)
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert not set("".join(groups)) & set("01OILZ2S5B8U")
    assert ring.get(old.version).code(KEY) == code  # type: ignore[union-attr]  # it is there
    assert ring.current.code(KEY) != code
    assert ring.get("none") is None

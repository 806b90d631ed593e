"""Reminders: to whom, when, and once."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import jobs, reminders
from surveys import authoring, versions
from surveys.authoring import Plan
from surveys.instruments import skm
from surveys.models import Survey, SurveyTransition
from surveys.reminders import CLOSING, UNPUBLISHED, WAITING, Reminder, due
from tests import builders
from tests.conftest import NOW
from tests.sign_in import staff

DAY = dt.timedelta(days=1)


def kinds(session: Session, now: dt.datetime) -> list[str]:
    return [reminder.kind for reminder in due(session, now)]


def test_a_version_that_waits_two_days(session: Session, survey: Survey) -> None:
    versions.begin(session, survey, NOW, "author@dinas.example")
    assert kinds(session, NOW + 9 * DAY) == []
    versions.submit(session, survey, NOW, "author@dinas.example")
    assert kinds(session, NOW + 2 * DAY - dt.timedelta(seconds=1)) == []
    assert kinds(session, NOW + 2 * DAY) == [WAITING]
    versions.send_back(session, survey, "", NOW, "approver@dinas.example", "Ubah")
    assert kinds(session, NOW + 2 * DAY) == []


def test_a_first_version_in_review_too(session: Session) -> None:
    agency = builders.agency(session)
    units = [builders.unit(session, agency)]
    made = authoring.create_survey(
        session, agency, skm.questionnaire({"id": "Survei"}, {}), Plan(units), now=NOW, actor="a"
    )
    authoring.submit(session, made, NOW, "a")
    assert kinds(session, NOW + 2 * DAY) == [WAITING]


def test_three_days_before_the_end_and_two_weeks_after_it(session: Session) -> None:
    units = [builders.unit(session, builders.agency(session))]
    survey = builders.survey(session, units, closes_at=NOW + 10 * DAY)
    assert kinds(session, NOW + 7 * DAY - dt.timedelta(seconds=1)) == []
    assert kinds(session, NOW + 7 * DAY) == [CLOSING]
    assert kinds(session, NOW + 10 * DAY) == []  # the scheduler is about to close it
    authoring.close_survey(session, survey, NOW + 10 * DAY, "scheduler")
    assert kinds(session, NOW + 24 * DAY - dt.timedelta(seconds=1)) == []
    assert kinds(session, NOW + 24 * DAY) == [UNPUBLISHED]
    authoring.publish_results(session, survey, NOW + 25 * DAY, "approver@dinas.example")
    assert kinds(session, NOW + 99 * DAY) == []


@pytest.fixture
def closing(session: Session) -> Survey:
    """A survey that closes in two days, with an author, an approver, an analyst, and one who has left."""
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency)], state="scheduled", closes_at=NOW + 2 * DAY)
    versions.begin(session, survey, NOW, "penyusun@dinas.example")
    versions.submit(session, survey, NOW, "penyusun@dinas.example")
    versions.publish(session, survey, "", NOW, "pemeriksa@dinas.example")
    authoring.open_survey(session, survey, NOW, "pemeriksa@dinas.example")
    staff(session, "author", agency, email="penyusun@dinas.example")
    staff(session, "author", agency, email="lain@dinas.example")
    staff(session, "approver", agency, email="pemeriksa@dinas.example")
    staff(session, "approver", agency, email="pergi@dinas.example", active=False)
    staff(session, "approver", builders.agency(session), email="jauh@dinas.example")
    session.commit()
    return survey


def test_the_mail_goes_once_to_approver_and_author(app: Flask, closing: Survey, tmp_path: Path) -> None:
    with app.app_context():
        database = jobs.database()
        assert reminders.send(database, lambda: NOW) == 1
        assert reminders.send(database, lambda: NOW) == 0
        assert reminders.send(database, lambda: NOW + DAY) == 0
    files = [path.read_bytes() for path in (app.extensions["settings"].instance / "mail").iterdir()]
    mails = [email.message_from_bytes(file, policy=email.policy.default) for file in files]
    assert sorted(str(mail["To"]) for mail in mails) == ["pemeriksa@dinas.example", "penyusun@dinas.example"]
    text = mails[0].get_content()
    assert 'Survei "Survei kepuasan" ditutup sesudah 26 November 2026' in text
    assert f"/office/surveys/{closing.id}\n" in text


def test_a_new_last_day_is_another_reminder(app: Flask, session: Session, closing: Survey) -> None:
    with app.app_context():
        database = jobs.database()
        assert reminders.send(database, lambda: NOW) == 1
        closing.closes_at = NOW + 5 * DAY
        session.commit()
        assert reminders.send(database, lambda: NOW) == 0
        assert reminders.send(database, lambda: NOW + 2 * DAY) == 1


def test_where_nobody_can_be_told_nothing_is_noted(app: Flask, session: Session, survey: Survey) -> None:
    survey.state = "closed"
    session.add(SurveyTransition(survey_id=survey.id, from_state="open", to_state="closed", at=NOW, actor="scheduler"))
    session.commit()
    with app.app_context():
        assert reminders.send(jobs.database(), lambda: NOW + 20 * DAY) == 0
        staff(session, "approver", survey.agency)
        session.commit()
        assert reminders.send(jobs.database(), lambda: NOW + 20 * DAY) == 1


@pytest.mark.parametrize("kind", [WAITING, CLOSING, UNPUBLISHED])
def test_a_mail_writes_its_day_in_each_languages_own_words(app: Flask, kind: str) -> None:
    reminder = Reminder(kind, 1, 1, {"id": "Survei"}, dt.date(2026, 8, 17), frozenset())
    with app.app_context():
        [letter] = reminders.letters(reminder, ["a@dinas.example"], NOW)
    indonesian, english = letter.message.get_content().split("-- English --")
    assert "17 Agustus 2026" in indonesian
    assert "17 August 2026" in english

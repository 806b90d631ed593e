"""One answer's whole way: from the form through the night and the end of the month to the page of the oversight."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.models import DailyFigure, MonthlyReport
from app import clock, jobs
from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import Denominator, Response
from tests import builders
from tests.app.citizen import answer, receipt_code
from tests.client import CheckingClient, parse, text_of
from tests.sign_in import sign_in

ANSWERED = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)  # half past one on the 25th in Jakarta
NIGHT = dt.datetime(2026, 12, 1, 18, 30, tzinfo=dt.UTC)  # the night after November was over everywhere
NOVEMBER = dt.date(2026, 11, 1)
CITIZENS = 12
SERVED = 120
# Everybody is very content, but thinks the service less quick: IKM = 25 × (8 × 4 + 3) / 9 = 97.222…
ANSWERS = {**dict.fromkeys(ELEMENT_CODES, "4"), "waktu": "3", "usia": "31", "saran": "Petugas ramah."}


def test_an_answer_ends_in_the_monthly_report(
    app: Flask, client: CheckingClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = builders.agency(session, code="dukcapil", name="Dinas Kependudukan")
    unit = builders.unit(session, agency, name="Loket KTP")
    survey = builders.survey(session, [unit])
    session.add(Denominator(service_type_id=unit.service_types[0].id, month=NOVEMBER, people=SERVED))
    session.commit()

    # Citizens answer.
    monkeypatch.setattr(clock, "now", lambda: ANSWERED)
    for _ in range(CITIZENS):
        sent = answer(client, f"/s/{survey.public_id}", ANSWERS, follow_redirects=True)
        assert sent.status_code == 200
        assert receipt_code(sent.text)
    stored = session.scalars(select(Response)).all()
    assert len(stored) == CITIZENS
    assert {response.day for response in stored} == {dt.date(2026, 11, 25)}, "the day is the unit's own"
    assert json.loads(stored[0].answers) == {**ANSWERS, "usia": "25-34"}, "the age is kept as a band"
    session.rollback()

    # The night counts, and the end of the month freezes.
    monkeypatch.setattr(clock, "now", lambda: NIGHT)
    _run_the_night(app)
    facts = session.scalars(select(DailyFigure).where(DailyFigure.profile_question == "")).all()
    assert [(fact.day, json.loads(fact.statistics)["n"]) for fact in facts] == [(dt.date(2026, 11, 25), CITIZENS)]
    assert _frozen_reports(session) == 2, "the agency's and that of all agencies"
    session.rollback()

    # Oversight reads.
    sign_in(client, session, "oversight")
    page = client.get("/office/oversight/2026-11/agencies/dukcapil")
    assert page.status_code == 200
    text = text_of(parse(page.text))
    for found in ("97,22", f"n = {CITIZENS}", "Sangat baik", "Waktu Penyelesaian", "Loket KTP", "Revisi 1"):
        assert found in text, f"the report says nothing of {found!r}"
    assert "10,0" in text, "12 of 120 people answered"
    assert "Petugas ramah" not in text, "no report quotes an answer"
    english = text_of(parse(client.get("/office/oversight/2026-11/agencies/dukcapil?lang=en").text))
    assert "97.22" in english

    # Another run finds nothing new.
    _run_the_night(app)
    assert _frozen_reports(session) == 2


def _run_the_night(app: Flask) -> None:
    """The night jobs of the scheduler, one after another, as it runs them."""
    with app.app_context():
        database = jobs.database()
        for job in jobs.scheduled(database, clock.now):
            if job.at:
                job.run()


def _frozen_reports(session: Session) -> int:
    return session.execute(select(func.count()).select_from(MonthlyReport)).scalar_one()

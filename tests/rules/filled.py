"""A database with at least one row in every table, for migrations that must lose none."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from analytics.models import CountedDay, DailyFigure, JobLease, JobRun, MonthlyReport
from app.auth.models import SignInFailure, StaffSession, StaffUser
from surveys.models import ChangedDay, Denominator, MixedDay, Survey, SurveyTransition
from tests import builders
from tests.conftest import NOW

DAY = dt.date(2026, 11, 3)
MONTH = dt.date(2026, 11, 1)


def fill(session: Session) -> None:
    """Add rows to every table. A new table gets its line here; the test that counts says when one is missing."""
    regency = builders.agency(session)
    office = builders.agency(session, parent_id=regency.id)
    units = [builders.unit(session, office, services=("ktp", "kk")), builders.unit(session, office)]
    survey = builders.survey(session, units)
    for day in (DAY, DAY, DAY + dt.timedelta(days=1)):
        response = builders.response(session, survey, '{"waktu":"4"}', day)
        builders.original(session, response)
    service = units[0].service_types[0]
    session.add_all(
        [
            Denominator(service_type_id=service.id, month=MONTH, people=120),
            SurveyTransition(survey_id=survey.id, from_state="draft", to_state="in-review", at=NOW, actor="a@b.id"),
            ChangedDay(survey_id=survey.id, day=DAY),
            MixedDay(survey_id=survey.id, day=DAY, revision=1),
        ]
    )
    _fill_accounts(session, office.id)
    _fill_figures(session, survey, office.id)
    session.flush()


def _fill_accounts(session: Session, agency_id: int) -> None:
    user = StaffUser(email="ani@example.go.id", role="author", agency_id=agency_id, created_at=NOW)
    session.add(user)
    session.flush()
    session.add_all(
        [
            StaffSession(id_hash="0" * 64, user_id=user.id, data="{}", created_at=NOW, seen_at=NOW, expires_at=NOW),
            SignInFailure(email_hash="0" * 64, at=NOW),
        ]
    )


def _fill_figures(session: Session, survey: Survey, agency_id: int) -> None:
    report = {"month": MONTH, "content": "{}", "digest": "0" * 64, "data_cut": DAY}
    session.add_all(
        [
            DailyFigure(
                survey_id=survey.id,
                day=DAY,
                version_id=survey.versions[0].id,
                unit_id=survey.units[0].unit_id,
                channel="web",
                language="id",
                profile_question="",
                profile_option="",
                statistics="{}",
            ),
            CountedDay(survey_id=survey.id, day=DAY, revision=1, method="1", changes=1),
            MonthlyReport(agency_id=agency_id, revision=1, frozen_at=NOW, **report),
            MonthlyReport(agency_id=None, revision=1, frozen_at=NOW, **report),
            JobRun(job="nightly", period="2026-11-03", status="done", token="0" * 32, started_at=NOW),
            JobLease(name="scheduler", holder="here", expires_at=NOW),
        ]
    )

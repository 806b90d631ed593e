"""What the tests of the jobs share: a database as jobs open it, and a survey with answers on chosen days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics import jobs
from analytics.language.sentiment import analyzer
from analytics.models import CountedDay, DailyFigure, JobRun
from analytics.runs import Database
from app.jobs import database
from surveys import changed_days
from surveys.canonical import canonical_json
from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import Response, Survey
from tests import builders
from tests.conftest import NOW


@dataclass
class Office:
    """A survey of two units in a migrated database, and the jobs that count it."""

    database: Database
    survey_id: int
    agency_id: int
    now: dt.datetime = field(default=NOW)

    def clock(self) -> dt.datetime:
        return self.now

    def answer(self, day: dt.date, n: int = 1, score: int = 3, *, mark: bool = False, **others: str) -> None:
        """`n` equal responses; `mark` notes the day as changed, as an import or a correction does."""
        answers = canonical_json({**dict.fromkeys(ELEMENT_CODES, str(score)), **others})
        with self.database.write() as session:
            survey = session.get_one(Survey, self.survey_id)
            for _ in range(n):
                builders.response(session, survey, answers, day)
            if mark:
                changed_days.mark(session, self.survey_id, [day])

    def withdraw(self, day: dt.date) -> None:
        """Take one of the day's responses away again, if there is one."""
        with self.database.write() as session:
            for response in session.scalars(select(Response).where(Response.day == day).limit(1)):
                session.delete(response)
            changed_days.mark(session, self.survey_id, [day])

    def nightly(self, until: dt.date) -> jobs.Counted:
        return jobs.nightly(self.database, until, self.clock, analyzer())

    def facts(self) -> list[tuple[object, ...]]:
        """Every fact, byte for byte."""
        with self.database.read() as session:
            rows = session.execute(select(*DailyFigure.__table__.columns)).all()
        return sorted(tuple(row) for row in rows)

    def counted(self) -> dict[dt.date, tuple[int, int]]:
        """Day -> the revision that was counted, and how often the facts came out different."""
        with self.database.read() as session:
            rows = session.scalars(select(CountedDay)).all()
            return {row.day: (row.revision, row.changes) for row in rows}

    def run(self, job: str, period: str) -> JobRun:
        with self.database.read() as session:
            return session.scalars(select(JobRun).where(JobRun.job == job, JobRun.period == period)).one()


@pytest.fixture
def office(app: Flask, session: Session) -> Office:
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency), builders.unit(session, agency)])
    with app.app_context():
        made = Office(database(), survey.id, agency.id)
    session.commit()
    return made

"""The list of jobs: when each runs, what it records, and what it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from analytics.jobs import MONTHLY, NIGHTLY, SAMPLE
from analytics.models import DONE, JobRun, MonthlyReport
from analytics.opinion_maps import MAP
from analytics.runs import Database
from analytics.schedule import ZONE
from app import jobs
from surveys.calendar import TIME_ZONES, local_time
from surveys.models import ChangedDay, Response, Survey
from surveys.personal_data.version import version
from tests import builders

FIRST = dt.datetime(2026, 11, 30, 19, 30, tzinfo=dt.UTC)  # half past two on 1 December in Jakarta
ANSWERED = dt.date(2026, 11, 3)


@dataclass
class Night:
    """A database with an answer, and the time it is."""

    database: Database
    survey_id: int
    now: dt.datetime = FIRST

    def clock(self) -> dt.datetime:
        return self.now

    def runs(self) -> dict[tuple[str, str], str]:
        with self.database.read() as session:
            return {(run.job, run.period): run.status for run in session.scalars(select(JobRun))}

    def state(self) -> str:
        with self.database.read() as session:
            return session.get_one(Survey, self.survey_id).state

    def reports(self) -> int:
        with self.database.read() as session:
            return len(session.scalars(select(MonthlyReport)).all())

    def answer(self, day: dt.date, answers: str = '{"waktu":"4"}') -> None:
        with self.database.write() as session:
            builders.response(session, session.get_one(Survey, self.survey_id), answers, day)

    def answers(self) -> list[str]:
        with self.database.read() as session:
            return sorted(session.scalars(select(Response.answers)))

    def count_and_freeze(self) -> str:
        jobs.count_answers(self.database, self.clock)
        return jobs.freeze_reports(self.database, self.clock)


@pytest.fixture
def night(app: Flask) -> Iterator[Night]:
    with app.app_context():
        database = jobs.database()
        with database.write() as session:
            survey = builders.survey(
                session,
                [builders.unit(session, builders.agency(session))],
                state="scheduled",
                opens_at=FIRST,
                closes_at=FIRST + dt.timedelta(hours=1),
            )
            night = Night(database, survey.id)
        jobs.advance_surveys(database, night.clock)
        night.answer(ANSWERED)
        yield night


def test_every_night_job_runs_when_the_day_before_is_over_everywhere(night: Night) -> None:
    for job in jobs.scheduled(night.database, night.clock):
        if job.at:
            moment = dt.datetime.combine(dt.date(2026, 12, 1), job.at, ZONE)
            places = [local_time(moment + dt.timedelta(hours=late), zone) for zone in TIME_ZONES for late in (-1, 1)]
            assert {day for day, _hour in places} == {dt.date(2026, 12, 1)}, f"{job.name} runs too near to midnight"


def test_reports_come_after_the_facts_they_are_built_from(night: Night) -> None:
    times = {job.name: job.at for job in jobs.scheduled(night.database, night.clock) if job.at}
    order = [jobs.DELETE, jobs.FORGET, jobs.DROP, jobs.MASK, jobs.MIX, NIGHTLY, MAP, MONTHLY, jobs.TELL, jobs.REMIND]
    assert sorted(times, key=lambda name: times[name]) == order


def test_each_job_records_its_run_under_its_name(night: Night) -> None:
    for job in jobs.scheduled(night.database, night.clock):
        job.run()
    assert night.runs() == {
        (jobs.ADVANCE, "2026-12-01"): DONE,
        (jobs.DELETE, "2026-11-30"): DONE,
        (jobs.FORGET, "2026-11-30"): DONE,
        (jobs.DROP, "2026-11-30"): DONE,
        (jobs.MASK, version()): DONE,
        (jobs.MIX, "2026-11-30"): DONE,
        (NIGHTLY, "2026-11-30"): DONE,
        (MAP, "2026-12-01"): DONE,
        (MONTHLY, "2026-11"): DONE,
        (SAMPLE, "2026-11"): DONE,
        (jobs.TELL, "2026-12-01"): DONE,
        (jobs.REMIND, "2026-12-01"): DONE,
    }


def test_surveys_open_and_close_when_their_time_has_come(night: Night) -> None:
    assert night.state() == "open"
    assert jobs.advance_surveys(night.database, night.clock) == ""
    night.now = FIRST + dt.timedelta(hours=1)
    assert jobs.advance_surveys(night.database, night.clock) == f"survey {night.survey_id} is closed"
    assert night.state() == "closed"


WRITTEN, MASKED = '{"saran":"hub 0812 3456 7890"}', '{"saran":"hub [nomor telepon]"}'


def test_what_older_masks_let_pass_is_masked_once_for_each_version(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_MASKED_AT_ONCE", 2)  # so that three rows take two transactions
    for day, answers in [(ANSWERED, WRITTEN)] * 3 + [(ANSWERED + dt.timedelta(days=1), WRITTEN)]:
        night.answer(day, answers)
    steps: list[tuple[int, int]] = []
    assert jobs.mask_answers(night.database, night.clock, lambda *step: steps.append(step)) == "4 answers masked again"
    assert night.answers() == [MASKED] * 4 + ['{"waktu":"4"}']
    assert steps == [(0, 2), (1, 2), (2, 2)]
    with night.database.read() as session:
        marks = session.execute(select(ChangedDay.day, ChangedDay.revision).order_by(ChangedDay.day)).all()
    assert marks == [(ANSWERED, 2), (ANSWERED + dt.timedelta(days=1), 1)]

    night.answer(ANSWERED, WRITTEN)  # no door lets it in like this; it shows that the job looks once
    assert jobs.mask_answers(night.database, night.clock) == ""
    monkeypatch.setattr(jobs, "masks_version", lambda: "other-masks")
    assert jobs.mask_answers(night.database, night.clock) == "1 answers masked again"
    monkeypatch.setattr(jobs, "masks_version", lambda: "yet-other-masks")
    assert jobs.mask_answers(night.database, night.clock) == "0 answers masked again"
    assert night.runs()[jobs.MASK, "yet-other-masks"] == DONE


def test_days_that_are_over_are_mixed(night: Night) -> None:
    night.answer(ANSWERED)
    with night.database.read() as session:
        postgresql = session.get_bind().dialect.name == "postgresql"
    moved = "2 answers of 1 days moved" if postgresql else "0 answers of 0 days moved"
    assert jobs.mix_answers(night.database, night.clock) == moved
    assert jobs.mix_answers(night.database, night.clock) == "0 answers of 0 days moved"


def test_reports_are_frozen_on_the_first(night: Night) -> None:
    assert night.count_and_freeze() == "2 reports of 2026-11"
    assert night.count_and_freeze() == "0 reports of 2026-11"
    assert night.reports() == 2


def test_reports_that_could_not_be_frozen_on_the_first_are_frozen_later(night: Night) -> None:
    assert jobs.freeze_reports(night.database, night.clock) == ""  # nothing is counted yet
    night.now = FIRST + dt.timedelta(days=1)
    assert night.count_and_freeze() == "2 reports of 2026-11"
    night.now = FIRST + dt.timedelta(days=2)
    assert night.count_and_freeze() == ""


def test_missed_months_are_made_up_for(night: Night) -> None:
    night.now = FIRST + dt.timedelta(days=70)
    assert night.count_and_freeze() == "2 reports of 2026-11, 2 reports of 2026-12, 2 reports of 2027-01"

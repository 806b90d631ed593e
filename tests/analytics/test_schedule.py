"""Times, leadership and what becomes of a job that fails; processes that really die are in tests/faults."""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from analytics import schedule
from analytics.lease import Leadership, LeaseLost
from analytics.models import DONE, FAILED, JobLease, JobRun
from analytics.runs import Database, SupersededRun
from analytics.schedule import Job, last_due
from app.jobs import database
from tests.conftest import NOW

NIGHT = dt.time(1, 30)
DUE = dt.datetime(2026, 11, 23, 18, 30, tzinfo=dt.UTC)  # half past one on the 24th in Jakarta
SECOND = dt.timedelta(seconds=1)


def clock() -> dt.datetime:
    return NOW


@pytest.fixture
def base(app: Flask) -> Iterator[Database]:
    """A migrated database, as a job opens it."""
    with app.app_context():
        yield database()


def leading(base: Database) -> Leadership:
    leadership = Leadership("me", base, clock)
    leadership.renew()
    return leadership


class Stage:
    """Serves jobs while a script is played: one line for each wait, and the last one ends it."""

    def __init__(self, base: Database, *script: Callable[[], object]) -> None:
        self.said: list[str] = []
        self.leadership = Leadership("me", base, clock)
        self.guarded = database(self.leadership.require)
        self._script = iter(script)

    def wait(self, _seconds: float) -> bool:
        line = next(self._script, None)
        if line:
            line()
        return line is None

    def serve(self, *jobs: Job) -> list[str]:
        schedule.serve(jobs, self.guarded, self.leadership, clock, self.said.append, self.wait)
        return self.said


def record(base: Database, name: str, status: str, started_at: dt.datetime, period: str = "2026-11-23") -> None:
    with base.write() as session:
        session.add(JobRun(job=name, period=period, status=status, token="t", started_at=started_at))


def recorded(base: Database) -> int:
    with base.read() as session:
        return session.scalar(select(func.count()).select_from(JobRun)) or 0


def holder(base: Database) -> str | None:
    with base.read() as session:
        return session.scalar(select(JobLease.holder))


def hand_over(base: Database, to: str) -> None:
    with base.write() as session:
        session.execute(update(JobLease).values(holder=to))


def test_a_night_is_due_since_the_last_time_a_clock_in_wib_showed_its_hour() -> None:
    assert last_due(NIGHT, DUE) == DUE
    assert last_due(NIGHT, DUE - SECOND) == DUE - dt.timedelta(days=1)
    assert last_due(NIGHT, DUE + dt.timedelta(days=1) - SECOND) == DUE


def test_a_night_job_is_looked_at_at_its_time_and_every_hour_after_it(base: Database) -> None:
    jobs = [Job("often", str), Job("nightly", str, at=NIGHT)]
    built = schedule.build(jobs, base, leading(base), clock, print)
    triggers = {job.id: job.trigger for job in built.get_jobs()}
    times = {name: trigger.get_next_fire_time(None, DUE - SECOND) for name, trigger in triggers.items()}
    assert times == {"often": DUE, "nightly": DUE}
    assert triggers["nightly"].get_next_fire_time(DUE, DUE + SECOND) == DUE + dt.timedelta(hours=1)


def test_a_night_job_that_ended_well_is_not_repeated_and_one_that_failed_is(base: Database) -> None:
    said: list[str] = []
    job = Job("nightly", lambda: "ran", at=NIGHT)
    record(base, "nightly", FAILED, DUE, "2026-11-23")
    conductor(base, said).run(job)
    assert said == ["nightly: ran"]
    record(base, "nightly", DONE, DUE, "2026-11-24")
    conductor(base, said).run(job)
    assert said == ["nightly: ran"]


def test_a_new_leader_makes_up_for_missed_nights_in_the_order_of_their_times(base: Database) -> None:
    record(base, "done", DONE, DUE)
    record(base, "failed", FAILED, DUE)
    record(base, "done before", DONE, DUE - SECOND)
    finished = threading.Event()

    def last() -> str:
        finished.set()
        return "ran"

    minutes = {"done": 30, "done before": 30, "failed": 31, "last": 33, "never ran": 32}
    jobs = [
        Job(name, last if name == "last" else lambda: "ran", at=dt.time(1, minute)) for name, minute in minutes.items()
    ]
    said = Stage(base, lambda: finished.wait(10)).serve(*jobs)
    assert said == ["leads", "done before: ran", "failed: ran", "never ran: ran", "last: ran"]


def conductor(base: Database, said: list[str], leadership: Leadership | None = None) -> schedule._Conductor:
    return schedule._Conductor(base, leadership or leading(base), clock, said.append)


def failing(error: Exception) -> Callable[[], str]:
    def run() -> str:
        raise error

    return run


def test_a_job_that_fails_is_logged_without_what_the_error_says(
    base: Database, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    refused = IntegrityError("INSERT", {"answers": "petugas galak"}, Exception("petugas galak"))
    conductor(base, said).run(Job("nightly", failing(refused)))
    assert said == ["nightly failed: IntegrityError"]
    assert "in run" in caplog.text
    assert "galak" not in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_what_is_wrong_with_the_database_itself_is_logged(base: Database, caplog: pytest.LogCaptureFixture) -> None:
    full = OperationalError("INSERT", {"answers": "petugas galak"}, Exception("disk is full"))
    conductor(base, []).run(Job("nightly", failing(full)))
    assert "disk is full" in caplog.text
    assert "galak" not in caplog.text


def test_a_night_that_could_not_be_looked_at_is_logged_too(base: Database, caplog: pytest.LogCaptureFixture) -> None:
    with base.write() as session:
        session.execute(text("DROP TABLE job_run"))
    said: list[str] = []
    conductor(base, said).run(Job("nightly", str, at=NIGHT))
    assert [line.split(":")[0] for line in said] == ["nightly failed"]


def test_a_job_that_fails_does_not_stop_the_next(base: Database, caplog: pytest.LogCaptureFixture) -> None:
    finished = threading.Event()
    jobs = [Job("bad", failing(ValueError()), at=NIGHT), Job("good", lambda: str(finished.set() or "ran"), at=NIGHT)]
    said = Stage(base, lambda: finished.wait(10)).serve(*jobs)
    assert said == ["leads", "bad failed: ValueError", "good: ran"]


def test_a_job_with_nothing_to_tell_says_nothing(base: Database) -> None:
    said: list[str] = []
    conductor(base, said).run(Job("often", str))
    assert said == []


def test_a_run_that_somebody_started_again_is_left_to_them(base: Database, caplog: pytest.LogCaptureFixture) -> None:
    said: list[str] = []
    conductor(base, said).run(Job("nightly", failing(SupersededRun())))
    assert said == ["nightly stopped: it was started again elsewhere"]
    assert not caplog.records


def test_who_does_not_lead_starts_nothing(base: Database) -> None:
    said: list[str] = []
    conductor(base, said, Leadership("me", base, clock)).run(Job("often", lambda: "ran"))
    assert said == []


def writes(own: Database, begun: threading.Event) -> Job:
    """A job that would write for ever."""

    def run() -> str:
        for number in itertools.count():
            record(own, "writes", DONE, NOW, str(number))
            begun.set()
        return ""

    return Job("writes", run, at=NIGHT)


def test_a_leader_whose_lease_was_taken_stops_its_jobs_and_waits(base: Database) -> None:
    begun, counts = threading.Event(), list[int]()

    def taken() -> None:
        begun.wait(10)
        hand_over(base, "another")

    stage = Stage(base, taken, lambda: counts.append(recorded(base)))
    said = stage.serve(writes(stage.guarded, begun))
    assert said == ["leads", "writes stopped: this process no longer leads", "no longer leads", "waits for the lease"]
    assert counts == [recorded(base)]
    assert holder(base) == "another"


def test_a_waiting_process_takes_over_when_the_lease_is_free(base: Database) -> None:
    another = Leadership("another", base, clock)
    another.renew()
    assert Stage(base, another.release).serve() == ["waits for the lease", "leads"]
    assert holder(base) is None


def test_a_stopped_leader_waits_for_its_job_and_then_frees_the_lease(base: Database) -> None:
    begun = threading.Event()
    stage = Stage(base, lambda: begun.wait(10))
    assert stage.serve(writes(stage.guarded, begun)) == ["leads", "writes stopped: this process no longer leads"]
    assert holder(base) is None


def test_a_database_that_went_away_is_asked_again(base: Database, caplog: pytest.LogCaptureFixture) -> None:
    gone = [OperationalError("", {}, Exception("gone"))]

    def write() -> AbstractContextManager[Session]:
        if gone:
            raise gone.pop()
        return base.write()

    stage = Stage(Database(base.read, write), lambda: None)
    assert stage.serve() == ["waits for the lease", "leads"]
    assert "gone" in caplog.text


def test_a_transaction_begins_only_while_this_process_leads(base: Database) -> None:
    leadership = leading(base)
    own = database(leadership.require)
    with own.write():
        pass
    leadership.step_down()
    with own.read():
        pass
    with pytest.raises(LeaseLost), own.write():
        pass

"""Schedulers that die, freeze, fail or are superseded: one leads, the next takes over, no job is lost."""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from analytics.jobs import NIGHTLY
from analytics.models import DONE, FAILED, CountedDay, JobLease, JobRun
from analytics.runs import Database
from app import clock
from app.jobs import database
from tests import builders
from tests.faults.schedulers import Scheduler, eventually

LEASE = 4.0  # seconds
DAYS = 400
DAY = dt.date(2025, 1, 5)

Start = Callable[..., Scheduler]


@pytest.fixture
def base(app: Flask) -> Iterator[Database]:
    with app.app_context():
        yield database()


@pytest.fixture
def start(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Starts a scheduler on the test's database; whatever still runs at the end is killed."""
    started: list[Scheduler] = []

    def start(lease: float = LEASE) -> Scheduler:
        started.append(Scheduler(database_url, tmp_path, lease))
        return started[-1]

    yield start
    for scheduler in started:
        scheduler.end(signal.SIGKILL)


def holder(base: Database) -> str:
    """The process that holds the lease, "" for none."""
    with base.read() as session:
        held = session.scalar(select(JobLease.holder))
    return held.split()[1] if held else ""


def expires_at(base: Database) -> dt.datetime:
    with base.read() as session:
        return session.scalars(select(JobLease.expires_at)).one()


def status(base: Database, job: str) -> str | None:
    with base.read() as session:
        return session.scalar(select(JobRun.status).where(JobRun.job == job))


def counted_days(base: Database) -> int:
    with base.read() as session:
        return session.scalar(select(func.count()).select_from(CountedDay)) or 0


def answers(base: Database, days: int, answers: str = '{"waktu":"4"}') -> None:
    """A survey with two answers on each of so many days."""
    with base.write() as session:
        survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
        for number in range(days * 2):
            builders.response(session, survey, answers, DAY + dt.timedelta(days=number // 2))


def test_a_killed_leader_is_followed_by_the_next_which_finishes_its_job(base: Database, start: Start) -> None:
    answers(base, DAYS)
    first = start()
    eventually(lambda: counted_days(base))
    first.end(signal.SIGKILL)
    ends = expires_at(base)
    assert counted_days(base) < DAYS
    second = start()
    eventually(lambda: holder(base) == str(second.pid))
    assert ends < clock.now()
    second.listen_for("nightly: ")
    assert status(base, NIGHTLY) == DONE
    assert counted_days(base) == DAYS


def test_one_that_waits_takes_over_within_the_length_of_a_lease(base: Database, start: Start) -> None:
    first, second = start(), start()
    eventually(lambda: {*first.said, *second.said} >= {"leads", "waits for the lease"})
    leads, waits = (first, second) if "leads" in first.said else (second, first)
    leads.end(signal.SIGKILL)
    ends = expires_at(base)
    eventually(lambda: holder(base) == str(waits.pid))
    assert ends < clock.now() < ends + dt.timedelta(seconds=LEASE)


def test_a_frozen_leader_finds_itself_superseded_and_gets_the_lease_back(base: Database, start: Start) -> None:
    first = start()
    first.listen_for("leads")
    second = start()
    second.listen_for("waits for the lease")
    assert holder(base) == str(first.pid)
    first.send(signal.SIGSTOP)
    second.listen_for("leads")
    first.send(signal.SIGCONT)
    first.listen_for("no longer leads")
    assert holder(base) == str(second.pid)
    assert second.end(signal.SIGTERM) == 0
    assert "no longer leads" not in second.said
    assert second.said[-1] == "stopped"
    eventually(lambda: first.said.count("leads") == 2)


def test_a_job_fails_and_later_the_lease_is_lost_but_the_process_lives(base: Database, start: Start) -> None:
    answers(base, 1, '{"saran":"petugas galak')  # cut off: no JSON
    scheduler = start()
    scheduler.listen_for("nightly failed: JSONDecodeError")
    assert status(base, NIGHTLY) == FAILED
    assert "counting.py" in scheduler.log
    assert "galak" not in scheduler.log
    renewed = expires_at(base)
    eventually(lambda: expires_at(base) > renewed)
    with base.write() as session:
        later = clock.now() + dt.timedelta(hours=1)
        session.execute(update(JobLease).values(holder="elsewhere 0 0", expires_at=later))
    scheduler.listen_for("no longer leads")
    scheduler.listen_for("waits for the lease")
    assert scheduler.end(signal.SIGTERM) == 0
    assert holder(base) == "0"

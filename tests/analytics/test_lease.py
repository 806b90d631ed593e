"""The lease: one process leads at a time, on both engines, and knows when it doesn't."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from analytics import lease
from analytics.lease import Leadership, LeaseLost
from analytics.models import JobLease
from analytics.runs import Database
from app.jobs import database
from tests.conftest import NOW

SECOND = dt.timedelta(seconds=1)
LEASE = 30 * SECOND


@pytest.fixture
def base(app: Flask) -> Iterator[Database]:
    """The session's database, as a job opens it."""
    with app.app_context():
        yield database()


def take(session: Session, holder: str, now: dt.datetime) -> bool:
    taken = lease.take(session, holder, now, now + LEASE)
    session.commit()
    return taken


def holder(session: Session) -> str | None:
    row = session.get(JobLease, lease.NAME, populate_existing=True)
    return row and row.holder


def test_the_first_gets_it_and_keeps_it_by_renewing(session: Session) -> None:
    for tenth in range(0, 100, 10):
        assert take(session, "a", NOW + tenth * SECOND)
        assert not take(session, "b", NOW + (tenth + 9) * SECOND)
    assert holder(session) == "a"


def test_it_can_be_taken_over_once_it_has_ended_and_not_before(session: Session) -> None:
    take(session, "a", NOW)
    assert not take(session, "b", NOW + LEASE)
    assert take(session, "b", NOW + LEASE + dt.timedelta(microseconds=1))
    assert not take(session, "a", NOW + LEASE + SECOND)
    assert holder(session) == "b"


def test_a_holder_that_was_late_and_not_missed_goes_on(session: Session) -> None:
    take(session, "a", NOW)
    assert take(session, "a", NOW + 2 * LEASE)


def test_a_released_lease_is_free_at_once(session: Session) -> None:
    take(session, "a", NOW)
    lease.release(session, "b")  # it isn't b's
    assert holder(session) == "a"
    lease.release(session, "a")
    assert take(session, "b", NOW)


@pytest.mark.parametrize("before", [None, "another"], ids=["the first ever", "after one that died"])
def test_of_many_that_ask_at_the_same_moment_one_gets_it(session: Session, base: Database, before: str | None) -> None:
    if before:
        take(session, before, NOW - 2 * LEASE)
    together = threading.Barrier(8)

    def ask(number: int) -> bool:
        together.wait()
        with base.write() as own:
            return lease.take(own, f"process {number}", NOW, NOW + LEASE)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))).count(True) == 1


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def show(self, seconds: float) -> None:
        self.now = NOW + seconds * SECOND


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_leader_knows_it_and_gives_up_before_others_may_start(base: Database, clock: Clock) -> None:
    leadership = Leadership("a", base, clock, seconds=30)
    assert not leadership.leads()
    assert leadership.renew()
    clock.show(24.9)
    leadership.require()
    clock.show(25)  # the clocks of two machines may differ by five seconds
    with pytest.raises(LeaseLost):
        leadership.require()
    assert leadership.renew()
    assert leadership.leads()


def test_a_leader_that_was_superseded_stops_at_once(session: Session, base: Database, clock: Clock) -> None:
    leadership = Leadership("a", base, clock, seconds=30)
    leadership.renew()
    session.get_one(JobLease, lease.NAME).holder = "b"
    session.commit()
    clock.show(10)
    assert not leadership.renew()
    assert not leadership.leads()


def test_while_the_database_is_away_a_leader_leads_to_the_end_of_its_lease(base: Database, clock: Clock) -> None:
    there = True

    @contextlib.contextmanager
    def write() -> Iterator[Session]:
        if not there:
            raise OperationalError("", {}, Exception("the server closed the connection"))
        with base.write() as session:
            yield session

    leadership = Leadership("a", Database(base.read, write), clock, seconds=30)
    leadership.renew()
    there = False
    clock.show(10)
    with pytest.raises(OperationalError):
        leadership.renew()
    assert leadership.leads()
    clock.show(25)
    assert not leadership.leads()


def test_stepping_down_ends_leading_and_keeps_others_waiting_until_the_release(
    session: Session, base: Database, clock: Clock
) -> None:
    leadership = Leadership("a", base, clock, seconds=30)
    leadership.renew()
    leadership.step_down()
    assert not leadership.leads()
    assert not take(session, "b", NOW)
    leadership.release()
    assert take(session, "b", NOW)

"""Which scheduler process leads: one row in the database, held for a while and renewed long before it ends.

The same statements run on both databases, and behind a proxy that pools transactions, where a lock
of a session would break. Times are the processes' own: their clocks may differ by `MARGIN`, a sixth
of the lease, which a leader gives up early.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, delete, text
from sqlalchemy.orm import Session

from analytics.models import JobLease
from analytics.runs import Clock, Database
from surveys.base import Moment

NAME = "scheduler"
SECONDS = 30.0
RENEWALS = 3  # how often a lease is renewed before it would end
MARGIN = 1 / 6
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)

_TAKE = text(
    "INSERT INTO job_lease (name, holder, expires_at) VALUES (:name, :holder, :expires_at) "
    "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at "
    "WHERE job_lease.holder = excluded.holder OR job_lease.expires_at < :now"
).bindparams(bindparam("now", type_=Moment), bindparam("expires_at", type_=Moment))


class LeaseLost(Exception):
    """This process doesn't lead (any more), so its jobs may not write."""


def take(session: Session, holder: str, now: dt.datetime, expires_at: dt.datetime) -> bool:
    """Take, take over or renew the lease until `expires_at`; False while another process holds it at `now`."""
    values = {"name": NAME, "holder": holder, "now": now, "expires_at": expires_at}
    return cast("CursorResult[Any]", session.execute(_TAKE, values)).rowcount == 1


def release(session: Session, holder: str) -> None:
    """Give the lease up, so that the next process needs not wait for its end. Nothing if another holds it."""
    session.execute(delete(JobLease).where(JobLease.name == NAME, JobLease.holder == holder))


class Leadership:
    """What one process knows about its lease: whether it leads now, without asking the database.

    `database`: one that doesn't itself ask whether this process leads. `clock`: the time now, aware UTC.
    """

    def __init__(
        self,
        holder: str,
        database: Database,
        clock: Clock,
        seconds: float = SECONDS,
    ) -> None:
        self.holder = holder
        self.seconds = seconds
        self._database = database
        self._clock = clock
        self._led_until = _NEVER

    def renew(self) -> bool:
        """Ask the database for the lease; whether this process leads now. Raises what the database raises."""
        now = self._clock()
        with self._database.write() as session:
            taken = take(session, self.holder, now, now + dt.timedelta(seconds=self.seconds))
        self._led_until = now + dt.timedelta(seconds=self.seconds * (1 - MARGIN)) if taken else _NEVER
        return taken

    def leads(self) -> bool:
        """False as soon as the lease has run out, even while the database doesn't answer."""
        return self._clock() < self._led_until

    def require(self) -> None:
        """Raise LeaseLost unless this process leads."""
        if not self.leads():
            raise LeaseLost

    def step_down(self) -> None:
        """Lead no longer, at once; the lease stays until it is released, so that nobody else starts yet."""
        self._led_until = _NEVER

    def release(self) -> None:
        """Let the next process lead at once. Only when none of this one's jobs runs any more."""
        with self._database.write() as session:
            release(session, self.holder)

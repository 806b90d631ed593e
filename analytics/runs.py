"""Job runs: one row for each job and period, and whoever started it last owns it.

The row is the fence. A run that died, or whose process only seemed to be dead, is simply started
again; the earlier owner, should it still live, finds its token gone before it writes anything more.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from analytics.models import DONE, FAILED, RUNNING, JobRun
from surveys.base import insert_for, random_id

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Database:
    """How a job reaches the database: each call opens one transaction, which can't write or may write.

    The writing one commits when its block ends without an error.
    """

    read: Callable[[], AbstractContextManager[Session]]
    write: Callable[[], AbstractContextManager[Session]]


class SupersededRun(Exception):
    """Somebody else has started the same job for the same period since; this run must stop."""


@dataclass(frozen=True)
class Run:
    job: str
    period: str
    token: str

    def require(self, session: Session) -> None:
        """Raise SupersededRun unless this run still owns its row. Call it in every transaction that writes facts.

        The row stays locked until the transaction ends, so nobody can take it over in between.
        """
        mine = select(JobRun.token).where(JobRun.job == self.job, JobRun.period == self.period)
        if session.scalar(mine.with_for_update()) != self.token:
            raise SupersededRun(self.job, self.period)


def is_done(session: Session, job: str, period: str) -> bool:
    """Whether a run of this job for this period has ended well."""
    runs = select(JobRun.id).where(JobRun.job == job, JobRun.period == period, JobRun.status == DONE)
    return session.scalar(runs) is not None


@contextlib.contextmanager
def running(database: Database, job: str, period: str, clock: Clock) -> Iterator[Run]:
    """Own the run of `job` for `period` while the block lasts, and note how it ended.

    Done and failed runs may be run again. After SupersededRun nothing is noted: the row is another's.
    """
    run = _start(database, job, period, clock())
    try:
        yield run
    except SupersededRun:
        raise
    except BaseException as error:
        # The class alone: a message may quote what was in the data.
        _end(database, run, FAILED, clock(), type(error).__name__)
        raise
    _end(database, run, DONE, clock(), "")


def _start(database: Database, job: str, period: str, now: dt.datetime) -> Run:
    run = Run(job, period, random_id())
    started = {"status": RUNNING, "token": run.token, "started_at": now, "finished_at": None, "detail": ""}
    with database.write() as session:
        statement = insert_for(session, JobRun).values(job=job, period=period, **started)
        session.execute(statement.on_conflict_do_update(index_elements=["job", "period"], set_=started))
    return run


def _end(database: Database, run: Run, status: str, now: dt.datetime, detail: str) -> None:
    mine = (JobRun.job == run.job, JobRun.period == run.period, JobRun.token == run.token)
    with database.write() as session:
        session.execute(update(JobRun).where(*mine).values(status=status, finished_at=now, detail=detail))

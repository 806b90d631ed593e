"""When jobs run, and that only one process runs them. The only file that imports apscheduler.

The times stand here and in the list of jobs, not in a table: APScheduler keeps them in memory, in every
process, and only the process that holds the lease starts anything. The lease decides who starts; what a
job may write is fenced by its JobRun, so even two processes that both thought they led would do no harm.
"""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from analytics.lease import RENEWALS, Leadership, LeaseLost
from analytics.models import DONE, JobRun
from analytics.runs import Clock, Database, SupersededRun

ZONE = ZoneInfo("Asia/Jakarta")  # WIB, where a day ends last: at any hour of the night it is over everywhere
WAITING_POLLS = 10  # how often in the length of a lease a waiting process asks for it
_MINUTE, _NIGHT = "minute", "night"

_log = logging.getLogger("suara.jobs")

Say = Callable[[str], None]
Wait = Callable[[float], bool]  # sleeps for so many seconds, or less; True: it is time to stop


@dataclass(frozen=True)
class Job:
    """Something that brings itself up to date whenever it is run, however often, and records its JobRun as `name`.

    `run` returns in a few words what it did, "" for nothing worth a line. `at`: each night at this hour
    and minute in WIB; None: every minute. Night jobs run one after another, in the order of their times.
    """

    name: str
    run: Callable[[], str]
    at: dt.time | None = None


@dataclass(frozen=True)
class _Conductor:
    """Runs jobs for as long as this process leads."""

    database: Database
    leadership: Leadership
    clock: Clock
    say: Say

    def run(self, job: Job) -> None:
        """Run a job and say how it went. An error is logged and ends here: the other jobs go on."""
        if not self.leadership.leads():
            return
        try:
            done = job.run() if self._is_due(job) else ""
        except LeaseLost:
            self.say(f"{job.name} stopped: this process no longer leads")
        except SupersededRun:
            self.say(f"{job.name} stopped: it was started again elsewhere")
        except Exception as error:  # noqa: BLE001  whatever is wrong with one job, the others must run
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("%s failed: %s\n%s", job.name, _kind(error), where)
            self.say(f"{job.name} failed: {type(error).__name__}")
        else:
            if done:
                self.say(f"{job.name}: {done}")

    def _is_due(self, job: Job) -> bool:
        """A night job is due until it has ended well once since its time; so a new leader repeats nothing."""
        if job.at is None:
            return True
        with self.database.read() as session:
            return not is_done_since(session, job.name, last_due(job.at, self.clock()))


def last_due(at: dt.time, now: dt.datetime) -> dt.datetime:
    """The last moment up to `now` at which a clock in WIB showed `at`."""
    local = now.astimezone(ZONE)
    due = dt.datetime.combine(local.date(), at, ZONE)
    return due if due <= local else due - dt.timedelta(days=1)


def is_done_since(session: Session, name: str, moment: dt.datetime) -> bool:
    """Whether a run of the job that began at `moment` or later ended well."""
    runs = select(JobRun.id).where(JobRun.job == name, JobRun.status == DONE, JobRun.started_at >= moment)
    return session.scalar(runs.limit(1)) is not None


def build(
    jobs: Sequence[Job], database: Database, leadership: Leadership, clock: Clock, say: Say
) -> BackgroundScheduler:
    """A scheduler, not started yet, that first makes up for missed nights and then runs each job at its times.

    A night job is looked at every hour, so that what failed, or could not be asked for, is tried again.
    A job that comes late, after a long wait or a sleep of the machine, runs once however often it was
    due (coalesce) and however late it is (no misfire limit): it brings everything up to date anyway.
    """
    conductor = _Conductor(database, leadership, clock, say)
    scheduler = BackgroundScheduler(
        timezone=ZONE,
        executors={lane: ThreadPoolExecutor(1) for lane in (_MINUTE, _NIGHT)},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    started = dt.datetime.now(ZONE)  # APScheduler reads this clock too
    for job in jobs:
        if job.at is None:
            often = CronTrigger(second=0, timezone=ZONE)
            scheduler.add_job(conductor.run, often, args=[job], id=job.name, executor=_MINUTE)
        else:
            hourly, first = CronTrigger(minute=job.at.minute, timezone=ZONE), started + _place(job.at)
            scheduler.add_job(conductor.run, hourly, args=[job], id=job.name, executor=_NIGHT, next_run_time=first)
    return scheduler


def _place(at: dt.time) -> dt.timedelta:
    """Puts the jobs that a new leader looks at first into the order of their times, within a few milliseconds."""
    return dt.timedelta(microseconds=at.hour * 60 + at.minute)


def serve(jobs: Sequence[Job], database: Database, leadership: Leadership, clock: Clock, say: Say, wait: Wait) -> None:
    """Wait for the lease, lead while it lasts, and wait again: until `wait` says that it is time to stop."""
    while _wait_for_lease(leadership, say, wait):
        say("leads")
        if not _lead(build(jobs, database, leadership, clock, say), leadership, wait):
            break
        say("no longer leads")
    try:
        leadership.release()
    except SQLAlchemyError as error:  # it ends by itself
        _log.warning("the lease could not be released: %s", _cause(error))


def _wait_for_lease(leadership: Leadership, say: Say, wait: Wait) -> bool:
    """True once this process leads; False when it is to stop before."""
    if not _renew(leadership):
        say("waits for the lease")
    while not leadership.leads():
        if wait(leadership.seconds / WAITING_POLLS):
            return False
        _renew(leadership)
    return True


def _lead(scheduler: BackgroundScheduler, leadership: Leadership, wait: Wait) -> bool:
    """Run the scheduler and renew the lease. True when the lease was lost, False when it is time to stop.

    When it returns none of the jobs runs any more.
    """
    scheduler.start()
    try:
        while leadership.leads():
            if wait(leadership.seconds / RENEWALS):
                return False
            _renew(leadership)
        return True
    finally:
        leadership.step_down()  # at once: a job that still runs can't begin another writing transaction
        scheduler.shutdown(wait=True)


def _renew(leadership: Leadership) -> bool:
    try:
        return leadership.renew()
    except SQLAlchemyError as error:  # the database is away: lead on until the lease ends, and keep asking
        _log.warning("the lease could not be asked for: %s", _cause(error))
        return leadership.leads()


def _cause(error: SQLAlchemyError) -> object:
    return getattr(error, "orig", None) or error


def _kind(error: Exception) -> str:
    """The kind of error, and its message only where it is about the database itself: others may quote an answer."""
    name = type(error).__name__
    return f"{name}: {error.orig}" if isinstance(error, OperationalError) else name

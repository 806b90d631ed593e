"""`flask scheduler`: the one process that runs the jobs. Any number may wait beside it to take over."""

from __future__ import annotations

import os
import secrets
import select
import signal
import socket
from types import FrameType

import click
from flask.cli import with_appcontext

from app import clock


class StopSignals:
    """SIGTERM and SIGINT end a wait, and nothing else: no statement to the database breaks off half-way."""

    def __init__(self) -> None:
        self._told, self._tell = socket.socketpair()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._receive)

    def _receive(self, _number: int, _frame: FrameType | None) -> None:
        self._tell.send(b"\0")

    def wait(self, seconds: float) -> bool:
        """Sleep for `seconds`; True at once when a signal came, however long ago."""
        return bool(select.select([self._told], [], [], seconds)[0])


@click.command("scheduler")
@click.option(
    "--lease",
    type=click.FloatRange(min=1),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long another process waits before it takes over from this one when it dies.",
)
@with_appcontext
def group(lease: float) -> None:
    """Run the jobs at their times, or wait until the process that runs them ends."""
    signals = StopSignals()
    from analytics import schedule
    from analytics.lease import Leadership
    from app import jobs

    holder = f"{socket.gethostname()[:50]} {os.getpid()} {secrets.token_hex(4)}"
    leadership = Leadership(holder, jobs.database(), clock.now, lease)
    database = jobs.database(leadership.require)
    schedule.serve(jobs.scheduled(database, clock.now), database, leadership, clock.now, _say, signals.wait)
    _say("stopped")


def _say(what: str) -> None:
    from analytics.schedule import ZONE

    click.echo(f"{clock.now().astimezone(ZONE):%Y-%m-%d %H:%M:%S} WIB  {what}")

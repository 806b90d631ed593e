"""Serves Suara on one machine: `python deploy/serve.py ADDRESS`.

Two web workers with four threads each, and one scheduler beside them. Both end together: on Ctrl-C,
on TERM, and when one of them dies, which is then a failure.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
GRACE = 35  # seconds until what still runs is killed; gunicorn gives its requests 30

# gthread with two workers and four threads: the measured best on two cores (docs/hot-path.md).
WEB = ("gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket", "wsgi:app")
SCHEDULER = ("flask", "scheduler")


def main(address: str) -> int:
    """0 when asked to stop, 1 when one of the two died by itself."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, lambda *_: sys.exit(0))
    started: list[subprocess.Popen[bytes]] = []
    try:
        for program in ((*WEB, "--bind", address), SCHEDULER):
            started.append(_start(*program))
        os.wait()
        return 1
    finally:
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, signal.SIG_IGN)
        for process in started:
            process.terminate()
        for process in started:
            _wait(process)


def _start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """The program in a process group of its own.

    A terminal sends Ctrl-C to the whole group that it shows. A web worker that hears of it both from the
    terminal and from its master can lock itself out and hold the port for good, so only this process hears it.
    """
    command = [PROGRAMS / program, *arguments]
    return subprocess.Popen(command, process_group=0)  # noqa: S603  fixed words and the operator's address


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

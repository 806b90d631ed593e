"""Real servers for tests: a port that is free, and waiting until something is so."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from app.config import ROOT

SECONDS = 90  # a server starts in two; a machine that runs the whole suite on every core needs more


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port: int) -> bool:
    """Whether a page comes, if only one that says there is none. A port listens before the app is loaded."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except HTTPError as error:
        return error.code == HTTPStatus.NOT_FOUND
    except OSError:
        return False


def wait_until(true: Callable[[], bool], story: Callable[[], str]) -> None:
    """Wait for it. Raises AssertionError with `story()`, such as a log, after SECONDS."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(story())


@contextmanager
def gunicorn(app: str, environment: dict[str, str], folder: Path) -> Iterator[tuple[str, int]]:
    """The address and process id of a web server like production's, until the context ends.

    Raises AssertionError with the log when any request failed inside the server, whoever saw it.
    """
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--no-control-socket", "--bind", f"127.0.0.1:{port}", app]
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output)
        try:
            wait_until(lambda: process.poll() is not None or answers(port), log.read_text)
            assert process.poll() is None, log.read_text()
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(20)
    story = log.read_text(errors="replace")
    assert "Traceback" not in story, story

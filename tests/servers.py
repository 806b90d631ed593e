"""Real servers for tests: a port that is free, and waiting until something is so."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import closing
from urllib.request import urlopen

SECONDS = 90  # a server starts in two; a machine that runs the whole suite on every core needs more


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port: int) -> bool:
    """Whether the front page comes."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.status == 200)
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

"""`deploy/serve.py`: the web server and the scheduler start together and end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.config import ROOT
from tests import databases
from tests.servers import SECONDS, answers, free_port, listens, wait_until


@pytest.fixture
def environment(sqlite: databases.SQLite, tmp_path: Path) -> Iterator[dict[str, str]]:
    with sqlite.database() as url:
        yield {**os.environ, "SUARA_ENV": "development", "SUARA_INSTANCE": str(tmp_path), "DATABASE_URL": url}


@contextmanager
def served(environment: dict[str, str], log: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The running program and its port, once it answers. In a group of its own, as a terminal's."""
    port = free_port()
    command = [sys.executable, "deploy/serve.py", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        wait_until(lambda: answers(port), log.read_text)
        yield process, port
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["term", "ctrl-c"])
def test_it_ends_both_when_asked_to(environment: dict[str, str], tmp_path: Path, asked: signal.Signals) -> None:
    log = tmp_path / "log"
    with served(environment, log) as (process, port):
        wait_until(lambda: len(_children(process.pid)) == 2, log.read_text)
        started = _children(process.pid)
        os.killpg(process.pid, asked)  # as a terminal does
        assert process.wait(SECONDS) == 0, log.read_text()
        assert not listens(port)
        assert [child for child in started if _runs(child)] == []


@pytest.mark.parametrize("which", [0, 1], ids=["web", "scheduler"])
def test_it_ends_when_one_of_the_two_dies(environment: dict[str, str], tmp_path: Path, which: int) -> None:
    log = tmp_path / "log"
    with served(environment, log) as (process, port):
        wait_until(lambda: len(_children(process.pid)) == 2, log.read_text)
        started = _children(process.pid)
        os.kill(started[which], signal.SIGTERM)
        assert process.wait(SECONDS) == 1, "somebody must notice"
        assert not listens(port)
        assert [child for child in started if _runs(child)] == []


def _children(pid: int) -> list[int]:
    """The programs that `pid` started, in the order in which they were."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()

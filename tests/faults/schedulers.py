"""Real `flask scheduler` processes that a test starts, listens to, and ends one by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from app.config import ROOT

PATIENCE = 60  # seconds that a busy machine gets for what should take two


def eventually(true: Callable[[], object]) -> None:
    """Wait until `true` says so."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)


class Scheduler:
    """One process. `said` grows by what it prints; `log` holds its standard error."""

    def __init__(self, url: str, instance: Path, lease: float) -> None:
        environment = {**os.environ, "SUARA_ENV": "development", "SUARA_INSTANCE": str(instance), "DATABASE_URL": url}
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "scheduler", "--lease", str(lease)]
        self.said: list[str] = []
        self._log = instance / f"scheduler-{time.monotonic_ns()}.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line.rstrip("\n").partition(" WIB  ")[2])

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def has_said(self, what: str) -> bool:
        """Whether a line begins with `what`; fails when the process is gone and never said it."""
        ended = self._process.poll() is not None
        if any(line.startswith(what) for line in self.said):
            return True
        assert not ended, f"it ended without saying {what!r}: {self.said}\n{self.log}"
        return False

    def listen_for(self, what: str) -> None:
        eventually(lambda: self.has_said(what))

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self, number: signal.Signals) -> int:
        """Send a signal that ends the process; its exit status."""
        if self._process.poll() is None:
            self.send(number)
        status = self._process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        assert self._process.stdout
        self._process.stdout.close()
        return status

"""A real server on a real database for the browser: gunicorn, as in production, with a survey to answer."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.config import ROOT
from tests.servers import answers, free_port, wait_until


@dataclass(frozen=True)
class Site:
    base: str
    database: Path
    surveys: dict[str, str]  # what it is to the tests -> public id

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query of the test finds in the server's database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def answers(self, survey: str) -> list[tuple[str, str, str]]:
        """Language, channel and answers of every response to a survey."""
        return self.rows(
            """SELECT response.language, response.channel, response.answers FROM response
            JOIN survey ON survey.id = response.survey_id WHERE survey.public_id = ?""",
            self.surveys[survey],
        )


@contextlib.contextmanager
def serve(database: Path, instance: Path) -> Iterator[str]:
    """The address of a server on `database`, until the context ends."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "SUARA_ENV": "development",
        "SUARA_INSTANCE": str(instance),
        "SUARA_BASE_URL": base,
        "DATABASE_URL": f"sqlite:///{database}",
    }
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--no-control-socket", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    story = (instance / "server.log").read_text
    with (instance / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_until(lambda: server.poll() is not None or answers(port), story)
            assert server.poll() is None, story()
            yield base
        finally:
            server.terminate()
            server.wait(10)

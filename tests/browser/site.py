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

from sqlalchemy.orm import Session

from app import clock
from app.auth import accounts, passwords
from app.config import ROOT
from surveys.definition import PAGES
from surveys.instruments import skm
from surveys.models import Agency
from tests import builders, counted
from tests.analytics.reports.answered import example_scores
from tests.servers import answers, free_port, wait_until

PASSWORD = "empat kuda naik becak"
STAFF = {
    "author": "penulis@contoh.example",
    "approver": "penyetuju@contoh.example",
    "administrator": "administrator@contoh.example",
}
OVERSIGHT = "pengawas@contoh.example"
TITLE = {"id": "Survei Kepuasan Masyarakat", "en": "Public satisfaction survey"}
SERVICES = {"ktp": "KTP elektronik", "kk": "Kartu keluarga"}


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


def fill(session: Session) -> dict[str, str]:
    """An agency with staff and surveys, one of which was answered in October 2026; what each is -> public id."""
    agency = builders.agency(session, code="contoh", name="Dinas Kependudukan Kota Contoh")
    counter = builders.unit(session, agency, services=tuple(SERVICES), name="Loket Pelayanan Terpadu")
    made = {
        "one-page": builders.survey(session, [counter], skm.questionnaire(TITLE, SERVICES), originals_days=90),
        "pages": builders.survey(session, [counter], skm.questionnaire(TITLE, SERVICES, PAGES)),
        "closed": builders.survey(session, [counter], state="closed", originals_days=30),
        "scheduled": builders.survey(session, [counter], state="scheduled"),
        "reported": builders.survey(session, [counter]),
    }
    counted.answer(session, made["reported"], example_scores(), saran="Petugas ramah.")
    builders.original(session, builders.response(session, made["closed"], "{}", clock.now().date(), channel="paper"))
    _open_accounts(session, agency)
    return {name: survey.public_id for name, survey in made.items()}


def _open_accounts(session: Session, agency: Agency) -> None:
    password = passwords.hashed(PASSWORD)
    for role, email in STAFF.items():
        accounts.create(session, email, role, agency.id, clock.now(), name=role.title(), password=password)
    accounts.create(session, OVERSIGHT, "oversight", None, clock.now(), name="Pengawas", password=password)


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

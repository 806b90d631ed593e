"""A crowd answers while the nightly job counts: nobody sees an error, and every answer is there once."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from pathlib import Path

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from app.config import ROOT
from app.database import engine_options, prepare
from surveys.models import Response
from tests import builders
from tests.benchmarks.load import driver
from tests.benchmarks.load.htmlform import HtmlForm
from tests.servers import gunicorn

CLIENTS = 32
SECONDS = 6.0


def count_until(stop: threading.Event, environment: dict[str, str], outcomes: list[str]) -> None:
    """Run the nightly job again and again; keep what went wrong."""
    command = [sys.executable, "-m", "flask", "analytics", "run"]
    while not stop.is_set():
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        outcomes.append("" if done.returncode == 0 else done.stderr)


def test_32_clients_and_the_nightly_job_do_not_meet(database_url: str, tmp_path: Path) -> None:
    engine = create_engine(database_url, **engine_options(database_url))
    prepare(engine)
    with Session(engine.execution_options(writing=True)) as session:
        survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
        form = HtmlForm(f"/s/{survey.public_id}", "Terima kasih")
        session.commit()
    environment = {"SUARA_ENV": "development", "SUARA_INSTANCE": str(tmp_path), "DATABASE_URL": database_url}
    stop, outcomes = threading.Event(), list[str]()
    job = threading.Thread(target=count_until, args=(stop, environment, outcomes))
    with gunicorn("wsgi:app", environment, tmp_path) as (base, _):
        job.start()
        seen = asyncio.run(driver.run(form, base, CLIENTS, SECONDS, seed=1))
        stop.set()
        job.join()
    with Session(engine) as session:
        stored = session.scalar(select(func.count()).select_from(Response))
    engine.dispose()
    assert not seen.errors
    assert stored == len(seen.took) > CLIENTS
    assert outcomes
    assert not any(outcomes)

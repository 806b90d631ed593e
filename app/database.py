"""How the two databases are opened: who may write, and how SQLite's writers queue.

A transaction is either reading or writing, known before it begins. A reading one can't write: the
database itself refuses. So "a GET never writes" is not a habit but a property, and on SQLite no
transaction ever starts reading and then fails with "database is locked" when it wants to write.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from typing import IO, Any

from flask import has_request_context, request
from sqlalchemy import Connection, Engine, create_engine, event, exc

try:
    import fcntl
except ImportError:  # Windows: SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]  # there is no such module to type

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_thread = threading.local()
_writing: ContextVar[bool | None] = ContextVar("writing", default=None)


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Transactions that begin inside may write. Jobs and commands say so; requests by their method."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Transactions that begin inside can't write, whatever the request's method."""
    token = _writing.set(False)
    try:
        yield
    finally:
        _writing.reset(token)


def may_write(connection: Connection) -> bool:
    """Whether the transaction that `connection` begins may write: the connection's own word comes first."""
    said = connection.get_execution_options().get("writing", _writing.get())
    if said is not None:
        return said
    return has_request_context() and request.method not in _SAFE_METHODS


class QueuedConnection(sqlite3.Connection):
    """A SQLite connection whose write transactions wait in the kernel's queue for a file lock.

    SQLite's own waiting polls with growing sleeps, which is the whole tail of the latency; the
    kernel wakes the next writer at once and frees the lock when a process dies.
    """

    _lock: IO[bytes] | None = None
    _held_by: set[str] | None = None  # the lock files that the thread holds which began; another may end it
    _query_only = False

    def set_query_only(self, only: bool) -> None:
        if only is not self._query_only:
            self.execute(f"PRAGMA query_only={'ON' if only else 'OFF'}")
            self._query_only = only

    def begin_write(self) -> None:
        """Begin a write transaction when its turn comes.

        Raises sqlite3.OperationalError in a thread that already has one open on this file, which would
        wait for itself forever.
        """
        if fcntl and self._lock is None:
            path = self.execute("PRAGMA database_list").fetchone()[2]
            self._lock = open(path + "-writer", "ab") if path else None  # noqa: SIM115  held open
        if fcntl and self._lock:
            if self._lock.name in _held_here():
                raise sqlite3.OperationalError("this thread has another write transaction open")
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            self._held_by = _held_here()
            self._held_by.add(self._lock.name)
        try:
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._release()
            raise

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            if not self.in_transaction:
                self._release()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._release()

    def close(self) -> None:
        super().close()
        self._release()
        if self._lock:
            self._lock.close()
            self._lock = None

    def _release(self) -> None:
        if self._held_by is not None and self._lock:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
            self._held_by.discard(self._lock.name)
            self._held_by = None


def _held_here() -> set[str]:
    """The lock files that this thread holds."""
    if not hasattr(_thread, "held"):
        _thread.held = set()
    held: set[str] = _thread.held
    return held


def engine_options(url: str) -> dict[str, Any]:
    """Keyword arguments for `create_engine`. Errors name no parameters: they may be what somebody wrote."""
    if url.startswith("sqlite"):
        # isolation_level None: the driver starts no transaction behind our back.
        connect = {"factory": QueuedConnection, "isolation_level": None, "timeout": 30, "check_same_thread": False}
        return {"connect_args": connect, "hide_parameters": True}
    return {"pool_pre_ping": False, "pool_recycle": 1800, "hide_parameters": True}


def prepare(engine: Engine) -> Engine:
    """Hang the rules of this module on an engine. Returns the one that takes citizens' answers in.

    An answer is a single statement, so PostgreSQL needs no transaction around it: see `write_alone`.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    event.listen(engine, "begin", _begin_postgresql)
    # Connections of its own: switching one to autocommit and back costs more than the statement saves.
    return create_engine(engine.url, **engine_options(str(engine.url)), isolation_level="AUTOCOMMIT")


def unreachable(engine: Engine) -> tuple[type[Exception], ...]:
    """What is raised while the database is away, full, or locked for longer than anybody should wait."""
    driver: Any = engine.dialect.loaded_dbapi  # `write_alone` meets its errors as they are
    return exc.OperationalError, exc.TimeoutError, driver.OperationalError


def write_alone(engine: Engine, sql: str, parameters: Any) -> int:
    """How many rows one statement wrote, in a transaction of its own, by the driver itself.

    SQLAlchemy's way through a connection and a transaction costs twice what the statement does. `engine`: what
    `prepare` returned.
    """
    held = engine.raw_connection()
    try:
        driver: Any = held.driver_connection
        if not isinstance(driver, QueuedConnection):
            return int(driver.execute(sql, parameters).rowcount)
        driver.set_query_only(False)
        driver.begin_write()
        written = driver.execute(sql, parameters).rowcount
        driver.commit()
        return int(written)
    finally:
        held.close()  # goes back to the pool, which rolls back what failed


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    # WAL belongs to the file and is set by the first migration: two workers starting together would lock each other.
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if may_write(connection):
        driver.set_query_only(False)
        driver.begin_write()
    else:
        driver.set_query_only(True)
        driver.execute("BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    read_only = not may_write(connection)
    if driver.read_only is not read_only:
        driver.read_only = read_only

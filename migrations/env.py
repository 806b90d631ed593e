"""Runs the migrations in one write transaction, on SQLite with what its batch mode needs.

Batch mode rebuilds tables. With foreign keys on, dropping the old table would empty its children, so
they are off meanwhile (this must happen outside a transaction) and checked before the commit.
Triggers vanish with their table: a migration that rebuilds one makes its triggers again.
"""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.database import writing

config = context.config
database = current_app.extensions["migrate"].db


def run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    driver = connection.connection.driver_connection
    if sqlite:
        driver.execute("PRAGMA journal_mode=WAL")
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            context.configure(
                connection=connection,
                target_metadata=database.metadata,
                transactional_ddl=True,
                **current_app.extensions["migrate"].configure_args,
            )
            with context.begin_transaction():
                context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"rows that point nowhere after the migration: {broken[:5]}")
    finally:
        if sqlite:
            driver.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Migrations need a database to run on.")
with writing(), database.engine.connect() as migrated:
    run(migrated)

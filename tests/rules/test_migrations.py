"""Migrations lose nothing: up and down on filled databases of both engines, every table counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, Inspector, inspect, select, text

from app import create_app
from app.config import ROOT
from app.database import writing
from app.extensions import db
from surveys.models import Code, CodeAssignment, CommentReading, Consultation, Reply, Theme
from tests import builders, databases
from tests.rules.filled import fill

SCRIPTS = ScriptDirectory(str(ROOT / "migrations"))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
BOOKKEEPING = "alembic_version"
Counts = dict[str, int]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database that has no table yet."""
    with request.getfixturevalue(request.param).database(empty=True) as url:
        app = create_app(databases.settings(url, tmp_path))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def test_the_steps_are_numbered_and_end_in_one_head() -> None:
    assert [SCRIPTS.get_current_head()] == SCRIPTS.get_heads()
    assert [int(revision) for revision in REVISIONS] == list(range(1, len(REVISIONS) + 1))
    assert all(Path(script.path).name.startswith(script.revision + "_") for script in SCRIPTS.walk_revisions())


def test_the_tables_are_those_of_the_models(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
        migrated = shape(connection)
    # Alembic compares no CHECK constraint and no NULL handling of keys: an empty database made from the models does.
    downgrade(revision="base")
    with writing(), db.engine.begin() as connection:
        db.metadata.create_all(connection)
        modelled = shape(connection)
    assert {name: table for name, table in migrated.items() if name != BOOKKEEPING} == {
        name: table for name, table in modelled.items() if name != BOOKKEEPING
    }


def test_down_and_up_keeps_every_row_and_every_trigger(empty_app: Flask) -> None:
    shapes, promises = {}, {}
    kept_so_far: set[str] = set()
    for revision in REVISIONS:
        upgrade(revision=revision)
        shapes[revision], promises[revision] = look(shape), look(triggers)
        vanished = kept_so_far - promises[revision].keys()
        assert not vanished, f"{revision} rebuilds a table and forgets its triggers"
        kept_so_far |= promises[revision].keys()
    with writing():
        fill(db.session)  # type: ignore[arg-type]  # a scoped session is one
        db.session.commit()
        db.session.remove()
    filled = look(counts)
    assert [name for name, count in filled.items() if not count] == [], "tests/rules/filled.py fills every table"

    # 0015 moves the themes of consultations: `fill` makes one, and one of a survey.
    before_bench = {**filled, "theme": 1, "consultation_theme": 1}
    for revision in reversed(REVISIONS[:-1]):
        downgrade(revision=revision)
        assert (look(shape), look(triggers)) == (shapes[revision], promises[revision])
        expected = before_bench if revision < "0015" else filled
        assert look(counts) == {name: expected[name] for name in shapes[revision]}
    kept = set(shapes[REVISIONS[0]])
    for revision in REVISIONS[1:]:
        upgrade(revision=revision)
        assert (look(shape), look(triggers)) == (shapes[revision], promises[revision])
        assert look(counts) == {name: filled[name] if name in kept else 0 for name in shapes[revision]}

    downgrade(revision="base")
    assert look(shape).keys() == {BOOKKEEPING}
    assert look(triggers) == {}


def test_0015_keeps_who_is_in_a_theme_and_what_was_answered(empty_app: Flask) -> None:
    """Down, codes of a consultation become membership by hand; up, the themes get new numbers and all follow."""
    upgrade()
    with writing():
        session: Any = db.session
        fill(session)
        [consultation] = session.scalars(select(Consultation))
        comment = builders.contribution(session, consultation)
        coded = Theme(consultation_id=consultation.id, name="Tarif", name_key="tarif")
        session.add(coded)
        session.flush()
        code = Code(consultation_id=consultation.id, name="Mahal", name_key="mahal", theme_id=coded.id)
        key = {
            "consultation_id": consultation.id,
            "day": comment.day,
            "response_id": comment.id,
            "question_code": "komentar",
        }
        reading = CommentReading(**key, coder="ani@example.go.id", at=consultation.created_at)
        session.add_all([code, reading])
        session.flush()
        session.add(CodeAssignment(reading_id=reading.id, code_id=code.id))
        session.add(
            Reply(
                consultation_id=consultation.id,
                theme_id=coded.id,
                verdict="partly",
                text="Ya",
                at=reading.at,
                actor="a",
            )
        )
        session.commit()
        db.session.remove()
    themed = "SELECT t.name, c.contribution_id FROM {} t JOIN themed_contribution c ON c.theme_id = t.id ORDER BY 1"
    answered = "SELECT t.name FROM {} t JOIN reply r ON r.theme_id = t.id"
    linked = "SELECT t.name FROM {} t JOIN outcome_theme o ON o.theme_id = t.id"
    downgrade(revision="0014")
    queries = (themed, answered, linked)
    before = look(lambda at: {query: rows(at, query, "consultation_theme") for query in queries})
    assert [name for name, _id in before[themed]] == ["Tarif", "Waktu"]
    assert (before[answered], before[linked]) == ([("Tarif",)], [("Waktu",)])
    assert look(lambda at: rows(at, "SELECT count(*) FROM comment_reading", "")) == [(1,)]
    upgrade()
    assert before == look(lambda at: {query: rows(at, query, "theme") for query in queries})
    with writing():  # a theme made afterwards gets a number of its own
        session.add(Theme(consultation_id=1, name="Baru", name_key="baru"))
        session.commit()
        db.session.remove()


def rows(connection: Connection, query: str, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(text(query.format(table)))]


def look(at: Any) -> Any:
    """What `at` says about the database, read over a connection of its own."""
    db.session.remove()
    with db.engine.connect() as connection:
        return at(connection)


def counts(connection: Connection) -> Counts:
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
        for name in inspect(connection).get_table_names()
    }


def triggers(connection: Connection) -> dict[str, str]:
    """Triggers and functions by name: the promises that constraints alone can't keep."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = """SELECT tgname || ' on ' || tgrelid::regclass, pg_get_triggerdef(oid)
            FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT proname, provolatile::text || prosrc
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace"""
    return {name: " ".join(definition.split()) for name, definition in connection.execute(text(query))}


def shape(connection: Connection) -> dict[str, dict[str, Any]]:
    """Each table's columns, keys, constraints and indexes, in an order that doesn't depend on history."""
    inspector = inspect(connection)
    return {name: _table_shape(inspector, name) for name in inspector.get_table_names()}


def _table_shape(inspector: Inspector, name: str) -> dict[str, Any]:
    def listed(items: Any) -> list[str]:
        return sorted(json.dumps(item, sort_keys=True, default=str) for item in items)

    columns = {item["name"]: f"{item['type']!r} null={item['nullable']}" for item in inspector.get_columns(name)}
    return {
        "columns": columns,
        "primary key": inspector.get_pk_constraint(name),
        "foreign keys": listed(inspector.get_foreign_keys(name)),
        "unique": listed(inspector.get_unique_constraints(name)),
        "checks": listed(inspector.get_check_constraints(name)),
        "indexes": listed(inspector.get_indexes(name)),
    }

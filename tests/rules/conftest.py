"""The app for rules that only look at it: its addresses, commands and templates, on one database for all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from app.extensions import db
from tests import databases


@pytest.fixture(scope="session")
def bare_app(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with sqlite.database() as url:
        app = create_app(databases.settings(url, tmp_path_factory.mktemp("rules")))
        yield app
        with app.app_context():
            db.engine.dispose()

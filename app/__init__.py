"""The application: everything that knows HTTP, cookies, HTML and configuration."""

from __future__ import annotations

from flask import Flask

import analytics.models  # noqa: F401  every table must be known before migrations and queries run
import app.auth.models  # noqa: F401  same reason
import surveys.models  # noqa: F401  same reason
from app import (
    auth,
    commands,
    converters,
    database,
    drafts,
    errors,
    filters,
    i18n,
    logs,
    oversight,
    public,
    security,
    staff,
)
from app.config import ROOT, Settings
from app.extensions import csrf, db, migrate


def create_app(settings: Settings) -> Flask:
    """The app for `settings`: a list of steps, in the order in which they need each other."""
    app = Flask("app", root_path=str(ROOT / "app"), template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.from_mapping(security.flask_settings(settings))
    app.extensions["settings"] = settings
    logs.prepare(settings)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        app.extensions["answer_engine"] = database.prepare(db.engine)
    csrf.init_app(app)
    converters.prepare(app)
    i18n.prepare(app)
    filters.prepare(app)
    drafts.prepare(app)
    errors.prepare(app)
    public.prepare(app)
    auth.prepare(app)
    for audience in (public, auth, staff, oversight):
        app.register_blueprint(audience.blueprint)
    commands.prepare(app)
    security.wrap(app, settings)
    return app

"""Staff accounts: who signs in to the office, and what each role may do there."""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFError

from app.auth import send_again, users
from app.auth.guards import current_staff, guard, needs, signed_in, visible_agency_ids
from app.auth.sessions import OfficeSessions
from app.auth.views import blueprint

__all__ = ["blueprint", "current_staff", "guard", "needs", "prepare", "signed_in", "visible_agency_ids"]


def prepare(app: Flask) -> None:
    app.session_interface = OfficeSessions()
    app.jinja_env.globals.update(current_staff=signed_in)
    app.register_error_handler(CSRFError, send_again.after_bad_token)
    app.register_blueprint(users.blueprint)

"""Staff accounts: who signs in to the office, and what each role may do there."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.auth import identity
from app.auth.guards import current_staff, guard, needs, signed_in, visible_agency_ids
from app.auth.sessions import OfficeSessions

__all__ = ["blueprint", "current_staff", "guard", "needs", "prepare", "signed_in", "visible_agency_ids"]

blueprint = Blueprint("auth", __name__, url_prefix="/office")


def prepare(app: Flask) -> None:
    identity.prepare(app)
    app.session_interface = OfficeSessions()
    app.jinja_env.globals.update(current_staff=signed_in)

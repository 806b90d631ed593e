"""Flask-Security, as a library: password hashes, and who is signed in.

It and the extensions below it hang hooks on every request, which cost the answering path more than an
answer does (docs/hot-path.md). None of those hooks has a task here: no "remember me" cookie, no
Principal permissions, no `current_user` in templates. So they are taken off again.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore

from app.auth.models import StaffUser
from app.extensions import db

ARGON2 = {"type": "ID", "memory_cost": 65536, "time_cost": 3, "parallelism": 4}  # RFC 9106, second choice

_SETTINGS: dict[str, object] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {f"argon2__{name}": value for name, value in ARGON2.items()},
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SESSION_PROTECTION": None,  # it compares hashed network addresses, which change on phones
}


def prepare(app: Flask) -> None:
    app.config.from_mapping(_SETTINGS)
    hooks = [app.before_request_funcs, app.after_request_funcs, app.template_context_processors]
    before = [list(hook[None]) for hook in hooks]
    json, json_class = app.json, app.json_provider_class
    Security(app, SQLAlchemyUserDatastore(db, StaffUser, RoleMixin), register_blueprint=False)
    for hook, functions in zip(hooks, before, strict=True):
        hook[None] = functions
    app.json, app.json_provider_class = json, json_class
    # Only the session says who is signed in: no token in a header or, worse, in an address.
    app.login_manager.request_loader(_nobody)  # type: ignore[attr-defined]  # set by Flask-Login


def _nobody(_request: Any) -> None:
    return None

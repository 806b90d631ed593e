"""Signs a test client in without the cost of a password."""

from __future__ import annotations

import itertools
import json
import re
import secrets
from collections.abc import Sequence
from typing import TypeVar

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Select
from sqlalchemy.orm import Session

from app import clock
from app.auth.models import StaffSession, StaffUser
from app.auth.sessions import LONGEST, hash_id
from surveys.models import Agency

T = TypeVar("T")
_numbers = itertools.count(1)


def staff(session: Session, role: str, agency: Agency | None = None, **fields: object) -> StaffUser:
    """An account without a password."""
    fields = {"email": f"{role}-{next(_numbers)}@dinas.example", "name": role.title(), **fields}
    user = StaffUser(role=role, agency=agency, created_at=clock.now(), **fields)
    session.add(user)
    session.flush()
    return user


def sign_in(client: FlaskClient, session: Session, role: str, agency: Agency | None = None) -> StaffUser:
    """A new account, signed in on `client`, whose requests all carry the CSRF token. Commits."""
    user = staff(session, role, agency)
    enter(client, session, user)
    return user


def look(session: Session, statement: Select[tuple[T]]) -> Sequence[T]:
    """What the database holds now, read in a transaction that ends at once."""
    found = session.scalars(statement.execution_options(populate_existing=True)).all()
    session.commit()
    return found


def form_token(client: FlaskClient, path: str = "/office/sign-in") -> str:
    """The CSRF token of the page at `path`, as a browser would send it."""
    token: str = re.findall(r'name="csrf_token"\s+value="([^"]+)"', client.get(path).text)[0]
    return token


def enter(client: FlaskClient, session: Session, user: StaffUser) -> None:
    """`user`, signed in on `client`. Commits."""
    session_id, csrf, now = secrets.token_urlsafe(32), secrets.token_hex(20), clock.now()
    data = json.dumps({"csrf_token": csrf})
    row = {"user_id": user.id, "data": data, "created_at": now, "seen_at": now, "expires_at": now + LONGEST}
    session.add(StaffSession(id_hash=hash_id(session_id), **row))
    session.commit()
    client.set_cookie("suara-office", session_id, path="/office")
    client.environ_base["HTTP_X_CSRFTOKEN"] = URLSafeTimedSerializer(
        client.application.secret_key, "wtf-csrf-token"
    ).dumps(csrf)

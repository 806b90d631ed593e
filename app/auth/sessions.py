"""The office's sessions. Citizens have none: outside /office nothing is read, kept or sent.

Before sign-in a session is a small signed cookie, so that a form's CSRF token needs no row and a GET
writes nothing. Signing in makes a row, and from then on the cookie holds only a random id whose
SHA-256 is the row's key: reading the table lets nobody in, and deleting a row signs its browser out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

import flask
from flask import Flask, Request, Response, g
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app import clock
from app.auth.models import StaffSession, StaffUser
from app.database import reading, writing
from app.extensions import db
from app.security import in_office

LONGEST = dt.timedelta(hours=12)
LONGEST_IDLE = dt.timedelta(hours=2)
SEEN_EVERY = dt.timedelta(minutes=5)  # how stale `seen_at` may be: one short write then, not one a click

_json = TaggedJSONSerializer()


class OfficeSession(SecureCookieSession):
    """`id` is the random id in the cookie of a signed-in browser, `user_id` the account that its row names."""

    id = ""
    user_id: int | None = None
    is_new = False  # whether the browser doesn't know `id` yet


def hash_id(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()


def begin(session: Session, user: StaffUser, now: dt.datetime) -> None:
    """Sign `user` in on this request's browser: a new id and a new CSRF token, whatever it brought along."""
    browser = _browser()
    _delete_rows(session, browser, now)
    _keep_only_language(browser)
    generate_csrf()  # now, so that the first page after this one needn't write
    browser.id, browser.is_new, browser.user_id = secrets.token_urlsafe(32), True, user.id
    session.add(
        StaffSession(
            id_hash=hash_id(browser.id),
            user_id=user.id,
            data=_json.dumps(dict(browser)),
            created_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    browser.modified = False


def end(session: Session, now: dt.datetime) -> None:
    """Sign this request's browser out. Only its language stays."""
    browser = _browser()
    _delete_rows(session, browser, now)
    _keep_only_language(browser)
    browser.id, browser.user_id = "", None


def end_all(session: Session, user: StaffUser) -> None:
    """Sign a person out of every browser."""
    session.execute(delete(StaffSession).where(StaffSession.user_id == user.id))


def _browser() -> OfficeSession:
    browser: OfficeSession = flask.session._get_current_object()  # type: ignore[attr-defined]  # it is a proxy
    return browser


def _keep_only_language(browser: OfficeSession) -> None:
    """And forget what this request knew of the session before."""
    kept = {"language": browser["language"]} if "language" in browser else {}
    browser.clear()
    browser.update(kept)
    for name in ("csrf_token", "staff"):
        g.pop(name, None)


def _delete_rows(session: Session, browser: OfficeSession, now: dt.datetime) -> None:
    """This browser's row and all expired ones: so that no job is needed to sweep them."""
    expired = or_(StaffSession.expires_at <= now, StaffSession.seen_at <= now - LONGEST_IDLE)
    session.execute(delete(StaffSession).where(or_(StaffSession.id_hash == hash_id(browser.id), expired)))


class OfficeSessions(SecureCookieSessionInterface):
    """Flask's cookie sessions below /office until somebody signs in, rows from then on."""

    session_class = OfficeSession
    salt = "office-session"
    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if not in_office(request.path):
            return None
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        if cookie and "." not in cookie:  # a signed cookie has dots, a random id has none
            return _from_row(cookie)
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: OfficeSession, response: Response) -> None:  # type: ignore[override]  # our own session class
        response.vary.add("Cookie")
        if not session.id:
            super().save_session(app, session, response)
            return
        if session.modified:
            _keep(session)
        if session.is_new:
            self._send_id(app, session, response)

    def _send_id(self, app: Flask, session: OfficeSession, response: Response) -> None:
        response.set_cookie(
            self.get_cookie_name(app),
            session.id,
            path=self.get_cookie_path(app),
            secure=self.get_cookie_secure(app),
            httponly=self.get_cookie_httponly(app),
            samesite=self.get_cookie_samesite(app),
        )


def _from_row(session_id: str) -> OfficeSession:
    """The session of a signed-in browser; a new, empty one when its row is gone or has expired.

    It reads in a connection and a transaction of its own, so that a POST doesn't yet hold the write lock.
    """
    now = clock.now()
    live = (
        StaffSession.id_hash == hash_id(session_id),
        StaffSession.expires_at > now,
        StaffSession.seen_at > now - LONGEST_IDLE,
    )
    with reading(), db.engine.connect() as connection:
        row: Any = connection.execute(select(StaffSession).where(*live)).first()
    if row is None:
        return OfficeSession()
    if now - row.seen_at >= SEEN_EVERY:
        with writing(), db.engine.begin() as connection:
            connection.execute(update(StaffSession).where(*live).values(seen_at=now))
    session = OfficeSession(_json.loads(row.data))
    session.id, session.user_id = session_id, row.user_id
    return session


def _keep(session: OfficeSession) -> None:
    """Store what changed. The request's own transaction is over: what it didn't commit was not meant to last."""
    row = update(StaffSession).where(StaffSession.id_hash == hash_id(session.id))
    db.session.rollback()
    with writing():
        db.session.execute(row.values(data=_json.dumps(dict(session))))
        db.session.commit()

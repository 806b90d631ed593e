"""Checks who wants to come in, without holding a database transaction while a password is hashed."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.auth import accounts, links, lockout, passwords
from app.auth.models import StaffUser
from app.extensions import db


class WrongPassword(Exception):
    """Or an unknown address, or a disabled account: nobody is told which."""


class UsedLink(Exception):
    """The link was used, has expired, or was never ours."""


@contextlib.contextmanager
def transaction() -> Iterator[Session]:
    """A transaction that ends here: SQLite has one writer, and citizens must not wait for what comes next."""
    try:
        yield db.session
        db.session.commit()
    finally:
        db.session.rollback()


def check_password(email: str, password: str, now: dt.datetime) -> int:
    """The id of the active account with these credentials.

    Raises WrongPassword, LockedOut and TooBusy.
    """
    with passwords.turn():
        with transaction() as session:
            lockout.count_attempt(session, email, now)
            user = accounts.find(session, email)
            user_id, stored = (user.id, user.password) if user and user.active else (0, None)
        if not passwords.matches(password, stored):
            raise WrongPassword
    return user_id


def choose_password(token: str, password: str, now: dt.datetime) -> None:
    """Give the link's account this password and commit. Raises UsedLink and TooBusy."""
    with passwords.turn():
        stored = passwords.hashed(password)
    with transaction() as session:
        user = links.find_user(session, token, now)
        if user is None:
            raise UsedLink
        accounts.set_password(session, user, stored)


def welcome(session: Session, user_id: int) -> StaffUser:
    """The account whose password was right a moment ago. Raises WrongPassword when it was disabled since."""
    user = session.get(StaffUser, user_id)
    if user is None or not user.active:
        raise WrongPassword
    lockout.forget(session, user.email)
    return user

"""Guessing is slow: after five wrong passwords in a quarter of an hour an address waits a quarter of an hour."""

from __future__ import annotations

import datetime as dt
import hmac

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.auth.models import SignInFailure
from app.security import derived_keys

MOST = 5
WITHIN = dt.timedelta(minutes=15)
WAIT = dt.timedelta(minutes=15)


class LockedOut(Exception):
    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes  # until the next try, at least 1


def count_attempt(session: Session, email: str, now: dt.datetime) -> None:
    """Count a sign-in as failed before its password is checked, so that parallel guesses can't outrun the count.

    Raises LockedOut, and then doesn't count: trying while waiting makes nobody wait longer.
    """
    newest = select(SignInFailure.at).where(SignInFailure.email_hash == _hash(email))
    times = session.scalars(newest.order_by(SignInFailure.at.desc()).limit(MOST)).all()
    if len(times) == MOST and times[0] - times[-1] <= WITHIN and now < times[0] + WAIT:
        raise LockedOut(minutes=-((now - times[0] - WAIT) // dt.timedelta(minutes=1)))
    session.execute(delete(SignInFailure).where(SignInFailure.at < now - WITHIN - WAIT))
    session.add(SignInFailure(email_hash=_hash(email), at=now))
    session.flush()


def forget(session: Session, email: str) -> None:
    """After a right password, or a new one."""
    session.execute(delete(SignInFailure).where(SignInFailure.email_hash == _hash(email)))


def _hash(email: str) -> str:
    """Keyed, so that the table doesn't tell which addresses somebody tried."""
    return hmac.digest(derived_keys("sign-in-failure")[0], email.encode(), "sha256").hex()

"""What happens to accounts. Functions take `session` first, add and flush, never commit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from app.auth import lockout, sessions
from app.auth.models import StaffUser, new_link_key

LONGEST_EMAIL = 254
RESET_EVERY = dt.timedelta(minutes=5)

# Narrower than the standard: no quoted local part, so that an address is never two in a mail's header.
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\Z", re.ASCII)


class TakenEmail(Exception):
    """There is an account with this address, perhaps of another agency."""


def clean_email(text: str) -> str | None:
    """The address as accounts keep it, in lower case; None for what is no address."""
    email = text.strip().lower()
    return email if len(email) <= LONGEST_EMAIL and _EMAIL.match(email) else None


def clean_name(text: str) -> str:
    """One line without control characters, which nobody types and not every database keeps."""
    return "".join(character for character in text if character.isprintable()).strip()


def find(session: Session, email: str) -> StaffUser | None:
    return session.scalar(select(StaffUser).where(StaffUser.email == email))


def create(
    session: Session,
    email: str,
    role: str,
    agency_id: int | None,
    now: dt.datetime,
    *,
    name: str = "",
    password: str | None = None,
) -> StaffUser:
    """An account; `password` is a hash, or None for an invitation. Raises TakenEmail."""
    user = StaffUser(email=email, role=role, agency_id=agency_id, name=name, password=password, created_at=now)
    user.invited_at = now if password is None else None
    try:
        with session.begin_nested():
            session.add(user)
            session.flush()
    except IntegrityError as error:
        if find(session, email) is None:
            raise
        raise TakenEmail from error
    return user


def list_users(session: Session, agency_ids: Collection[int]) -> list[StaffUser]:
    """The accounts of these agencies, by name, with their agency."""
    users = select(StaffUser).where(StaffUser.agency_id.in_(agency_ids)).options(joinedload(StaffUser.agency))
    return list(session.scalars(users.order_by(StaffUser.name, StaffUser.email)))


def set_password(session: Session, user: StaffUser, password: str) -> None:
    """`password` is a hash. Signs the person out everywhere; every earlier link to choose a password is void."""
    user.password = password
    user.link_key = new_link_key()
    lockout.forget(session, user.email)
    sessions.end_all(session, user)
    session.flush()


def invite_again(session: Session, user: StaffUser, now: dt.datetime) -> None:
    """The earlier invitation is void: the next mail carries a new link."""
    user.invited_at = now
    user.link_key = new_link_key()
    session.flush()


def may_send_reset(session: Session, user: StaffUser, now: dt.datetime) -> bool:
    """Whether another mail may go out now; if so, it is noted."""
    if user.reset_sent_at and now - user.reset_sent_at < RESET_EVERY:
        return False
    user.reset_sent_at = now
    session.flush()
    return True


def disable(session: Session, user: StaffUser) -> None:
    """Signed out at once, and no link works. The account stays: what the person did keeps its name."""
    user.active = False
    user.link_key = new_link_key()
    sessions.end_all(session, user)
    session.flush()


def enable(session: Session, user: StaffUser) -> None:
    user.active = True
    session.flush()


def change_role(session: Session, user: StaffUser, role: str) -> None:
    user.role = role
    session.flush()

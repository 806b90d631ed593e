"""Staff accounts, their sessions, and failed sign-ins. A citizen never has a row here."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.auth.permissions import OVERSIGHT, ROLES
from surveys.base import Base, Moment
from surveys.models import Agency

_ROLE_LIST = ", ".join(f"'{role}'" for role in ROLES)


def new_link_key() -> str:
    """What mailed links call an account by: a new one voids them all."""
    return secrets.token_urlsafe(24)


class StaffUser(Base):
    """A person who signs in. Invited people have no password yet; nobody is deleted, only disabled."""

    __tablename__ = "staff_user"
    __table_args__ = (
        CheckConstraint("email = lower(email) AND email <> ''", name="email_lower_case"),
        CheckConstraint(f"role IN ({_ROLE_LIST})", name="role_known"),
        # Oversight reads across agencies and belongs to none; everybody else belongs to one.
        CheckConstraint(f"(role = '{OVERSIGHT}') = (agency_id IS NULL)", name="agency_unless_oversight"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    password: Mapped[str | None] = mapped_column(String(255))  # an argon2id hash
    active: Mapped[bool] = mapped_column(default=True)
    link_key: Mapped[str] = mapped_column(String(32), unique=True, default=new_link_key)
    invited_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    reset_sent_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # so that nobody's mailbox is flooded
    created_at: Mapped[dt.datetime] = mapped_column(Moment)

    agency: Mapped[Agency | None] = relationship()


class StaffSession(Base):
    """One signed-in browser. The cookie holds a random id, this row only the id's SHA-256."""

    __tablename__ = "staff_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    data: Mapped[str] = mapped_column(Text)  # JSON
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)  # renewed every few minutes, not at every click
    expires_at: Mapped[dt.datetime] = mapped_column(Moment, index=True)


class SignInFailure(Base):
    """A sign-in that did not succeed, under a keyed hash of the address: unknown addresses count alike."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index(None, "email_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(Moment, index=True)

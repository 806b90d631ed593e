"""Statements of a consultation and the votes on them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, random_id
from surveys.models.consultation import one_of

STATEMENT_STATES = ("waiting", "shown", "hidden", "withdrawn")


class Statement(Base):
    """A short opinion that people vote on. Its counts are kept with each vote, for choosing which one comes next."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint(one_of("state", STATEMENT_STATES), name="state_known"),
        CheckConstraint("agree >= 0 AND disagree >= 0 AND passed >= 0", name="counts_not_negative"),
        UniqueConstraint("consultation_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]  # within its consultation, as it is called in public
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(10), default="id")
    proposed: Mapped[bool] = mapped_column(default=False, server_default=false())  # by a citizen
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(40), default="")  # why it is hidden
    day: Mapped[dt.date]  # local to the agency
    agree: Mapped[int] = mapped_column(default=0)
    disagree: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    key_hash: Mapped[str | None] = mapped_column(String(32), unique=True)  # of a proposal's receipt


class Voter(Base):
    """Somebody who votes in one consultation. `token_hash` leads from the cookie here, until the closing.

    `quick` counts votes that came faster than anybody reads; it says nothing of when.
    """

    __tablename__ = "voter"
    __table_args__ = (
        UniqueConstraint("consultation_id", "token_hash"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_id)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    token_hash: Mapped[str | None] = mapped_column(String(32))
    quick: Mapped[int] = mapped_column(default=0)


class Vote(Base):
    """A voter's last word on a statement: 1 agree, -1 disagree, 0 pass."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("value IN (-1, 0, 1)", name="value_known"),
        {"sqlite_with_rowid": False},
    )

    voter_id: Mapped[str] = mapped_column(ForeignKey("voter.id"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True, index=True)
    value: Mapped[int]

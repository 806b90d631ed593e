"""What citizens write in a consultation, and what moderation did with it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment, random_id
from surveys.models.consultation import one_of

STANCES = ("support", "object", "suggest", "ask")
CONTRIBUTION_STATES = ("waiting", "shown", "hidden", "appealed", "withdrawn")


class Contribution(Base):
    """A comment on a passage or on the whole (`passage` empty), or a citizen's reply to one (`parent_id`).

    `key_hash` makes a repeated send store nothing, and is all that leads from a receipt code here.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        CheckConstraint(one_of("stance", STANCES), name="stance_known"),
        CheckConstraint(one_of("state", CONTRIBUTION_STATES), name="state_known"),
        CheckConstraint("abuse IS NULL OR abuse BETWEEN 0 AND 100", name="abuse_percent"),
        Index(None, "consultation_id", "passage", "state", "day", "id"),
        Index(None, "consultation_id", "passage", "state", "parent_id", "stance"),  # for counting stances
        Index(None, "consultation_id", "state", "day", "id"),
        Index(None, "consultation_id", "state", "abuse", "day", "id"),
        Index("ix_contribution_alike", "consultation_id", "campaign", "passage", "state", "parent_id", "day", "id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_id)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("consultation_version.id"))  # that its writer read
    passage: Mapped[str] = mapped_column(String(80), default="")
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    day: Mapped[dt.date]  # local to the agency
    stance: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)  # personal data masked; empty once withdrawn
    language: Mapped[str] = mapped_column(String(10))
    profile: Mapped[str] = mapped_column(Text, default="{}")  # canonical JSON: profile question -> option
    state: Mapped[str] = mapped_column(String(10))
    abuse: Mapped[int | None]  # 0-100, as the web layer's text model saw it
    campaign: Mapped[str | None] = mapped_column(String(32))  # the same for texts that are nearly the same
    key_hash: Mapped[str] = mapped_column(String(32), unique=True)


class ModerationStep(Base):
    """What was done with a contribution, and why: the public trace. Only added to; a trigger refuses changes.

    `actor` is for the agency and oversight; the public sees day, decision and reason.
    """

    __tablename__ = "moderation_step"
    __table_args__ = (Index(None, "contribution_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[str] = mapped_column(ForeignKey("contribution.id"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    step: Mapped[str] = mapped_column(String(20))  # shown, hidden, appealed, upheld, corrected, withdrawn
    reason: Mapped[str] = mapped_column(String(40), default="")  # a code of surveys.moderation.REASONS
    note: Mapped[str] = mapped_column(Text, default="")
    actor: Mapped[str] = mapped_column(String(254), default="")  # empty: the citizen, by receipt code


class AbuseWord(Base):
    """A word or phrase that makes an agency look at a comment first. `allowed`: one of ours that it takes off."""

    __tablename__ = "abuse_word"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    word: Mapped[str] = mapped_column(String(80), primary_key=True)
    allowed: Mapped[bool] = mapped_column(default=False, server_default=false())

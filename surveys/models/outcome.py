"""What an agency answers to a consultation: replies, and the outcome with what stands behind it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment
from surveys.models.consultation import one_of

VERDICTS = ("accepted", "partly", "rejected", "answered")  # "answered": a question, which asks for no change


class ThemedContribution(Base):
    """A contribution that was put into a theme by hand, without a code. Who is in a theme: surveys.theme_members."""

    __tablename__ = "themed_contribution"

    contribution_id: Mapped[str] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True)


class Reply(Base):
    """The agency's answer to one contribution or to a theme: exactly one of the two."""

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint("(contribution_id IS NULL) <> (theme_id IS NULL)", name="to_one_thing"),
        CheckConstraint(one_of("verdict", VERDICTS), name="verdict_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    contribution_id: Mapped[str | None] = mapped_column(ForeignKey("contribution.id"), unique=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), unique=True)
    verdict: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)  # what the agency answers, with its reason
    at: Mapped[dt.datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(254))


class OutcomePoint(Base):
    """One point of the outcome: you asked, we heard, we did."""

    __tablename__ = "outcome_point"
    __table_args__ = (
        UniqueConstraint("consultation_id", "position"),
        CheckConstraint(one_of("verdict", VERDICTS), name="verdict_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(10))
    asked: Mapped[str] = mapped_column(Text)  # texts: canonical JSON of language -> text
    heard: Mapped[str] = mapped_column(Text)
    did: Mapped[str] = mapped_column(Text)


class OutcomeContribution(Base):
    """A contribution behind a point of the outcome."""

    __tablename__ = "outcome_contribution"

    point_id: Mapped[int] = mapped_column(ForeignKey("outcome_point.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[str] = mapped_column(ForeignKey("contribution.id"), primary_key=True, index=True)


class OutcomeTheme(Base):
    """A theme behind a point of the outcome: all its contributions."""

    __tablename__ = "outcome_theme"

    point_id: Mapped[int] = mapped_column(ForeignKey("outcome_point.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True)


class OutcomeStatement(Base):
    """A statement behind a point of the outcome."""

    __tablename__ = "outcome_statement"

    point_id: Mapped[int] = mapped_column(ForeignKey("outcome_point.id", ondelete="CASCADE"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True, index=True)

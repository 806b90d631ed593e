"""A survey over its whole life, its frozen versions, and the units it serves."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.base import Base, Moment, random_code
from surveys.lifecycle import STATES
from surveys.models.agency import Agency, ServiceUnit

_STATE_LIST = ", ".join(f"'{state}'" for state in STATES)


class Survey(Base):
    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATE_LIST})", name="state_known"),
        CheckConstraint("originals_days BETWEEN 1 AND 90", name="originals_days_few"),
        CheckConstraint("opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at", name="opens_before_closes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=lambda: random_code(8).lower())
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    instrument: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    opens_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    closes_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    # For how long what people wrote is kept as it was before masking; not at all without a number.
    originals_days: Mapped[int | None]

    agency: Mapped[Agency] = relationship()
    versions: Mapped[list[SurveyVersion]] = relationship(back_populates="survey", order_by="SurveyVersion.number")
    units: Mapped[list[SurveyUnit]] = relationship(back_populates="survey", cascade="all, delete-orphan")
    transitions: Mapped[list[SurveyTransition]] = relationship(order_by="SurveyTransition.at, SurveyTransition.id")


class SurveyVersion(Base):
    """One questionnaire. A trigger of the database refuses every change once `published_at` is set."""

    __tablename__ = "survey_version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    definition: Mapped[str] = mapped_column(Text)  # canonical JSON of a definition.Questionnaire
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    submitted_at: Mapped[dt.datetime | None] = mapped_column(Moment)  # since when it waits for its approver
    submitted_by: Mapped[str | None] = mapped_column(String(254))

    survey: Mapped[Survey] = relationship(back_populates="versions")


class SurveyUnit(Base):
    """That a survey serves a unit; `link` is the unit's short address on posters and QR codes."""

    __tablename__ = "survey_unit"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("service_unit.id"), primary_key=True)
    link: Mapped[str] = mapped_column(String(12), unique=True, default=lambda: random_code(7).lower())

    survey: Mapped[Survey] = relationship(back_populates="units")
    unit: Mapped[ServiceUnit] = relationship()


class SurveyTransition(Base):
    """A step in a survey's life: who took it, when, and why. Kept for oversight, never changed."""

    __tablename__ = "survey_transition"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(254))  # the staff member's e-mail address, or the job's name
    note: Mapped[str] = mapped_column(Text, default="")


class VerdictDecision(Base):
    """An author's word on whether a question of a version is comparable with the version before, and why."""

    __tablename__ = "verdict_decision"
    __table_args__ = (CheckConstraint("verdict IN ('reworded', 'changed')", name="verdict_known"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), primary_key=True)
    question_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(254))

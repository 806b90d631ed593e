"""Policy consultations: the draft text in versions, and the rules that citizens are told.

As with survey answers, nothing in a consultation leads to a person: ids of contributions and voters are random,
only the local day is kept, and all that leads from a receipt code to its row is a keyed hash of the code.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.base import Base, Moment, random_code
from surveys.lifecycle import CONSULTATION_STATES
from surveys.models.agency import Agency

SCREENING = ("before", "after")  # whether comments are looked at before the public sees them, or after
RUNNING_TOTALS = ("nothing", "counts", "everything")  # what the agency may look at before closing


def one_of(column: str, values: tuple[str, ...]) -> str:
    """A CHECK's condition: the column holds one of these."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Consultation(Base):
    """A consultation over its whole life, and the rules that citizens are told before they take part."""

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint(one_of("state", CONSULTATION_STATES), name="state_known"),
        CheckConstraint(one_of("screening", SCREENING), name="screening_known"),
        CheckConstraint(one_of("running_totals", RUNNING_TOTALS), name="running_totals_known"),
        CheckConstraint("opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at", name="opens_before_closes"),
        CheckConstraint("outcome_days BETWEEN 1 AND 365", name="outcome_days_few"),
        Index(None, "state", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=lambda: random_code(8).lower())
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default="draft")
    opens_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    closes_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    created_by: Mapped[str] = mapped_column(String(254))
    # The rules. They can't be changed once people take part: a trigger looks.
    screening: Mapped[str] = mapped_column(String(10), default="before")
    running_totals: Mapped[str] = mapped_column(String(10), default="counts")
    replies_allowed: Mapped[bool] = mapped_column(default=False, server_default=false())  # of citizens to each other
    voting: Mapped[bool] = mapped_column(default=False, server_default=false())  # on statements
    proposals_allowed: Mapped[bool] = mapped_column(default=False, server_default=false())  # of new statements
    profile: Mapped[str] = mapped_column(Text, default="[]")  # JSON list of the profile questions that are asked
    outcome_days: Mapped[int] = mapped_column(default=30)  # after closing, until the outcome is due
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"))  # carried beside the comments
    outcome_published_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    agency: Mapped[Agency] = relationship()
    versions: Mapped[list[ConsultationVersion]] = relationship(
        back_populates="consultation", order_by="ConsultationVersion.number"
    )


class ConsultationVersion(Base):
    """The draft text at one time. A trigger of the database refuses every change once `published_at` is set."""

    __tablename__ = "consultation_version"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    edition: Mapped[int] = mapped_column(default=0)  # rises with every change of a draft
    content: Mapped[str] = mapped_column(Text)  # canonical JSON of a consultation_text.ConsultationText
    document: Mapped[str] = mapped_column(Text)  # canonical JSON of a documents.Document
    note: Mapped[str] = mapped_column(Text, default="")  # what changed and why, for readers of both versions
    published_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    submitted_by: Mapped[str | None] = mapped_column(String(254))  # who handed it in
    writers: Mapped[str] = mapped_column(Text, default="")  # whoever changed it, a line each

    consultation: Mapped[Consultation] = relationship(back_populates="versions")


class Attachment(Base):
    """A file beside the draft, as it was uploaded; handed out as a download and never shown in the page."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]  # bytes
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[dt.datetime] = mapped_column(Moment)
    removed_at: Mapped[dt.datetime | None] = mapped_column(Moment)

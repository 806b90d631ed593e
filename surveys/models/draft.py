"""A draft questionnaire while it is being written: its states, so that a step can be taken back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment


class Draft(Base):
    """Where the writing of a version stands. `edition` rises with every change, taken back ones too."""

    __tablename__ = "draft"

    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), primary_key=True)
    edition: Mapped[int]
    position: Mapped[int]  # of the draft_revision that is the version's definition now


class DraftRevision(Base):
    """One state of a draft. Those after the draft's position were taken back, and can be put in again."""

    __tablename__ = "draft_revision"

    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    definition: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(254))

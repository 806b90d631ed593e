"""The pictures that stand beside options."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base


class Picture(Base):
    """A picture of an agency, known by what it is. Nothing changes one, or deletes one that a questionnaire shows."""

    __tablename__ = "picture"

    sha: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of `content`, hexadecimal
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sent_on: Mapped[dt.date | None]  # the last time; None for one that came with a copied survey

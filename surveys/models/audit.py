"""What staff did, as a trail that only grows."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment


class AuditEntry(Base):
    """One step: who, when, in which agency, what kind, on what. A trigger of the database refuses every change.

    `subject` is what the step belongs to, as `survey:12`; `detail` a small JSON object with the names
    as they were, so that an entry reads the same when the things it names are long gone.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    actor: Mapped[str] = mapped_column(String(254))  # the staff member's e-mail address
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(Text)  # canonical JSON

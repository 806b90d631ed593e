"""What taking an answer in leaves beside the answer: contact data, and the counts of quotas."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, random_id


class Contact(Base):
    """How a person can be reached, who said so. Nothing here leads to a response, and nothing there to here.

    No arrival is kept, not even its day: `delete_after` is the Sunday on or before the last day, so a week's
    contacts look alike. The table has no rowid on SQLite and its ids are random.
    """

    __tablename__ = "contact"
    __table_args__ = ({"sqlite_with_rowid": False},)

    subject: Mapped[str] = mapped_column(String(40), primary_key=True)  # what it was given for: "survey:12"
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_id)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # surveys.contacts.Cipher
    delete_after: Mapped[dt.date] = mapped_column(index=True)  # the last day on which it is kept


class QuotaCount(Base):
    """How many answers a quota has taken, over all versions that have it."""

    __tablename__ = "quota_count"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    count: Mapped[int]

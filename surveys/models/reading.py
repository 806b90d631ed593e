"""How an agency helps the machine to read: labels of sampled comments, and key words of themes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment

READER_LABELS = ("positive", "neutral", "negative")
_LABEL_LIST = ", ".join(f"'{label}'" for label in READER_LABELS)


class ReaderLabel(Base):
    """Whether a comment praises or complains, said by a person who did not see what the machine says.

    No foreign key leads to `response`, as for codes (models/coding.py).
    """

    __tablename__ = "reader_label"
    __table_args__ = (CheckConstraint(f"label IN ({_LABEL_LIST})", name="label_known"),)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    question_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    label: Mapped[str] = mapped_column(String(20))
    reader: Mapped[str] = mapped_column(String(254))  # the staff member's e-mail address
    at: Mapped[dt.datetime] = mapped_column(Moment)


class KeywordTheme(Base):
    """A keyword theme that an agency changed or added. Without words the theme is left out."""

    __tablename__ = "keyword_theme"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    words: Mapped[str] = mapped_column(Text)  # one word or phrase a line

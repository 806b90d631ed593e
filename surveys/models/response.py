"""The answers. No person, no network address, no exact time; nothing here leads to who answered."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, random_id

CHANNELS = ("web", "kiosk", "paper", "message", "import")
_CHANNEL_LIST = ", ".join(f"'{channel}'" for channel in CHANNELS)


class Response(Base):
    """One submission of one version.

    On SQLite the table has no rowid and on both databases the id is random, so the order of
    arrival can't be read from it. Rows lie by survey and day, as the nightly job reads them.
    `key_hash` makes a repeated send store nothing, and is all that leads from a receipt code here: a
    keyed hash of the code, which itself follows from the form's key; of an imported row's key otherwise.
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint(f"channel IN ({_CHANNEL_LIST})", name="channel_known"),
        CheckConstraint("hour IS NULL OR hour BETWEEN 0 AND 23", name="hour_of_day"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)  # local to the unit
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_id)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("service_unit.id"))
    channel: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    hour: Mapped[int | None]  # local to the unit; an invited answer keeps the day alone
    answers: Mapped[str] = mapped_column(Text)  # canonical JSON: question code -> value
    key_hash: Mapped[str] = mapped_column(String(32), unique=True)


class OriginalText(Base):
    """What somebody wrote before its personal data were masked. Only where the survey keeps it, and not for long.

    Lies apart from the answers, which nothing but this table shows unmasked. No cascade leads here:
    on PostgreSQL, mixing a day deletes its answers and puts them back.
    """

    __tablename__ = "original_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["survey_id", "day", "response_id"], ["response.survey_id", "response.day", "response.id"]
        ),
        CheckConstraint("delete_after >= day", name="kept_a_while"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)  # the response's
    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    delete_after: Mapped[dt.date] = mapped_column(index=True)  # the last day on which it is kept


class ChangedDay(Base):
    """A local day whose answers changed by import, correction or withdrawal.

    Each change raises `revision`; the nightly job keeps the revision that it counted, so it never
    needs to write here, and never compares clocks.
    """

    __tablename__ = "changed_day"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)


class MixedDay(Base):
    """That a survey's answers of a local day were brought into random order, and at which revision of the day."""

    __tablename__ = "mixed_day"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    revision: Mapped[int]  # of changed_day; 0 where nothing ever marked the day

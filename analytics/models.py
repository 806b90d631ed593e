"""Fact tables: what the jobs write and the pages read.

Figures never point at a single answer. What was read out of a comment does (`TextScore`, `SampledComment`):
it goes when the comment goes, and only pages of the comment's own agency show it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment

RUNNING, DONE, FAILED = "running", "done", "failed"


class DailyFigure(Base):
    """The statistics of one cell of one survey's local day.

    A row with empty `profile_question` is everybody who answered that version for that unit, by that
    channel, in that language. The other rows are one margin of the respondents' profile (all channels
    and languages together, `channel` and `language` empty); there are no crossed cells.
    """

    __tablename__ = "daily_figure"
    __table_args__ = ({"sqlite_with_rowid": False},)  # kept in the key's order: a month is read in one stretch

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)  # local to the unit
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 0: the answer names no unit
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    profile_question: Mapped[str] = mapped_column(String(60), primary_key=True)
    profile_option: Mapped[str] = mapped_column(String(60), primary_key=True)
    statistics: Mapped[str] = mapped_column(Text)  # measures.statistics.Statistics.dump


class CountedDay(Base):
    """That a survey's day was counted: at which revision of the answers, and by which method.

    The nightly job counts a day again when either differs. `changes` grows whenever the day's facts
    came out different, so the sum over a month tells whether its reports still show what is counted.
    """

    __tablename__ = "counted_day"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    revision: Mapped[int]  # of surveys' changed_day; 0 where nothing ever marked the day
    method: Mapped[str] = mapped_column(String(60))
    changes: Mapped[int]


class TextScore(Base):
    """What the machine read out of one comment: its sentiment and its language.

    `digest` is of the text, so a corrected answer is read again, and `method` of the models that read it.
    """

    __tablename__ = "text_score"
    __table_args__ = ({"sqlite_with_rowid": False},)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    question_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    digest: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(20))  # one of measures.labelling.LABELS
    polarity: Mapped[int]  # tenths, -10 to 10
    language: Mapped[str] = mapped_column(String(10))  # ISO 639-3, or "unknown"
    method: Mapped[str] = mapped_column(String(60))


class SampledComment(Base):
    """A comment of a month's random sample, for a reader to label. A drawn sample stays as it is.

    The sample is stratified by the machine's label; `label_size` comments of the agency and month had this one.
    """

    __tablename__ = "sampled_comment"
    __table_args__ = (Index(None, "agency_id", "month"),)

    month: Mapped[dt.date] = mapped_column(primary_key=True)  # its first day
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    question_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    label: Mapped[str] = mapped_column(String(20))
    label_size: Mapped[int]
    method: Mapped[str] = mapped_column(String(60))  # of the models that gave the label


class MonthThemes(Base):
    """What the comments of one survey and month are about. `content`: measures.themes, as canonical JSON."""

    __tablename__ = "month_themes"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    month: Mapped[dt.date] = mapped_column(primary_key=True)  # its first day
    facts_version: Mapped[int]  # the changes of the month's counted days that it saw
    method: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(Text)


class OpinionMap(Base):
    """The opinion groups of a consultation as its votes stood at `computed_at`.

    `revision` is of those votes (surveys.vote_queries), `content` a measures.opinion_map as JSON.
    """

    __tablename__ = "opinion_map"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    computed_at: Mapped[dt.datetime] = mapped_column(Moment)
    revision: Mapped[str] = mapped_column(String(16))
    method: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(Text)


class MonthlyReport(Base):
    """A frozen report: triggers refuse every change. Other facts make another revision."""

    __tablename__ = "monthly_report"
    __table_args__ = (
        # NULL is unlike NULL in a unique key, so the report of all agencies has an index of its own.
        Index(
            "uq_monthly_report_month_agency_id_revision",
            "month",
            "agency_id",
            "revision",
            unique=True,
            sqlite_where=text("agency_id IS NOT NULL"),
            postgresql_where=text("agency_id IS NOT NULL"),
        ),
        Index(
            "uq_monthly_report_month_revision",
            "month",
            "revision",
            unique=True,
            sqlite_where=text("agency_id IS NULL"),
            postgresql_where=text("agency_id IS NULL"),
        ),
        CheckConstraint("revision >= 1", name="revision_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[dt.date]  # its first day
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))  # None: all agencies
    revision: Mapped[int]  # 1, 2, …
    content: Mapped[str] = mapped_column(Text)  # canonical JSON
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the content, hexadecimal
    data_cut: Mapped[dt.date]  # the last local day whose answers can be in it
    frozen_at: Mapped[dt.datetime] = mapped_column(Moment)  # not in the content: the same facts give the same digest


class JobRun(Base):
    """One job's run for one period. Whoever started it last holds its `token`, and only they may write facts."""

    __tablename__ = "job_run"
    __table_args__ = (
        UniqueConstraint("job", "period"),
        CheckConstraint(f"status IN ('{RUNNING}', '{DONE}', '{FAILED}')", name="status_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(20))  # a day or a month, ISO
    status: Mapped[str] = mapped_column(String(10))
    token: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[dt.datetime] = mapped_column(Moment)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    facts_version: Mapped[int | None]  # a monthly run: which facts of its month it saw (reading.facts_versions)
    detail: Mapped[str] = mapped_column(Text, default="")


class JobLease(Base):
    """Which scheduler process leads, and until when unless it renews."""

    __tablename__ = "job_lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    expires_at: Mapped[dt.datetime] = mapped_column(Moment)

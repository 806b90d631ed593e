"""Thematic analysis: codes on comments, themes of codes, and samples that two people code.

A comment is one answer to one open question of one response, so four columns name it. No foreign key
leads to `response`: the nightly move of a day (surveys/retention.py) deletes rows and puts them back,
and one that cascades would lose the codes. A trigger forgets what belonged to a response that is
really gone.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment


class Theme(Base):
    """A group of codes and what they mean together. `revision` lets two people who write at once notice."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("survey_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))  # the name without regard to capitals
    interpretation: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)


class Code(Base):
    """A short name for what comments say, in the codebook of one survey.

    `name_key` is NULL once the code is retired, so that its name is free again.
    """

    __tablename__ = "code"
    __table_args__ = (
        UniqueConstraint("survey_id", "name_key"),
        CheckConstraint("merged_into_id IS NULL OR name_key IS NULL", name="merged_is_retired"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str | None] = mapped_column(String(200))  # the name without regard to capitals
    description: Mapped[str] = mapped_column(Text, default="")
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"), index=True)

    @property
    def in_use(self) -> bool:
        return self.name_key is not None


class CommentReading(Base):
    """That somebody read a comment and said which codes fit: those of its assignments, perhaps none."""

    __tablename__ = "comment_reading"
    __table_args__ = (
        UniqueConstraint(
            "survey_id", "day", "response_id", "question_code", "coder", name="uq_comment_reading_comment_coder"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    day: Mapped[dt.date]
    response_id: Mapped[str] = mapped_column(String(32))
    question_code: Mapped[str] = mapped_column(String(60))
    coder: Mapped[str] = mapped_column(String(254))  # the staff member's e-mail address
    at: Mapped[dt.datetime] = mapped_column(Moment)


class CodeAssignment(Base):
    __tablename__ = "code_assignment"

    reading_id: Mapped[int] = mapped_column(ForeignKey("comment_reading.id", ondelete="CASCADE"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True, index=True)


class DoubleCoding(Base):
    """A random sample of comments that two people code without seeing each other's codes."""

    __tablename__ = "double_coding"
    __table_args__ = (CheckConstraint("first_coder <> second_coder", name="two_coders"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    seed: Mapped[int]  # of the draw, so that it can be made again
    first_coder: Mapped[str] = mapped_column(String(254))
    second_coder: Mapped[str] = mapped_column(String(254))
    drawn_at: Mapped[dt.datetime] = mapped_column(Moment)
    drawn_by: Mapped[str] = mapped_column(String(254))


class DoubleCodedComment(Base):
    """A comment of a sample, with each coder's codes as they were before either saw the other's.

    They are kept here and not read from the assignments, which people correct once they have compared.
    """

    __tablename__ = "double_coded_comment"
    __table_args__ = (Index(None, "survey_id", "day", "response_id"),)

    double_coding_id: Mapped[int] = mapped_column(ForeignKey("double_coding.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    day: Mapped[dt.date]
    response_id: Mapped[str] = mapped_column(String(32))
    question_code: Mapped[str] = mapped_column(String(60))
    first_codes: Mapped[str | None] = mapped_column(Text)  # JSON list of code ids; NULL until read
    second_codes: Mapped[str | None] = mapped_column(Text)

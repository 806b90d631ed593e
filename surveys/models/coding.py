"""Thematic analysis: codes on comments, themes of codes, and samples that two people code.

A comment of a survey is one answer to one open question of one response, so four columns name it. One of a
consultation is a contribution: `response_id` is its id, `question_code` always `CONTRIBUTION`. No foreign key
leads to `response`: the nightly move of a day (surveys/retention.py) deletes rows and puts them back,
and one that cascades would lose the codes. Triggers forget what belonged to a response that is
really gone, and to a contribution that is gone or withdrawn.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveys.base import Base, Moment

CONTRIBUTION = "komentar"  # the `question_code` of every contribution


class OfOneSource:
    """What belongs to a survey or to a consultation: exactly one of the two."""

    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"))


def _one_source() -> CheckConstraint:
    return CheckConstraint("(survey_id IS NULL) <> (consultation_id IS NULL)", name="one_source")


class Theme(OfOneSource, Base):
    """A group of codes and what they mean together. `revision` lets two people who write at once notice."""

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("survey_id", "name_key"),
        UniqueConstraint("consultation_id", "name_key"),
        _one_source(),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))  # the name without regard to capitals
    interpretation: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)


class Code(OfOneSource, Base):
    """A short name for what comments say, in the codebook of one survey or consultation.

    `name_key` is NULL once the code is retired, so that its name is free again.
    """

    __tablename__ = "code"
    __table_args__ = (
        UniqueConstraint("survey_id", "name_key"),
        UniqueConstraint("consultation_id", "name_key"),
        _one_source(),
        CheckConstraint("merged_into_id IS NULL OR name_key IS NULL", name="merged_is_retired"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str | None] = mapped_column(String(200))  # the name without regard to capitals
    description: Mapped[str] = mapped_column(Text, default="")
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"), index=True)

    @property
    def in_use(self) -> bool:
        return self.name_key is not None


class CommentReading(OfOneSource, Base):
    """That somebody read a comment and said which codes fit: those of its assignments, perhaps none."""

    __tablename__ = "comment_reading"
    __table_args__ = (
        UniqueConstraint(
            "survey_id", "day", "response_id", "question_code", "coder", name="uq_comment_reading_comment_coder"
        ),
        UniqueConstraint("response_id", "consultation_id", "coder", name="uq_comment_reading_contribution_coder"),
        _one_source(),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    response_id: Mapped[str] = mapped_column(String(32))
    question_code: Mapped[str] = mapped_column(String(60))
    coder: Mapped[str] = mapped_column(String(254))  # the staff member's e-mail address
    at: Mapped[dt.datetime] = mapped_column(Moment)


class CodeAssignment(Base):
    __tablename__ = "code_assignment"
    __table_args__ = (Index(None, "code_id", "reading_id"),)

    reading_id: Mapped[int] = mapped_column(ForeignKey("comment_reading.id", ondelete="CASCADE"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)


class DoubleCoding(OfOneSource, Base):
    """A random sample of comments that two people code without seeing each other's codes."""

    __tablename__ = "double_coding"
    __table_args__ = (
        CheckConstraint("first_coder <> second_coder", name="two_coders"),
        _one_source(),
        Index(None, "survey_id"),
        Index(None, "consultation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[int]  # of the draw, so that it can be made again
    first_coder: Mapped[str] = mapped_column(String(254))
    second_coder: Mapped[str] = mapped_column(String(254))
    drawn_at: Mapped[dt.datetime] = mapped_column(Moment)
    drawn_by: Mapped[str] = mapped_column(String(254))


class DoubleCodedComment(OfOneSource, Base):
    """A comment of a sample, with each coder's codes as they were before either saw the other's.

    They are kept here and not read from the assignments, which people correct once they have compared.
    """

    __tablename__ = "double_coded_comment"
    __table_args__ = (
        _one_source(),
        Index(None, "survey_id", "day", "response_id"),
        Index(None, "consultation_id", "response_id"),
    )

    double_coding_id: Mapped[int] = mapped_column(ForeignKey("double_coding.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    response_id: Mapped[str] = mapped_column(String(32))
    question_code: Mapped[str] = mapped_column(String(60))
    first_codes: Mapped[str | None] = mapped_column(Text)  # JSON list of code ids; NULL until read
    second_codes: Mapped[str | None] = mapped_column(Text)

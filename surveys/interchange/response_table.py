"""Responses as a table: which columns there are and what a cell of each holds. Pure.

The export writes what the import reads, so an exported file can be imported elsewhere as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from surveys.answers import read_answers
from surveys.calendar import local_time
from surveys.definition import Question, Questionnaire, Section
from surveys.errors import Problem, RefusedFile
from surveys.question_types import AnswerProblem, Value, type_of
from surveys.question_types.base import shorten
from surveys.question_types.written import ShortText

RECEIVED_AT, CHANNEL, LANGUAGE, UNIT, EXTERNAL_ID = "received_at", "channel", "language", "unit", "external_id"
EXPORTED = (RECEIVED_AT, CHANNEL, LANGUAGE, UNIT)  # before the questions
ACCEPTED = (*EXPORTED, EXTERNAL_ID)
EARLIEST = dt.date(2000, 1, 1)  # a date before this is a slip, not an answer

# What a spreadsheet takes for a formula, after any apostrophes that are there already.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def question_columns(questions: Iterable[Question]) -> list[str]:
    """The columns of these questions: `waktu`, for a matrix `matrix.row`. Contact data have none."""
    answered = (question for question in questions if not type_of(question).is_apart)
    return [column.name for question in answered for column in type_of(question).columns(question)]


def check_header(questionnaire: Questionnaire, header: Sequence[str], line: int) -> None:
    """Raise RefusedFile for a column that is unknown or repeated, or that is missing and required."""
    known = {*question_columns(questionnaire.questions), *ACCEPTED}
    required = question_columns(q for s in questionnaire.sections for q in s.questions if _always_required(s, q))
    wrong = {
        "unknown-column": [name for name in header if name not in known],
        "repeated-column": [name for name in dict.fromkeys(header) if header.count(name) > 1],
        "missing-column": [name for name in required if name not in header],
    }
    for code, names in wrong.items():
        if names:
            raise RefusedFile(Problem(shorten(names[0]), code, found=", ".join(map(shorten, names[:20]))), line)


def _always_required(section: Section, question: Question) -> bool:
    return question.required and section.shown_if is None and question.shown_if is None


def answers_of(questionnaire: Questionnaire, cells: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, Problem]]:
    """The answers in a row's cells (column name -> text), and by question code what can't be read as one."""
    written = set(question_columns(_written(questionnaire)))
    plain = {name: _without_guard(text) if name in written else text for name, text in cells.items()}
    return read_answers(questionnaire.questions, lambda name: [plain[name]] if name in plain else [])


def cells_of(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> dict[str, str]:
    """Column name -> text of a response's answers; columns without an answer are absent.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, which the import
    takes off again.
    """
    cells: dict[str, str] = {}
    for code, value in answers.items():
        question = questionnaire.by_code[code]
        cells |= type_of(question).describe(question, value)
    for name in question_columns(_written(questionnaire)):
        if name in cells:
            cells[name] = without_formula(cells[name])
    return cells


def without_formula(text: str) -> str:
    """A text as a spreadsheet shows it and never runs it: with an apostrophe in front where it would."""
    return "'" + text if _FORMULA.match(text) else text


def received_cell(day: dt.date, hour: int | None) -> str:
    """The local day, with the hour where it is kept: 2026-11-03T09:00."""
    return day.isoformat() if hour is None else f"{day.isoformat()}T{hour:02}:00"


def received_of(text: str, time_zone: str, now: dt.datetime) -> tuple[dt.date, int | None]:
    """The local day and hour in an ISO date, or in a date and time with or without offset.

    Without an offset it is the unit's local time; a date alone has no hour. Raises AnswerProblem for
    what is no date, lies before EARLIEST or after `now`.
    """
    try:
        day, hour = _local(text, time_zone)
    except (ValueError, OverflowError) as error:
        raise AnswerProblem(Problem(RECEIVED_AT, "not-a-date", found=shorten(text))) from error
    if day < EARLIEST:
        raise AnswerProblem(Problem(RECEIVED_AT, "too-early", limit=EARLIEST.isoformat(), found=shorten(text)))
    if (day, hour or 0) > local_time(now, time_zone):
        raise AnswerProblem(Problem(RECEIVED_AT, "in-the-future", found=shorten(text)))
    return day, hour


def _local(text: str, time_zone: str) -> tuple[dt.date, int | None]:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return dt.date.fromisoformat(text), None
    moment = dt.datetime.fromisoformat(text)
    return (moment.date(), moment.hour) if moment.tzinfo is None else local_time(moment, time_zone)


def _written(questionnaire: Questionnaire) -> list[Question]:
    """The questions whose cells hold what a citizen wrote."""
    return [question for question in questionnaire.questions if isinstance(type_of(question), ShortText)]


def _without_guard(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text

"""Questions answered by writing: a number, a date, a line, a text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_right
from decimal import Decimal

from surveys.canonical import is_storable
from surveys.definition import Question
from surveys.errors import Problem
from surveys.personal_data import mask
from surveys.question_types.base import AnswerProblem, QuestionType, Raw, Value, shorten, single

_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,6})?\Z", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?\Z", re.ASCII)
_LOCAL_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z", re.ASCII)


def band_codes(bounds: tuple[int, ...]) -> list[str]:
    """The codes of the bands between rising lower bounds: (0, 18, 65) -> 0-17, 18-64, 65+."""
    return [f"{low}-{high - 1}" for low, high in itertools.pairwise(bounds)] + [f"{bounds[-1]}+"]


def is_decimal(value: object) -> bool:
    """Whether it is a number as answers keep it: decimal text with a point, at most 15 digits before and 6 behind."""
    return isinstance(value, str) and _DECIMAL.match(value) is not None


def day_of(value: object) -> dt.date | None:
    """The day of an answer to a date: ISO text, `2026-11-24` and no other way to write it."""
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


class Number(QuestionType):
    """A decimal number, as text with a point. With `bands` only the band is kept, never the number."""

    name = "number"

    def read(self, question: Question, raw: Raw) -> Value | None:
        text = single(question.code, raw).strip()
        if not text or (question.bands and text in band_codes(question.bands)):
            return text or None
        if not _NUMBER.match(text):
            raise AnswerProblem(Problem(question.code, "not-a-number", found=shorten(text)))
        number = Decimal(text.replace(",", "."))
        if problem := self._outside(question, number):
            raise AnswerProblem(problem)
        if question.bands:
            return band_codes(question.bands)[max(0, bisect_right(question.bands, number) - 1)]
        return f"{number.normalize():f}"

    def check(self, question: Question, value: Value) -> Problem | None:
        if question.bands:
            known = isinstance(value, str) and value in band_codes(question.bands)
            return None if known else Problem(question.code, "unknown-option", found=shorten(value))
        if not is_decimal(value):
            return Problem(question.code, "not-a-number", found=shorten(value))
        return self._outside(question, Decimal(str(value)))

    def counted(self, question: Question, value: Value) -> list[tuple[str, str]]:
        return [(question.code, str(value))] if question.bands else []

    def _outside(self, question: Question, number: Decimal) -> Problem | None:
        if question.minimum is not None and number < Decimal(question.minimum):
            return Problem(question.code, "too-small", limit=question.minimum, found=f"{number:f}")
        if question.maximum is not None and number > Decimal(question.maximum):
            return Problem(question.code, "too-large", limit=question.maximum, found=f"{number:f}")
        return None


class Date(QuestionType):
    """A day, as ISO text. Old browsers show a plain text field, so `3/11/2026` is read too."""

    name = "date"

    def read(self, question: Question, raw: Raw) -> Value | None:
        text = single(question.code, raw).strip()
        if local := _LOCAL_DATE.match(text):
            text = f"{local[3]}-{int(local[2]):02}-{int(local[1]):02}"
        return text or None

    def check(self, question: Question, value: Value) -> Problem | None:
        day = day_of(value)
        if day is None:
            return Problem(question.code, "not-a-date", found=shorten(value))
        if question.minimum and day < dt.date.fromisoformat(question.minimum):
            return Problem(question.code, "too-early", limit=question.minimum, found=day.isoformat())
        if question.maximum and day > dt.date.fromisoformat(question.maximum):
            return Problem(question.code, "too-late", limit=question.maximum, found=day.isoformat())
        return None


class ShortText(QuestionType):
    """One line."""

    name = "short-text"
    longest = 200

    def can_be_not_applicable(self, question: Question) -> bool:
        return False  # an empty text says it

    def check(self, question: Question, value: Value) -> Problem | None:
        if not isinstance(value, str):
            return Problem(question.code, "wrong-type", found=shorten(value))
        limit = question.max_length or self.longest
        if len(value) > limit:
            return Problem(question.code, "too-long", limit=str(limit), found=str(len(value)))
        return None if is_storable(value) else Problem(question.code, "unreadable-text")

    def masked(self, value: Value) -> Value:
        return mask(str(value))


class LongText(ShortText):
    """Several lines. However a line ends, LF is kept, so that it counts as the one character it is.

    So HTML normalizes newlines, and what was read once is read again as it is: pages before the last are.
    """

    name = "long-text"
    longest = 2000

    def read(self, question: Question, raw: Raw) -> Value | None:
        return single(question.code, raw).replace("\r\n", "\n").replace("\r", "\n").strip() or None

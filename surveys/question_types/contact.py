"""How a person wants to be reached: never an answer, and never stored with one."""

from __future__ import annotations

import re

from surveys.canonical import is_storable
from surveys.definition import Localized, Option, Question
from surveys.errors import Problem
from surveys.question_types.base import Column, QuestionType, Raw, Value, shorten, single

NAME, EMAIL, PHONE = "name", "email", "phone"
FIELDS: dict[str, Localized] = {
    NAME: {"id": "Nama", "en": "Name"},
    EMAIL: {"id": "Alamat surel", "en": "E-mail address"},
    PHONE: {"id": "Nomor telepon", "en": "Telephone number"},
}
PERIODS = (30, 90, 180)  # days after sending, to choose from
LONGEST = 200
_EMAIL = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]{1,180}\.[^\s@<>(),;:\".]{2,}\Z")
_PHONE = re.compile(r"\+?[0-9][0-9 .()/-]{4,28}[0-9]\Z", re.ASCII)


def field(code: str) -> Option:
    """A field of a contact question as it begins; an author may translate its label."""
    return Option(code, dict(FIELDS[code]))


class Contact(QuestionType):
    """Name, e-mail address and telephone number, as far as the question's options ask for them: field -> text.

    Where the question is required, one of its fields will do: who has no e-mail address still has a telephone.
    """

    name = "contact"
    is_apart = True

    def can_be_not_applicable(self, question: Question) -> bool:
        return False  # an empty field says it

    def columns(self, question: Question) -> list[Column]:
        fields = [Column(f"{question.code}.{option.code}", option.code) for option in question.options]
        return fields or [Column(question.code)]

    def read(self, question: Question, raw: Raw) -> Value | None:
        given = {column.part: single(column.name, raw).strip() for column in self.columns(question) if column.part}
        return {part: text for part, text in given.items() if text} or None

    def check(self, question: Question, value: Value) -> Problem | None:
        if not isinstance(value, dict) or not value.keys() <= question.option_codes:
            return Problem(question.code, "wrong-type", found=shorten(value))
        for part, text in value.items():
            name = f"{question.code}.{part}"
            if len(text) > LONGEST:
                return Problem(name, "too-long", limit=str(LONGEST), found=str(len(text)))
            if not is_storable(text):
                return Problem(name, "unreadable-text")
            if part == EMAIL and not _EMAIL.match(text):
                return Problem(name, "not-an-email")
            if part == PHONE and not _PHONE.match(text):
                return Problem(name, "not-a-telephone")
        return None

    def written(self, question: Question, value: Value) -> dict[str, str]:
        return {}  # in no export

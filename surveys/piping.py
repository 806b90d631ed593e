"""Earlier answers in the texts of later questions: `{code}` becomes the answer in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from surveys.definition import Localized, Option, Question, text_in
from surveys.question_types import NOT_APPLICABLE, Value, type_of
from surveys.question_types.written import Date, Number, day_of

UNSAID = "…"  # stands where a text names an answer that was not given
_LONGEST_WORDS = 100
_NAMED = re.compile(r"\{([A-Za-z0-9][A-Za-z0-9_+<>.-]{0,120})\}")


def named_codes(texts: Iterable[Localized]) -> set[str]:
    """The codes in braces in any language of these texts."""
    return {code for text in texts for words in text.values() for code in _NAMED.findall(words)}


def piped(text: Localized, known: Mapping[str, Question], answers: Mapping[str, Value]) -> Localized:
    """A text with `{code}` replaced by the answer in words; braces that name no question stay as they are."""

    def replace(words: str, language: str) -> str:
        return _NAMED.sub(lambda found: _said(found[1], found[0], known, answers, language), words)

    return {language: replace(words, language) for language, words in text.items()}


def _said(name: str, braces: str, known: Mapping[str, Question], answers: Mapping[str, Value], language: str) -> str:
    code, _, row = name.partition(".")
    if code not in known or (row and row not in known[code].row_codes):
        return braces
    value = answers.get(code)
    if row:
        value = value.get(row) if isinstance(value, dict) else None
    said = words_of(known[code], value, language) if value else ""
    return said or UNSAID


def words_of(question: Question, value: Value, language: str) -> str:
    """An answer in words, at most a hundred characters: labels of options, 1,5, 24/11/2026, what was written."""
    if value == NOT_APPLICABLE:
        return UNSAID
    if isinstance(value, dict):
        answered = [row for row in question.rows if row.code in value]
        said = ", ".join(
            f"{text_in(row.label, language)}: {_label(question.options, value[row.code], language)}" for row in answered
        )
    elif isinstance(value, list):
        said = ", ".join(_label(question.options, code, language) for code in value)
    elif question.options:
        said = _label(question.options, value, language)
    else:
        said = _written(question, value, language)
    return said if len(said) <= _LONGEST_WORDS else said[: _LONGEST_WORDS - 1] + UNSAID


def number_words(value: str, language: str) -> str:
    """A number as people write it: `1,5`, in English `1.5`."""
    return value if language == "en" else value.replace(".", ",")


def day_words(value: str) -> str:
    """A day as people write it: `24/11/2026`; what is no day, as it stands."""
    day = day_of(value)
    return f"{day.day}/{day.month}/{day.year}" if day else value


def _written(question: Question, value: str, language: str) -> str:
    kind = type_of(question)
    if isinstance(kind, Number) and not question.bands:
        return number_words(value, language)
    if isinstance(kind, Date):
        return day_words(value)
    return value.replace("\x00", "\ufffd")  # a NUL can't stand in a page


def _label(options: tuple[Option, ...], code: str, language: str) -> str:
    return next((text_in(option.label, language) for option in options if option.code == code), UNSAID)

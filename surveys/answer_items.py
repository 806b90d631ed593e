"""Answers as expressions read them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.definition import Question, Questionnaire
from surveys.logic import DATE, LIST, NUMBER, TEXT, Item, Kind
from surveys.question_types import NOT_APPLICABLE, Value, band_codes, type_of
from surveys.question_types.choice import Matrix, Multiple, Ranking
from surveys.question_types.written import Date, Number


def kinds(question: Question) -> dict[str, Kind]:
    """What expressions can read of a question: its code, for a matrix `code.row` too; nothing of contact data."""
    scored = bool(question.scores)
    kind = type_of(question)
    if kind.is_apart:  # no rule may make an answer of it
        return {}
    if isinstance(kind, Matrix):
        row = Kind(TEXT, question.option_codes, scored)
        return {question.code: Kind(LIST, question.row_codes)} | {
            f"{question.code}.{r.code}": row for r in question.rows
        }
    return {question.code: _kind(question)}


def _kind(question: Question) -> Kind:
    kind = type_of(question)
    if isinstance(kind, Multiple | Ranking):
        return Kind(LIST, question.option_codes)
    if isinstance(kind, Number):
        return Kind(TEXT, frozenset(band_codes(question.bands))) if question.bands else Kind(NUMBER)
    if isinstance(kind, Date):
        return Kind(DATE)
    return Kind(TEXT, question.option_codes, bool(question.scores)) if question.options else Kind(TEXT)


def items(question: Question, value: Value) -> dict[str, Item]:
    """An answer by the codes that `kinds` names; what is no answer of its kind is absent."""
    if type_of(question).is_apart:
        return {}
    if isinstance(value, dict):
        given = {row: code for row, code in value.items() if code != NOT_APPLICABLE}
        rows = {f"{question.code}.{row}": code for row, code in given.items()}
        return {question.code: list(given), **rows} if given else {}
    if isinstance(value, list):
        return {question.code: value} if value else {}
    if not isinstance(value, str) or value in ("", NOT_APPLICABLE):
        return {}
    if isinstance(type_of(question), Number) and not question.bands:
        number = _number(value)
        return {} if number is None else {question.code: number}
    return {question.code: value}


def scores(questionnaire: Questionnaire) -> dict[str, Mapping[str, int]]:
    """The scores of options, by the code whose answer they are picked for."""
    return {
        code: q.scores for q in questionnaire.questions if q.scores for code, kind in kinds(q).items() if kind.scored
    }


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None

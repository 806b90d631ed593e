"""What keeps a survey from being handed in is said in words of its own, that tell what to do, at its place."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.staff.builder_words import finding_words
from surveys import checks, definition, editing
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.errors import Problem
from surveys.logic import checking
from tests.app.author import SMALL, Author
from tests.app.office import newest_survey

pytestmark = pytest.mark.usefixtures("now")
# What can't stand in a draft: it is read, and said, elsewhere.
ELSEWHERE = {"unreadable"}


def codes(module: ModuleType) -> set[str]:
    """The codes of the problems that a module can find."""
    found = re.findall(r'(?:_Wrong\(|Problem\([^,()]+(?:\([^()]*\))?[^,()]*, )"([a-z-]+)"', inspect.getsource(module))
    return set(found) - ELSEWHERE


@pytest.mark.parametrize("locale", ["id", "en"])
def test_every_problem_has_words_of_its_own(app: Flask, locale: str) -> None:
    known = set().union(*(codes(module) for module in (checks, definition, checking, editing)))
    with app.test_request_context(), force_locale(locale):
        general = finding_words(Problem("q", "no-such-code"), "Umur")
        said = {code: finding_words(Problem("q", code, limit="shown_if", found="x"), "Umur") for code in known}
    assert [code for code, words in said.items() if words == general] == []
    assert len(set(said.values())) == len(said)


def test_the_codes_of_a_module_are_found() -> None:
    assert {"wrong-kind", "too-deep", "unknown-option"} <= codes(checking)
    assert {"few-options", "missing-alternative", "empty-section", "unreachable"} <= codes(checks)


def asked(*questions: Question, **fields: Any) -> Questionnaire:
    return Questionnaire({"id": "Survei"}, (Section("satu", {"id": "Satu"}, questions, **fields),))


AGE = Question("usia", "number", {"id": "Umur Anda?"})
YES = Option("ya", {"id": "Ya"})
HOW = Question("naik", "choice", {"id": "Naik apa?"}, options=(YES,))
ROWS = Question("tabel", "matrix", {"id": "Nilai:"}, options=(YES, Option("tidak", {"id": "Tidak"})))
DAY = Question("hari", "date", {"id": "Hari apa?"}, shown_if=["=", ["answer", "usia"], "tua"])


@pytest.mark.parametrize(
    ("questionnaire", "words", "place"),
    [
        (asked(HOW), "“Naik apa?” perlu paling sedikit dua pilihan jawaban.", "questions/naik"),
        (asked(ROWS), "“Nilai:” perlu paling sedikit satu pernyataan.", "questions/tabel"),
        (asked(), "Bagian “Satu” belum berisi pertanyaan.", "sections/satu"),
        (
            asked(AGE, DAY),
            "Syarat tampil “Hari apa?” membandingkan hal yang tidak sejenis. Pilih pembanding yang cocok.",
            "questions/hari",
        ),
        (
            asked(AGE, shown_if=["length", 7]),
            "Syarat tampil “Satu” membandingkan hal yang tidak sejenis. Pilih pembanding yang cocok.",
            "sections/satu",
        ),
    ],
)
def test_what_is_unfinished_is_told_at_its_place_and_is_not_handed_in(
    app: Flask, session: Session, questionnaire: Questionnaire, words: str, place: str
) -> None:
    author = Author(app, session, replace(questionnaire, sections=(*SMALL.sections[1:], *questionnaire.sections)))
    found = re.search(rf'<a href="([^"]+)">\s*{re.escape(words)}', author.get())
    assert found
    assert found[1] == f"{author.base}/{place}"
    assert author.client.get(found[1]).status_code == 200
    author.client.post(f"/office/surveys/{author.survey.id}/submit")
    survey = newest_survey(session)
    assert survey
    assert survey.state == "draft"

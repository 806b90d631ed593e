"""The question bank: questions of the agency's other surveys, searched, ticked and taken."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.definition import Option, Question, Questionnaire, Section, load
from surveys.models import Survey
from tests import builders
from tests.app.office import newest_survey, person
from tests.client import CheckingClient

OPTIONS = (Option("1", {"id": "Ya", "en": "Yes"}), Option("2", {"id": "Tidak"}))
ASKED = Question("antre", "choice", {"id": "Lama antre?", "en": "Long queue?"}, options=OPTIONS)
LATER = Question("sebab", "short-text", {"id": "Apa sebabnya?"}, shown_if=["=", ["answer", "antre"], "1"])
OWN = Question("antre", "short-text", {"id": "Nomor antrean?"})


@pytest.fixture
def draft(session: Session) -> Survey:
    unit = builders.unit(session, builders.agency(session))
    builders.survey(session, [unit], Questionnaire({"id": "Survei lama"}, (Section("a", {}, (ASKED, LATER)),)))
    other = builders.unit(session, builders.agency(session))
    secret = Question("rahasia", "choice", {"id": "Rahasia instansi lain?"}, options=OPTIONS)
    builders.survey(session, [other], Questionnaire({"id": "Lain"}, (Section("a", {}, (secret,)),)))
    return builders.survey(
        session, [unit], Questionnaire({"id": "Baru"}, (Section("b", {"id": "B"}, (OWN,)),)), state="draft"
    )


@pytest.fixture
def author(app: Flask, session: Session, draft: Survey) -> CheckingClient:
    return person(app, session, "author", draft.agency)


def address(survey_id: int) -> str:
    return f"/office/surveys/{survey_id}/build/sections/b/bank"


def marks(page: str) -> list[str]:
    return re.findall(r'name="mark" value="([^"]+)"', page)


def test_questions_are_taken_with_options_and_translations_and_without_conditions(
    author: CheckingClient, session: Session, draft: Survey
) -> None:
    survey_id = draft.id
    page = author.get(address(survey_id)).text
    assert "Lama antre?" in page
    assert "Rahasia" not in page
    found = marks(page)
    taken = [mark for mark in found if mark.split(".")[1] in ("antre", "sebab") and "Survei lama" in page]
    lines = author.get(address(survey_id) + "?q=SEBAB").text
    assert len(marks(lines)) == 1
    old = [mark for mark in taken if mark.split(".")[0] == marks(lines)[0].split(".")[0]]
    saved = author.post(address(survey_id), data={"seen": "0", "mark": old})
    assert saved.status_code == 303
    survey = newest_survey(session)
    assert survey is not None
    now = load(survey.versions[-1].definition)
    assert list(now.by_code) == ["antre", "antre-2", "sebab"]
    assert (now.by_code["antre-2"].label, now.by_code["antre-2"].options) == (ASKED.label, OPTIONS)
    assert now.by_code["sebab"].shown_if is None


def test_what_is_not_in_the_bank_is_not_taken(
    app: Flask, author: CheckingClient, session: Session, draft: Survey
) -> None:
    survey_id = draft.id
    before = draft.versions[-1].definition
    assert author.post(address(survey_id), data={"seen": "0"}).status_code == 422
    for mark in ("1.tidak-ada", "<script>", "9" * 400, "\x00"):
        assert author.post(address(survey_id), data={"seen": "0", "mark": mark}).status_code == 404
    assert author.get(address(survey_id) + "?q=%00<script>").status_code == 200
    assert author.get(address(survey_id).replace("/b/", "/x/")).status_code == 404
    late = author.post(address(survey_id), data={"seen": "7", "mark": marks(author.get(address(survey_id)).text)[:1]})
    assert late.status_code == 303
    survey = newest_survey(session)
    assert survey is not None
    assert survey.versions[-1].definition == before

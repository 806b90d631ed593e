"""The page of trends: one line for each row, option and index, with words for what it shows."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.canonical import canonical_json
from surveys.definition import Option, Question, Section
from surveys.instruments import INSTRUMENTS
from surveys.models import Survey
from tests import builders, counted
from tests.app.office import person
from tests.client import parse, text_of

pytestmark = pytest.mark.usefixtures("now")

STEPS = tuple(Option(str(score), {"id": f"Langkah {score}"}, score) for score in (1, 2, 3))
WORDS = (Option("wa", {"id": "WhatsApp"}), Option("loket", {"id": "Loket"}))
ROWS = (Option("a", {"id": "Ruang tunggu"}), Option("b", {"id": "Toilet"}))
QUESTIONS = (
    Question("fasilitas", "matrix", {"id": "Fasilitas?"}, options=STEPS, rows=ROWS, not_applicable=True),
    Question("saluran", "multiple", {"id": "Saluran?"}, options=WORDS),
    Question("urutan", "ranking", {"id": "Urutan?"}, options=WORDS),
)


@pytest.fixture
def survey(app: Flask, session: Session) -> Survey:
    """An NPS with a question of each kind, answered by three people in October; counted."""
    nps = INSTRUMENTS["nps"].questionnaire({"id": "Menyarankan"})
    asked = dataclasses.replace(nps, sections=(*nps.sections, Section("lain", {}, QUESTIONS)))
    made = builders.survey(session, [builders.unit(session, builders.agency(session))], asked)
    for answers in (
        {"nps": "10", "fasilitas": {"a": "1", "b": "n/a"}, "saluran": ["wa", "loket"], "urutan": ["wa", "loket"]},
        {"nps": "9", "fasilitas": {"a": "2", "b": "3"}, "saluran": ["loket"], "urutan": ["wa", "loket"]},
        {"nps": "0", "urutan": ["loket", "wa"]},
    ):
        builders.response(session, made, canonical_json(answers), dt.date(2026, 10, 5))
    session.commit()
    counted.count(app)
    return made


def test_every_kind_of_question_and_the_index_have_their_line(app: Flask, session: Session, survey: Survey) -> None:
    page = person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}/trends").text
    found = {}
    for section in parse(page).iter("section"):
        for figure in section.iter("figure"):
            [row] = [[text_of(cell) for cell in row] for body in figure.iter("tbody") for row in body]
            found[text_of(section.find("h2")), text_of(figure.find("figcaption"))] = tuple(row[2:])
    assert found == {
        # Two of three promote, one doesn't: 100/3.
        ("Kesediaan menyarankan (NPS)", "Kesediaan menyarankan (NPS)"): ("33,33", "3 (sedikit)"),
        ("Kesediaan menyarankan", "Kesediaan menyarankan"): ("6,33", "3 (sedikit)"),  # (10 + 9 + 0) / 3
        ("Fasilitas?", "Ruang tunggu"): ("1,50", "2 (sedikit)"),
        ("Fasilitas?", "Toilet"): ("3,00", "1 (sedikit)"),  # it doesn't apply to one, and one said nothing
        ("Saluran?", "Loket"): ("100,0%", "2 (sedikit)"),
        ("Saluran?", "WhatsApp"): ("50,0%", "2 (sedikit)"),
        ("Urutan?", "WhatsApp"): ("1,33", "3 (sedikit)"),  # (1 + 1 + 2) / 3
        ("Urutan?", "Loket"): ("1,67", "3 (sedikit)"),
    }
    assert "Angka 1 berarti paling diutamakan" in page
    assert page.count("kurang dari 30 jawaban") == 5  # once for each question, and for the index

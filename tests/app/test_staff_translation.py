"""Translating a survey: side by side, by file, in two tabs, and with hostile input."""

from __future__ import annotations

import dataclasses
import io

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys import drafting, editing
from surveys.definition import Option, Question, Questionnaire, Section, load
from surveys.interchange import translations
from surveys.models import Survey
from tests import builders
from tests.app.office import newest_survey, person
from tests.client import CheckingClient
from tests.conftest import NOW

QUESTION = Question(
    "antre", "choice", {"id": "Lama antre?"}, options=(Option("1", {"id": "Ya"}), Option("2", {"id": "Tidak"}))
)
QUESTIONNAIRE = Questionnaire({"id": "Survei antrean"}, (Section("a", {}, (QUESTION,)),))
LABEL = "sections.a.questions.antre.label"


@pytest.fixture
def survey(session: Session) -> Survey:
    unit = builders.unit(session, builders.agency(session))
    return builders.survey(session, [unit], QUESTIONNAIRE, state="draft")


@pytest.fixture
def author(app: Flask, session: Session, survey: Survey) -> CheckingClient:
    return person(app, session, "author", survey.agency)


def address(survey_id: int, rest: str = "") -> str:
    return f"/office/surveys/{survey_id}/languages{rest}"


def written(session: Session) -> Questionnaire:
    survey = newest_survey(session)
    assert survey is not None
    return load(survey.versions[-1].definition)


def test_a_language_is_added_translated_and_removed(author: CheckingClient, session: Session, survey: Survey) -> None:
    survey_id = survey.id
    added = author.post(address(survey_id), data={"language": "jv"})
    assert added.location == address(survey_id, "/jv")
    page = author.get(added.location).text
    assert "0 dari 4 teks" in page
    assert "Lama antre?" in page
    saved = author.post(address(survey_id, "/jv"), data={"seen": "1", f"text:{LABEL}": "Suwe antri?"})
    assert saved.status_code == 303
    assert written(session).by_code["antre"].label == {"id": "Lama antre?", "jv": "Suwe antri?"}
    missing = author.get(address(survey_id, "/jv?show=missing")).text
    assert "1 dari 4 teks" in missing
    assert f'id="t-{LABEL}"' not in missing
    assert author.post(address(survey_id, "/jv/remove")).status_code == 303
    assert written(session) == QUESTIONNAIRE


@pytest.mark.parametrize("form", ["csv", "xlf"])
def test_a_translator_gets_a_file_and_gives_it_back(
    author: CheckingClient, session: Session, survey: Survey, form: str
) -> None:
    survey_id = survey.id
    author.post(address(survey_id), data={"language": "en"})
    file = author.get(address(survey_id, f"/en/texts.{form}"))
    assert file.headers["Content-Disposition"].endswith(f'-en.{form}"')
    read = translations.read_xliff(file.data) if form == "xlf" else translations.read_csv(io.BytesIO(file.data))
    assert read.sources[LABEL] == "Lama antre?"
    filled = (
        file.data.replace(b"<target />", b"<target>Long queue?</target>", 2)
        if form == "xlf"
        else file.data.replace(b"Lama antre?,", b"Lama antre?,Long queue?")
    )
    sent = author.post(address(survey_id, "/en/file"), data={"file": (io.BytesIO(filled), f"texts.{form}")})
    assert sent.status_code == 303
    assert written(session).by_code["antre"].label["en"] == "Long queue?"


def test_two_tabs_lose_nothing(author: CheckingClient, session: Session, survey: Survey) -> None:
    survey_id = survey.id
    author.post(address(survey_id), data={"language": "en"})
    author.post(address(survey_id, "/en"), data={"seen": "1", "text:title": "Queue survey"})
    late = author.post(address(survey_id, "/en"), data={"seen": "1", f"text:{LABEL}": "Was the queue long?"})
    assert late.status_code == 409
    assert "Was the queue long?" in late.text
    assert "Tulisan Anda masih ada" in late.text
    assert written(session).title["en"] == "Queue survey"


def test_hostile_texts_are_refused_at_their_place(author: CheckingClient, session: Session, survey: Survey) -> None:
    survey_id = survey.id
    author.post(address(survey_id), data={"language": "en"})
    before = written(session)
    for text, words in (("x" * 100_000, "Persingkat"), ("a\x00b", "Tulis ulang")):
        refused = author.post(address(survey_id, "/en"), data={"seen": "1", f"text:{LABEL}": text})
        assert refused.status_code == 422
        assert words in refused.text
        assert f'href="#t-{LABEL}"' in refused.text
    assert written(session) == before
    script = "<script>alert(1)</script>"
    author.post(address(survey_id, "/en"), data={"seen": "1", f"text:{LABEL}": script})
    assert written(session).by_code["antre"].label["en"] == script
    assert script not in author.get(address(survey_id, "/en")).text


def test_a_file_that_does_not_fit_is_refused_in_words(author: CheckingClient, session: Session, survey: Survey) -> None:
    survey_id = survey.id
    author.post(address(survey_id), data={"language": "en"})
    other = translations.csv_text(QUESTIONNAIRE, "su")
    for data, words in ((b"<x", "tidak dapat dibaca"), (other, "bahasa lain"), (b"", "kosong")):
        refused = author.post(address(survey_id, "/en/file"), data={"file": (io.BytesIO(data), "a.csv")})
        assert refused.status_code == 422
        assert words in refused.text
    assert author.post(address(survey_id, "/en/file")).status_code == 422


def test_what_is_not_there_is_not_found(author: CheckingClient, survey: Survey) -> None:
    survey_id = survey.id
    for rest in ("/jv", "/id", "/xx", "/id/texts.csv"):
        assert author.get(address(survey_id, rest)).status_code == 404
    assert author.post(address(survey_id), data={"language": "xx"}).status_code == 422


def test_a_published_questionnaire_is_not_translated(app: Flask, session: Session) -> None:
    unit = builders.unit(session, builders.agency(session))
    survey = builders.survey(session, [unit])
    author, survey_id = person(app, session, "author", survey.agency), survey.id
    assert "Tambah bahasa" not in author.get(address(survey_id)).text
    assert author.get(address(survey_id, "/en")).status_code == 409
    assert author.post(address(survey_id), data={"language": "jv"}).status_code == 303
    assert "jv" not in written(session).languages


def reword(session: Session, author: CheckingClient, survey: Survey) -> None:
    """Translate the question and its title, then write the question in other words."""
    author.post(address(survey.id), data={"language": "en"})
    author.post(address(survey.id, "/en"), data={"seen": "1", f"text:{LABEL}": "Long queue?", "text:title": "Queues"})
    question = dataclasses.replace(QUESTION, label={"id": "Berapa lama antre?", "en": "Long queue?"})
    version = drafting.current_version(session, survey)
    changed = editing.replace_question(written(session), question)
    drafting.save(session, version, changed, drafting.edition(session, version), NOW, "author@dinas.example")
    session.commit()


def test_a_translation_that_aged_is_shown_apart_until_it_is_confirmed(
    author: CheckingClient, session: Session, survey: Survey
) -> None:
    survey_id = survey.id
    reword(session, author, survey)
    page = author.get(address(survey_id)).text
    assert "2 dari 4 teks" in page
    assert "1 perlu diperiksa" in page
    assert "1 terjemahan lebih tua daripada teks asalnya" in author.get(f"/office/surveys/{survey_id}/build").text
    page = author.get(address(survey_id, "/en?show=old")).text
    assert "Lama antre?" in page  # what it was translated from
    assert f'id="t-{LABEL}"' in page
    assert 'id="t-title"' not in page
    # Saved as it is, it is still old: only a word of the translator's, or another text, makes it fresh.
    author.post(address(survey_id, "/en?show=old"), data={"seen": "3", f"text:{LABEL}": "Long queue?"})
    assert "1 perlu diperiksa" in author.get(address(survey_id)).text
    told = {"seen": "3", f"text:{LABEL}": "Long queue?", f"right:{LABEL}": "yes"}
    author.post(address(survey_id, "/en?show=old"), data=told)
    assert "perlu diperiksa" not in author.get(address(survey_id)).text
    assert "Tidak ada terjemahan yang perlu diperiksa" in author.get(address(survey_id, "/en?show=old")).text
    assert written(session).by_code["antre"].label["en"] == "Long queue?"


def test_a_new_title_keeps_its_translation_as_an_old_one(
    author: CheckingClient, session: Session, survey: Survey
) -> None:
    survey_id = survey.id
    reword(session, author, survey)
    fields = {"title": "Survei antre", "layout": "one-page", "units": str(survey.units[0].unit_id), "originals": "0"}
    assert author.post(f"/office/surveys/{survey_id}/edit", data=fields).status_code == 303
    assert written(session).title == {"id": "Survei antre", "en": "Queues"}
    assert "2 perlu diperiksa" in author.get(address(survey_id)).text

"""Changing the language while answering: nothing typed is lost, and the answer keeps the language it was read in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.definition import PAGES, Option, Question, Questionnaire, Section
from surveys.models import Response
from tests import builders
from tests.app.citizen import hidden_fields

WORDS = {"id": "Apakah Anda antre?", "en": "Did you queue?", "jv": "Apa panjenengan antri?"}
OPTIONS = (Option("1", {"id": "Ya", "jv": "Inggih"}), Option("2", {"id": "Tidak", "jv": "Mboten"}))
FIRST = Section("a", {}, (Question("antre", "choice", WORDS, required=True, options=OPTIONS),))
SECOND = Section("b", {}, (Question("saran", "long-text", {"id": "Saran", "jv": "Pamrayogi"}),))


@pytest.fixture
def public_id(session: Session) -> str:
    questionnaire = Questionnaire({"id": "Survei antrean"}, (FIRST, SECOND), ("id", "jv"), layout=PAGES)
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire)
    session.commit()
    return survey.public_id


def test_a_language_of_the_survey_alone_can_be_chosen(client: FlaskClient, public_id: str) -> None:
    page = client.get(f"/s/{public_id}?lang=jv").text
    assert "Apa panjenengan antri?" in page
    assert "Inggih" in page
    assert '<html lang="id">' in page
    assert 'lang="jv"' in page
    assert "Kirim jawaban" not in page
    assert "Lanjut" in page


def test_changing_the_language_keeps_what_was_answered_on_every_page(
    client: FlaskClient, session: Session, public_id: str
) -> None:
    form = dict(hidden_fields(client.get(f"/s/{public_id}").text))
    token = {"token": form["token"], "step": "0"}
    page = client.post(f"/s/{public_id}/answers?lang=jv", data={**token, "antre": "2", "go": "language"})
    assert page.status_code == 200
    assert 'value="2" checked' in page.text
    assert "Apa panjenengan antri?" in page.text
    second = client.post(f"/s/{public_id}/answers?lang=jv", data={**token, "antre": "2"}).text
    assert "Pamrayogi" in second
    token["step"] = "1"
    back = client.post(
        f"/s/{public_id}/answers?lang=en", data={**token, "antre": "2", "saran": "Cepet", "go": "language"}
    ).text
    assert "Cepet" in back
    assert 'name="antre" value="2"' in back
    assert "Send" in back
    sent = client.post(f"/s/{public_id}/answers?lang=jv", data={**token, "antre": "2", "saran": "Cepet"})
    assert sent.location.endswith("/thanks?lang=jv")
    assert client.get(sent.location).status_code == 200
    assert session.scalars(select(Response.language)).all() == ["jv"]


def test_a_language_that_the_survey_does_not_have_is_not_kept(
    client: FlaskClient, session: Session, public_id: str
) -> None:
    form = dict(hidden_fields(client.get(f"/s/{public_id}?lang=su").text))
    client.post(f"/s/{public_id}/answers?lang=su", data={"token": form["token"], "step": "1", "antre": "1"})
    assert session.scalars(select(Response.language)).all() == ["id"]
    assert client.get(f"/s/{public_id}?lang=<script>").status_code == 200


def test_enter_in_a_field_sends_and_does_not_change_the_language(client: FlaskClient, public_id: str) -> None:
    page = client.get(f"/s/{public_id}").text
    buttons = page.split("<button")[1:]
    # The first button of the form is the one that Enter presses.
    assert "Lanjut" in buttons[0]

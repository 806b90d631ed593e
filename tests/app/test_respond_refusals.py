"""Everything that can be wrong with what a citizen posts: a clear message, nothing lost, never a 500."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from app.public import tokens
from surveys.models import Response, Survey
from tests import builders, databases
from tests.app.citizen import (
    GOOD,
    action,
    answer,
    column,
    control,
    errors,
    fill,
    hidden_fields,
    stored,
)
from tests.client import CheckingClient, parse, text_of

pytestmark = pytest.mark.usefixtures("now")


def test_missing_answers_are_named_at_the_top_and_beside_the_field(
    client: CheckingClient, session: Session, address: str
) -> None:
    response = answer(client, address, {"saran": "Tetap ada", "waktu": "4"})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert errors(page)[0] == "Pilih satu jawaban untuk Persyaratan"
    assert len(errors(page)) == 8  # nine elements, one answered
    assert "Tetap ada" in page
    assert [e.get("value") for e in parse(page).iter("input") if e.get("checked") is not None] == ["4"]
    assert text_of(parse(page).find("head/title")).startswith("Ada yang perlu diperbaiki")
    assert stored(session) == []


BAD = {
    "an unknown option": ({**GOOD, "waktu": "5"}, "Pilih salah satu jawaban yang tersedia untuk Waktu Penyelesaian"),
    "a label instead of a code": (
        {**GOOD, "biaya": "Gratis"},
        "Pilih salah satu jawaban yang tersedia untuk Biaya/Tarif",
    ),
    "a repeated field": ({**GOOD, "biaya": ["1", "4"]}, "Beri satu jawaban saja untuk Biaya/Tarif"),
    "a word for a number": ({**GOOD, "usia": "tua"}, "Tulis Umur dengan angka, misalnya 34"),
    "a number too large": ({**GOOD, "usia": "1e9"}, "Tulis Umur dengan angka, misalnya 34"),
    "an age out of reach": ({**GOOD, "usia": "999"}, "Tulis angka paling besar 120 untuk Umur"),
    "a megabyte of text": (
        {**GOOD, "saran": "a" * 1_048_576},
        "Persingkat Saran dan masukan menjadi paling banyak 2000 huruf. Sekarang 1048576 huruf",
    ),
    "a NUL": ({**GOOD, "saran": "a\x00b"}, "Tulis ulang Saran dan masukan. Ada tanda yang tidak dapat kami simpan"),
    "a profile that does not exist": (
        {**GOOD, "pendidikan": "<script>"},
        "Pilih salah satu jawaban yang tersedia untuk Pendidikan terakhir",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_answers_get_words_and_lose_nothing(
    client: CheckingClient, session: Session, address: str, case: str
) -> None:
    answers, words = BAD[case]
    response = answer(client, address, answers)
    assert response.status_code == 422
    assert errors(response.get_data(as_text=True)) == [words]
    assert stored(session) == []


def test_what_was_typed_comes_back_as_it_was(client: CheckingClient, address: str) -> None:
    text = "<b>&amp;\n\"baris\" 'dua'\n\n akhir"
    page = answer(client, address, {"saran": text, "usia": "<i>"}).get_data(as_text=True)
    assert (control(page, "saran").text or "").strip("\n") == text
    assert control(page, "usia").get("value") == "<i>"


def test_a_body_over_the_limit_gets_a_plain_page(client: CheckingClient, address: str) -> None:
    response = answer(client, address, {**GOOD, "saran": "a" * 5_000_000})
    assert response.status_code == 413
    assert "Isian terlalu besar" in response.get_data(as_text=True)


@pytest.mark.parametrize("token", ["", "x", "1.1.aa.bb.sig", "é" * 50, "A" * 10_000])
def test_a_forged_token_keeps_the_answers_and_asks_to_send_again(
    client: CheckingClient, session: Session, address: str, token: str
) -> None:
    response = answer(client, address, {**GOOD, "token": token, "saran": "Tetap ada"})
    page = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "Tetap ada" in page
    assert stored(session) == []
    sent = client.post(action(page), data=fill(page, {**GOOD, "saran": "Tetap ada"}))
    assert sent.status_code == 303
    assert len(stored(session)) == 1


def test_a_token_of_another_survey_is_forged(
    client: CheckingClient, session: Session, survey: Survey, address: str
) -> None:
    other = builders.survey(session, [survey.units[0].unit]).public_id
    session.commit()
    html = client.get(f"/s/{other}").get_data(as_text=True)
    token = dict(hidden_fields(html))["token"]
    assert answer(client, address, {**GOOD, "token": token}).status_code == 400
    assert stored(session) == []


def test_a_token_has_no_age(client: CheckingClient, address: str, now: dict[str, dt.datetime]) -> None:
    html = client.get(address).get_data(as_text=True)
    now["now"] += dt.timedelta(days=400)
    assert client.post(action(html), data=fill(html, GOOD)).status_code == 303


def test_a_token_from_before_a_change_of_keys_is_genuine(app: Flask, database_url: str, tmp_path: Path) -> None:
    with app.app_context():
        token = tokens.new_token(7, 0)
        read = tokens.read_token(token)
        code = tokens.keyring().current.code(read.key)
    changed = databases.settings(database_url, tmp_path, secret_key="n" * 64, secret_key_fallbacks=("k" * 64,))
    later = create_app(changed)
    with later.app_context():
        again = tokens.read_token(token)
        assert again == read
        assert tokens.keyring().get(again.key_version).code(again.key) == code  # type: ignore[union-attr]  # it is there
        db.engine.dispose()


def test_an_earlier_version_in_somebodys_hands_is_taken(
    client: CheckingClient, session: Session, survey: Survey, address: str
) -> None:
    html = client.get(address).get_data(as_text=True)
    first = survey.versions[0]
    first_id = first.id
    survey.versions.append(builders.SurveyVersion(number=2, definition=first.definition, published_at=builders.CREATED))
    session.commit()
    assert client.post(action(html), data=fill(html, GOOD)).status_code == 303
    assert column(session, Response.version_id) == [first_id]


@pytest.mark.parametrize(
    ("state", "status"),
    [("scheduled", 403), ("closed", 410), ("results-published", 410), ("draft", 404), ("in-review", 404)],
)
def test_a_survey_that_is_not_open_says_so(client: CheckingClient, session: Session, state: str, status: int) -> None:
    made = builders.survey(session, [builders.unit(session, builders.agency(session))], state=state)
    public_id = made.public_id
    session.commit()
    assert client.get(f"/s/{public_id}").status_code == status


def test_unknown_addresses_are_404(client: CheckingClient) -> None:
    for path in ("/s/nothing", "/s/nothing/thanks", "/u/nothing", "/nothing", "/s/%00", "/s/" + "a" * 3000):
        assert client.get(path).status_code == 404


def test_closing_meanwhile_keeps_what_was_written(
    client: CheckingClient, session: Session, survey: Survey, address: str
) -> None:
    html = client.get(address).get_data(as_text=True)
    survey.state = "closed"
    session.commit()
    response = client.post(action(html), data=fill(html, {**GOOD, "saran": "Tulisan panjang"}))
    assert response.status_code == 409
    assert "Tulisan panjang" in response.get_data(as_text=True)
    assert stored(session) == []

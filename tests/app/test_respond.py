"""A citizen's way: form, answers, thank-you page; and everything that can be wrong with what is posted."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app import clock, create_app
from app.extensions import db
from app.public import tokens
from surveys.definition import PAGES
from surveys.instruments import skm
from surveys.models import Response, Survey
from tests import builders, databases
from tests.app.citizen import GOOD, action, answer, control, errors, fill, hidden_fields, receipt_code, unpacked
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def survey(session: Session) -> Survey:
    return builders.survey(session, [builders.unit(session, builders.agency(session, name="Dinas Dukcapil"))])


@pytest.fixture
def address(session: Session, survey: Survey) -> str:
    found = f"/s/{survey.public_id}"
    session.commit()
    return found


def column(session: Session, attribute: Any) -> list[Any]:
    """All values of a column of the responses, as they are stored now."""
    session.rollback()
    values = list(session.scalars(select(attribute)))
    session.rollback()
    return values


def stored(session: Session) -> list[dict[str, Any]]:
    return [json.loads(text) for text in column(session, Response.answers)]


def test_home_lists_what_is_open(client: CheckingClient, session: Session, survey: Survey, address: str) -> None:
    builders.survey(session, [builders.unit(session, survey.agency)], state="scheduled")
    session.commit()
    page = client.get("/").get_data(as_text=True)
    links = [a.get("href") for a in parse(page).iter("a") if (a.get("href") or "").startswith("/s/")]
    assert links == [address]


@pytest.mark.parametrize(("query", "thanks"), [("", "Terima kasih"), ("?lang=en", "Thank you")])
def test_an_answer_is_stored_and_acknowledged(
    client: CheckingClient, session: Session, address: str, query: str, thanks: str
) -> None:
    response = answer(client, address + query, {**GOOD, "usia": "34", "saran": "Antre lama\r\nsekali"})
    assert response.status_code == 303
    page = client.get(response.headers["Location"]).get_data(as_text=True)
    assert thanks in page
    assert stored(session) == [{**GOOD, "usia": "25-34", "saran": "Antre lama\nsekali"}]
    assert column(session, Response.language) == ["en" if query else "id"]
    assert receipt_code(client.get(response.headers["Location"]).get_data(as_text=True)) == receipt_code(page)


def test_the_receipt_travels_only_in_its_cookie(client: CheckingClient, address: str) -> None:
    response = answer(client, address, GOOD)
    cookie = response.headers["Set-Cookie"]
    assert response.headers["Location"] == f"{address}/thanks"
    for part in ("HttpOnly", "Max-Age=900", f"Path={address}/thanks", "SameSite=Lax"):
        assert part in cookie
    code = receipt_code(client.get(f"{address}/thanks").get_data(as_text=True))
    assert code not in cookie
    assert code in client.get(f"{address}/thanks/receipt.txt").get_data(as_text=True)


def test_the_receipt_page_ends_after_fifteen_minutes(
    client: CheckingClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(client, address, GOOD)
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(minutes=16))
    assert client.get(f"{address}/thanks").status_code == 410
    assert client.get(f"{address}/thanks/receipt.txt").status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "AAAA", "%%%", "A" * 3000, "é"])
def test_a_forged_receipt_cookie_shows_nothing(client: CheckingClient, address: str, cookie: str) -> None:
    client.set_cookie("suara-receipt", cookie, path=f"{address}/thanks")
    assert client.get(f"{address}/thanks").status_code == 410


def test_a_double_click_stores_one_answer(client: CheckingClient, session: Session, address: str) -> None:
    html = client.get(address).get_data(as_text=True)
    codes = set()
    for _ in range(3):
        response = client.post(action(html), data=fill(html, GOOD))
        codes.add(receipt_code(client.get(response.headers["Location"]).get_data(as_text=True)))
    assert len(codes) == 1
    assert len(stored(session)) == 1


def test_the_same_form_with_other_answers_is_offered_as_a_new_one(
    client: CheckingClient, session: Session, address: str
) -> None:
    html = client.get(address).get_data(as_text=True)
    client.post(action(html), data=fill(html, GOOD))
    again = client.post(action(html), data=fill(html, {**GOOD, "waktu": "1", "saran": "Lain"}))
    assert again.status_code == 409
    page = again.get_data(as_text=True)
    assert "Lain" in page
    sent = client.post(action(page), data=fill(page, {**GOOD, "waktu": "1", "saran": "Lain"}))
    assert sent.status_code == 303
    assert sorted(len(found) for found in stored(session)) == [9, 10]


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


def test_a_token_has_no_age(client: CheckingClient, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html = client.get(address).get_data(as_text=True)
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(days=400))
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
        assert tokens.keyring().get(again.key_version).code(again.key) == code  # type: ignore[union-attr]
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


def test_with_several_units_the_citizen_says_which(client: CheckingClient, session: Session) -> None:
    agency = builders.agency(session)
    units = [builders.unit(session, agency, code=code) for code in ("loket-a", "loket-b")]
    made = builders.survey(session, units)
    address = f"/s/{made.public_id}"
    link = next(unit.link for unit in made.units if unit.unit.code == "loket-a")
    ids = [unit.id for unit in units]
    session.commit()
    assert errors(answer(client, address, GOOD).get_data(as_text=True)) == ["Pilih satu jawaban untuk Unit layanan"]
    forged = answer(client, address, {**GOOD, "unit": "loket-x"})
    assert errors(forged.get_data(as_text=True)) == ["Pilih salah satu jawaban yang tersedia untuk Unit layanan"]
    assert answer(client, address, {**GOOD, "unit": "loket-b"}).status_code == 303
    assert answer(client, f"/u/{link.upper()}", GOOD).status_code == 303
    assert answer(client, f"{address}?unit=loket-a", {**GOOD, "unit": "loket-b"}).status_code == 303
    assert sorted(column(session, Response.unit_id)) == [ids[0], ids[0], ids[1]]


def test_a_survey_in_pages_carries_everything_to_the_end(client: CheckingClient, session: Session) -> None:
    questionnaire = skm.questionnaire({"id": "Survei", "en": "Survey"}, {}, PAGES)
    made = builders.survey(session, [builders.unit(session, builders.agency(session))], questionnaire)
    public_id = made.public_id
    session.commit()
    first = client.get(f"/s/{public_id}").get_data(as_text=True)
    wrong = client.post(action(first), data=fill(first, {**GOOD, "waktu": "7"}))
    assert errors(wrong.get_data(as_text=True)) == ["Pilih salah satu jawaban yang tersedia untuk Waktu Penyelesaian"]
    second = client.post(action(first), data=fill(first, GOOD)).get_data(as_text=True)
    assert control(second, "usia") is not None
    third = client.post(action(second), data=fill(second, {"usia": "40"})).get_data(as_text=True)
    back = client.post(action(third), data=fill(third, {"saran": "Simpan ini", "go": "back"})).get_data(as_text=True)
    assert control(back, "usia").get("value") == "40"
    assert ("saran", "Simpan ini") in hidden_fields(back)
    forged = client.post(action(third), data=fill(third, {"biaya": "0"}))
    assert errors(forged.get_data(as_text=True)) == ["Pilih salah satu jawaban yang tersedia untuk Biaya/Tarif"]
    assert client.post(action(third), data=fill(third, {"step": "x" * 9, "saran": "Ok"})).status_code == 303
    assert stored(session) == [{**GOOD, "usia": "35-44", "saran": "Ok"}]


def test_a_warm_form_page_costs_no_query_no_template_and_no_cookie(
    app: Flask, client: CheckingClient, address: str
) -> None:
    client.get(address)
    seen: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    from flask import template_rendered

    with template_rendered.connected_to(lambda *args, **kwargs: seen.append("template"), app):
        response = client.get(address, headers={"Cookie": "suara-office=stolen"})
    assert seen == []
    assert "Set-Cookie" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"


def test_the_compressed_page_is_the_page(client: CheckingClient, address: str) -> None:
    plain = client.get(address).get_data(as_text=True)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    strip = lambda html: html.replace(dict(hidden_fields(html))["token"], "")  # noqa: E731
    assert strip(unpacked(packed)) == strip(plain)
    assert len(packed.data) < 4096  # docs/hot-path.md: the form page on the wire


def test_getting_pages_writes_nothing(
    app: Flask, client: CheckingClient, session: Session, survey: Survey, address: str
) -> None:
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    link = survey.units[0].link
    session.rollback()
    for path in ("/", address, f"/u/{link}", f"{address}/thanks", "/privacy"):
        client.get(path)
    assert statements
    assert not [s for s in statements if not s.lstrip().upper().startswith(("SELECT", "BEGIN"))]


def test_no_log_line_says_who_or_what(client: CheckingClient, address: str, capfd: pytest.CaptureFixture[str]) -> None:
    response = answer(client, address, {**GOOD, "saran": "rahasia-besar"}, environ_base={"REMOTE_ADDR": "10.9.8.7"})
    client.get(response.headers["Location"])
    lines = capfd.readouterr().err
    assert lines.count(" POST /s 303 ") == 1
    for secret in ("10.9.8.7", "rahasia-besar", address, "thanks"):
        assert secret not in lines

"""A citizen's way: form, answers, thank-you page; and everything that can be wrong with what is posted."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.extensions import db
from surveys.definition import PAGES
from surveys.instruments import skm
from surveys.models import Response, Survey
from tests import builders
from tests.app.citizen import (
    GOOD,
    action,
    answer,
    column,
    control,
    errors,
    fill,
    hidden_fields,
    receipt_code,
    stored,
    unpacked,
)
from tests.client import CheckingClient, parse

pytestmark = pytest.mark.usefixtures("now")


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
    client: CheckingClient, address: str, now: dict[str, dt.datetime]
) -> None:
    answer(client, address, GOOD)
    now["now"] += dt.timedelta(minutes=16)
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


def test_where_answers_go_leads_back_to_the_form(client: CheckingClient, address: str) -> None:
    html = client.get(address).get_data(as_text=True)
    assert action(html) != address, "a browser forgets the page that it kept under an address it sends to"
    back = client.get(f"{address}/answers?lang=en&unit=abc")
    assert (back.status_code, back.headers["Location"]) == (303, f"{address}?lang=en&unit=abc")


def test_with_several_units_the_citizen_says_which(client: CheckingClient, session: Session) -> None:
    agency = builders.agency(session)
    units = [builders.unit(session, agency, code=code) for code in ("loket-a", "loket-b")]
    made = builders.survey(session, units)
    address = f"/s/{made.public_id}"
    link, other = (next(u.link for u in made.units if u.unit.code == code) for code in ("loket-a", "loket-b"))
    ids = [unit.id for unit in units]
    session.commit()
    assert errors(answer(client, address, GOOD).get_data(as_text=True)) == ["Pilih satu jawaban untuk Unit layanan"]
    forged = answer(client, address, {**GOOD, "unit": "loket-x"})
    assert errors(forged.get_data(as_text=True)) == ["Pilih salah satu jawaban yang tersedia untuk Unit layanan"]
    assert answer(client, address, {**GOOD, "unit": other}).status_code == 303
    assert answer(client, f"/u/{link.upper()}", GOOD).status_code == 303
    assert answer(client, f"{address}?unit={link}", {**GOOD, "unit": other}).status_code == 303
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

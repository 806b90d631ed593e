"""The office's sessions, asked for as in production: every request in a context of its own."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from argon2 import PasswordHasher
from flask import Blueprint, Flask, session
from sqlalchemy import select

from app import create_app
from app.auth import current_staff, guard
from app.auth.accounts import disable
from app.auth.models import StaffSession, StaffUser
from app.auth.sessions import LONGEST, LONGEST_IDLE, SEEN_EVERY, hash_id
from app.database import writing
from app.extensions import db
from tests import builders
from tests.client import CheckingClient
from tests.conftest import NOW
from tests.sign_in import enter, form_token, staff

PASSWORD = "korek gajah payung biru"
STORED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
PLAIN = {"Content-Type": "text/plain"}


@pytest.fixture
def office(app: Flask, now: object) -> Flask:
    """The app with an author `ani@dinas.example`, and one guarded page."""
    with app.app_context(), writing():
        staff(db.session, "author", builders.agency(db.session), email="ani@dinas.example", password=STORED)
        db.session.commit()
    trial = Blueprint("trial", __name__, url_prefix="/office/trial")
    guard(trial)
    trial.add_url_rule("/", "me", lambda: (current_staff().email, PLAIN))
    trial.add_url_rule("/note", "note", lambda: (session.update(note="kept") or "", PLAIN), methods=["POST"])
    trial.add_url_rule("/note", "noted", lambda: (session.get("note", ""), PLAIN))
    app.register_blueprint(trial)
    return app


@pytest.fixture
def client(office: Flask) -> CheckingClient:
    return office.test_client()  # type: ignore[return-value]


def go_in(office: Flask, client: CheckingClient) -> None:
    with office.app_context(), writing():
        enter(client, db.session, db.session.scalars(select(StaffUser)).one())


def cookie_of(client: CheckingClient) -> str:
    cookie = client.get_cookie("suara-office", path="/office")
    return cookie.value if cookie else ""


def rows(office: Flask) -> list[StaffSession]:
    with office.app_context():
        return list(db.session.scalars(select(StaffSession)))


def sign_in(client: CheckingClient) -> None:
    data = {"email": "ani@dinas.example", "password": PASSWORD, "csrf_token": form_token(client)}
    assert client.post("/office/sign-in", data=data).status_code == 303


def test_before_sign_in_there_is_a_signed_cookie_and_no_row(office: Flask, client: CheckingClient) -> None:
    response = client.get("/office/sign-in")
    assert rows(office) == []
    header = response.headers["Set-Cookie"]
    assert "Path=/office;" in header + ";"
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Max-Age" not in header
    assert "Secure" not in header


def test_behind_https_the_cookie_is_secure_and_no_referer_is_needed(office: Flask) -> None:
    settings = office.extensions["settings"].but(base_url="https://suara.example")
    secure = create_app(settings)
    client, site = secure.test_client(), "https://suara.example"
    page = client.get("/office/sign-in", base_url=site)
    data = {"email": "ani@dinas.example", "password": PASSWORD, "csrf_token": form_token_in(page.text)}
    response = client.post("/office/sign-in", base_url=site, data=data)
    with secure.app_context():
        db.engine.dispose()
    assert response.status_code == 303
    for header in (page.headers["Set-Cookie"], response.headers["Set-Cookie"]):
        assert "; Secure" in header
        assert "; HttpOnly" in header
        assert "; SameSite=Lax" in header


def test_office_pages_stay_out_of_caches(client: CheckingClient) -> None:
    for path in ("/office/sign-in", "/office/trial/"):
        response = client.get(path)
        assert response.headers["Cache-Control"] == "no-store"
        assert "Cookie" in response.headers["Vary"]


def test_the_id_changes_at_sign_in(office: Flask, client: CheckingClient) -> None:
    """Whoever planted a session in a browser doesn't hold the one that is signed in."""
    form_token(client)
    planted = cookie_of(client)
    sign_in(client)
    assert cookie_of(client) not in ("", planted)
    stranger = office.test_client()
    stranger.set_cookie("suara-office", planted, path="/office")
    assert stranger.get("/office/trial/").status_code == 303


def test_a_chosen_id_is_never_taken_over(office: Flask, client: CheckingClient) -> None:
    client.set_cookie("suara-office", "A" * 43, path="/office")
    sign_in(client)
    assert cookie_of(client) != "A" * 43
    assert [row.id_hash for row in rows(office)] == [hash_id(cookie_of(client))]


def test_signing_in_again_replaces_the_row(office: Flask, client: CheckingClient) -> None:
    sign_in(client)
    first = cookie_of(client)
    token = form_token(client, "/office/users")  # every office page carries the sign-out button's
    data = {"email": "ani@dinas.example", "password": PASSWORD, "csrf_token": token}
    assert client.post("/office/sign-in", data=data).status_code == 303
    assert [row.id_hash for row in rows(office)] == [hash_id(cookie_of(client))]
    assert cookie_of(client) != first


def test_a_token_from_before_sign_in_is_no_token_after_it(client: CheckingClient) -> None:
    before = form_token(client)
    sign_in(client)
    assert client.post("/office/trial/note", data={"csrf_token": before}).status_code == 400


def test_the_row_tells_no_secret_and_no_address(office: Flask, client: CheckingClient) -> None:
    sign_in(client)
    (row,) = rows(office)
    assert row.id_hash == hash_id(cookie_of(client))
    assert row.expires_at == NOW + LONGEST
    assert set(json.loads(row.data)) == {"csrf_token"}


def test_what_a_page_keeps_is_in_the_row(office: Flask, client: CheckingClient) -> None:
    go_in(office, client)
    before = cookie_of(client)
    client.post("/office/trial/note")
    assert client.get("/office/trial/note").text == "kept"
    assert cookie_of(client) == before
    client.get("/office/users?lang=en")
    assert 'lang="en"' in client.get("/office/users").text


def test_reading_writes_nothing(office: Flask, client: CheckingClient, now: dict[str, dt.datetime]) -> None:
    go_in(office, client)
    now["now"] += SEEN_EVERY - dt.timedelta(seconds=1)
    client.get("/office/trial/")
    assert rows(office)[0].seen_at == NOW
    now["now"] += dt.timedelta(seconds=1)
    client.get("/office/trial/")
    assert rows(office)[0].seen_at == NOW + SEEN_EVERY


def test_idle_sessions_end(office: Flask, client: CheckingClient, now: dict[str, dt.datetime]) -> None:
    go_in(office, client)
    now["now"] += LONGEST_IDLE - dt.timedelta(seconds=1)
    assert client.get("/office/trial/").status_code == 200
    now["now"] += LONGEST_IDLE
    assert client.get("/office/trial/").location == "/office/sign-in?next=/office/trial/"


def test_busy_sessions_end_after_half_a_day(office: Flask, client: CheckingClient, now: dict[str, dt.datetime]) -> None:
    go_in(office, client)
    while now["now"] < NOW + LONGEST:
        assert client.get("/office/trial/").status_code == 200
        now["now"] += dt.timedelta(hours=1)
    assert client.get("/office/trial/").status_code == 303


def test_expired_rows_are_swept_at_the_next_sign_in(
    office: Flask, client: CheckingClient, now: dict[str, dt.datetime]
) -> None:
    go_in(office, client)
    now["now"] += LONGEST
    other = office.test_client()
    sign_in(other)  # type: ignore[arg-type]
    assert [row.id_hash for row in rows(office)] == [hash_id(cookie_of(other))]  # type: ignore[arg-type]


def test_a_disabled_person_is_out_at_once(office: Flask, client: CheckingClient) -> None:
    go_in(office, client)
    assert client.get("/office/trial/").text == "ani@dinas.example"
    with office.app_context(), writing():
        disable(db.session, db.session.scalars(select(StaffUser)).one())
        db.session.commit()
    assert rows(office) == []
    assert client.get("/office/trial/").status_code == 303


def test_a_row_alone_does_not_let_a_disabled_person_in(office: Flask, client: CheckingClient) -> None:
    go_in(office, client)
    with office.app_context(), writing():
        db.session.scalars(select(StaffUser)).one().active = False
        db.session.commit()
    assert client.get("/office/trial/").status_code == 303


def test_a_forged_cookie_is_an_empty_session(office: Flask, client: CheckingClient) -> None:
    for forged in ("A" * 43, "eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb", ".", "'; DROP TABLE staff_user; --", "%00"):
        client.set_cookie("suara-office", forged, path="/office")
        assert client.get("/office/trial/").status_code == 303
    assert rows(office) == []


def test_a_form_without_token_is_kept_and_sent_again(client: CheckingClient) -> None:
    typed = {"email": "ani@dinas.example", "password": PASSWORD}
    response = client.post("/office/sign-in", data=typed, headers={"Origin": "http://localhost"})
    assert response.status_code == 400
    assert 'value="ani@dinas.example"' in response.text
    assert PASSWORD not in response.text
    again = {"email": "ani@dinas.example", "csrf_token": form_token_in(response.text)}
    response = client.post("/office/sign-in", data=again)
    assert response.status_code == 422
    assert 'value="ani@dinas.example"' in response.text


def form_token_in(page: str) -> str:
    return re.findall(r'name="csrf_token"\s+value="([^"]+)"', page)[-1]


def test_a_form_of_another_site_gets_no_second_chance(client: CheckingClient) -> None:
    for origin in ("https://evil.example", "null", "http://localhost.evil.example", "http://[", ""):
        response = client.post("/office/sign-in", data={"email": "ani@dinas.example"}, headers={"Origin": origin})
        assert response.status_code == 400
        assert "ani@dinas.example" not in response.text
        assert "tidak datang dari halaman Suara" in response.text


def test_what_was_typed_survives_the_end_of_the_session(
    office: Flask, client: CheckingClient, now: dict[str, dt.datetime]
) -> None:
    go_in(office, client)
    now["now"] += LONGEST
    typed = {"title": "Survei panjang", "unit": ["a", "b"]}
    response = client.post("/office/trial/note", data=typed, headers={"Origin": "http://localhost"})
    assert response.status_code == 403
    for value in ("Survei panjang", "a", "b"):
        assert f'value="{value}"' in response.text
    assert "/office/sign-in" in response.text


def test_every_changing_request_needs_the_token(office: Flask, client: CheckingClient) -> None:
    go_in(office, client)
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    assert client.post("/office/trial/note").status_code == 400
    assert client.get("/office/trial/note").text == ""

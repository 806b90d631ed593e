"""Signing in and out: who gets in, where they land, and what a guesser meets."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth import lockout, passwords
from app.auth.models import SignInFailure, StaffSession, StaffUser
from app.auth.permissions import AGENCY_ROLES, ROLES
from app.extensions import db
from tests import builders
from tests.client import CheckingClient, parse
from tests.conftest import NOW
from tests.sign_in import form_token, look, staff

PASSWORD = "korek gajah payung biru"
# Verifying takes the parameters from the hash: these make it cheap.
STORED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
REAL_NOBODY = passwords.NOBODY
SAME_MESSAGE = "Alamat e-mail atau kata sandi tidak cocok."
ELSEWHERE = (
    "https://evil.example/office/",
    "//evil.example/office/",
    "///evil.example/office",
    "/\\evil.example/office",
    "/office/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/s/abc",
    "/officers",
    "/office/../s/abc",
    "/office/\n//evil.example",
    "http:/office/x",
    "http:///office/x",
    "//[evil",
    "",
)


@pytest.fixture(autouse=True)
def cheap_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "NOBODY", STORED)


@pytest.fixture
def ani(session: Session) -> StaffUser:
    user = staff(session, "author", builders.agency(session), email="ani@dinas.example", password=STORED)
    session.commit()
    return user


def attempt(client: CheckingClient, email: str, password: str, to: str = "/office/sign-in") -> Any:
    return client.post(to, data={"email": email, "password": password, "csrf_token": form_token(client)})


def count(session: Session, table: type) -> int:
    return look(session, select(func.count()).select_from(table))[0]


def test_a_right_password_opens_a_session(client: CheckingClient, session: Session, ani: StaffUser) -> None:
    response = attempt(client, "  Ani@Dinas.example ", PASSWORD)
    assert (response.status_code, response.location) == (303, "/office")
    row = session.scalars(select(StaffSession)).one()
    cookie = client.get_cookie("suara-office", path="/office")
    assert cookie is not None
    assert row.user_id == ani.id
    assert cookie.value not in (row.id_hash, row.data)
    assert client.get("/office/home").location == "/office"


def test_each_role_lands_on_its_own_pages(client: CheckingClient, session: Session) -> None:
    for role in ROLES:
        agency = builders.agency(session) if role in AGENCY_ROLES else None
        user = staff(session, role, agency, password=STORED)
        session.commit()
        expected = "/office" if role in AGENCY_ROLES else "/office/oversight"
        assert attempt(client, user.email, PASSWORD).location == expected
        assert client.get("/office/sign-in").location == expected
        client.delete_cookie("suara-office", path="/office")


def test_every_refusal_says_the_same(client: CheckingClient, session: Session, ani: StaffUser) -> None:
    staff(session, "author", ani.agency, email="disabled@dinas.example", password=STORED, active=False)
    staff(session, "author", ani.agency, email="invited@dinas.example")
    session.commit()
    for email, password in (
        ("ani@dinas.example", "salah sekali ini"),
        ("ani@dinas.example", "nul\x00di sini"),
        ("siapa@dinas.example", PASSWORD),
        ("disabled@dinas.example", PASSWORD),
        ("invited@dinas.example", PASSWORD),
    ):
        response = attempt(client, email, password)
        assert response.status_code == 422
        assert SAME_MESSAGE in response.text
        assert f'value="{email}"' in response.text
        assert password not in response.text
    assert count(session, StaffSession) == 0


def test_an_address_that_is_none_is_said_before_anything_is_checked(client: CheckingClient, session: Session) -> None:
    for email in ("", "ani", "ani@", "a,b@dinas.example", "ani@dinas example", "a" * 250 + "@b.id"):
        response = attempt(client, email, "")
        assert response.status_code == 422
        assert "Tulis alamat e-mail lengkap" in response.text
        assert "Isi kata sandi Anda." in response.text
    assert count(session, SignInFailure) == 0


@pytest.mark.parametrize("email", ["ani@dinas.example", "siapa@dinas.example"])
def test_five_wrong_passwords_make_an_address_wait(
    client: CheckingClient, session: Session, ani: StaffUser, now: dict[str, dt.datetime], email: str
) -> None:
    for _ in range(lockout.MOST):
        assert attempt(client, email, "salah sekali ini").status_code == 422
        now["now"] += dt.timedelta(seconds=30)
    response = attempt(client, email, PASSWORD)
    assert response.status_code == 429
    assert "Coba lagi 15 menit lagi" in response.text
    assert count(session, SignInFailure) == lockout.MOST, "trying while waiting makes nobody wait longer"
    now["now"] = NOW + dt.timedelta(minutes=17, seconds=1)
    assert attempt(client, email, PASSWORD).status_code == (303 if email == ani.email else 422)


def test_waiting_is_for_one_address_only(client: CheckingClient, ani: StaffUser, now: object) -> None:
    for _ in range(lockout.MOST + 1):
        attempt(client, "siapa@dinas.example", PASSWORD)
    assert attempt(client, ani.email, PASSWORD).status_code == 303


def test_slow_mistakes_lock_nobody_out(
    client: CheckingClient, session: Session, ani: StaffUser, now: dict[str, dt.datetime]
) -> None:
    for _ in range(lockout.MOST + 3):
        assert attempt(client, ani.email, "salah sekali ini").status_code == 422
        now["now"] += dt.timedelta(minutes=6)
    assert count(session, SignInFailure) < lockout.MOST + 3, "old ones are swept"


def test_a_right_password_forgives_the_wrong_ones(client: CheckingClient, session: Session, ani: StaffUser) -> None:
    for _ in range(lockout.MOST - 1):
        attempt(client, ani.email, "salah sekali ini")
    attempt(client, ani.email, PASSWORD)
    assert count(session, SignInFailure) == 0


def test_an_attempt_is_counted_before_its_password_is_checked(
    client: CheckingClient, session: Session, ani: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, bool]] = []

    def matches(password: str, stored: str | None) -> bool:
        seen.append((count(session, SignInFailure), not db.session().in_transaction()))
        return True

    monkeypatch.setattr(passwords, "matches", matches)
    assert attempt(client, ani.email, "anything at all").status_code == 303
    assert seen == [(1, True)], "no transaction is held while a password is hashed"


def test_somebody_disabled_meanwhile_stays_out(
    client: CheckingClient, session: Session, ani: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def matches(password: str, stored: str | None) -> bool:
        session.get_one(StaffUser, 1).active = False
        session.commit()
        return True

    monkeypatch.setattr(passwords, "matches", matches)
    assert SAME_MESSAGE in attempt(client, ani.email, PASSWORD).text


def test_a_crowd_at_the_door_is_asked_to_come_back(
    client: CheckingClient, session: Session, ani: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "LONGEST_WAIT", 0.01)
    with passwords.turn(), passwords.turn():
        response = attempt(client, ani.email, PASSWORD)
    assert response.status_code == 503
    assert count(session, SignInFailure) == 0
    assert attempt(client, ani.email, PASSWORD).status_code == 303


def test_whoever_finds_the_line_full_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "LONGEST_WAIT", 3600)
    with passwords.turn(), passwords.turn(), passwords._places, pytest.raises(passwords.TooBusy), passwords.turn():
        pytest.fail("nobody gets a third turn")


def go_to_sign_in(client: CheckingClient, back: str) -> Any:
    client.delete_cookie("suara-office", path="/office")
    data = {"email": "ani@dinas.example", "password": PASSWORD, "csrf_token": form_token(client)}
    return client.post("/office/sign-in", query_string={"next": back}, data=data).location


def test_people_go_back_to_where_they_were(client: CheckingClient, ani: StaffUser) -> None:
    for back in ("/office/surveys/3?month=2026-10", "/office", "/office/surveys?title=a..b"):
        client.delete_cookie("suara-office", path="/office")
        page = client.get("/office/sign-in", query_string={"next": back}).text
        actions = [unescape(action) for action in re.findall(r'action="([^"]*)"', page)]
        assert [back] in [parse_qs(urlsplit(action).query).get("next") for action in actions], "the form keeps it"
        assert go_to_sign_in(client, back) == back


def test_the_way_back_outlasts_a_change_of_language(client: CheckingClient) -> None:
    page = client.get("/office/sign-in?next=/office/surveys%3Fstate%3Dopen%26page%3D2").get_data(as_text=True)
    link = next(e.get("href", "") for e in parse(page).iter("a") if e.get("hreflang") == "en")
    assert parse_qs(urlsplit(link).query) == {"next": ["/office/surveys?state=open&page=2"], "lang": ["en"]}


def test_the_way_back_leads_nowhere_else(client: CheckingClient, ani: StaffUser) -> None:
    for back in ELSEWHERE:
        assert go_to_sign_in(client, back) == "/office", back


def test_signing_out_ends_the_session(client: CheckingClient, session: Session, ani: StaffUser) -> None:
    attempt(client, ani.email, PASSWORD)
    stolen = client.get_cookie("suara-office", path="/office")
    assert stolen is not None
    response = client.post("/office/sign-out", data={"csrf_token": form_token(client, "/office/users")})
    assert response.location == "/office/sign-in"
    assert count(session, StaffSession) == 0
    assert "Anda sudah keluar." in client.get("/office/sign-in").text
    client.set_cookie("suara-office", stolen.value, path="/office")
    assert client.get("/office/home").location == "/office/sign-in"


def test_signing_out_needs_a_post_with_a_token(client: CheckingClient, session: Session, ani: StaffUser) -> None:
    attempt(client, ani.email, PASSWORD)
    assert client.get("/office/sign-out").status_code == 405
    assert client.post("/office/sign-out").status_code == 400
    assert count(session, StaffSession) == 1


def test_signing_out_twice_is_no_error(client: CheckingClient) -> None:
    assert client.post("/office/sign-out").location == "/office/sign-in"


def test_hashes_are_argon2id() -> None:
    made = passwords.hashed("kata sandi baru é")
    assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert made.split("$")[:4] == REAL_NOBODY.split("$")[:4], "an unknown address takes as long"
    assert passwords.matches("kata sandi baru e\u0301", made), "the same password, typed on another keyboard"
    assert not passwords.matches("kata sandi lama", made)

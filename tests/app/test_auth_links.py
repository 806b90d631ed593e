"""Mailed links: forgotten passwords and invitations, from the mail to the first sign-in."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import mail
from app.auth import accounts, lockout, passwords
from app.auth.links import INVITATION_LASTS, RESET_LASTS
from app.auth.models import StaffSession, StaffUser
from app.mail import Letter
from surveys.models import Agency
from tests import builders
from tests.client import CheckingClient
from tests.conftest import NOW
from tests.sign_in import enter, form_token, look, staff

OLD = "cheap:kuda lumping hijau tua"
NEW = "korek gajah payung biru"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hashed", lambda password: f"cheap:{password}")
    monkeypatch.setattr(passwords, "matches", lambda password, stored: stored == f"cheap:{password}")


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session, name="Dinas Kependudukan")


@pytest.fixture
def ani(session: Session, agency: Agency, now: object) -> StaffUser:
    user = staff(session, "author", agency, email="ani@dinas.example", name="Ani", password=OLD)
    session.commit()
    return user


@pytest.fixture
def invited(session: Session, agency: Agency, now: object) -> StaffUser:
    user = accounts.create(session, "budi@dinas.example", "analyst", agency.id, NOW, name="Budi")
    session.commit()
    return user


def mails(folder: Path) -> list[Any]:
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted((folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    ]


def link_in(message: Any) -> str:
    return urlsplit(re.findall(r"https?://\S+/new-password/\S+", message.get_content())[0]).path


def ask(client: CheckingClient, address: str) -> Any:
    path = "/office/forgotten-password"
    with client.post(path, data={"email": address, "csrf_token": form_token(client, path)}) as response:
        response.get_data()
    return response


def choose(client: CheckingClient, link: str, password: str) -> Any:
    return client.post(link, data={"password": password, "csrf_token": form_token(client)})


def sign_in(client: CheckingClient, address: str, password: str) -> int:
    data = {"email": address, "password": password, "csrf_token": form_token(client)}
    return int(client.post("/office/sign-in", data=data).status_code)


def test_a_forgotten_password_is_replaced(
    client: CheckingClient, session: Session, ani: StaffUser, tmp_path: Path
) -> None:
    enter(client, session, ani)
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    client.delete_cookie("suara-office", path="/office")
    ask(client, "Ani@dinas.example")
    (message,) = mails(tmp_path)
    assert message["To"] == "ani@dinas.example"
    assert message["From"] == "suara@localhost"
    assert "Halo Ani," in message.get_content()
    link = link_in(message)
    page = client.get(link)
    assert page.status_code == 200
    assert 'value="ani@dinas.example"' in page.text
    assert "Paling sedikit 12 karakter" in page.text
    response = choose(client, link, NEW)
    assert response.location == "/office/sign-in"
    assert look(session, select(StaffSession)) == [], "signed out everywhere"
    assert sign_in(client, ani.email, OLD) == 422
    assert sign_in(client, ani.email, NEW) == 303


def test_a_link_works_once(client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    ask(client, ani.email)
    link = link_in(mails(tmp_path)[0])
    choose(client, link, NEW)
    assert client.get(link).status_code == 410
    assert choose(client, link, "kuda lumping hijau muda").status_code == 410
    assert sign_in(client, ani.email, NEW) == 303


def test_reading_the_page_does_not_use_the_link_up(client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    """Mail scanners open links."""
    ask(client, ani.email)
    link = link_in(mails(tmp_path)[0])
    for _ in range(2):
        assert client.get(link).status_code == 200
    assert choose(client, link, NEW).status_code == 303


def test_a_reset_link_lasts_two_hours(
    client: CheckingClient, ani: StaffUser, tmp_path: Path, now: dict[str, dt.datetime]
) -> None:
    ask(client, ani.email)
    link = link_in(mails(tmp_path)[0])
    now["now"] += RESET_LASTS - dt.timedelta(seconds=1)
    assert client.get(link).status_code == 200
    now["now"] += dt.timedelta(seconds=1)
    assert client.get(link).status_code == 410
    assert choose(client, link, NEW).status_code == 410


def test_an_invitation_lasts_seven_days(
    client: CheckingClient, invited: StaffUser, tmp_path: Path, now: dict[str, dt.datetime]
) -> None:
    ask(client, invited.email)
    (message,) = mails(tmp_path)
    assert "Dinas Kependudukan" in message.get_content(), "who never chose a password is invited again"
    link = link_in(message)
    now["now"] += INVITATION_LASTS - dt.timedelta(seconds=1)
    assert "Anda diundang ke Dinas Kependudukan" in client.get(link).text
    assert choose(client, link, NEW).status_code == 303
    assert sign_in(client, invited.email, NEW) == 303
    assert client.get(link).status_code == 410


def test_an_old_invitation_is_void(
    client: CheckingClient, invited: StaffUser, tmp_path: Path, now: dict[str, dt.datetime]
) -> None:
    ask(client, invited.email)
    now["now"] += INVITATION_LASTS
    assert client.get(link_in(mails(tmp_path)[0])).status_code == 410


def test_the_answer_does_not_tell_who_has_an_account(client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    known, unknown = ask(client, "ani@dinas.example"), ask(client, "abu@dinas.example")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert known.text.replace("ani@", "abu@") == unknown.text
    assert len(mails(tmp_path)) == 1


def test_the_mail_leaves_after_the_answer(
    client: CheckingClient, ani: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(Letter, "send", lambda self: order.append("mail"))
    path = "/office/forgotten-password"
    with client.post(path, data={"email": ani.email, "csrf_token": form_token(client, path)}) as response:
        response.get_data()
        order.append("answer")
    assert order == ["answer", "mail"]


def test_a_mail_that_fails_afterwards_is_logged(
    client: CheckingClient, ani: StaffUser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Letter) -> None:
        raise mail.MailFailed("the mail server did not take it: refused")

    monkeypatch.setattr(Letter, "send", fail)
    assert ask(client, ani.email).status_code == 200
    assert "did not take it: refused" in caplog.text
    assert ani.email not in caplog.text


def test_nobody_floods_a_mailbox(
    client: CheckingClient, ani: StaffUser, tmp_path: Path, now: dict[str, dt.datetime]
) -> None:
    for _ in range(3):
        assert ask(client, ani.email).status_code == 200
    assert len(mails(tmp_path)) == 1
    now["now"] += accounts.RESET_EVERY
    ask(client, ani.email)
    assert len(mails(tmp_path)) == 2


def test_disabled_people_get_no_mail_and_their_links_die(
    client: CheckingClient, session: Session, ani: StaffUser, tmp_path: Path, now: dict[str, dt.datetime]
) -> None:
    ask(client, ani.email)
    link = link_in(mails(tmp_path)[0])
    accounts.disable(session, ani)
    session.commit()
    now["now"] += accounts.RESET_EVERY
    ask(client, ani.email)
    assert len(mails(tmp_path)) == 1
    assert client.get(link).status_code == 410
    accounts.enable(session, ani)
    session.commit()
    assert client.get(link).status_code == 410


def test_a_new_password_ends_the_waiting(client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    for _ in range(lockout.MOST):
        sign_in(client, ani.email, "salah sekali ini")
    assert sign_in(client, ani.email, OLD) == 429
    ask(client, ani.email)
    choose(client, link_in(mails(tmp_path)[0]), NEW)
    assert sign_in(client, ani.email, NEW) == 303


def test_weak_passwords_are_refused_with_a_reason(client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    ask(client, ani.email)
    link = link_in(mails(tmp_path)[0])
    for password, message in (
        ("", "Isi kata sandi baru."),
        ("pendek", "Pakai paling sedikit 12 karakter."),
        ("x" * 201, "Pakai paling banyak 200 karakter."),
        ("Ani@Dinas.Example", "Jangan pakai alamat e-mail Anda"),
        ("Indonesia1945", "mudah ditebak"),
        ("121212121212", "mudah ditebak"),
    ):
        response = choose(client, link, password)
        assert response.status_code == 422
        assert message in response.text
    assert choose(client, link, NEW).status_code == 303, "the link is still good"


def test_common_passwords_are_those_that_no_other_rule_refuses() -> None:
    for password in passwords.COMMON:
        assert len(password) >= passwords.SHORTEST
        assert len(set(password)) >= passwords.FEWEST_DIFFERENT
        assert password == password.casefold()


def test_forged_links_are_void(client: CheckingClient) -> None:
    for token in ("x", "WyJhIiwxXQ.AAAA", "%00", "a" * 2000, ".eJwDAAAAAAE.x"):
        assert client.get(f"/office/new-password/{token}").status_code == 410


def test_links_of_an_earlier_key_are_void(app: Flask, client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    ask(client, ani.email)
    settings = app.extensions["settings"]
    app.extensions["settings"] = settings.but(secret_key="n" * 64, secret_key_fallbacks=(settings.secret_key,))
    assert client.get(link_in(mails(tmp_path)[0])).status_code == 410


def test_links_point_to_the_configured_address(client: CheckingClient, ani: StaffUser, tmp_path: Path) -> None:
    """Not to whatever the request called the host."""
    path = "/office/forgotten-password"
    token = form_token(client, path)
    with client.post(
        path, data={"email": ani.email, "csrf_token": token}, headers={"X-Forwarded-Host": "evil.example"}
    ):
        pass
    assert "http://127.0.0.1:8000/office/new-password/" in mails(tmp_path)[0].get_content()


def test_without_a_mail_server_the_page_says_what_to_do(app: Flask, client: CheckingClient, ani: StaffUser) -> None:
    token = form_token(client)
    app.extensions["settings"] = app.extensions["settings"].but(environment="production")
    for response in (
        client.get("/office/forgotten-password"),
        client.post("/office/forgotten-password", data={"email": ani.email, "csrf_token": token}),
    ):
        assert "Server ini belum dapat mengirim surat" in response.text
        assert "SMTP_URL" in response.text


def test_a_crowd_at_the_door_keeps_the_link(
    client: CheckingClient, ani: StaffUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "LONGEST_WAIT", 0.01)
    ask(client, ani.email)
    link = link_in(mails(tmp_path)[0])
    with passwords.turn(), passwords.turn():
        assert choose(client, link, NEW).status_code == 503
    assert choose(client, link, NEW).status_code == 303

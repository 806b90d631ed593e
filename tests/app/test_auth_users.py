"""The users of an agency, as its administrator sees them, and as nobody else does."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.auth.models import StaffSession, StaffUser
from app.auth.permissions import AGENCY_ROLES, ROLES
from app.mail import Letter, MailFailed
from surveys.models import Agency
from tests import builders
from tests.client import CheckingClient
from tests.sign_in import enter, look, sign_in, staff

RINA = select(StaffUser).where(StaffUser.email == "rina@dinas.example")
ACTIONS = ("role", "invite-again", "disable", "enable")


@pytest.fixture
def regency(session: Session) -> Agency:
    return builders.agency(session, name="Kabupaten Contoh")


@pytest.fixture
def office(session: Session, regency: Agency) -> Agency:
    return builders.agency(session, name="Dinas Kesehatan", parent=regency)


@pytest.fixture
def admin(client: CheckingClient, session: Session, regency: Agency, office: Agency) -> StaffUser:
    return sign_in(client, session, "administrator", regency)


def invitation(agency: Agency, **changes: object) -> dict[str, object]:
    return {"email": "Rina@dinas.example", "name": "  Rina  ", "role": "analyst", "agency_id": agency.id, **changes}


def test_the_list_shows_the_agency_and_those_below(
    client: CheckingClient, session: Session, admin: StaffUser, office: Agency
) -> None:
    staff(session, "author", office, name="Bawah", email="bawah@dinas.example")
    staff(session, "author", builders.agency(session, name="Instansi Lain"), name="Orang Lain")
    staff(session, "oversight", name="Pengawas Umum")
    session.commit()
    page = client.get("/office/users").text
    assert "Bawah" in page
    assert "Diundang" in page
    assert "Orang Lain" not in page
    assert "Instansi Lain" not in page
    assert "Pengawas Umum" not in page


def test_an_invitation_makes_an_account_and_sends_a_mail(
    client: CheckingClient, session: Session, admin: StaffUser, office: Agency, tmp_path: Path
) -> None:
    response = client.post("/office/users/invite", data=invitation(office))
    assert response.location == "/office/users"
    (user,) = look(session, RINA)
    assert (user.name, user.role, user.agency_id, user.password) == ("Rina", "analyst", office.id, None)
    (path,) = (tmp_path / "mail").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["To"] == "rina@dinas.example"
    assert "tempat Dinas Kesehatan mengelola survei" in message.get_content()
    assert "Undangan dikirim ke rina@dinas.example." in client.get("/office/users").text


def test_a_wrong_invitation_is_explained_and_kept(
    client: CheckingClient, session: Session, admin: StaffUser, office: Agency, tmp_path: Path
) -> None:
    for changes, message in (
        ({"email": "rina"}, "Tulis alamat e-mail lengkap"),
        ({"email": "rina@a.id, budi@b.id"}, "Tulis alamat e-mail lengkap"),
        ({"name": " \x00 "}, "Isi nama lengkap."),
        ({"name": "n" * 201}, "Tulis nama paling banyak 200 huruf."),
        ({"role": ""}, "Pilih satu peran."),
        ({"role": "oversight"}, "Peran"),
        ({"role": "king"}, "Peran"),
        ({"agency_id": "999999"}, "Instansi"),
        ({"agency_id": "x"}, "Instansi"),
    ):
        response = client.post("/office/users/invite", data=invitation(office, **changes))
        assert response.status_code == 422, changes
        assert "Ada yang perlu diperbaiki" in response.text
        assert message in response.text
    assert look(session, select(StaffUser)) == [admin]
    assert not (tmp_path / "mail").exists()


def test_nobody_is_invited_to_another_agency(client: CheckingClient, session: Session, admin: StaffUser) -> None:
    other = builders.agency(session)
    session.commit()
    assert client.post("/office/users/invite", data=invitation(other)).status_code == 422
    assert look(session, select(StaffUser)) == [admin]


def test_an_address_has_one_account(client: CheckingClient, session: Session, admin: StaffUser) -> None:
    staff(session, "author", builders.agency(session), email="rina@dinas.example")
    session.commit()
    response = client.post("/office/users/invite", data=invitation(session.get_one(Agency, admin.agency_id)))
    assert response.status_code == 422
    assert "sudah dipakai sebuah akun" in response.text


def test_a_mail_that_fails_leaves_the_account_to_invite_again(
    client: CheckingClient, session: Session, admin: StaffUser, office: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Letter) -> None:
        raise MailFailed("refused")

    with monkeypatch.context() as broken:
        broken.setattr(Letter, "send", fail)
        client.post("/office/users/invite", data=invitation(office))
    assert "surat belum terkirim" in client.get("/office/users").text
    (user,) = look(session, RINA)
    first_key = user.link_key
    assert "Kirim undangan lagi" in client.get(f"/office/users/{user.id}").text
    client.post(f"/office/users/{user.id}/invite-again")
    assert "Undangan dikirim ke rina@dinas.example." in client.get("/office/users").text
    assert look(session, RINA)[0].link_key != first_key, "the earlier link is void"


def test_somebody_with_a_password_is_not_invited_again(
    client: CheckingClient, session: Session, admin: StaffUser, office: Agency
) -> None:
    user = staff(session, "author", office, password="a hash")
    session.commit()
    assert "Kirim undangan lagi" not in client.get(f"/office/users/{user.id}").text
    assert client.post(f"/office/users/{user.id}/invite-again").status_code == 403


def test_without_a_mail_server_nobody_is_invited(
    app: Flask, client: CheckingClient, session: Session, admin: StaffUser, office: Agency
) -> None:
    app.extensions["settings"] = app.extensions["settings"].but(environment="production")
    assert "Server ini belum dapat mengirim surat" in client.get("/office/users/invite").text
    response = client.post("/office/users/invite", data=invitation(office))
    assert response.status_code == 422
    assert "SMTP_URL" in response.text
    assert look(session, select(StaffUser)) == [admin]


def test_a_role_is_changed(client: CheckingClient, session: Session, admin: StaffUser, office: Agency) -> None:
    user = staff(session, "author", office)
    session.commit()
    path = f"/office/users/{user.id}"
    assert client.post(f"{path}/role", data={"role": "approver"}).location == path
    for role in ("oversight", "king", ""):
        assert client.post(f"{path}/role", data={"role": role}).status_code == 422
    assert look(session, select(StaffUser.role).where(StaffUser.id == user.id)) == ["approver"]


def test_disabling_signs_out_at_once_and_enabling_lets_in_again(
    app: Flask, client: CheckingClient, session: Session, admin: StaffUser, office: Agency
) -> None:
    theirs = app.test_client()
    user = staff(session, "administrator", office)
    enter(theirs, session, user)
    assert theirs.get("/office/users").status_code == 200
    client.post(f"/office/users/{user.id}/disable")
    assert theirs.get("/office/users").status_code == 303
    assert look(session, select(StaffSession.user_id)) == [admin.id]
    assert "Nonaktif" in client.get(f"/office/users/{user.id}").text
    client.post(f"/office/users/{user.id}/enable")
    assert theirs.get("/office/users").status_code == 303, "the old session stays dead"
    enter(theirs, session, user)
    assert theirs.get("/office/users").status_code == 200


def test_nobody_changes_their_own_account(client: CheckingClient, session: Session, admin: StaffUser) -> None:
    page = client.get(f"/office/users/{admin.id}").text
    assert "Ini akun Anda." in page
    for action in ACTIONS:
        assert f"/{action}" not in page
        assert client.post(f"/office/users/{admin.id}/{action}", data={"role": "author"}).status_code == 403
    (found,) = look(session, select(StaffUser))
    assert (found.role, found.active) == ("administrator", True)


def test_an_account_of_another_agency_does_not_exist(
    client: CheckingClient, session: Session, regency: Agency, office: Agency
) -> None:
    sign_in(client, session, "administrator", office)
    parent = staff(session, "author", regency).id
    sibling = staff(session, "author", builders.agency(session, parent=regency)).id
    oversight = staff(session, "oversight").id
    session.commit()
    for user_id in (parent, sibling, oversight, 999_999):
        assert client.get(f"/office/users/{user_id}").status_code == 404
        for action in ACTIONS:
            assert client.post(f"/office/users/{user_id}/{action}", data={"role": "author"}).status_code == 404


def test_users_are_the_administrators_business(client: CheckingClient, session: Session, regency: Agency) -> None:
    for role in set(ROLES) - {"administrator"}:
        user = sign_in(client, session, role, regency if role in AGENCY_ROLES else None)
        for path in ("/office/users", "/office/users/invite", f"/office/users/{user.id}"):
            assert client.get(path).status_code == 403, (role, path)
        for path in ("/office/users/invite", *(f"/office/users/{user.id}/{action}" for action in ACTIONS)):
            assert client.post(path).status_code == 403, (role, path)


def test_strangers_are_asked_to_sign_in(client: CheckingClient) -> None:
    assert client.get("/office/users").location == "/office/sign-in?next=/office/users"
    assert client.get("/office/users?lang=en").location == "/office/sign-in?next=/office/users?lang%3Den"
    assert client.post("/office/users/invite").status_code == 403


def test_an_id_beyond_the_databases_numbers_is_not_found(client: CheckingClient, session: Session) -> None:
    sign_in(client, session, "administrator", builders.agency(session))
    assert client.get(f"/office/users/{2**63}").status_code == 404
    assert client.get(f"/office/users/{2**31}").status_code == 404

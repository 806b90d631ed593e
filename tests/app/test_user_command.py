"""`flask user create`."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.auth import passwords
from app.auth.models import StaffUser
from tests import builders

PASSWORD = "korek gajah payung biru"
OVERSIGHT = ("--email", "Mata@ombudsman.example", "--role", "oversight")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hashed", lambda password: f"hash of {password}")


def create(app: Flask, *arguments: str, password: str = PASSWORD + "\n") -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=["user", "create", *arguments], input=password)
    return result.exit_code, result.stdout, result.stderr


def test_an_oversight_account(app: Flask, session: Session) -> None:
    assert create(app, *OVERSIGHT, "--name", " Mata ") == (0, "Created mata@ombudsman.example (oversight).\n", "")
    user = session.scalars(select(StaffUser)).one()
    assert (user.email, user.name, user.role, user.agency_id) == ("mata@ombudsman.example", "Mata", "oversight", None)
    assert user.password == f"hash of {PASSWORD}"
    assert user.invited_at is None


def test_a_staff_account_belongs_to_an_agency(app: Flask, session: Session) -> None:
    agency = builders.agency(session, code="dinas-kesehatan")
    session.commit()
    code, _, _ = create(app, "--email", "a@b.id", "--role", "author", "--agency", "dinas-kesehatan")
    assert code == 0
    assert session.scalars(select(StaffUser)).one().agency_id == agency.id


def test_what_is_wrong_is_one_line(app: Flask, session: Session) -> None:
    for arguments, password, message in (
        (("--email", "a", "--role", "oversight"), PASSWORD, "'a' is not an e-mail address"),
        (("--email", "a@b.id", "--role", "author"), PASSWORD, "--agency is for every role but oversight"),
        ((*OVERSIGHT, "--agency", "x"), PASSWORD, "--agency is for every role but oversight"),
        (("--email", "a@b.id", "--role", "author", "--agency", "x"), PASSWORD, "no agency with the code 'x'"),
        ((*OVERSIGHT, "--name", "n" * 201), PASSWORD, "at most 200 characters"),
        (OVERSIGHT, "", "give a password on standard input"),
        (OVERSIGHT, "pendek", "at least 12 characters"),
        (OVERSIGHT, "x" * 201, "at most 200 characters"),
        (OVERSIGHT, "mata@ombudsman.example", "must not be the e-mail address"),
        (OVERSIGHT, "katasandi1234", "easy to guess"),
    ):
        code, out, error = create(app, *arguments, password=password)
        assert (code, out) == (1, "")
        assert message in error
        assert error.count("\n") == 1
    assert session.scalars(select(StaffUser)).all() == []


def test_an_address_has_one_account(app: Flask, session: Session) -> None:
    create(app, *OVERSIGHT)
    code, _, error = create(app, *OVERSIGHT)
    assert code == 1
    assert error == "Error: there is an account for mata@ombudsman.example already\n"

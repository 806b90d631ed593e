"""The matrix of roles and permissions, as written down and as enforced."""

from __future__ import annotations

import pytest
from flask import Blueprint, Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.exceptions import Unauthorized

from app.auth import current_staff, guard, needs, visible_agency_ids
from app.auth.permissions import AGENCY_ROLES, PERMISSIONS, ROLES, allows
from tests import builders
from tests.client import CheckingClient
from tests.sign_in import sign_in, staff

# Rows: permissions; columns: author, approver, analyst, administrator, oversight.
MATRIX = {
    "write-surveys": "x--x-",
    "approve-surveys": "-x-x-",
    "watch-participation": "xxxx-",
    "enter-denominators": "--xx-",
    "code-comments": "--xx-",
    "export-responses": "--xx-",
    "read-originals": "--xx-",
    "read-contacts": "--xx-",
    "read-agency-report": "-xxx-",
    "read-consultations": "xxxx-",
    "write-consultations": "x--x-",
    "approve-consultations": "-x-x-",
    "moderate-contributions": "--xx-",
    "code-contributions": "xxxx-",
    "answer-contributions": "xx-x-",
    "manage-agency": "---x-",
    "read-all-reports": "----x",
}


def test_the_matrix_is_what_was_agreed() -> None:
    found = {name: "".join("x" if allows(role, name) else "-" for role in ROLES) for name in PERMISSIONS}
    assert found == MATRIX


def test_the_matrix_is_enforced(app: Flask, client: CheckingClient, session: Session) -> None:
    trial = Blueprint("trial", __name__, url_prefix="/office/trial")
    guard(trial)
    for name in PERMISSIONS:
        trial.add_url_rule(f"/{name}", name, needs(name)(lambda: ("", 204)))
    app.register_blueprint(trial)
    for column, role in enumerate(ROLES):
        sign_in(client, session, role, builders.agency(session) if role in AGENCY_ROLES else None)
        for name, row in MATRIX.items():
            expected = 204 if row[column] == "x" else 403
            assert client.get(f"/office/trial/{name}").status_code == expected, (role, name)


def test_a_guard_admits_the_roles_it_names(app: Flask, client: CheckingClient, session: Session) -> None:
    trial = Blueprint("trial", __name__, url_prefix="/office/trial")
    guard(trial, "oversight", "analyst")
    trial.add_url_rule("/", "index", lambda: ("", 204))
    app.register_blueprint(trial)
    for role in ROLES:
        sign_in(client, session, role, builders.agency(session) if role in AGENCY_ROLES else None)
        assert client.get("/office/trial/").status_code == (204 if role in ("oversight", "analyst") else 403)


def test_a_slip_in_a_name_is_noticed_at_start() -> None:
    with pytest.raises(ValueError, match="write-survey"):
        needs("write-survey")
    with pytest.raises(ValueError, match="writer"):
        guard(Blueprint("trial", __name__), "writer")


def test_an_agency_sees_itself_and_those_below(app: Flask, client: CheckingClient, session: Session) -> None:
    top = builders.agency(session)
    middle = builders.agency(session, parent=top)
    below = builders.agency(session, parent=middle)
    builders.agency(session, parent=top)
    builders.agency(session)
    seen: list[set[int]] = []
    trial = Blueprint("trial", __name__, url_prefix="/office/trial")
    guard(trial)
    trial.add_url_rule("/", "index", lambda: (seen.append(visible_agency_ids()) or "", 204))
    app.register_blueprint(trial)
    for role, agency in (("author", middle), ("oversight", None)):
        sign_in(client, session, role, agency)
        client.get("/office/trial/")
    assert seen == [{middle.id, below.id}, set()]


def test_outside_a_guard_there_is_no_staff(app: Flask) -> None:
    for path in ("/", "/office/sign-in"):
        with app.test_request_context(path), pytest.raises(Unauthorized):
            current_staff()


def test_the_database_refuses_what_no_account_is(session: Session) -> None:
    agency = builders.agency(session)
    for role, where, email in (
        ("author", None, "a@b.id"),
        ("oversight", agency, "a@b.id"),
        ("king", agency, "a@b.id"),
        ("author", agency, "A@b.id"),
        ("author", agency, ""),
    ):
        with pytest.raises(IntegrityError), session.begin_nested():
            staff(session, role, where, email=email)

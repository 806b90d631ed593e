"""Citizens and the accounts of staff have nothing to do with each other."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.globals import request_ctx
from flask.sessions import NullSession
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.extensions import db
from tests import builders
from tests.client import CheckingClient
from tests.sign_in import sign_in


def test_a_citizen_gets_no_session_and_no_cookie(
    app: Flask, client: CheckingClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    session.commit()
    kinds: list[type] = []
    app.after_request(lambda response: (kinds.append(type(request_ctx._session)), response)[1])
    for path in ("/", f"/s/{survey.public_id}", "/nowhere", "/officers", "/office-x?lang=en"):
        response = client.get(path)
        assert "Set-Cookie" not in response.headers, path
        assert "Cookie" not in response.headers.get("Vary", ""), path
    assert kinds == [NullSession] * 5


def test_a_staff_cookie_on_a_citizen_page_is_ignored(client: CheckingClient, session: Session) -> None:
    """Browsers don't send it there; were one sent, nobody would look."""
    sign_in(client, session, "author", builders.agency(session))
    cookie = client.get_cookie("suara-office", path="/office")
    assert cookie is not None
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    response = client.get("/", headers={"Cookie": f"suara-office={cookie.value}"})
    event.remove(engine, "before_cursor_execute", note)
    assert "Set-Cookie" not in response.headers
    assert not [statement for statement in statements if "staff_" in statement]


def test_no_hook_of_the_accounts_runs_for_citizens(app: Flask) -> None:
    """The guards hang on blueprints, never on the app."""
    everywhere = [*app.before_request_funcs.get(None, []), *app.after_request_funcs.get(None, [])]
    everywhere += [*app.teardown_request_funcs.get(None, []), *app.template_context_processors[None]]
    assert [hook for hook in everywhere if hook.__module__.startswith("app.auth")] == []

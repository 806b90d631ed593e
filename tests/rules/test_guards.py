"""Nobody comes in unasked: every blueprint is guarded, and every page behind a guard sends strangers to sign in."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.auth import permissions
from app.security import OFFICE
from tests import builders
from tests.sign_in import sign_in

PUBLIC = "public"  # citizens need no account
ENTRANCE = "auth"  # the way in itself: what lies behind it is checked page by page
DOORS = {"/office/sign-in", "/office/forgotten-password", "/office/new-password/<string:token>"}
STRANGER = (302, 303, 401, 403, 404, 405)


def rules_of(app: Flask, *blueprints: str) -> list[Rule]:
    """The addresses of some blueprints; of all but the public one, when none is named."""
    wanted = set(blueprints) or set(app.blueprints) - {PUBLIC}
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in wanted]


def address(rule: Rule) -> str:
    """An address that the rule answers to, with something made up for each part that varies."""
    made_up: dict[str, Any] = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        made_up[name] = next(value for value in _VALUES if _takes(converter, value))
    built = rule.build(made_up)
    assert built, rule
    return built[1]


_VALUES = (
    1,
    "pdf",
    "2026-11",
    "2026-11-03",
    "skm",
    "00000000-0000-0000-0000-000000000000",
    f"2026-11-{'0' * 32}-saran",
)


def _takes(converter: Any, value: Any) -> bool:
    try:
        text = converter.to_url(value)
        converter.to_python(text)
    except (ValueError, TypeError, AttributeError):
        return False
    return re.fullmatch(converter.regex, text) is not None


def verbs(rule: Rule) -> set[str]:
    return (rule.methods or set()) - {"HEAD", "OPTIONS"}


def test_every_blueprint_has_a_guard(bare_app: Flask) -> None:
    bare = {
        name
        for name in bare_app.blueprints
        if not any(_is_guard(hook) for hook in bare_app.before_request_funcs.get(name, []))
    }
    assert bare == {PUBLIC, ENTRANCE}


def _is_guard(hook: Any) -> bool:
    return inspect.unwrap(hook).__module__ == "app.auth.guards"


def test_all_that_needs_a_session_lies_where_its_cookie_goes(bare_app: Flask) -> None:
    assert [rule.rule for rule in rules_of(bare_app) if not rule.rule.startswith(OFFICE)] == []


def test_a_stranger_sees_no_page_behind_a_guard(bare_app: Flask) -> None:
    client = bare_app.test_client()
    seen = {}
    for rule in rules_of(bare_app):
        for verb in verbs(rule) if rule.rule not in DOORS else ():
            seen[f"{verb} {rule.rule}"] = client.open(address(rule), method=verb).status_code
    assert seen
    assert {asked: status for asked, status in seen.items() if status not in STRANGER} == {}


def test_oversight_has_nothing_to_send(bare_app: Flask) -> None:
    reading = rules_of(bare_app, "oversight")
    assert reading
    assert [rule.rule for rule in reading if verbs(rule) != {"GET"}] == []


@pytest.mark.parametrize(
    ("role", "others"),
    [(permissions.OVERSIGHT, ("staff", "users")), *((role, ("oversight",)) for role in permissions.AGENCY_ROLES)],
)
def test_no_audience_sees_the_pages_of_the_other(
    client: FlaskClient, app: Flask, session: Session, role: str, others: tuple[str, ...]
) -> None:
    agency = None if role == permissions.OVERSIGHT else builders.agency(session)
    sign_in(client, session, role, agency)
    pages = rules_of(app, *others)
    assert pages
    seen = {f"{verb} {rule.rule}": client.open(address(rule), method=verb) for rule in pages for verb in verbs(rule)}
    assert {asked: page.status_code for asked, page in seen.items() if page.status_code not in (403, 404)} == {}

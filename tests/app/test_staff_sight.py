"""Who sees and does what: another agency's rows do not exist, and nothing is done without a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.auth.permissions import AGENCY_ROLES, PERMISSIONS
from surveys import codebook, outcome, themes
from surveys.models import Agency, DoubleCoding, Survey, SurveyTransition
from surveys.outcome import PointEntry
from tests import builders
from tests.app.office import person
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")


def own_rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("staff."):
            yield from ((rule, verb) for verb in sorted((rule.methods or set()) & {"GET", "POST"}))


def filled(app: Flask, rule: Rule, parts: dict[str, Any]) -> str:
    with app.test_request_context():
        return app.url_map.bind("").build(rule.endpoint, {name: parts[name] for name in rule.arguments})


def parts_of(session: Session, survey: Survey) -> dict[str, Any]:
    """Something real of one agency for each part of an address. Commits."""
    unit = survey.units[0].unit
    code = codebook.create_code(session, survey, "Antrean", "", NOW, "ani@dinas.example")
    theme = themes.create_theme(session, survey, "Waktu", NOW, "ani@dinas.example")
    coders = {"first_coder": "ani@dinas.example", "second_coder": "budi@dinas.example"}
    double = DoubleCoding(survey_id=survey.id, seed=1, **coders, drawn_at=NOW, drawn_by="ani@dinas.example")
    session.add(double)
    consultation = builders.consultation(session, survey.agency, voting=True)
    contribution, statement = builders.contribution(session, consultation), builders.statement(session, consultation)
    answered_together = themes.create_theme(session, consultation, "Tarif", NOW, "ani@dinas.example")
    said = {"id": "Tarif?"}
    point_id = outcome.add_point(
        session, consultation, PointEntry("partly", said, said, said), NOW, "ani@dinas.example"
    )
    session.commit()
    return {
        "survey_id": survey.id,
        "agency_id": survey.agency_id,
        "unit_id": unit.id,
        "service_type_id": unit.service_types[0].id,
        "code": survey.agency.code,
        "month": "2026-11",
        "revision": 1,
        "section": "pelayanan",
        "kind": "scale",
        "tag": "en",
        "form": "csv",
        "code_id": code.id,
        "theme_id": theme.id,
        "double_id": double.id,
        "address": f"2026-11-{'0' * 32}-saran",
        "consultation_id": consultation.id,
        "passage": "pasal-1",
        "contribution": contribution.id,
        "statement_id": statement.id,
        "reply_theme_id": answered_together.id,
        "matrix_kind": "xlsx",
        "point_id": point_id,
    }


def in_review(session: Session, agency: Agency | None = None) -> Survey:
    agency = agency or builders.agency(session)
    return builders.survey(session, [builders.unit(session, agency)], state="in-review")


def test_rows_of_another_agency_do_not_exist(app: Flask, session: Session) -> None:
    survey = in_review(session)
    parts = parts_of(session, survey)
    client = person(app, session, "administrator", builders.agency(session))
    with_rows = [(rule, verb) for rule, verb in own_rules(app) if rule.arguments - {"month"}]
    assert len(with_rows) > 20
    seen = {f"{verb} {rule.rule}": client.open(filled(app, rule, parts), method=verb) for rule, verb in with_rows}
    assert {asked: page.status_code for asked, page in seen.items() if page.status_code != 404} == {}


def test_one_part_of_another_agency_is_enough(app: Flask, session: Session) -> None:
    foreign, own = in_review(session), in_review(session)
    client = person(app, session, "administrator", own.agency)
    unit_id = foreign.units[0].unit_id
    assert client.get(f"/office/surveys/{own.id}/units/{unit_id}/poster").status_code == 404
    assert client.get(f"/office/surveys/{own.id}/units/{unit_id}/qr.svg").status_code == 404


def test_an_administrator_above_sees_what_is_below_and_not_the_other_way(app: Flask, session: Session) -> None:
    regency = builders.agency(session)
    below = builders.agency(session, parent_id=regency.id)
    high, low = in_review(session, regency), in_review(session, below)
    above, under = (person(app, session, "administrator", agency) for agency in (regency, below))
    assert above.get(f"/office/surveys/{low.id}").status_code == 200
    assert under.get(f"/office/surveys/{high.id}").status_code == 404
    assert below.name in above.get("/office/agencies").text
    assert regency.name not in under.get("/office/agencies").text


def test_any_number_in_an_address_is_answered(app: Flask, session: Session) -> None:
    client = person(app, session, "administrator", builders.agency(session))
    numbered = (
        *("survey_id", "agency_id", "unit_id", "service_type_id", "code_id", "theme_id", "double_id"),
        *("consultation_id", "statement_id", "reply_theme_id", "point_id"),
    )
    rules = [rule for rule, verb in own_rules(app) if verb == "GET" and rule.arguments & set(numbered)]
    for number in (0, 10**6, 2**31, 2**63, 10**40):
        words = {
            "month": "2026-11",
            "address": f"2026-11-{'0' * 32}-saran",
            "section": "a",
            "kind": "scale",
            "tag": "en",
            "form": "csv",
            "code": "a",
            "passage": "pasal-1",
            "contribution": "0" * 32,
            "matrix_kind": "pdf",
        }
        parts = {**dict.fromkeys(numbered, number), **words}
        assert {client.get(filled(app, rule, parts)).status_code for rule in rules} == {404}


def test_every_view_asks_for_a_permission_and_keeps_the_others_out(app: Flask, session: Session) -> None:
    survey = in_review(session)
    parts = parts_of(session, survey)
    clients = {role: person(app, session, role, survey.agency) for role in AGENCY_ROLES}
    for rule, verb in own_rules(app):
        admitted = PERMISSIONS[app.view_functions[rule.endpoint].needs]  # type: ignore[attr-defined]  # set by `needs`
        for role in set(AGENCY_ROLES) - admitted:
            status = clients[role].open(filled(app, rule, parts), method=verb).status_code
            assert status == 403, f"{role}: {verb} {rule.rule} gave {status}"


def test_nothing_is_done_without_a_token(app: Flask, session: Session) -> None:
    survey = in_review(session)
    parts, writes = parts_of(session, survey), [rule for rule, verb in own_rules(app) if verb == "POST"]
    steps = select(func.count()).select_from(SurveyTransition)
    client = person(app, session, "administrator", survey.agency)
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    for rule in writes:
        assert client.post(filled(app, rule, parts), data={"note": "x", "name": "x"}).status_code == 400, rule
    assert session.scalar(steps) == 0


def test_every_page_has_its_entry_in_the_menu(app: Flask, session: Session) -> None:
    survey = in_review(session)
    client = person(app, session, "administrator", survey.agency)
    current = r'<a href="([^"]*)" aria-current="page">'
    for address, entry in (
        ("/office", "/office"),
        ("/office/surveys", "/office/surveys"),
        (f"/office/surveys/{survey.id}", "/office/surveys"),
        (f"/office/surveys/{survey.id}/codes", "/office/surveys"),
        ("/office/agencies/new", "/office/agencies"),
    ):
        assert re.findall(current, client.get(address).text) == [entry]


def test_oversight_stays_out(app: Flask, session: Session) -> None:
    client = person(app, session, "oversight", None)
    assert client.get("/office").status_code == 403
    assert client.get("/office/surveys").status_code == 403

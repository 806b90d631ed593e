"""A citizen proposes a statement: a code, a look by somebody, and nothing typed is ever lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys import statements
from surveys.models import Consultation, Statement
from tests import builders
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")


def opened(session: Session, *texts: str, **fields: Any) -> Consultation:
    """Commits."""
    rules = {"voting": True, "proposals_allowed": True, "closes_at": NOW + dt.timedelta(days=9), **fields}
    made = builders.consultation(session, builders.agency(session), **rules)
    for number, text in enumerate(texts, 1):
        builders.statement(session, made, text, number=number)
    session.commit()
    return made


def token_of(client: CheckingClient, consultation: Consultation) -> str:
    page = client.get(f"/k/{consultation.public_id}/vote").text
    form = next(
        form for form in parse(page).iter("form") if str(form.get("action", "")).startswith(proposals(consultation))
    )
    return next(str(field.get("value")) for field in form.iter("input") if field.get("name") == "token")


def proposals(consultation: Consultation) -> str:
    return f"/k/{consultation.public_id}/statements"


def waiting(session: Session) -> list[str]:
    found = list(session.scalars(select(Statement.text).where(Statement.state == "waiting")))
    session.commit()
    return found


def test_a_proposal_gets_a_code_that_tells_what_became_of_it(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    data = {"token": token_of(client, consultation), "proposal": "Parkir harus murah"}
    answer = client.post(proposals(consultation), data=data)
    assert answer.status_code == 303
    thanks = client.get(answer.location).text
    code = next(text_of(p) for p in parse(thanks).iter("p") if p.get("class") == "receipt")
    receipt = f"/k/{consultation.public_id}/receipt"
    assert "Menunggu diperiksa" in client.post(receipt, data={"code": code}).text
    row = session.scalars(select(Statement)).one()
    statements.screen(session, consultation, row.id, "hidden", "unclear", NOW, "ani@dinas.example")
    session.commit()
    page = client.post(receipt, data={"code": code}).text
    assert "Disembunyikan" in page
    assert "sulit dipahami" in page


def test_one_that_is_there_already_is_pointed_out_and_may_still_be_sent(
    client: CheckingClient, session: Session
) -> None:
    consultation = opened(session, "Tarif parkir motor cukup dua ribu")
    data = {"token": token_of(client, consultation), "proposal": "Tarif parkir motor cukup dua ribu saja"}
    page = client.post(proposals(consultation), data=data)
    assert page.status_code == 422
    assert "yang mirip sudah ada" in page.text
    assert "vote?statement=1" in page.text
    assert "dua ribu saja" in page.text
    assert waiting(session) == []
    assert client.post(proposals(consultation), data={**data, "sure": "yes"}).status_code == 303
    assert waiting(session) == ["Tarif parkir motor cukup dua ribu saja"]


@pytest.mark.parametrize("text", ["", "x" * 281, "x" * 10_000, "a\x00b"])
def test_what_is_refused_is_still_there_with_advice(client: CheckingClient, session: Session, text: str) -> None:
    consultation = opened(session)
    page = client.post(proposals(consultation), data={"token": token_of(client, consultation), "proposal": text})
    assert page.status_code == 422
    assert "usul Anda" in page.text
    assert text.replace("\x00", "\ufffd") in page.text
    assert waiting(session) == []


def test_a_forged_token_loses_nothing(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    page = client.post(proposals(consultation), data={"token": "x.y.z", "proposal": "Parkir harus murah"})
    assert page.status_code == 400
    assert "Parkir harus murah" in page.text


def test_a_ballot_is_no_form_for_a_proposal_and_the_other_way_round(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah")
    proposal = token_of(client, consultation)
    page = client.post(f"/k/{consultation.public_id}/vote", data={"token": proposal, "vote": "agree"})
    assert page.status_code == 400


def test_scripts_stay_text(app: Flask, client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    bad = "<script>alert(1)</script> parkir"
    client.post(proposals(consultation), data={"token": token_of(client, consultation), "proposal": bad})
    row = session.scalars(select(Statement)).one()
    statements.screen(session, consultation, row.id, "shown", "", NOW, "ani@dinas.example")
    session.commit()
    app.extensions["statement_shelf"].forget(consultation.id)  # it keeps the list for two seconds
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(f"/k/{consultation.public_id}/vote").text


def test_after_the_closing_the_text_can_still_be_copied(
    client: CheckingClient, session: Session, now: dict[str, dt.datetime]
) -> None:
    consultation = opened(session)
    token = token_of(client, consultation)
    now["now"] = NOW + dt.timedelta(days=10)
    page = client.post(proposals(consultation), data={"token": token, "proposal": "Parkir harus murah"})
    assert page.status_code == 409
    assert "Parkir harus murah" in page.text


def test_where_the_rules_take_none_there_is_no_form(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah", proposals_allowed=False)
    assert "Usulkan pernyataan" not in client.get(f"/k/{consultation.public_id}/vote").text
    assert client.post(proposals(consultation), data={"proposal": "x"}).status_code == 404

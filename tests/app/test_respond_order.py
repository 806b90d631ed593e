"""Options in random order: each visit its own, the same one again with errors, and "other" always last."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from surveys.definition import Option, Question, Questionnaire, Section
from surveys.option_order import ORDERS, mixed
from tests import builders
from tests.app.citizen import fill

CODES = ["a", "b", "c", "d", "e"]
OPTIONS = tuple(Option(code, {"id": code.upper()}) for code in ["lainnya", *CODES])
ASKED = Question("jalan", "choice", {"id": "Lewat mana?"}, required=True, options=OPTIONS, random_order=True)
NAME = Question("nama-layanan", "short-text", {"id": "Layanan apa?"}, required=True)
SECTION = Section("s", {}, (ASKED, NAME))


def shown(page: str) -> list[str]:
    return re.findall(r'name="jalan" value="([a-z]+)"', page)


@pytest.fixture
def address(session: Session) -> str:
    unit = builders.unit(session, builders.agency(session))
    survey = builders.survey(session, [unit], Questionnaire({"id": "Survei"}, (SECTION,)))
    session.commit()
    return f"/s/{survey.public_id}"


def test_visits_see_different_orders_and_other_comes_last(client: FlaskClient, address: str) -> None:
    orders = {tuple(shown(client.get(address).text)) for _visit in range(60)}
    # Of eight orders sixty visits miss seven of eight with probability 8 · (1/8)^59: never.
    assert len(orders) > 1
    assert all(sorted(order[:-1]) == CODES and order[-1] == "lainnya" for order in orders)
    assert orders <= {tuple(o.code for o in mixed(SECTION, n).questions[0].options) for n in ORDERS}


def test_a_page_with_errors_keeps_the_order(client: FlaskClient, address: str) -> None:
    first = client.get(address).text
    again = client.post(f"{address}/answers", data=fill(first, {"jalan": "c"}))
    assert again.status_code == 422
    assert shown(again.text) == shown(first)
    forged = client.post(f"{address}/answers", data={**fill(first, {"jalan": "c"}), "order": "99999"})
    assert shown(forged.text) == [option.code for option in OPTIONS]
    sent = client.post(f"{address}/answers", data=fill(again.text, {"jalan": "c", "nama-layanan": "KTP"}))
    assert sent.status_code == 303

"""An agency's own reports, and those of the agencies below it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.models import Agency
from tests import builders, counted
from tests.client import CheckingClient, parse, text_of
from tests.sign_in import sign_in

REPORTS = "/office/reports"
MONTH = f"{REPORTS}/2026-10"


@pytest.fixture
def city(app: Flask, session: Session) -> Agency:
    """A city with two offices, beside another city."""
    city = builders.agency(session, code="kota", name="Kota Maju")
    for code, score in (("kesehatan", 4), ("perizinan", 2)):
        office = builders.agency(session, code=code, name=f"Dinas {code.title()}", parent_id=city.id)
        survey = builders.survey(session, [builders.unit(session, office)])
        counted.answer(session, survey, counted.equal(20, score))
    builders.agency(session, code="kota-lain")
    session.commit()
    counted.freeze(app)
    return city


@pytest.fixture
def analyst(client: CheckingClient, session: Session, city: Agency) -> CheckingClient:
    sign_in(client, session, "analyst", city)
    return client


def text(client: CheckingClient, path: str) -> str:
    return text_of(parse(client.get(path).text))


def test_the_months_lead_to_the_own_report(analyst: CheckingClient) -> None:
    assert f'href="{MONTH}/kota"' in analyst.get(REPORTS).text


def test_a_roll_up_shows_the_mean_of_the_units_beside_the_pooled_index(analyst: CheckingClient) -> None:
    page = text(analyst, f"{MONTH}/kota")
    assert "IKM 75,00 (" in page
    assert "Rata-rata unit 75,00 (2 unit, tiap unit sama bobotnya)" in page
    assert f'href="{MONTH}/kesehatan"' in analyst.get(f"{MONTH}/kota").text


def test_reports_below_are_read_too_and_others_do_not_exist(analyst: CheckingClient) -> None:
    assert "Dinas Kesehatan" in text(analyst, f"{MONTH}/kesehatan")
    assert analyst.get(f"{MONTH}/kesehatan/report.json").status_code == 200
    for path in ("kota-lain", "kota-lain/report.json", "kota-lain/revisions/1", "nobody"):
        assert analyst.get(f"{MONTH}/{path}").status_code == 404


def test_an_office_does_not_read_its_parents_report(client: CheckingClient, session: Session, city: Agency) -> None:
    office = builders.agency(session, parent_id=city.id)
    sign_in(client, session, "approver", office)
    assert client.get(f"{MONTH}/kota").status_code == 404


def test_the_picker_keeps_the_agency(analyst: CheckingClient) -> None:
    assert analyst.get(f"{REPORTS}/pick?month=2026-10&agency=kesehatan").location == f"{MONTH}/kesehatan"
    assert analyst.get(f"{REPORTS}/pick?month=2026-10").location == f"{MONTH}/kota"


def test_authors_read_no_report(client: CheckingClient, session: Session, city: Agency) -> None:
    sign_in(client, session, "author", city)
    assert client.get(REPORTS).status_code == 403

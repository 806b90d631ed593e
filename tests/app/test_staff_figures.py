"""Numbers of an agency's pages: who answered, who was served, and the way in on paper."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.staff.chart import HEIGHT, WIDTH, columns
from surveys import agencies
from surveys.models import Denominator, Survey
from tests import builders
from tests.app.office import errors, person
from tests.client import parse, text_of

pytestmark = pytest.mark.usefixtures("now")
TODAY = dt.date(2026, 11, 24)
MONTH = dt.date(2026, 11, 1)


def entered(session: Session) -> dict[int, int]:
    session.rollback()
    found = {row.service_type_id: row.people for row in session.scalars(select(Denominator))}
    session.commit()
    return found


def rows(page: str) -> list[list[str]]:
    """The cells of every row of every table."""
    return [[text_of(cell) for cell in row] for row in parse(page).iter("tr")]


@pytest.fixture
def survey(session: Session) -> Survey:
    agency = builders.agency(session)
    units = [builders.unit(session, agency, name=name) for name in ("Loket A", "Loket B")]
    return builders.survey(session, units)


def test_participation_is_shown_by_unit_and_channel(app: Flask, session: Session, survey: Survey) -> None:
    first, second = (served.unit for served in survey.units)
    for number in (0, 0, 3, 20, 50):
        builders.response(session, survey, "{}", TODAY - dt.timedelta(days=number), unit_id=first.id)
    builders.response(session, survey, "{}", TODAY, unit_id=second.id, channel="paper")
    builders.response(session, survey, "{}", TODAY, unit_id=None, channel="message")
    agencies.enter_denominator(session, first.service_types[0], MONTH, 1600)
    page = person(app, session, "author", survey.agency).get(f"/office/surveys/{survey.id}/participation").text
    found = rows(page)
    assert ["Loket A", "2", "3", "5", "4", "1.600", "0,3%"] in found
    assert ["Loket B", "1", "1", "1", "1", "belum diisi", "belum tersedia"] in found
    assert ["Formulir kertas", "1", "1", "1"] in found
    assert any(row[0].startswith("Tanpa unit") and row[1:5] == ["1", "1", "1", "1"] for row in found)
    assert ["24 November 2026", "4"] in found
    assert page.count("<rect") == 30


def test_a_rate_needs_every_service_type(app: Flask, session: Session, survey: Survey) -> None:
    unit = survey.units[0].unit
    agencies.add_service_type(session, unit, "ktp", "KTP")
    agencies.enter_denominator(session, unit.service_types[0], MONTH, 100)
    page = person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}/participation").text
    assert ["Loket A", "0", "0", "0", "0", "belum diisi", "belum tersedia"] in rows(page)


def test_nobody_served_is_not_a_rate_of_nothing(app: Flask, session: Session, survey: Survey) -> None:
    agencies.enter_denominator(session, survey.units[0].unit.service_types[0], MONTH, 0)
    page = person(app, session, "analyst", survey.agency).get(f"/office/surveys/{survey.id}/participation").text
    assert ["Loket A", "0", "0", "0", "0", "0", "belum tersedia"] in rows(page)


def test_columns_fill_the_picture() -> None:
    made = columns([(TODAY, 0), (TODAY, 5), (TODAY, 10)])
    assert [column.height for column in made] == [0, HEIGHT / 2, HEIGHT]
    assert all(column.y + column.height == HEIGHT for column in made)
    assert made[-1].x + made[-1].width <= WIDTH
    assert [column.height for column in columns([(TODAY, 0)])] == [0]


def test_a_qr_code_leads_to_the_short_address(app: Flask, session: Session, survey: Survey) -> None:
    served = survey.units[0]
    served.unit.name = 'Loket <b> & "satu"'
    client = person(app, session, "author", survey.agency)
    code = client.get(f"/office/surveys/{survey.id}/units/{served.unit_id}/qr.svg")
    assert code.mimetype == "image/svg+xml"
    assert f"qr-{served.unit.code}-{served.link}.svg" in code.headers["Content-Disposition"]
    picture = ElementTree.fromstring(code.data)
    title = picture.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == 'Kode QR ke survei untuk Loket <b> & "satu"'
    assert "style" not in code.text
    poster = client.get(f"/office/surveys/{survey.id}/units/{served.unit_id}/poster").text
    assert f"127.0.0.1:8000/u/{served.link}" in poster
    assert client.get(f"/office/surveys/{survey.id}/posters").text.count('class="poster"') == 2
    assert poster.count('class="poster"') == 1


def test_people_served_are_entered_for_a_month_at_once(app: Flask, session: Session, survey: Survey) -> None:
    first, second = (served.unit.service_types[0].id for served in survey.units)
    client = person(app, session, "analyst", survey.agency)
    address = client.get("/office/denominators").headers["Location"]
    assert address.endswith(f"/office/denominators/{survey.agency_id}/2026-11")
    sent = {f"people-{first}": "1.500", f"people-{second}": " 20 "}
    assert "tersimpan" in client.post(address, data=sent, follow_redirects=True).text
    assert entered(session) == {first: 1500, second: 20}
    client.post(address, data={f"people-{first}": "0", f"people-{second}": ""})
    assert entered(session) == {first: 0}, "empty means not known, which is not 0"
    assert 'value="0"' in client.get(address).text
    assert client.get(f"/office/denominators/{survey.agency_id}/2025-12").status_code == 200


def test_impossible_numbers_stay_beside_their_field_and_change_nothing(
    app: Flask, session: Session, survey: Survey
) -> None:
    first, second = (served.unit.service_types[0].id for served in survey.units)
    client = person(app, session, "analyst", survey.agency)
    address = f"/office/denominators/{survey.agency_id}/2026-11"
    for hostile in ("-1", "1,5", "1e9", "99999999999", "9999999999", "banyak", "٣", "1" * 5000, "12.34"):
        refused = client.post(address, data={f"people-{first}": "7", f"people-{second}": hostile})
        assert len(errors(refused)) == 1, hostile
        assert 'value="7"' in refused.text
        assert f'value="{hostile}"' in refused.text
    assert entered(session) == {}


def test_a_field_of_another_agency_is_not_looked_at(app: Flask, session: Session, survey: Survey) -> None:
    foreign = builders.unit(session, builders.agency(session)).service_types[0].id
    client = person(app, session, "analyst", survey.agency)
    client.post(f"/office/denominators/{survey.agency_id}/2026-11", data={f"people-{foreign}": "5"})
    assert entered(session) == {}


def test_months_that_are_none_or_have_not_begun(app: Flask, session: Session, survey: Survey) -> None:
    client = person(app, session, "analyst", survey.agency)
    page = f"/office/denominators/{survey.agency_id}"
    for month in ("2026-12", "2099-01", "2026-13", "2026-00", "1999-01", "november", "2026-1", "٢٠٢٦-١١"):
        assert client.get(f"{page}/{month}").status_code == 404, month
    assert client.post(f"{page}/2026-12", data={}).status_code == 404


def test_the_first_page_says_what_waits(app: Flask, session: Session, survey: Survey) -> None:
    builders.response(session, survey, "{}", TODAY)
    builders.survey(session, [survey.units[0].unit], state="in-review")
    late = builders.survey(session, [survey.units[0].unit], state="scheduled", closes_at=builders.CREATED)
    pages = {
        role: person(app, session, role, survey.agency).get("/office").text
        for role in ("author", "approver", "analyst", "administrator")
    }
    assert "Periksa: Survei kepuasan" in pages["approver"]
    assert "Belum sempat dibuka" in pages["approver"]
    assert f"/office/surveys/{late.id}" in pages["approver"]
    assert "Isi jumlah pengguna layanan bulan Oktober 2026" in pages["analyst"]
    assert "Tidak ada. Semua sudah beres." in pages["author"]
    assert all(re.search(r"Dibuka</span>\s*<span class=\"count\">1<", page) for page in pages.values())
    assert all(["Survei kepuasan", "1", "1", "1"] in rows(page) for page in pages.values())


def test_a_note_of_who_sent_it_back_is_shown_to_the_author(app: Flask, session: Session, survey: Survey) -> None:
    waiting = builders.survey(session, [survey.units[0].unit], state="in-review")
    approver = person(app, session, "approver", survey.agency)
    approver.post(f"/office/surveys/{waiting.id}/send-back", data={"note": "Ubah judulnya"})
    assert "Ubah judulnya" in person(app, session, "author", survey.agency).get("/office").text


def test_an_empty_office_teaches(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    administrator, author = (person(app, session, role, agency) for role in ("administrator", "author"))
    assert "Mulai dengan unit layanan" in administrator.get("/office").text
    assert "Minta administrator instansi Anda" in author.get("/office").text
    builders.unit(session, agency)
    session.commit()
    assert "Belum ada survei" in author.get("/office").text

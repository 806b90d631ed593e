"""Agencies, units and service types, looked after by an administrator."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.staff.forms import code_from
from surveys.models import Agency, ServiceType, ServiceUnit
from tests import builders
from tests.app.office import errors, person

WIB, WITA = "Asia/Jakarta", "Asia/Makassar"


def named(session: Session, model: type, name: str) -> object | None:
    session.rollback()
    query = select(model).where(model.name == name).execution_options(populate_existing=True)  # type: ignore[attr-defined]
    found: object | None = session.scalar(query)
    session.commit()
    return found


def test_an_agency_below_gets_its_code_from_its_name(app: Flask, session: Session) -> None:
    own = builders.agency(session)
    client = person(app, session, "administrator", own)
    sent = {"name": "Dinas Kesehatan Kota", "code": "", "parent_id": own.id, "time_zone": WITA}
    assert "Dinas Kesehatan Kota" in client.post("/office/agencies/new", data=sent, follow_redirects=True).text
    made = named(session, Agency, "Dinas Kesehatan Kota")
    assert isinstance(made, Agency)
    assert (made.code, made.parent_id, made.time_zone) == ("dinas-kesehatan-kota", own.id, WITA)
    page = f"/office/agencies/{made.id}"
    client.post(f"{page}/edit", data={"name": "Dinas Kesehatan", "time_zone": WIB})
    assert "<h1>Dinas Kesehatan</h1>" in client.get(page).text
    assert errors(client.post(f"{page}/edit", data={"name": "", "time_zone": WIB})) == ["Isi namanya."]


def test_an_agency_is_made_only_below_ones_own(app: Flask, session: Session) -> None:
    foreign = builders.agency(session)
    client = person(app, session, "administrator", builders.agency(session))
    for parent in (foreign.id, 0, -1, "x", "9" * 400, ""):
        sent = {"name": "Dinas Baru", "parent_id": parent, "time_zone": WIB}
        assert errors(client.post("/office/agencies/new", data=sent)) == ["Pilih instansi dari daftar ini."]
    assert client.get(f"/office/agencies/new?parent={foreign.id}").status_code == 200
    assert named(session, Agency, "Dinas Baru") is None


def test_a_unit_its_services_and_its_end(app: Flask, session: Session) -> None:
    own = builders.agency(session, time_zone=WITA)
    client = person(app, session, "administrator", own)
    assert f'value="{WITA}" checked' in client.get(f"/office/agencies/{own.id}/units/new").text
    sent = {"name": "Loket 1", "code": "loket-satu", "time_zone": WITA}
    client.post(f"/office/agencies/{own.id}/units/new", data=sent)
    made = named(session, ServiceUnit, "Loket 1")
    assert isinstance(made, ServiceUnit)
    page = f"/office/units/{made.id}"
    assert "umum" in client.get(page).text
    client.post(f"{page}/service-types", data={"name": "KTP", "code": ""})
    service = named(session, ServiceType, "KTP")
    assert isinstance(service, ServiceType)
    client.post(f"/office/service-types/{service.id}/edit", data={"name": "KTP elektronik"})
    assert "KTP elektronik" in client.get(page).text
    client.post(f"{page}/edit", data={"name": "Loket Satu", "time_zone": WIB})  # a box that is not ticked is not sent
    closed = named(session, ServiceUnit, "Loket Satu")
    assert isinstance(closed, ServiceUnit)
    assert (closed.active, closed.time_zone, closed.code) == (False, WIB, "loket-satu")
    assert "Tidak melayani lagi" in client.get(page).text


def test_taken_codes_are_said_beside_the_code(app: Flask, session: Session) -> None:
    own = builders.agency(session, code="dinas-satu")
    unit = builders.unit(session, own, code="loket")
    client = person(app, session, "administrator", own)
    for address, code in (
        ("/office/agencies/new", "dinas-satu"),
        (f"/office/agencies/{own.id}/units/new", "loket"),
        (f"/office/units/{unit.id}/service-types", "umum"),
    ):
        sent = {"name": "Yang lain", "code": code, "parent_id": own.id, "time_zone": WIB}
        [message] = errors(client.post(address, data=sent))
        assert message.startswith("Kode ini sudah dipakai")


HOSTILE: list[tuple[dict[str, str], int]] = [
    ({"name": ""}, 1),
    ({"name": "x" * 300}, 1),
    ({"code": "Dua Kata"}, 1),
    ({"code": "x" * 61}, 1),
    ({"name": "日本", "code": ""}, 1),  # no code can be made of it
    ({"time_zone": "Mars/Olympus"}, 1),
    ({"time_zone": "", "name": "\x00"}, 2),
]


def test_hostile_entries_are_refused_in_words(app: Flask, session: Session) -> None:
    own = builders.agency(session)
    client = person(app, session, "administrator", own)
    usual = {"name": "Loket", "code": "loket", "time_zone": WIB, "parent_id": str(own.id)}
    for changes, count in HOSTILE:
        for address in ("/office/agencies/new", f"/office/agencies/{own.id}/units/new"):
            assert len(errors(client.post(address, data={**usual, **changes}))) == count


def test_codes_are_made_of_names() -> None:
    assert code_from("  Puskesmas Kec. Ménteng (24 jam) ") == "puskesmas-kec-menteng-24-jam"
    assert code_from("日本") == ""
    assert len(code_from("panjang " * 40)) <= 60
    assert not code_from("x" * 59 + " yz").endswith("-")

"""The tree of agencies, units, service types, and how many people they served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from surveys import agencies
from surveys.calendar import day_begins
from surveys.errors import InvalidEntry, TakenCode
from surveys.models import Agency, Denominator
from tests import builders

WIB, WIT = "Asia/Jakarta", "Asia/Jayapura"


def test_a_tree_is_read_parents_first_and_by_name(session: Session) -> None:
    regency = agencies.create_agency(session, "kab-a", "Kabupaten A", WIB)
    office = agencies.create_agency(session, "dinas-b", "Dinas B", WIB, regency.id)
    agencies.create_agency(session, "dinas-a", "Dinas A", WIB, regency.id)
    branch = agencies.create_agency(session, "cabang-b", "Cabang B", WIT, office.id)
    agencies.create_agency(session, "kab-b", "Kabupaten B", WIB)
    tree = [(row.name, row.depth) for row in agencies.agency_tree(session)]
    expected = [("Kabupaten A", 0), ("Dinas A", 1), ("Dinas B", 1), ("Cabang B", 2), ("Kabupaten B", 0)]
    assert tree == expected
    assert [row.id for row in agencies.agency_tree(session, office.id)] == [office.id, branch.id]
    assert agencies.descendant_ids(session, office.id) == {office.id, branch.id}
    assert len(agencies.descendant_ids(session, regency.id)) == 4
    assert agencies.descendant_ids(session, 10**6) == set()


def test_a_circle_in_the_tree_ends_the_walk(session: Session) -> None:
    first, second = builders.agency(session), builders.agency(session)
    session.execute(text(f"UPDATE agency SET parent_id = {first.id + second.id} - id"))
    assert agencies.descendant_ids(session, first.id) == {first.id, second.id}


def test_a_taken_code_leaves_the_transaction_usable(session: Session) -> None:
    agency = agencies.create_agency(session, "dinas", "Dinas", WIB)
    unit = agencies.create_unit(session, agency, "loket-1", "Loket 1", WIB)
    makers: list[Callable[[], object]] = [
        lambda: agencies.create_agency(session, "dinas", "Lain", WIB),
        lambda: agencies.create_unit(session, agency, "loket-1", "Lain", WIB),
        lambda: agencies.add_service_type(session, unit, "umum", "Lain"),
    ]
    for make in makers:
        with pytest.raises(TakenCode):
            make()
    other = agencies.create_agency(session, "badan", "Badan", WIB)
    assert agencies.create_unit(session, other, "loket-1", "Loket 1", WIB).id != unit.id


def test_every_unit_has_a_service_type(session: Session) -> None:
    unit = agencies.create_unit(session, builders.agency(session), "loket", " Loket ", WIT)
    assert (unit.name, unit.time_zone, unit.active) == ("Loket", WIT, True)
    assert [service.code for service in unit.service_types] == ["umum"]
    added = agencies.add_service_type(session, unit, "ktp-el", "KTP")
    agencies.rename_service_type(session, added, "KTP elektronik")
    session.expire(unit)
    assert [service.name for service in unit.service_types] == ["KTP elektronik", "Umum"]


def test_names_and_zones_change_codes_stay(session: Session) -> None:
    agency = agencies.create_agency(session, "dinas", "Dinas", WIB)
    unit = agencies.create_unit(session, agency, "loket", "Loket", WIB)
    agencies.rename_agency(session, agency, "Dinas Baru", WIT)
    agencies.edit_unit(session, unit, "Loket Baru", WIT, active=False)
    assert (agency.code, agency.name, agency.time_zone) == ("dinas", "Dinas Baru", WIT)
    assert (unit.code, unit.name, unit.time_zone, unit.active) == ("loket", "Loket Baru", WIT, False)


@pytest.mark.parametrize("code", ["", "Dinas", "dua kata", "-a", "a-", "a--b", "a_b", "é", "a" * 61, "a\n", "a\x00"])
def test_codes_are_kebab_case(session: Session, code: str) -> None:
    with pytest.raises(InvalidEntry, match="code: not-kebab-case"):
        agencies.create_agency(session, code, "Dinas", WIB)


@pytest.mark.parametrize(
    ("name", "problem"), [(" ", "missing"), ("x" * 201, "too-long"), ("a\x00", "not-storable"), ("\ud800", "not-st")]
)
def test_names_are_short_text(session: Session, name: str, problem: str) -> None:
    agency = builders.agency(session)
    with pytest.raises(InvalidEntry, match=f"name: {problem}"):
        agencies.rename_agency(session, agency, name, WIB)


def test_time_zones_are_the_three(session: Session) -> None:
    with pytest.raises(InvalidEntry, match="time_zone: unknown"):
        agencies.create_agency(session, "dinas", "Dinas", "Europe/London")
    assert session.scalar(select(Agency)) is None


def test_a_denominator_is_entered_and_replaced(session: Session) -> None:
    service = builders.unit(session, builders.agency(session)).service_types[0]
    agencies.enter_denominator(session, service, dt.date(2026, 11, 17), 300)
    agencies.enter_denominator(session, service, dt.date(2026, 11, 1), 310)
    agencies.enter_denominator(session, service, dt.date(2026, 12, 1), 0)
    agencies.enter_denominator(session, service, dt.date(2026, 10, 1), 5)
    agencies.enter_denominator(session, service, dt.date(2026, 10, 31), None)
    entered = session.execute(select(Denominator.month, Denominator.people).order_by(Denominator.month)).all()
    assert [tuple(row) for row in entered] == [(dt.date(2026, 11, 1), 310), (dt.date(2026, 12, 1), 0)]


@pytest.mark.parametrize("people", [-1, 1_000_000_001, 2**63])
def test_an_impossible_denominator_is_refused(session: Session, people: int) -> None:
    service = builders.unit(session, builders.agency(session)).service_types[0]
    with pytest.raises(InvalidEntry, match="people: out-of-range"):
        agencies.enter_denominator(session, service, dt.date(2026, 11, 1), people)


def test_a_day_begins_where_people_live() -> None:
    assert day_begins(dt.date(2026, 11, 3), WIB) == dt.datetime(2026, 11, 2, 17, tzinfo=dt.UTC)
    assert day_begins(dt.date(2026, 11, 3), WIT) == dt.datetime(2026, 11, 2, 15, tzinfo=dt.UTC)

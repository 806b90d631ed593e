"""Agencies, their units and service types, and how many people each served: written by administrators."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import audit
from surveys.base import Base
from surveys.calendar import TIME_ZONES, first_of_month
from surveys.canonical import is_storable
from surveys.errors import InvalidEntry, Problem, TakenCode
from surveys.models import Agency, Denominator, ServiceType, ServiceUnit

LONGEST_NAME = 200
LONGEST_CODE = 60
MOST_PEOPLE = 1_000_000_000  # more than any service has users; catches a slipped key, and fits the column
GENERAL_SERVICE = ("umum", "Umum")  # the service type that every unit starts with

_KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_Row = TypeVar("_Row", bound=Base)


@dataclass(frozen=True)
class Branch:
    """One agency in the tree, `depth` steps below where the reading began."""

    id: int
    code: str
    name: str
    parent_id: int | None
    depth: int


def create_agency(session: Session, code: str, name: str, time_zone: str, parent_id: int | None = None) -> Agency:
    """Raises TakenCode, and InvalidEntry for `code`, `name` or `time_zone`."""
    agency = Agency(code=_checked_code(code), name=_checked_name(name), parent_id=parent_id)
    agency.time_zone = _checked_time_zone(time_zone)
    return _save(session, agency)


def rename_agency(session: Session, agency: Agency, name: str, time_zone: str) -> None:
    """The code stays: addresses and files carry it. Raises InvalidEntry."""
    agency.name, agency.time_zone = _checked_name(name), _checked_time_zone(time_zone)
    session.flush()


def separate_approval(session: Session, agency: Agency, wanted: bool, now: dt.datetime, actor: str) -> None:
    """Whether whoever wrote a questionnaire may not approve it; a change goes into the audit trail."""
    if agency.separate_approval != wanted:
        agency.separate_approval = wanted
        audit.record(session, agency, "separate-approval", now, actor, wanted=wanted)


def create_unit(session: Session, agency: Agency, code: str, name: str, time_zone: str) -> ServiceUnit:
    """An active unit with the general service type. Raises TakenCode and InvalidEntry."""
    unit = ServiceUnit(agency_id=agency.id, code=_checked_code(code), name=_checked_name(name), active=True)
    unit.time_zone = _checked_time_zone(time_zone)
    service_code, service_name = GENERAL_SERVICE
    unit.service_types = [ServiceType(code=service_code, name=service_name)]
    return _save(session, unit)


def edit_unit(session: Session, unit: ServiceUnit, name: str, time_zone: str, active: bool) -> None:
    """An inactive unit keeps its history and takes part in no new survey. Raises InvalidEntry."""
    unit.name, unit.time_zone, unit.active = _checked_name(name), _checked_time_zone(time_zone), active
    session.flush()


def add_service_type(session: Session, unit: ServiceUnit, code: str, name: str) -> ServiceType:
    """Raises TakenCode and InvalidEntry."""
    return _save(session, ServiceType(unit_id=unit.id, code=_checked_code(code), name=_checked_name(name)))


def rename_service_type(session: Session, service_type: ServiceType, name: str) -> None:
    """Raises InvalidEntry."""
    service_type.name = _checked_name(name)
    session.flush()


def enter_denominator(session: Session, service_type: ServiceType, month: dt.date, people: int | None) -> None:
    """How many people a service type served in the month that `month` lies in; a second entry replaces the first.

    None takes an entry back: the number is not known again, which is not 0.
    Raises InvalidEntry for `people` outside 0 to MOST_PEOPLE.
    """
    key = {"service_type_id": service_type.id, "month": first_of_month(month)}
    if people is None:
        session.execute(delete(Denominator).filter_by(**key))
        return
    if not 0 <= people <= MOST_PEOPLE:
        raise InvalidEntry(Problem("people", "out-of-range", limit=str(MOST_PEOPLE)))
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    entry = insert(Denominator).values(**key, people=people)
    session.execute(entry.on_conflict_do_update(index_elements=["service_type_id", "month"], set_={"people": people}))


def descendant_ids(session: Session, agency_id: int) -> set[int]:
    """The ids of an agency and of every agency below it; empty when there is no such agency."""
    below = select(Agency.id).where(Agency.id == agency_id).cte("below", recursive=True)
    # UNION, not UNION ALL: a circle in the tree, which only a hand in the database can make, ends the walk.
    below = below.union(select(Agency.id).join(below, Agency.parent_id == below.c.id))
    return set(session.scalars(select(below.c.id)))


def agency_tree(session: Session, root_id: int | None = None) -> list[Branch]:
    """Every agency, or `root_id` and those below it: each parent before its children, siblings by name."""
    agencies = session.scalars(select(Agency).order_by(Agency.name, Agency.id)).all()
    children: dict[int | None, list[Agency]] = {}
    for agency in agencies:
        children.setdefault(agency.parent_id, []).append(agency)
    roots = children.get(None, []) if root_id is None else [a for a in agencies if a.id == root_id]
    branches: list[Branch] = []
    waiting = [(agency, 0) for agency in reversed(roots)]
    while waiting:
        agency, depth = waiting.pop()
        branches.append(Branch(agency.id, agency.code, agency.name, agency.parent_id, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(agency.id, []))]
    return branches


def _save(session: Session, row: _Row) -> _Row:
    """Insert a row whose code is unique; the savepoint keeps the transaction alive when it is taken."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        raise TakenCode from error
    return row


def _checked_code(code: str) -> str:
    if len(code) > LONGEST_CODE or not _KEBAB_CASE.match(code):
        raise InvalidEntry(Problem("code", "not-kebab-case", limit=str(LONGEST_CODE)))
    return code


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name:
        raise InvalidEntry(Problem("name", "missing"))
    if len(name) > LONGEST_NAME:
        raise InvalidEntry(Problem("name", "too-long", limit=str(LONGEST_NAME)))
    if not is_storable(name):
        raise InvalidEntry(Problem("name", "not-storable"))
    return name


def _checked_time_zone(time_zone: str) -> str:
    if time_zone not in TIME_ZONES:
        raise InvalidEntry(Problem("time_zone", "unknown"))
    return time_zone

"""Lists ask the database as often for many rows as for few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from surveys.models import Agency, Survey
from tests import builders
from tests.app.office import person

pytestmark = pytest.mark.usefixtures("now")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that any engine runs inside."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def grow(session: Session, agency: Agency) -> Survey:
    """Three more of everything that a list may show."""
    units = [builders.unit(session, agency, services=("ktp", "kia")) for _number in range(3)]
    for state in ("draft", "in-review", "open", "closed"):
        survey = builders.survey(session, units, state=state)
        if state == "open":
            builders.response(session, survey, "{}", builders.CREATED.date())
    for _number in range(3):
        child = builders.agency(session, parent_id=agency.id)
        builders.unit(session, child)
    session.commit()
    return survey


def test_no_list_asks_once_for_each_row(app: Flask, session: Session) -> None:
    agency = builders.agency(session)
    survey = grow(session, agency)
    client = person(app, session, "administrator", agency)
    unit_id = survey.units[0].unit_id
    pages = (
        "/office",
        "/office/surveys",
        "/office/surveys/new",
        f"/office/surveys/{survey.id}",
        f"/office/surveys/{survey.id}/participation",
        f"/office/surveys/{survey.id}/posters",
        f"/office/denominators/{agency.id}/2026-11",
        "/office/agencies",
        f"/office/agencies/{agency.id}",
        f"/office/units/{unit_id}",
    )

    def cost() -> dict[str, int]:
        costs = {}
        for page in pages:
            with statements() as seen:
                assert client.get(page).status_code == 200
            costs[page] = len(seen)
        return costs

    before = cost()
    for _number in range(3):
        grow(session, agency)
    assert cost() == before
    assert max(before.values()) <= 12

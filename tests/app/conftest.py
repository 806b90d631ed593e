"""What only the tests of pages share."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from app import clock
from surveys.models import Survey
from tests import builders
from tests.conftest import NOW


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> dict[str, dt.datetime]:
    """The app's time; a test moves it by setting "now"."""
    time = {"now": NOW}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time


@pytest.fixture
def survey(session: Session) -> Survey:
    """An open SKM survey of one unit. Commit before a request, or ask for its `address`."""
    return builders.survey(session, [builders.unit(session, builders.agency(session, name="Dinas Dukcapil"))])


@pytest.fixture
def address(session: Session, survey: Survey) -> str:
    """Where the open survey is answered, from `NOW` on."""
    session.commit()
    return f"/s/{survey.public_id}"

"""What only the tests of pages share."""

from __future__ import annotations

import datetime as dt

import pytest

from app import clock
from tests.conftest import NOW


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> dict[str, dt.datetime]:
    """The app's time; a test moves it by setting "now"."""
    time = {"now": NOW}
    monkeypatch.setattr(clock, "now", lambda: time["now"])
    return time

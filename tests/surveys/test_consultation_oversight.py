"""What oversight reads of consultations: late ones first, numbers at a glance, a page at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from surveys import consultation_oversight
from surveys.calendar import day_begins
from surveys.consultation_oversight import Wanted
from surveys.follow_up_lists import Progress
from surveys.models import Agency
from tests import builders
from tests.conftest import NOW

DAY = dt.timedelta(days=1)
PARKS, ROADS = "Dinas Pertamanan", "Dinas Jalan"


def place(session: Session, agency: Agency, state: str, closed: int | None = None, **fields: Any) -> str:
    """A consultation in `state` that closed so many days ago (closes in as many, below 0); its public id."""
    closes = None if closed is None else NOW - closed * DAY
    opens = closes - 30 * DAY if closes else None
    made = builders.consultation(session, agency, state=state, opens_at=opens, closes_at=closes, **fields)
    return made.public_id


@pytest.fixture
def order(session: Session) -> list[str]:
    """Public ids in the order of the list. Answers are due 30 days after the last day."""
    parks, roads = (builders.agency(session, code=name[6:].lower(), name=name) for name in (PARKS, ROADS))
    first_open = place(session, parks, "open", -3)
    unending = place(session, roads, "open")
    late, later = place(session, roads, "closed", 35), place(session, parks, "closed", 50)
    waiting = place(session, parks, "closed", 5)
    old = place(session, roads, "answered", 60, outcome_published_at=NOW - 40 * DAY)
    new = place(session, parks, "answered", 20, outcome_published_at=NOW - 10 * DAY)
    place(session, parks, "draft")
    session.flush()
    return [later, late, waiting, first_open, unending, new, old]


def ids(session: Session, wanted: Wanted, after: str = "", size: int = 25) -> list[str]:
    return [line.public_id for line in consultation_oversight.watched(session, NOW, wanted, after, size).lines]


def test_the_latest_answers_come_first_and_the_newest_outcomes_after_all_that_is_open(
    session: Session, order: list[str]
) -> None:
    found = consultation_oversight.watched(session, NOW, Wanted())
    assert [line.public_id for line in found.lines] == order
    assert [line.overdue for line in found.lines] == [20, 5, 0, 0, 0, 0, 0]  # 50 - 30 and 35 - 30 days
    assert [line.state for line in found.lines][:4] == ["overdue", "overdue", "closed", "open"]
    assert found.following == ""


def test_pages_go_on_where_the_one_before_ended(session: Session, order: list[str]) -> None:
    seen, after = [], ""
    for _page in range(3):
        found = consultation_oversight.watched(session, NOW, Wanted(), after, 3)
        seen.append([line.public_id for line in found.lines])
        after = found.following
    assert seen == [order[:3], order[3:6], order[6:]]
    assert after == ""
    assert ids(session, Wanted(), "NICHTS", 3) == order[:3]


def test_one_agency_or_one_state_alone(session: Session, order: list[str]) -> None:
    later, late, waiting, _first_open, unending, _new, old = order
    assert ids(session, Wanted(agency=ROADS)) == [late, unending, old]
    assert ids(session, Wanted(state="overdue")) == [later, late]
    assert ids(session, Wanted(agency=PARKS, state="closed")) == [waiting]
    assert ids(session, Wanted(agency="Tidak ada")) == []


def test_the_summary_of_all_and_of_one_agency(session: Session, order: list[str]) -> None:
    summary = consultation_oversight.watched(session, NOW, Wanted(state="open")).summary
    assert summary.states == {"overdue": 2, "closed": 1, "open": 2, "answered": 2}
    assert summary.median_days == 15  # 20 and 10 days
    assert consultation_oversight.watched(session, NOW, Wanted(agency=ROADS)).summary.median_days == 20
    assert consultation_oversight.watched(session, NOW, Wanted(agency="x")).summary.median_days is None


def test_the_share_answered_counts_what_is_over(session: Session) -> None:
    agency = builders.agency(session)
    over, running = (builders.consultation(session, agency) for _ in range(2))
    answered = builders.contribution(session, over)
    builders.reply(session, answered)
    for _ in range(2):
        builders.contribution(session, over)
        builders.contribution(session, running)
    builders.contribution(session, over, state="hidden")
    over.state = "closed"
    session.flush()
    found = consultation_oversight.watched(session, NOW, Wanted())
    assert found.summary.progress == Progress(1, 3)
    assert {line.public_id: line.progress for line in found.lines} == {
        over.public_id: Progress(1, 3),
        running.public_id: Progress(0, 2),
    }


def test_the_last_day_is_the_one_before_the_midnight_at_which_it_closes(session: Session) -> None:
    agency = builders.agency(session)
    midnight = day_begins(dt.date(2026, 12, 5), agency.time_zone)
    builders.consultation(session, agency, closes_at=midnight)
    [line] = consultation_oversight.watched(session, NOW, Wanted()).lines
    assert line.closes == dt.date(2026, 12, 4)
    assert line.due == dt.date(2027, 1, 4)  # 30 days after the midnight of the 5th

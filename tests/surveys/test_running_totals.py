"""What may be seen before a consultation closes, and that each look leaves a trace."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from surveys import running_totals
from surveys.errors import NotOffered
from surveys.running_totals import COUNTS, RESULTS, may_see
from tests import builders
from tests.conftest import NOW

ANI = "ani@dinas.example"


@pytest.mark.parametrize(
    ("rule", "before_closing"),
    [("nothing", set()), ("counts", {COUNTS}), ("everything", {COUNTS, RESULTS})],
)
def test_the_rule_says_what_may_be_seen_before_the_closing(rule: str, before_closing: set[str]) -> None:
    assert {what for what in (COUNTS, RESULTS) if may_see(rule, "open", what)} == before_closing
    assert all(may_see(rule, state, what) for state in ("closed", "answered") for what in (COUNTS, RESULTS))


def test_a_look_before_the_closing_is_written_down(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session), running_totals="everything")
    running_totals.look(session, consultation, NOW, ANI, RESULTS)
    assert [(entry.actor, entry.at, entry.detail) for entry in running_totals.looks(session, consultation)] == [
        (ANI, NOW, {"what": RESULTS})
    ]


def test_nobody_looks_at_more_than_the_rule_allows(session: Session) -> None:
    consultation = builders.consultation(session, builders.agency(session), running_totals="counts")
    with pytest.raises(NotOffered):
        running_totals.look(session, consultation, NOW, ANI, RESULTS)
    assert running_totals.looks(session, consultation) == []


def test_after_the_closing_time_everything_is_free_and_nothing_is_written(session: Session) -> None:
    agency = builders.agency(session)
    over = builders.consultation(session, agency, running_totals="nothing", closes_at=NOW - dt.timedelta(minutes=1))
    assert over.state == "open", "the scheduler has not come by yet"
    running_totals.look(session, over, NOW, ANI, RESULTS)
    assert running_totals.looks(session, over) == []

"""Frozen reports: for whom, when, and what makes another revision. The report itself is a stand-in here."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from analytics import jobs, reading
from analytics.models import MonthlyReport
from surveys import queries
from surveys.canonical import canonical_json
from surveys.models import Denominator, ServiceType
from tests import builders
from tests.analytics.conftest import Office

OCTOBER, NOVEMBER, DECEMBER = (dt.date(2026, month, 1) for month in (10, 11, 12))
IN_OCTOBER, IN_NOVEMBER = dt.date(2026, 10, 20), dt.date(2026, 11, 3)


def build(session: Session, month: dt.date, agency_id: int | None) -> str:
    """A report as small as can be: how many answered, of how many."""
    responses = sum(fact.statistics.n for fact in reading.everybody(session, month, month.replace(day=28)))
    people = sum(queries.people_served(session, month).values())
    return canonical_json({"agency": agency_id, "month": month.isoformat(), "people": people, "responses": responses})


def close_month(office: Office, today: dt.date) -> dict[dt.date, int]:
    """What the night after `today` began does: count until yesterday, then report."""
    office.now = dt.datetime.combine(today, dt.time(18), dt.UTC)
    office.nightly(today - dt.timedelta(days=1))
    return jobs.monthly(office.database, today, office.clock, build)


def revisions(office: Office, month: dt.date, agency_id: int | None = None) -> list[int]:
    with office.database.read() as session:
        return [report.revision for report in reading.revisions(session, month, agency_id)]


def test_a_month_that_is_over_is_reported_for_each_agency_and_for_all(office: Office) -> None:
    office.answer(IN_NOVEMBER, 2)
    assert close_month(office, DECEMBER) == {NOVEMBER: 2}
    with office.database.read() as session:
        whole = reading.newest_report(session, NOVEMBER, None)
        assert reading.newest_report(session, NOVEMBER, office.agency_id)
        assert reading.reported_months(session, None) == [NOVEMBER]
    assert whole is not None
    assert whole.content == '{"agency":null,"month":"2026-11-01","people":0,"responses":2}'
    assert (whole.data_cut, whole.frozen_at) == (dt.date(2026, 11, 30), office.now)


def test_a_month_that_is_not_over_or_not_counted_to_its_end_waits(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    assert close_month(office, dt.date(2026, 11, 30)) == {}
    assert jobs.monthly(office.database, DECEMBER, office.clock, build) == {}  # the night's counting was missed
    assert close_month(office, DECEMBER) == {NOVEMBER: 2}


def test_a_last_day_counted_while_it_still_went_on_is_not_counted_to_its_end(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    office.now = dt.datetime(2026, 11, 30, 3, tzinfo=dt.UTC)
    office.nightly(dt.date(2026, 11, 30))
    assert jobs.monthly(office.database, DECEMBER, office.clock, build) == {}


def test_identical_facts_add_nothing(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    close_month(office, DECEMBER)
    assert close_month(office, DECEMBER) == {NOVEMBER: 0}
    assert close_month(office, DECEMBER + dt.timedelta(days=1)) == {NOVEMBER: 0}
    assert revisions(office, NOVEMBER) == [1]


def test_changed_facts_add_a_revision_and_keep_the_old_one(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    close_month(office, DECEMBER)
    office.answer(IN_NOVEMBER, mark=True)
    assert close_month(office, DECEMBER) == {NOVEMBER: 2}
    with office.database.read() as session:
        newest, first = reading.revisions(session, NOVEMBER, None)
    assert (newest.revision, first.revision) == (2, 1)
    assert '"responses":2' in newest.content
    assert '"responses":1' in first.content


def test_an_old_month_is_reported_again_when_its_facts_changed(office: Office) -> None:
    old = dt.date(2026, 3, 5)
    office.answer(old)
    office.answer(IN_NOVEMBER)
    frozen = close_month(office, DECEMBER)
    assert next(iter(frozen)) == dt.date(2026, 3, 1)
    assert len(frozen) == 9  # the quiet months in between as well
    assert list(close_month(office, DECEMBER)) == [dt.date(2026, 9, 1), OCTOBER, NOVEMBER]
    office.answer(old, mark=True)
    # April compares itself with March, so it is looked at too; nothing in this stand-in does.
    again = close_month(office, DECEMBER)
    assert {month: added for month, added in again.items() if added} == {dt.date(2026, 3, 1): 2}
    assert dt.date(2026, 4, 1) in again


def test_a_denominator_that_is_entered_late_adds_a_revision(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    close_month(office, DECEMBER)
    with office.database.write() as session:
        for service_type_id in session.scalars(select(ServiceType.id)).all():
            session.add(Denominator(service_type_id=service_type_id, month=NOVEMBER, people=50))
    assert close_month(office, DECEMBER) == {NOVEMBER: 2}
    assert revisions(office, NOVEMBER, office.agency_id) == [2, 1]


class Dies(Exception):
    """Stands for a process that ends."""


def test_a_run_that_died_in_the_middle_is_finished_by_the_next(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    with office.database.write() as session:
        other = builders.agency(session).id
    office.now = dt.datetime(2026, 12, 1, 18, tzinfo=dt.UTC)
    office.nightly(dt.date(2026, 11, 30))

    def dying(session: Session, month: dt.date, agency_id: int | None) -> str:
        if agency_id == other:
            raise Dies
        return build(session, month, agency_id)

    with pytest.raises(Dies):
        jobs.monthly(office.database, DECEMBER, office.clock, dying)
    assert revisions(office, NOVEMBER, office.agency_id) == [1]
    assert revisions(office, NOVEMBER) == []
    assert office.run("monthly", "2026-11").status == "failed"
    assert jobs.monthly(office.database, DECEMBER, office.clock, build) == {NOVEMBER: 2}
    assert revisions(office, NOVEMBER, office.agency_id) == [1]


def test_a_frozen_report_never_changes(office: Office) -> None:
    office.answer(IN_NOVEMBER)
    close_month(office, DECEMBER)
    for statement in ("UPDATE monthly_report SET content = '{}'", "DELETE FROM monthly_report"):
        with pytest.raises(DBAPIError, match="a frozen report never changes"), office.database.write() as session:
            session.execute(text(statement))


@pytest.mark.parametrize("of_one", [True, False])
def test_a_revision_exists_once(office: Office, of_one: bool) -> None:
    report = {"month": NOVEMBER, "revision": 1, "content": "{}", "digest": "0" * 64, "data_cut": NOVEMBER}
    agency_id = office.agency_id if of_one else None
    with pytest.raises(DBAPIError), office.database.write() as session:
        session.add_all(MonthlyReport(**report, agency_id=agency_id, frozen_at=office.now) for _ in range(2))


def test_the_data_cut_is_how_far_the_month_was_counted(office: Office) -> None:
    office.answer(IN_OCTOBER)
    office.nightly(dt.date(2026, 11, 10))
    with office.database.read() as session:
        cuts = [reading.data_cut(session, month) for month in (OCTOBER, NOVEMBER, DECEMBER)]
    assert cuts == [dt.date(2026, 10, 31), dt.date(2026, 11, 10), None]

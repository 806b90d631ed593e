"""Counts of who answered, on days and units and channels."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from sqlalchemy.orm import Session

from surveys.participation import Count, counts, participation, participation_rate
from tests import builders

DAY = dt.date(2026, 11, 24)


def days_ago(number: int) -> dt.date:
    return DAY - dt.timedelta(days=number)


def test_answers_are_counted_by_unit_channel_and_day(session: Session) -> None:
    agency = builders.agency(session)
    first, second = builders.unit(session, agency), builders.unit(session, agency)
    survey = builders.survey(session, [first, second])
    elsewhere = builders.survey(session, [first])
    builders.response(session, elsewhere, "{}", DAY)
    for number in (0, 6, 7, 23, 24, 40):
        builders.response(session, survey, "{}", days_ago(number), unit_id=first.id)
    builders.response(session, survey, "{}", DAY, unit_id=second.id, channel="paper")
    builders.response(session, survey, "{}", days_ago(-1), unit_id=second.id)  # tomorrow has come in the east
    builders.response(session, survey, "{}", DAY, unit_id=None, channel="message")
    found = participation(session, survey.id, DAY)
    assert found.by_unit == {first.id: Count(1, 2, 4, 6), second.id: Count(2, 2, 2, 2), None: Count(1, 1, 1, 1)}
    assert found.by_channel == {"web": Count(2, 3, 5, 7), "paper": Count(1, 1, 1, 1), "message": Count(1, 1, 1, 1)}
    assert found.whole == Count(4, 5, 7, 9)
    assert len(found.by_day) == 30
    assert [pair for pair in found.by_day if pair[1]] == [
        (days_ago(24), 1),
        (days_ago(23), 1),
        (days_ago(7), 1),
        (days_ago(6), 1),
        (DAY, 4),
    ]


def test_a_survey_without_answers_is_counted_too(session: Session) -> None:
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    assert participation(session, survey.id, DAY).whole == Count()
    assert counts(session, [survey.id], DAY) == {survey.id: Count()}
    builders.response(session, survey, "{}", days_ago(3))
    assert counts(session, [survey.id], DAY) == {survey.id: Count(0, 1, 1, 1)}
    assert counts(session, [], DAY) == {}


def test_without_people_there_is_no_rate() -> None:
    assert participation_rate(5, None) is None
    assert participation_rate(0, 0) is None
    assert participation_rate(3, 0) is None
    assert participation_rate(0, 200) == 0
    assert participation_rate(7, 200) == Fraction(7, 2)

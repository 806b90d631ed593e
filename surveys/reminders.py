"""What the people of a survey should be reminded of: a version waits, the last day comes, results are to publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import versions
from surveys.authoring import version_of
from surveys.calendar import local_time
from surveys.definition import Localized, load
from surveys.drafting import current_version
from surveys.lifecycle import CLOSED, DRAFT, IN_REVIEW, OPEN, RESULTS_PUBLISHED
from surveys.models import Survey, SurveyTransition

WAITING, CLOSING, UNPUBLISHED = "waiting", "closing", "unpublished"
REVIEW_WITHIN, BEFORE_CLOSING, PUBLISH_WITHIN = dt.timedelta(days=2), dt.timedelta(days=3), dt.timedelta(days=14)


@dataclass(frozen=True)
class Reminder:
    """`kind`: one of the above. `since`: the local day that it is about; a later one is another reminder.

    `authors`: who handed the survey's versions in, by e-mail address.
    """

    kind: str
    survey_id: int
    agency_id: int
    title: Localized
    since: dt.date
    authors: frozenset[str]


def due(session: Session, now: dt.datetime) -> list[Reminder]:
    """Every reminder whose time has come and that still holds, by survey. The caller knows which were sent."""
    under_way = Survey.state.not_in((DRAFT, RESULTS_PUBLISHED))
    surveys = session.scalars(select(Survey).where(under_way).order_by(Survey.id)).all()
    return [reminder for survey in surveys for reminder in _of(session, survey, now)]


def _of(session: Session, survey: Survey, now: dt.datetime) -> Iterator[Reminder]:
    def made(kind: str, since: dt.datetime) -> Reminder:
        handed_in = frozenset(version.submitted_by for version in survey.versions if version.submitted_by)
        title, day = load(version_of(survey).definition).title, local_time(since, survey.agency.time_zone)[0]
        return Reminder(kind, survey.id, survey.agency_id, title, day, handed_in)

    newest = current_version(session, survey)
    waits = survey.state == IN_REVIEW or versions.standing(newest) == versions.WAITING
    if waits and newest.submitted_at and newest.submitted_at + REVIEW_WITHIN <= now:
        yield made(WAITING, newest.submitted_at)
    if survey.state == OPEN and survey.closes_at and survey.closes_at - BEFORE_CLOSING <= now < survey.closes_at:
        # The closing moment is the end of the last day.
        yield made(CLOSING, survey.closes_at - dt.timedelta(microseconds=1))
    if survey.state == CLOSED:
        steps = select(func.max(SurveyTransition.at)).where(
            SurveyTransition.survey_id == survey.id, SurveyTransition.to_state == CLOSED
        )
        closed_at = session.scalar(steps)
        if closed_at and closed_at + PUBLISH_WITHIN <= now:
            yield made(UNPUBLISHED, closed_at)

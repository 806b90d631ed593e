"""Build a month's report from facts alone. What must not be shown is taken out before it leaves here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from analytics import reading, sampling
from analytics.language.description import IN_USE
from analytics.measures import disclosure
from analytics.measures.labelling import Stratum
from analytics.reports import comments, sections
from analytics.reports.content import dump
from analytics.reports.gather import Gathered, gather
from analytics.reports.model import MonthlyReport
from surveys.calendar import first_of_month, month_before, month_days
from surveys.errors import DomainError


class MonthNotCounted(DomainError):
    """No nightly run has reached the month, so there is nothing to report yet."""

    code = "month-not-counted"


def build(session: Session, month: dt.date, agency_id: int | None) -> MonthlyReport:
    """The report of `month` for an agency with all below it, or for all agencies with None.

    For a month that is not counted to its end it covers the days counted so far. Raises MonthNotCounted.
    """
    month = first_of_month(month)
    cut = reading.data_cut(session, month)
    if cut is None:
        raise MonthNotCounted(month.isoformat())
    now = gather(session, month, cut, agency_id, with_profile=agency_id is not None)
    before = month_before(month)
    last = month_days(before)[-1]
    earlier = gather(session, before, last, agency_id, with_profile=False)
    strata = sampling.strata(session, now.agencies, cut, reading.counting_method(IN_USE))
    return compose(now, earlier, month, cut, agency_id is None, strata)


def content(session: Session, month: dt.date, agency_id: int | None) -> str:
    """The canonical JSON text of `build`'s report, as it is frozen. Raises MonthNotCounted."""
    return dump(build(session, month, agency_id))


def compose(
    now: Gathered,
    before: Gathered,
    month: dt.date,
    cut: dt.date,
    of_all: bool = False,
    strata: Sequence[Stratum] = (),
) -> MonthlyReport:
    """The report of the group in `now`, with the month before it in `before`. Pure.

    `strata`: what readers made of the random samples of the group's comments.
    """
    group = now.group
    return MonthlyReport(
        month=month,
        agency=None if of_all else group.party,
        cut=cut,
        participation=sections.participation(group, month, cut),
        satisfaction=sections.satisfaction(group, cut),
        profile=() if of_all else sections.profile(group, now.questionnaires, cut),
        sentiment=comments.sentiment(group, now.questionnaires, IN_USE, strata, cut),
        previous=sections.previous(group, before.group, cut, month - dt.timedelta(days=1)),
        rows=sections.rows(group, cut),
        smallest_group=disclosure.SMALLEST_GROUP,
        smallest_cell=disclosure.SMALLEST_CELL,
        themes=comments.themes(group, now.theme_names, cut),
    )

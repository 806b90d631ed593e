"""Days as an agency lives them, and the moments that its forms mean by them."""

from __future__ import annotations

import datetime as dt

from app import clock
from surveys import calendar
from surveys.calendar import day_begins, local_time
from surveys.models import Agency


def today_at(agency: Agency) -> dt.date:
    return local_time(clock.now(), agency.time_zone)[0]


def opening_moment(first_day: dt.date | None, agency: Agency) -> dt.datetime | None:
    """The beginning of a first day, where its agency is."""
    return day_begins(first_day, agency.time_zone) if first_day else None


def closing_moment(last_day: dt.date | None, agency: Agency) -> dt.datetime | None:
    """The end of a last day, where its agency is."""
    return day_begins(last_day + dt.timedelta(days=1), agency.time_zone) if last_day else None


def first_day(opens_at: dt.datetime | None, agency: Agency) -> dt.date | None:
    return local_time(opens_at, agency.time_zone)[0] if opens_at else None


def last_day(closes_at: dt.datetime | None, agency: Agency) -> dt.date | None:
    """The last whole or begun day before the closing moment."""
    return calendar.last_day(closes_at, agency.time_zone) if closes_at else None

"""Days and months as the people of a unit live them. Everything is stored in UTC; "day" is local."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

TIME_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")  # WIB, WITA, WIT

_zone = lru_cache(maxsize=32)(ZoneInfo)


def local_time(now: dt.datetime, time_zone: str) -> tuple[dt.date, int]:
    """The local day and hour (0–23) of the moment `now` in `time_zone`."""
    local = now.astimezone(_zone(time_zone))
    return local.date(), local.hour


def earliest_day(now: dt.datetime) -> dt.date:
    """The local day where it is earliest: every day before it is over everywhere."""
    return min(local_time(now, zone)[0] for zone in TIME_ZONES)


def day_begins(day: dt.date, time_zone: str) -> dt.datetime:
    """The moment (UTC) at which the local day `day` begins in `time_zone`."""
    return dt.datetime.combine(day, dt.time(), _zone(time_zone)).astimezone(dt.UTC)


def last_day(closes_at: dt.datetime, time_zone: str) -> dt.date:
    """The last local day before a closing moment: what closes at midnight was last open on the day before."""
    return local_time(closes_at - dt.timedelta(microseconds=1), time_zone)[0]


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The first day of the month after the one that `month` lies in."""
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def month_before(month: dt.date) -> dt.date:
    """The first day of the month before the one that `month` lies in."""
    return first_of_month(first_of_month(month) - dt.timedelta(days=1))


def month_days(month: dt.date) -> list[dt.date]:
    """Every day of the month that `month` lies in, in order."""
    first = first_of_month(month)
    return [first + dt.timedelta(days=n) for n in range((next_month(first) - first).days)]

"""Where a consultation stands: days counted by hand, in the agency's time."""

from __future__ import annotations

import datetime as dt

import pytest

from surveys.consultation_standing import Standing, standing

JAKARTA = "Asia/Jakarta"  # UTC+7
NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)  # 24 November, 10.00 in Jakarta


def at(day: int, hour: int, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("state", "closes_at", "expected"),
    [
        ("open", None, Standing("open")),
        # 17.00 UTC is midnight in Jakarta: the last day is the one before.
        ("open", at(2, 17, month=12), Standing("open", dt.date(2026, 12, 2))),
        ("open", at(1, 3, month=12), Standing("closing-soon", dt.date(2026, 12, 1))),  # in exactly seven days
        ("open", at(1, 4, month=12), Standing("open", dt.date(2026, 12, 1))),  # in an hour more
        # Closed on the 24th; thirty days later is 24 December.
        ("open", at(24, 3), Standing("closed", dt.date(2026, 12, 24))),
        ("closed", at(24, 2), Standing("closed", dt.date(2026, 12, 24))),
        # Closed on 25 October: due on 24 November, which is today and not late yet.
        ("closed", at(25, 5, month=10), Standing("closed", dt.date(2026, 11, 24))),
        # 24 October, 23.00 in Jakarta: due on the 23rd, one day late.
        ("closed", at(24, 16, month=10), Standing("overdue", dt.date(2026, 11, 23), late=1)),
        ("closed", None, Standing("closed")),
        ("answered", at(1, 1, month=1), Standing("answered", dt.date(2026, 11, 20))),
        ("scheduled", at(30, 3), Standing("scheduled", dt.date(2026, 11, 20))),
    ],
)
def test_where_it_stands(state: str, closes_at: dt.datetime | None, expected: Standing) -> None:
    assert standing(state, at(20, 1), closes_at, 30, JAKARTA, NOW) == expected

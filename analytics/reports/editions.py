"""A report as somebody reads it: frozen in a revision, or built on the spot while its month still runs."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from analytics import reading
from analytics.measures.figure import Figure
from analytics.reports.build import MonthNotCounted, content
from analytics.reports.content import digest, load
from analytics.reports.model import MonthlyReport
from surveys.calendar import month_before

TREND_MONTHS = 12


@dataclass(frozen=True)
class Edition:
    """`text` is the report's canonical JSON, `digest` its SHA-256. `revision` 0 is provisional: not kept.

    `trend` is beside the report, not in it: the IKM of the last twelve months, from each month's newest
    report; None where there is none.
    """

    report: MonthlyReport
    text: str
    digest: str
    revision: int
    newest: int  # the newest revision there is; 0 when none is frozen
    frozen_at: dt.datetime | None
    trend: tuple[tuple[dt.date, Figure | None], ...]

    @property
    def provisional(self) -> bool:
        return self.revision == 0

    @property
    def outdated(self) -> bool:
        return 0 < self.revision < self.newest

    def envelope(self) -> str:
        """The report as a JSON file: its canonical text, untouched, with its digest and revision."""
        about = {
            "digest": self.digest,
            "frozen_at": self.frozen_at.isoformat(timespec="seconds") if self.frozen_at else None,
            "provisional": self.provisional,
            "revision": self.revision,
        }
        return f'{{"about":{json.dumps(about, sort_keys=True, separators=(",", ":"))},"report":{self.text}}}\n'


def find(session: Session, month: dt.date, agency_id: int | None, revision: int | None = None) -> Edition | None:
    """One revision of a report, or the newest; where none is frozen, one built now from what is counted.

    `agency_id` None: the report of all agencies. None when there is no such revision, or nothing is
    counted of the month.
    """
    frozen = reading.revisions(session, month, agency_id)
    newest = frozen[0].revision if frozen else 0
    chosen = next((one for one in frozen if revision in (None, one.revision)), None)
    if chosen:
        return _edition(session, agency_id, chosen.content, chosen.revision, newest, chosen.frozen_at)
    if revision is not None:
        return None
    try:
        return _edition(session, agency_id, content(session, month, agency_id), 0, newest, None)
    except MonthNotCounted:
        return None


def months(session: Session, agency_id: int | None) -> dict[dt.date, bool]:
    """The months that `find` has something for, the newest first, and whether each is frozen."""
    frozen = set(reading.reported_months(session, agency_id))
    return {month: month in frozen for month in sorted(frozen | set(reading.facts_versions(session)), reverse=True)}


def trend(
    session: Session, agency_id: int | None, month: dt.date, current: Figure | None
) -> tuple[tuple[dt.date, Figure | None], ...]:
    """The IKM of the twelve months up to `month`, whose own is `current`."""
    earlier = [month]
    while len(earlier) < TREND_MONTHS:
        earlier.insert(0, month_before(earlier[0]))
    return (*((one, _ikm_of(session, one, agency_id)) for one in earlier[:-1]), (month, current))


def _ikm_of(session: Session, month: dt.date, agency_id: int | None) -> Figure | None:
    frozen = reading.newest_report(session, month, agency_id)
    return _ikm(load(frozen.content)) if frozen else None


def _ikm(report: MonthlyReport) -> Figure | None:
    return report.satisfaction.ikm if report.satisfaction else None


def _edition(
    session: Session,
    agency_id: int | None,
    text: str,
    revision: int,
    newest: int,
    frozen_at: dt.datetime | None,
) -> Edition:
    report = load(text)
    months_before = trend(session, agency_id, report.month, _ikm(report))
    return Edition(report, text, digest(text), revision, newest, frozen_at, months_before)

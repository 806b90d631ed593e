"""Days whose answers changed after they may have been counted; the nightly job counts them again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy.orm import Session

from surveys.base import insert_for
from surveys.models import ChangedDay


def mark(session: Session, survey_id: int, days: Iterable[dt.date]) -> None:
    """Raise the revision of each of these local days of a survey by one."""
    rows = [{"survey_id": survey_id, "day": day, "revision": 1} for day in sorted(set(days))]
    if rows:
        statement = insert_for(session, ChangedDay).on_conflict_do_update(
            index_elements=["survey_id", "day"], set_={"revision": ChangedDay.revision + 1}
        )
        session.execute(statement, rows)

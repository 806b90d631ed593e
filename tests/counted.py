"""Answers put through the nightly and the monthly job, for tests of pages and commands that read reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from flask import Flask
from sqlalchemy.orm import Session

from analytics import jobs
from analytics.language.sentiment import analyzer
from analytics.reports.build import content
from app.jobs import database
from surveys.canonical import canonical_json
from surveys.instruments.skm import ELEMENT_CODES
from surveys.models import ServiceUnit, Survey
from tests import builders

OCTOBER, LAST_DAY = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
AFTER = dt.datetime(2026, 11, 2, 1, 0, tzinfo=dt.UTC)  # October is over everywhere


def answer(
    session: Session,
    survey: Survey,
    rows: Iterable[tuple[int, ...]],
    unit: ServiceUnit | None = None,
    day: dt.date = dt.date(2026, 10, 5),
    **others: str | None,
) -> None:
    """One response for each row of scores, in the order of the elements. `unit_id`: None for no unit at all."""
    fields = {"unit_id": unit.id} if unit else {"unit_id": others.pop("unit_id")} if "unit_id" in others else {}
    for row in rows:
        scores = dict(zip(ELEMENT_CODES, map(str, row), strict=True))
        builders.response(session, survey, canonical_json({**scores, **others}), day, **fields)


def equal(n: int, score: int) -> list[tuple[int, ...]]:
    return [(score,) * len(ELEMENT_CODES)] * n


def count(app: Flask, until: dt.date = LAST_DAY, now: dt.datetime = AFTER) -> None:
    """Run the nightly job."""
    with app.app_context():
        jobs.nightly(database(), until, lambda: now, analyzer())


def freeze(app: Flask, month: dt.date = OCTOBER, now: dt.datetime = AFTER) -> int:
    """Count, then freeze the month's reports; how many were added."""
    count(app, now=now)
    with app.app_context():
        return jobs.freeze_month(database(), month, lambda: now, content)


def sample(app: Flask, now: dt.datetime = AFTER) -> None:
    """Count, freeze and draw the ended months' samples of comments."""
    count(app, now=now)
    with app.app_context():
        jobs.monthly(database(), now.date(), lambda: now, content)

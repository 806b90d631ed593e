"""The first page after sign-in: what waits for this person, and what is running."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.auth import needs, visible_agency_ids
from app.extensions import db
from app.filters import localized, month
from app.staff.blueprint import blueprint, may
from app.staff.lookups import own_agency
from app.staff.tasks import Task, consultation_tasks, survey_tasks
from surveys import consultation_work, consultations, overview
from surveys.calendar import local_time, month_before
from surveys.lifecycle import ANSWERED, OPEN, RESULTS_PUBLISHED, STATES
from surveys.participation import counts

MOST_SURVEYS = 50


@blueprint.get("")
@needs("watch-participation")
def home() -> ResponseReturnValue:
    now, agency, visible = clock.now(), own_agency(), visible_agency_ids()
    today, _hour = local_time(now, agency.time_zone)
    unfinished = [state for state in STATES if state != RESULTS_PUBLISHED]
    lines = overview.survey_lines(db.session, visible, unfinished, limit=MOST_SURVEYS)
    by_state = overview.surveys_by_state(db.session, visible)
    running = [line for line in lines if line.state == OPEN]
    return render_template(
        "staff/home.html",
        agency=agency,
        tasks=[*_consultation_tasks(visible, now), *survey_tasks(lines, now), *_figure_tasks(today)],
        running=running,
        counts=counts(db.session, [line.id for line in running], today),
        by_state=by_state,
        total=sum(by_state.values()),
        lacks_units=not any(overview.units_by_agency(db.session, visible).values()),
    )


def _consultation_tasks(visible: Collection[int], now: dt.datetime) -> list[Task]:
    """The next steps in consultations that have no outcome yet, the latest first, each with that one's title."""
    rows = consultations.of_agencies(db.session, sorted(visible))
    works = consultation_work.work(db.session, [row for row in rows if row.state != ANSWERED], now)
    return [
        replace(task, text=f"{task.text}: {localized(work.title)}")
        for work in sorted(works, key=lambda work: -work.where.late)
        for task in consultation_tasks(work, now)
    ]


def _figure_tasks(today: dt.date) -> list[Task]:
    if not may("enter-denominators"):
        return []
    last_month = month_before(today)
    missing = overview.missing_denominators(db.session, visible_agency_ids(), last_month)
    if not missing:
        return []
    text = _("Isi jumlah pengguna layanan bulan %(month)s", month=month(last_month))
    return [Task(text, url_for(".denominators_of_month", agency_id=own_agency().id, month=last_month))]

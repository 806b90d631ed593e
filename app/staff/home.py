"""The first page after sign-in: what waits for this person, and what is running."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.auth import needs, visible_agency_ids
from app.extensions import db
from app.filters import localized, month
from app.staff.blueprint import blueprint, may
from app.staff.lookups import own_agency
from surveys import overview
from surveys.calendar import local_time, month_before
from surveys.lifecycle import CLOSED, DRAFT, IN_REVIEW, OPEN, RESULTS_PUBLISHED, SCHEDULED, STATES
from surveys.overview import SurveyLine
from surveys.participation import counts

MOST_SURVEYS = 50


@dataclass(frozen=True)
class Task:
    """Something that waits for the signed-in person, and where it is done."""

    text: str
    url: str
    note: str = ""


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
        tasks=[*_survey_tasks(lines, now), *_figure_tasks(today)],
        running=running,
        counts=counts(db.session, [line.id for line in running], today),
        by_state=by_state,
        total=sum(by_state.values()),
        lacks_units=not any(overview.units_by_agency(db.session, visible).values()),
    )


def _survey_tasks(lines: list[SurveyLine], now: dt.datetime) -> list[Task]:
    """The next step of each survey whose step this person may take."""
    tasks = []
    for line in lines:
        text = _waiting(line, now)
        if text:
            tasks.append(Task(text, url_for(".survey", survey_id=line.id), line.note if line.state == DRAFT else ""))
        if line.waits and line.state != IN_REVIEW and may("approve-surveys"):
            text = _("Periksa versi baru: %(title)s", title=localized(line.title))
            tasks.append(Task(text, url_for(".survey_changes", survey_id=line.id)))
    return tasks


def _waiting(line: SurveyLine, now: dt.datetime) -> str:
    """What waits to be done with a survey, by somebody who may; '' when nothing does."""
    title, approves = localized(line.title), may("approve-surveys")
    if line.state == DRAFT and may("write-surveys"):
        return _("Lengkapi dan kirim: %(title)s", title=title)
    if line.state == IN_REVIEW and approves:
        return _("Periksa: %(title)s", title=title)
    if line.state == SCHEDULED and approves and _is_late(line, now):
        return _("Belum sempat dibuka, ubah tanggalnya: %(title)s", title=title)
    if line.state == SCHEDULED and approves and line.opens_at is None:
        return _("Buka saat siap: %(title)s", title=title)
    if line.state == CLOSED and approves:
        return _("Umumkan hasilnya: %(title)s", title=title)
    return ""


def _is_late(line: SurveyLine, now: dt.datetime) -> bool:
    return line.closes_at is not None and line.closes_at <= now


def _figure_tasks(today: dt.date) -> list[Task]:
    if not may("enter-denominators"):
        return []
    last_month = month_before(today)
    missing = overview.missing_denominators(db.session, visible_agency_ids(), last_month)
    if not missing:
        return []
    text = _("Isi jumlah pengguna layanan bulan %(month)s", month=month(last_month))
    return [Task(text, url_for(".denominators_of_month", agency_id=own_agency().id, month=last_month))]

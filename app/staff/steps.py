"""The steps of a survey's life, one address each: POST, then back to the survey's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.days import closing_moment
from app.staff.forms import Note, Reopening, blame
from app.staff.lookups import survey_in_sight
from app.staff.surveys import survey_page
from app.staff.version_forms import Comment
from app.staff.words import step_problem
from surveys import authoring
from surveys.errors import ChangedMeanwhile, DomainError, InvalidEntry
from surveys.models import Survey

Step = Callable[..., None]


@blueprint.post("/surveys/<int:survey_id>/submit")
@needs("write-surveys")
def submit(survey_id: int) -> ResponseReturnValue:
    return _take(survey_id, authoring.submit, _("Survei dikirim ke pemeriksa."))


@blueprint.post("/surveys/<int:survey_id>/approve")
@needs("approve-surveys")
def approve(survey_id: int) -> ResponseReturnValue:
    return _take_with_note(
        survey_id, Comment(), authoring.approve, _("Survei disetujui. Pertanyaannya tidak berubah lagi.")
    )


@blueprint.post("/surveys/<int:survey_id>/send-back")
@needs("approve-surveys")
def send_back(survey_id: int) -> ResponseReturnValue:
    return _take_with_note(survey_id, Note(), authoring.send_back, _("Survei dikembalikan ke penyusun."))


@blueprint.post("/surveys/<int:survey_id>/take-back")
@needs("approve-surveys")
def take_back(survey_id: int) -> ResponseReturnValue:
    return _take_with_note(survey_id, Note(), authoring.take_back, _("Survei menjadi konsep lagi."))


@blueprint.post("/surveys/<int:survey_id>/open")
@needs("approve-surveys")
def open_survey(survey_id: int) -> ResponseReturnValue:
    return _take(survey_id, authoring.open_survey, _("Survei dibuka. Warga sudah bisa menjawab."))


@blueprint.post("/surveys/<int:survey_id>/close")
@needs("approve-surveys")
def close_survey(survey_id: int) -> ResponseReturnValue:
    return _take(survey_id, authoring.close_survey, _("Survei ditutup."))


@blueprint.post("/surveys/<int:survey_id>/reopen")
@needs("approve-surveys")
def reopen(survey_id: int) -> ResponseReturnValue:
    form = Reopening()

    def step(session: Session, survey: Survey, now: dt.datetime, actor: str, note: str) -> None:
        closes_at = closing_moment(form.closes_on.data, survey.agency)
        authoring.reopen(session, survey, now, actor, note, closes_at=closes_at)

    return _take_with_note(survey_id, form, step, _("Survei dibuka lagi."))


@blueprint.post("/surveys/<int:survey_id>/publish-results")
@needs("approve-surveys")
def publish_results(survey_id: int) -> ResponseReturnValue:
    return _take(survey_id, authoring.publish_results, _("Hasil survei diumumkan."))


def _take(survey_id: int, step: Step, done: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    try:
        _require_seen(survey)
        step(db.session, survey, clock.now(), current_staff().email)
    except DomainError as error:
        return _not_taken(survey_id, error)
    return _taken(survey_id, done)


def _take_with_note(survey_id: int, form: Note | Comment, step: Step, done: str) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    if not form.validate():
        return survey_page(survey, form), 422
    try:
        _require_seen(survey)
        step(db.session, survey, clock.now(), current_staff().email, form.note.data or "")
    except InvalidEntry as error:
        if isinstance(form, Comment) and error.problem.field != "note":
            return _not_taken(survey_id, error)
        db.session.rollback()
        blame(form, error)
        return survey_page(survey, form), 422
    except DomainError as error:
        return _not_taken(survey_id, error)
    return _taken(survey_id, done)


def _require_seen(survey: Survey) -> None:
    """Raise ChangedMeanwhile when the page that the step was taken on shows an earlier state of the survey.

    Nobody approves a questionnaire that was sent back, changed and handed in again since they looked.
    """
    if request.form.get("seen", "") not in ("", *(str(step.id) for step in survey.transitions[-1:])):
        raise ChangedMeanwhile


def _taken(survey_id: int, done: str) -> ResponseReturnValue:
    db.session.commit()
    flash(done)
    return redirect(url_for(".survey", survey_id=survey_id), 303)


def _not_taken(survey_id: int, error: DomainError) -> ResponseReturnValue:
    """Nothing happened; the survey's page shows where it is now."""
    db.session.rollback()
    flash(step_problem(error), "error")
    return redirect(url_for(".survey", survey_id=survey_id), 303)

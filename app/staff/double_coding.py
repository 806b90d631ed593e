"""Double coding: draw a sample for two people, lead each through it, compare what they put."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from analytics.measures.agreement import agreement
from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.coding_forms import DoubleCodingForm, carry_out
from app.staff.coding_words import coding_problem
from app.staff.lookups import coders_of, comments_of, survey_in_sight
from surveys import authoring
from surveys import double_coding as domain
from surveys.calendar import local_time
from surveys.comments import UNREAD, Selection
from surveys.double_coding import DoubleCodingLine
from surveys.errors import ChangedMeanwhile
from surveys.models import Survey
from surveys.thematic import code_lines

USUAL_SIZE = 50


@blueprint.get("/surveys/<int:survey_id>/double-coding")
@needs("code-comments")
def double_codings(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    return _list_page(survey, DoubleCodingForm(coders_of(survey), size=USUAL_SIZE, first_coder=current_staff().email))


@blueprint.post("/surveys/<int:survey_id>/double-coding")
@needs("code-comments")
def draw_double_coding(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    form = DoubleCodingForm(coders_of(survey))

    def step() -> None:
        coders, size = (form.first_coder.data, form.second_coder.data), form.size.data
        seed, now, actor = secrets.randbelow(2**31), clock.now(), current_staff().email
        domain.draw_double_coding(db.session, survey, coders, size, seed=seed, now=now, actor=actor)

    if not carry_out(form, step):
        return _list_page(survey_in_sight(survey_id), form), 422
    flash(_("Sampel sudah diambil. Kedua orang bisa mulai, masing-masing sendiri."))
    return redirect(url_for(".double_codings", survey_id=survey_id), 303)


@blueprint.get("/surveys/<int:survey_id>/double-coding/<int:double_id>")
@needs("code-comments")
def double_coding(survey_id: int, double_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    line, reader = double_coding_line(survey, double_id), comments_of(survey)
    found = domain.comparison(db.session, survey.id, line)
    drawn_on, _hour = local_time(line.drawn_at, survey.agency.time_zone)
    differing = [one for one in found if one.first != one.second]
    return render_template(
        "staff/double-coding.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        line=line,
        drawn_on=drawn_on,
        agreement=agreement([(one.first, one.second) for one in found], drawn_on),
        names={code.id: code.name for code in code_lines(reader)},
        differing=differing,
        comments=reader.still_there([one.key for one in differing]),
    )


@blueprint.get("/surveys/<int:survey_id>/double-coding/<int:double_id>/next")
@needs("code-comments")
def next_double_coded(survey_id: int, double_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    key = domain.to_read(db.session, double_coding_line(survey, double_id), current_staff().email)
    if key is None:
        return redirect(url_for(".double_coding", survey_id=survey_id, double_id=double_id), 303)
    address = url_for(".comment", survey_id=survey_id, address=key, double=double_id, _anchor="comment")
    return redirect(address, 303)


@blueprint.post("/surveys/<int:survey_id>/double-coding/<int:double_id>/abandon")
@needs("code-comments")
def abandon_double_coding(survey_id: int, double_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    try:
        domain.abandon_double_coding(db.session, survey, double_id, clock.now(), current_staff().email)
    except ChangedMeanwhile as error:
        db.session.rollback()
        flash(coding_problem(error), "error")
    else:
        db.session.commit()
        flash(_("Kode ganda dihentikan. Kode yang sudah diberikan tetap ada."))
    return redirect(url_for(".double_codings", survey_id=survey_id), 303)


def double_coding_line(survey: Survey, double_id: int) -> DoubleCodingLine:
    lines = domain.double_codings(db.session, survey.id)
    line = next((line for line in lines if line.id == double_id), None)
    if line is None:
        raise NotFound
    return line


def _list_page(survey: Survey, form: DoubleCodingForm) -> str:
    return render_template(
        "staff/double-codings.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        lines=domain.double_codings(db.session, survey.id),
        unread=comments_of(survey).count(Selection(state=UNREAD)),
        me=current_staff().email,
        form=form,
    )

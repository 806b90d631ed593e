"""Surveys: the list, the one short form, and the page of one survey."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app import clock
from app.auth import current_staff, needs, visible_agency_ids
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.days import closing_moment, first_day, last_day, today_at
from app.staff.forms import SurveyForm, blame
from app.staff.lookups import own_agency, page_asked, served_units, survey_in_sight
from app.staff.new_survey import Beginning, beginning, own_surveys
from app.staff.offers import note_form, offers
from app.staff.posters import short_address
from app.staff.words import NOT_KEPT, ORIGINALS_NAMES, STATE_NAMES
from surveys import authoring, contacts, overview, quotas
from surveys.agencies import descendant_ids
from surveys.authoring import Plan
from surveys.calendar import day_begins
from surveys.errors import InvalidEntry, UnknownUnit, WrongState
from surveys.instruments import INSTRUMENTS, skm
from surveys.lifecycle import DRAFT, STATES
from surveys.models import Agency, ServiceUnit, Survey
from surveys.participation import counts

PAGE_LENGTH = 25
USUAL_LENGTH = dt.timedelta(days=30)


@blueprint.get("/surveys")
@needs("watch-participation")
def surveys() -> ResponseReturnValue:
    visible, today = visible_agency_ids(), today_at(own_agency())
    asked, page = request.args.get("state", ""), page_asked()
    states = [asked] if asked in STATES else list(STATES)
    offset, by_state = (page - 1) * PAGE_LENGTH, overview.surveys_by_state(db.session, visible)
    lines = overview.survey_lines(db.session, visible, states, limit=PAGE_LENGTH + 1, offset=offset)
    return render_template(
        "staff/surveys.html",
        lines=lines[:PAGE_LENGTH],
        more=len(lines) > PAGE_LENGTH,
        page=page,
        counts=counts(db.session, [line.id for line in lines], today),
        by_state=by_state,
        total=sum(by_state.values()),
        state=asked if asked in STATES else "",
        names=STATE_NAMES,
        several=len(visible) > 1,
    )


@blueprint.get("/surveys/new")
@needs("write-surveys")
def new_survey() -> ResponseReturnValue:
    agency, wanted = own_agency(), request.args.get("from", "")
    if not wanted:
        return render_template("staff/new_survey.html", instruments=INSTRUMENTS, own=own_surveys(visible_agency_ids()))
    today = today_at(agency)
    begun = beginning(wanted, today.year)
    first = {"title": begun.title.get("id", ""), "opens_on": today, "closes_on": today + USUAL_LENGTH}
    return _form_page(_form(agency, **first, layout=begun.questionnaire.layout), None, begun)


@blueprint.post("/surveys/new")
@needs("write-surveys")
def create_survey() -> ResponseReturnValue:
    agency, now = own_agency(), clock.now()
    form = _form(agency)
    begun = beginning(request.args.get("from", skm.NAME), today_at(agency).year)
    if not form.validate():
        return _form_page(form, None, begun), 422
    try:
        # An own title has no translation yet; one that was changed later keeps its translations, and they age.
        own = {"id": form.title.data}
        title, plan = begun.title if begun.title.get("id") == form.title.data else own, _plan(form, agency)
        asked = begun.questions_for(plan.units, title, form.layout.data)
        survey = authoring.create_survey(db.session, agency, asked, plan, now=now, actor=current_staff().email)
    except (InvalidEntry, UnknownUnit) as error:
        return _refused(form, None, error, begun)
    # The address comes before the commit: after it, asking would begin a transaction.
    page = url_for(".survey" if begun.is_ready else ".builder", survey_id=survey.id)
    db.session.commit()
    flash(_("Konsep survei tersimpan. Lihat dulu pertanyaannya, lalu kirim ke pemeriksa."))
    return redirect(page, 303)


@blueprint.get("/surveys/<int:survey_id>")
@needs("watch-participation")
def survey(survey_id: int) -> ResponseReturnValue:
    return survey_page(survey_in_sight(survey_id))


@blueprint.get("/surveys/<int:survey_id>/edit")
@needs("write-surveys")
def edit_survey(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    if survey.state != DRAFT:
        raise WrongState(survey.state, DRAFT)
    questionnaire, agency = authoring.questionnaire_of(survey), survey.agency
    entries = {
        "title": questionnaire.title.get("id", ""),
        "layout": questionnaire.layout,
        "originals": str(survey.originals_days or NOT_KEPT),
        "units": [served.unit_id for served in survey.units],
        "opens_on": first_day(survey.opens_at, agency),
        "closes_on": last_day(survey.closes_at, agency),
    }
    return _form_page(_form(agency, **entries), survey)


@blueprint.post("/surveys/<int:survey_id>/edit")
@needs("write-surveys")
def save_survey(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    form = _form(survey.agency)
    if not form.validate():
        return _form_page(form, survey), 422
    try:
        title = {**authoring.questionnaire_of(survey).title, "id": form.title.data}
        plan, changed = _plan(form, survey.agency), {"now": clock.now(), "actor": current_staff().email}
        authoring.update_draft(db.session, survey, title, form.layout.data, plan, **changed)
    except (InvalidEntry, UnknownUnit) as error:
        return _refused(form, survey, error)
    db.session.commit()
    flash(_("Perubahan tersimpan."))
    return redirect(url_for(".survey", survey_id=survey_id), 303)


def survey_page(survey: Survey, form: FlaskForm | None = None) -> str:
    """A survey's page. `form`: a note that was refused, shown with its errors where it was typed."""
    served = served_units(survey)
    return render_template(
        "staff/survey.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        shown=authoring.version_of(survey),
        newest=survey.versions[-1],
        served=served,
        address=short_address,
        first_day=first_day(survey.opens_at, survey.agency),
        last_day=last_day(survey.closes_at, survey.agency),
        count=counts(db.session, [survey.id], today_at(survey.agency))[survey.id],
        originals=ORIGINALS_NAMES[str(survey.originals_days or NOT_KEPT)],
        contact_count=contacts.count(db.session, contacts.subject_of(survey.id)),
        quotas=quotas.standings(db.session, survey.id, authoring.questionnaire_of(survey)),
        offers=offers(survey.state, current_staff().role),
        note_form=form or note_form(survey.state),
    )


def _form(agency: Agency, **data: Any) -> SurveyForm:
    below = descendant_ids(db.session, agency.id)
    return SurveyForm(overview.unit_choices(db.session, below), today_at(agency), **data)


def _form_page(form: SurveyForm, survey: Survey | None, begun: Beginning | None = None) -> str:
    title = authoring.questionnaire_of(survey).title if survey else None
    return render_template("staff/survey_form.html", form=form, survey=survey, old_title=title, begun=begun)


def _refused(
    form: SurveyForm, survey: Survey | None, error: InvalidEntry | UnknownUnit, begun: Beginning | None = None
) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(error, InvalidEntry):
        blame(form, error)
    else:
        form.units.errors = [_("Pilih unit dari daftar ini.")]
    return _form_page(form, survey, begun), 422


def _plan(form: SurveyForm, agency: Agency) -> Plan:
    units = db.session.scalars(db.select(ServiceUnit).where(ServiceUnit.id.in_(form.units.data)))
    begins = form.opens_on.data
    return Plan(
        list(units),
        opens_at=day_begins(begins, agency.time_zone) if begins else None,
        closes_at=closing_moment(form.closes_on.data, agency),
        originals_days=int(form.originals.data) or None,
    )

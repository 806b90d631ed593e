"""The words around a draft, and the rules that citizens are told before they take part."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.auth import current_staff, needs
from app.extensions import db
from app.filters import localized
from app.staff.blueprint import blueprint
from app.staff.consultation_forms import NO_SURVEY, RulesForm, Texts
from app.staff.consultation_words import entry_problem, step_problem
from app.staff.consultations import frame, plan_of
from app.staff.days import first_day, last_day, today_at
from app.staff.forms import blame, row_id
from app.staff.lookups import consultation_in_sight
from surveys import consultation_versions, consultations, contribution_profile
from surveys.agencies import descendant_ids
from surveys.authoring import questionnaire_of
from surveys.errors import DomainError, InvalidEntry
from surveys.lifecycle import DRAFT
from surveys.models import Agency, Consultation, Survey

WRITE = "write-consultations"


@blueprint.get("/consultations/<int:consultation_id>/texts")
@needs(WRITE)
def consultation_texts(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    version = consultation_versions.newest(db.session, consultation)
    return _texts_page(consultation, Texts.of(consultation_versions.text_of(version), version.note))


@blueprint.post("/consultations/<int:consultation_id>/texts")
@needs(WRITE)
def save_texts(consultation_id: int) -> ResponseReturnValue:
    consultation, form = consultation_in_sight(consultation_id), Texts()
    if not form.validate():
        return _texts_page(consultation, form), 422
    version, seen = consultation_versions.newest(db.session, consultation), row_id(request.form.get("edition", ""))
    try:
        words, note = form.text(), form.note.data or ""
        consultation_versions.save(db.session, version, seen, current_staff().email, text=words, note=note)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, entry_problem)
        return _texts_page(consultation, form), 422
    except DomainError as error:  # what was typed stays in the form, and the words of the other tab can be read
        db.session.rollback()
        form.form_errors = [step_problem(error)]
        return _texts_page(consultation, form), 409
    db.session.commit()
    flash(_("Perubahan tersimpan."))
    return redirect(url_for(".consultation", consultation_id=consultation_id), 303)


@blueprint.get("/consultations/<int:consultation_id>/rules")
@needs(WRITE)
def consultation_rules(consultation_id: int) -> ResponseReturnValue:
    consultation = _draft(consultation_id)
    rules, agency = consultations.rules_of(consultation), consultation.agency
    entries = {
        **{name: getattr(rules, name) for name in ("screening", "running_totals", "outcome_days", "voting")},
        "replies_allowed": rules.replies_allowed,
        "proposals_allowed": rules.proposals_allowed,
        "profile": list(rules.profile),
        "opens_on": first_day(consultation.opens_at, agency),
        "closes_on": last_day(consultation.closes_at, agency),
        "survey_id": consultation.survey_id or NO_SURVEY,
    }
    return _rules_page(consultation, _form(agency, data=entries))


@blueprint.post("/consultations/<int:consultation_id>/rules")
@needs(WRITE)
def save_rules(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    form = _form(consultation.agency)
    if not form.validate():
        return _rules_page(consultation, form), 422
    survey_id = form.survey_id.data or None
    plan = plan_of(form.opens_on.data, form.closes_on.data, survey_id, consultation.agency)
    try:
        consultations.change_rules(db.session, consultation, form.rules(), plan)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, entry_problem)
        return _rules_page(consultation, form), 422
    except DomainError as error:
        db.session.rollback()
        flash(step_problem(error), "error")
    else:
        db.session.commit()
        flash(_("Aturan tersimpan."))
    return redirect(url_for(".consultation", consultation_id=consultation_id), 303)


def _draft(consultation_id: int) -> Consultation:
    """A consultation whose rules can still be changed."""
    consultation = consultation_in_sight(consultation_id)
    if consultation.state != DRAFT:
        raise NotFound
    return consultation


def _form(agency: Agency, **data: object) -> RulesForm:
    below = descendant_ids(db.session, agency.id)
    query = db.select(Survey).where(Survey.agency_id.in_(below), Survey.state.in_(("scheduled", "open")))
    offered = [(survey.id, localized(questionnaire_of(survey).title)) for survey in db.session.scalars(query)]
    profile = [(code, localized(asked.label)) for code, asked in contribution_profile.every().items()]
    return RulesForm(today_at(agency), offered, profile, **data)


def _texts_page(consultation: Consultation, form: Texts) -> str:
    version = consultation_versions.newest(db.session, consultation)
    edition = request.form.get("edition") or version.edition
    return render_template(
        "staff/consultation_texts.html", **frame(consultation), form=form, edition=edition, version=version
    )


def _rules_page(consultation: Consultation, form: RulesForm) -> str:
    return render_template("staff/consultation_rules.html", **frame(consultation), form=form)

"""How people can be reached who said so: for the few who may, and every look is written down."""

from __future__ import annotations

import csv
import datetime as dt
import io

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.security import contact_cipher
from app.staff.blueprint import blueprint
from app.staff.lookups import page_asked, survey_in_sight
from surveys import audit, authoring, contacts
from surveys.definition import Localized
from surveys.interchange.response_table import without_formula
from surveys.models import Survey
from surveys.question_types.contact import FIELDS

PAGE_LENGTH = 25
Found = tuple[dict[str, str] | None, dt.date]


@blueprint.get("/surveys/<int:survey_id>/contacts")
@needs("read-contacts")
def survey_contacts(survey_id: int) -> ResponseReturnValue:
    """How many there are. To see them is a step of its own, which is written down."""
    return _page(survey_in_sight(survey_id))


@blueprint.post("/surveys/<int:survey_id>/contacts")
@needs("read-contacts")
def read_contacts(survey_id: int) -> ResponseReturnValue:
    survey, page = survey_in_sight(survey_id), page_asked()
    _note(survey, "contacts-read", page=page)
    subject, offset = contacts.subject_of(survey.id), (page - 1) * PAGE_LENGTH
    found = contacts.kept(db.session, contact_cipher(), subject, limit=PAGE_LENGTH + 1, offset=offset)
    shown = _page(survey, found[:PAGE_LENGTH], page, more=len(found) > PAGE_LENGTH)
    db.session.commit()
    return shown


@blueprint.post("/surveys/<int:survey_id>/contacts.csv")
@needs("read-contacts")
def download_contacts(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    subject = contacts.subject_of(survey.id)
    _note(survey, "contacts-downloaded", count=contacts.count(db.session, subject))
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([*FIELDS, "delete_after"])
    for fields, until in contacts.every(db.session, contact_cipher(), subject):
        table.writerow([*(without_formula((fields or {}).get(name, "")) for name in FIELDS), until.isoformat()])
    name = f'attachment; filename="kontak-{survey.public_id}.csv"'
    db.session.commit()
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response("\ufeff" + text.getvalue(), mimetype="text/csv", headers=headers)


@blueprint.post("/surveys/<int:survey_id>/contacts/delete")
@needs("read-contacts")
def delete_contacts(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    if request.form.get("sure") != "yes":
        return _page(survey, unsure=True), 422
    gone = contacts.delete_all(db.session, contacts.subject_of(survey.id))
    _note(survey, "contacts-deleted", count=gone)
    db.session.commit()
    flash(_("Semua kontak sudah dihapus."))
    return redirect(url_for(".survey_contacts", survey_id=survey_id), 303)


def _page(
    survey: Survey, found: list[Found] | None = None, page: int = 1, *, more: bool = False, unsure: bool = False
) -> str:
    questionnaire = authoring.questionnaire_of(survey)
    names: dict[str, Localized] = FIELDS
    return render_template(
        "staff/contacts.html",
        survey=survey,
        questionnaire=questionnaire,
        total=contacts.count(db.session, contacts.subject_of(survey.id)),
        found=found,
        names=names,
        page=page,
        more=more,
        unsure=unsure,
    )


def _note(survey: Survey, kind: str, **detail: object) -> None:
    audit.record(db.session, survey, kind, clock.now(), current_staff().email, **detail)

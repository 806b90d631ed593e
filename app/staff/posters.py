"""The way in for citizens: a short address and a QR code for each unit, and a poster to print."""

from __future__ import annotations

import io

import segno
from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.auth import needs
from app.config import Settings
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import served_units, survey_in_sight
from surveys import authoring
from surveys.models import SurveyUnit


@blueprint.get("/surveys/<int:survey_id>/posters")
@needs("watch-participation")
def posters(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    return _poster_page(survey_id, served_units(survey))


@blueprint.get("/surveys/<int:survey_id>/units/<int:unit_id>/poster")
@needs("watch-participation")
def poster(survey_id: int, unit_id: int) -> ResponseReturnValue:
    return _poster_page(survey_id, [_served(survey_id, unit_id)])


@blueprint.get("/surveys/<int:survey_id>/units/<int:unit_id>/qr.svg")
@needs("watch-participation")
def qr_code(survey_id: int, unit_id: int) -> ResponseReturnValue:
    served = _served(survey_id, unit_id)
    title = _("Kode QR ke survei untuk %(unit)s", unit=served.unit.name)
    file = io.BytesIO()
    _qr(served).save(file, kind="svg", scale=10, border=4, light="#fff", title=title)
    name = f"qr-{served.unit.code}-{served.link}.svg"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file.getvalue(), mimetype="image/svg+xml", headers=headers)


def short_address(served: SurveyUnit) -> str:
    """Where a unit's citizens find the survey."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.base_url}/u/{served.link}"


def spoken_address(served: SurveyUnit) -> str:
    """The short address as people read and type it: browsers know the rest."""
    return short_address(served).partition("://")[2]


def _qr(served: SurveyUnit) -> segno.QRCode:
    # A quarter of the code may be hidden by dirt or a fold and it still reads.
    return segno.make(short_address(served), error="q", micro=False)


def _served(survey_id: int, unit_id: int) -> SurveyUnit:
    survey = survey_in_sight(survey_id)
    served = db.session.get(SurveyUnit, (survey.id, unit_id))
    if served is None:
        raise NotFound
    return served


def _poster_page(survey_id: int, units: list[SurveyUnit]) -> str:
    survey = survey_in_sight(survey_id)
    return render_template(
        "staff/posters.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        units=units,
        address=spoken_address,
    )

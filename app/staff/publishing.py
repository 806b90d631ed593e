"""Asking once more before results become public: the one step that nobody can take back."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import served_units, survey_in_sight
from surveys.authoring import questionnaire_of
from surveys.calendar import local_time
from surveys.lifecycle import RESULTS_PUBLISHED, require_step
from surveys.participation import counts


@blueprint.get("/surveys/<int:survey_id>/publish-results")
@needs("approve-surveys")
def publishing(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    require_step(survey.state, RESULTS_PUBLISHED)
    today = local_time(clock.now(), survey.agency.time_zone)[0]
    return render_template(
        "staff/publishing.html",
        survey=survey,
        questionnaire=questionnaire_of(survey),
        units=len(served_units(survey)),
        answers=counts(db.session, [survey_id], today)[survey_id].total,
    )

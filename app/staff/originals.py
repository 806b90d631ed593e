"""What people wrote before its personal data were masked, for the few who may need it to help them."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import page_asked, survey_in_sight
from surveys import authoring, originals

PAGE_LENGTH = 25


@blueprint.get("/surveys/<int:survey_id>/originals")
@needs("read-originals")
def survey_originals(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    page = page_asked()
    offset = (page - 1) * PAGE_LENGTH
    texts = originals.kept(db.session, survey.id, limit=PAGE_LENGTH + 1, offset=offset)
    return render_template(
        "staff/originals.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        texts=texts[:PAGE_LENGTH],
        total=originals.count(db.session, survey.id),
        page=page,
        more=len(texts) > PAGE_LENGTH,
    )

"""What people wrote before its personal data were masked, for the few who may need it to help them."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import page_asked, survey_in_sight
from surveys import audit, authoring, originals

PAGE_LENGTH = 25


@blueprint.get("/surveys/<int:survey_id>/originals")
@needs("read-originals")
def survey_originals(survey_id: int) -> ResponseReturnValue:
    """How many there are. To see them is a step of its own, which is written down."""
    survey = survey_in_sight(survey_id)
    return render_template(
        "staff/originals.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        total=originals.count(db.session, survey.id),
        texts=None,
        page=1,
    )


@blueprint.post("/surveys/<int:survey_id>/originals")
@needs("read-originals")
def read_originals(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    page = page_asked()
    audit.record(db.session, survey, "originals-read", clock.now(), current_staff().email, page=page)
    offset = (page - 1) * PAGE_LENGTH
    texts = originals.kept(db.session, survey.id, limit=PAGE_LENGTH + 1, offset=offset)
    shown = render_template(
        "staff/originals.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        texts=texts[:PAGE_LENGTH],
        total=originals.count(db.session, survey.id),
        page=page,
        more=len(texts) > PAGE_LENGTH,
    )
    db.session.commit()
    return shown

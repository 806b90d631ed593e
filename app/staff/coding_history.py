"""The audit trail of a survey's coding bench, in sentences."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.coding_words import step_taken
from app.staff.lookups import comments_of, page_asked, survey_in_sight
from surveys import audit, authoring

PAGE_LENGTH = 50


@blueprint.get("/surveys/<int:survey_id>/history")
@needs("code-comments")
def coding_history(survey_id: int) -> ResponseReturnValue:
    survey, page = survey_in_sight(survey_id), page_asked()
    found = audit.entries(db.session, survey.id, limit=PAGE_LENGTH + 1, offset=(page - 1) * PAGE_LENGTH)
    blind = comments_of(survey).unfinished
    return render_template(
        "staff/coding-history.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        steps=[(entry, step_taken(entry, hidden=entry.detail.get("sample") in blind)) for entry in found[:PAGE_LENGTH]],
        page=page,
        more=len(found) > PAGE_LENGTH,
    )

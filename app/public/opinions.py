"""Opinion groups for everybody: after the closing, or before where the published rule shows everything."""

from __future__ import annotations

from flask import Response, render_template, request
from sqlalchemy.orm import Session

from analytics.opinion_maps import stored_map
from app import clock
from app.database import reading
from app.extensions import db
from app.i18n import content_language
from app.opinion_view import opinion_page
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.consultation_words import standing_of
from app.public.ready_pages import ready
from surveys.errors import NotOffered
from surveys.running_totals import RESULTS, may_see
from surveys.voting import shown_statements


@blueprint.get("/k/<code:public_id>/opinions")
def opinions(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    if not consultation.voting:
        raise NotOffered
    state = consultation.state_at(clock.now())
    free = may_see(consultation.running_totals, state, RESULTS)
    without = request.args.get("without") == "coordinated"
    with reading(), Session(db.engine) as session:
        stored = stored_map(session, consultation.id) if free else None
        statements = shown_statements(session, consultation.id) if free else []
    return ready(
        ("opinions", public_id, content_language(), without),
        (consultation, free, state, standing_of(consultation), stored, statements),
        lambda: render_template(
            "public/opinions.html",
            consultation=consultation,
            free=free,
            state=state,
            stored=stored,
            voted=any(each.agree + each.disagree + each.passed for each in statements),
            opinions=stored and opinion_page(stored, statements, [each.id for each in statements], without=without),
        ),
    )

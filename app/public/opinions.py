"""Opinion groups for everybody: after the closing, or before where the published rule shows everything."""

from __future__ import annotations

from flask import Response, render_template, request
from sqlalchemy.orm import Session

from analytics.opinion_maps import stored_map
from app import clock
from app.database import reading
from app.extensions import db
from app.opinion_view import OpinionPage, opinion_page
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from surveys.errors import NotOffered
from surveys.public_consultations import PublicConsultation
from surveys.running_totals import RESULTS, may_see
from surveys.voting import shown_statements


@blueprint.get("/k/<code:public_id>/opinions")
def opinions(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    if not consultation.voting:
        raise NotOffered
    state = consultation.state_at(clock.now())
    free = may_see(consultation.running_totals, state, RESULTS)
    context = _found(consultation) if free else {}
    page = render_template("public/opinions.html", consultation=consultation, free=free, state=state, **context)
    return Response(page, mimetype="text/html", headers={"Cache-Control": "no-cache"})


def _found(consultation: PublicConsultation) -> dict[str, object]:
    with reading(), Session(db.engine) as session:
        stored = stored_map(session, consultation.id)
        statements = shown_statements(session, consultation.id)
    if stored is None:
        return {"opinions": None, "voted": any(each.agree + each.disagree + each.passed for each in statements)}
    without = request.args.get("without") == "coordinated"
    view: OpinionPage = opinion_page(stored, statements, [each.id for each in statements], without=without)
    return {"opinions": view, "stored": stored}

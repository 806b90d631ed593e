"""Opinion groups for the agency: after the closing; before, as its published rule says, and each look is kept."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from analytics.opinion_maps import stored_map
from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.opinion_view import opinion_page
from app.staff.blueprint import blueprint
from app.staff.consultations import frame
from app.staff.lookups import consultation_in_sight
from surveys import running_totals
from surveys.lifecycle import ANSWERED, CLOSED, state_at
from surveys.models import Consultation
from surveys.running_totals import RESULTS, may_see
from surveys.voting import shown_statements


@blueprint.get("/consultations/<int:consultation_id>/opinions")
@needs("read-consultations")
def opinions(consultation_id: int) -> ResponseReturnValue:
    consultation = _with_voting(consultation_id)
    return _page(consultation, seen=state_at(consultation, clock.now()) in (CLOSED, ANSWERED))


@blueprint.post("/consultations/<int:consultation_id>/opinions")
@needs("read-consultations")
def look_at_opinions(consultation_id: int) -> ResponseReturnValue:
    """See them before the closing; who looked is written down."""
    consultation = _with_voting(consultation_id)
    running_totals.look(db.session, consultation, clock.now(), current_staff().email, RESULTS)
    page = _page(consultation, seen=True)
    db.session.commit()
    return page


def _with_voting(consultation_id: int) -> Consultation:
    consultation = consultation_in_sight(consultation_id)
    if not consultation.voting:
        raise NotFound
    return consultation


def _page(consultation: Consultation, *, seen: bool) -> str:
    stored = stored_map(db.session, consultation.id) if seen else None  # type: ignore[arg-type]  # a scoped session
    page = None
    if stored:
        shown = shown_statements(db.session, consultation.id)  # type: ignore[arg-type]  # a scoped session
        without = request.values.get("without") == "coordinated"
        page = opinion_page(stored, shown, [each.id for each in shown], without=without)
    state = state_at(consultation, clock.now())
    return render_template(
        "staff/opinions.html",
        **frame(consultation),
        seen=seen,
        may_look=not seen and may_see(consultation.running_totals, state, RESULTS),
        closed=state in (CLOSED, ANSWERED),
        stored=stored,
        page=page,
    )

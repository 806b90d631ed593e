"""What became of a consultation: you asked, we heard, we did, with the voices behind each point."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, abort, current_app, render_template
from sqlalchemy.orm import Session

from app import clock, response_matrix
from app.database import reading
from app.extensions import db
from app.i18n import content_language
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.kept import Kept
from app.public.ready_pages import fresh, ready
from surveys import public_outcome
from surveys.definition import text_in
from surveys.lifecycle import ANSWERED
from surveys.public_consultations import PublicConsultation

FRESH_SECONDS = 5.0  # counting the voices behind an outcome costs more than a page


@blueprint.get("/k/<code:public_id>/outcome")
def outcome(public_id: str) -> Response:
    """The outcome once it is public; before that, when it is due."""
    shown = consultation_shelf.consultation(public_id)
    today = shown.day(clock.now())
    kept: Kept[int, public_outcome.Outcome] = current_app.extensions["outcome_shelf"]
    found = kept.get(shown.id) if shown.state == ANSWERED else None
    words: dict[str, Any] = {
        "consultation": shown,
        "outcome": found,
        "coming": _coming(shown),
        "late": late_days(shown),
    }
    if not found:  # the form for a notice has a token of its own each time
        return fresh(render_template("public/outcome.html", **words), "no-store")
    lines = found.progress.total
    words |= {"parts": response_matrix.parts(lines), "slow": response_matrix.is_slow(lines)}
    key = ("outcome", public_id, content_language())
    return ready(key, (shown, found, today), lambda: render_template("public/outcome.html", **words))


@blueprint.get("/k/<code:public_id>/outcome/matrix.<any(docx, xlsx, pdf):kind>")
def outcome_matrix(public_id: str, kind: str) -> Response:
    """Comments and responses as law-making wants them, once the outcome is public."""
    shown = consultation_shelf.consultation(public_id)
    if shown.state != ANSWERED:
        abort(404)
    with reading(), Session(db.engine) as session:
        return response_matrix.send(session, shown, kind, clock.now(), "public, no-cache")


def prepare(app: Flask) -> None:
    app.extensions["outcome_shelf"] = Kept(FRESH_SECONDS, public_outcome.outcome)


def late_days(consultation: PublicConsultation) -> int:
    """How many days after its due day the outcome became public; 0 for one in time."""
    due, published = consultation.outcome_due, consultation.outcome_published_at
    return max(0, (consultation.day(published) - due).days) if due and published else 0


def _coming(consultation: PublicConsultation) -> list[tuple[object, str]]:
    """The steps of the draft's way after the outcome: who decides next, and when."""
    since = consultation.outcome_published_at
    stones = consultation.text.milestones if since else ()
    return [
        (stone.day, text_in(stone.text, content_language())) for stone in stones if stone.day >= consultation.day(since)
    ]

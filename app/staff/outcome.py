"""Writing the outcome of a consultation: its points in order, what stands behind each, the preview, publishing."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock, response_matrix
from app.auth import current_staff, needs
from app.errors import refused
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultation_words import step_problem
from app.staff.consultations import frame
from app.staff.forms import row_id
from app.staff.lookups import consultation_in_sight
from app.staff.outcome_forms import PointForm, PublishForm
from app.staff.replies import ANSWER
from app.staff.reply_forms import carry_out
from app.staff.tasks import standing_words
from surveys import follow_up, follow_up_lists, public_outcome
from surveys import outcome as domain
from surveys.errors import WrongState
from surveys.lifecycle import ANSWERED, CLOSED
from surveys.models import Consultation, Contribution, Statement
from surveys.public_consultations import public_consultation

PUBLISH = "approve-consultations"


@blueprint.get("/consultations/<int:consultation_id>/outcome")
@needs(ANSWER)
def outcome(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    shown = public_outcome.outcome(db.session, consultation.id)
    return render_template(
        "staff/outcome.html",
        **frame(consultation),
        outcome=shown,
        gaps=domain.gaps(db.session, consultation),
        words=standing_words(consultation, clock.now()),
        writable=consultation.state != ANSWERED,
        publishable=consultation.state == CLOSED,
        parts=response_matrix.parts(shown.progress.total),
        slow=response_matrix.is_slow(shown.progress.total),
    )


@blueprint.get("/consultations/<int:consultation_id>/outcome/preview")
@needs(ANSWER)
def preview_outcome(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    shown = public_outcome.outcome(db.session, consultation.id)
    return render_template("staff/outcome_preview.html", **frame(consultation), outcome=shown)


@blueprint.get("/consultations/<int:consultation_id>/outcome/matrix.<any(docx, xlsx, pdf):matrix_kind>")
@needs(ANSWER)
def outcome_matrix(consultation_id: int, matrix_kind: str) -> ResponseReturnValue:
    """Comments and responses so far, as law-making wants them."""
    consultation = consultation_in_sight(consultation_id)
    shown = public_consultation(db.session, consultation.public_id)  # type: ignore[arg-type]  # a scoped session
    return response_matrix.send(db.session, shown, matrix_kind, clock.now(), "no-store")  # type: ignore[arg-type]  # scoped


@blueprint.get("/consultations/<int:consultation_id>/outcome/points/new")
@needs(ANSWER)
def new_point(consultation_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    return _point_page(consultation, PointForm(None), None)


@blueprint.post("/consultations/<int:consultation_id>/outcome/points/new")
@needs(ANSWER)
def add_point(consultation_id: int) -> ResponseReturnValue:
    consultation, form = consultation_in_sight(consultation_id), PointForm()
    _offer(consultation, form, None)

    def step() -> None:
        domain.add_point(db.session, consultation, form.entry, clock.now(), current_staff().email)

    return _saved(consultation_id, form, None, step)


@blueprint.get("/consultations/<int:consultation_id>/outcome/points/<int:point_id>")
@needs(ANSWER)
def outcome_point(consultation_id: int, point_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    entry = domain.entry_of(db.session, domain.point_of(db.session, consultation, point_id))
    return _point_page(consultation, PointForm.of(entry), point_id)


@blueprint.post("/consultations/<int:consultation_id>/outcome/points/<int:point_id>")
@needs(ANSWER)
def change_point(consultation_id: int, point_id: int) -> ResponseReturnValue:
    consultation, form = consultation_in_sight(consultation_id), PointForm()
    _offer(consultation, form, point_id)

    def step() -> None:
        domain.change_point(db.session, consultation, point_id, form.entry, clock.now(), current_staff().email)

    return _saved(consultation_id, form, point_id, step)


@blueprint.post("/consultations/<int:consultation_id>/outcome/points/<int:point_id>/place")
@needs(ANSWER)
def place_point(consultation_id: int, point_id: int) -> ResponseReturnValue:
    """Move a point up or down, or remove it, as the pressed button says."""
    consultation, go = consultation_in_sight(consultation_id), request.form.get("go", "")
    try:
        if go == "remove":
            domain.remove_point(db.session, consultation, point_id, clock.now(), current_staff().email)
            flash(_("Butir dihapus."))
        else:
            domain.move_point(db.session, consultation, point_id, up=go == "up")
        db.session.commit()
    except WrongState as error:
        return _not_taken(consultation_id, error)
    return redirect(url_for(".outcome", consultation_id=consultation_id, _anchor="points"), 303)


@blueprint.post("/consultations/<int:consultation_id>/outcome/comments/<string(maxlength=32):contribution>")
@needs(ANSWER)
def name_comment(consultation_id: int, contribution: str) -> ResponseReturnValue:
    """Put one comment behind a point, from the page where it is answered."""
    consultation = consultation_in_sight(consultation_id)
    row = follow_up.contribution_of(db.session, consultation, contribution)
    point_id = row_id(request.form.get("point", ""))
    try:
        domain.name_contribution(db.session, consultation, point_id, row, clock.now(), current_staff().email)
        db.session.commit()
    except WrongState as error:
        return _not_taken(consultation_id, error)
    flash(_("Komentar ini sekarang disebut dalam butir hasil."))
    back = url_for(".reply_to_comment", consultation_id=consultation_id, contribution=contribution)
    return redirect(back, 303)


@blueprint.get("/consultations/<int:consultation_id>/outcome/publish")
@needs(PUBLISH)
def ask_to_publish_outcome(consultation_id: int) -> ResponseReturnValue:
    return _publish_page(consultation_in_sight(consultation_id), PublishForm(None))


@blueprint.post("/consultations/<int:consultation_id>/outcome/publish")
@needs(PUBLISH)
def publish_outcome(consultation_id: int) -> ResponseReturnValue:
    consultation, form = consultation_in_sight(consultation_id), PublishForm()

    def step() -> None:
        domain.publish(db.session, consultation, form.reason.data or "", clock.now(), current_staff().email)

    try:
        if not carry_out(form, step):
            return _publish_page(consultation_in_sight(consultation_id), form), 422
    except WrongState as error:
        return _not_taken(consultation_id, error)
    flash(_("Hasil diterbitkan. Warga sudah bisa membacanya."))
    return redirect(url_for(".outcome", consultation_id=consultation_id), 303)


def _saved(
    consultation_id: int, form: PointForm, point_id: int | None, step: Callable[[], None]
) -> ResponseReturnValue:
    try:
        if not carry_out(form, step):
            return _point_page(consultation_in_sight(consultation_id), form, point_id), 422
    except WrongState as error:
        return refused(step_problem(error))
    flash(_("Butir tersimpan."))
    return redirect(url_for(".outcome", consultation_id=consultation_id, _anchor="points"), 303)


def _not_taken(consultation_id: int, error: WrongState) -> ResponseReturnValue:
    db.session.rollback()
    flash(step_problem(error), "error")
    return redirect(url_for(".outcome", consultation_id=consultation_id), 303)


def _point_page(consultation: Consultation, form: PointForm, point_id: int | None) -> str:
    _offer(consultation, form, point_id)
    return render_template("staff/outcome_point.html", **frame(consultation), form=form, point_id=point_id)


def _offer(consultation: Consultation, form: PointForm, point_id: int | None) -> None:
    """What can be ticked: all themes and shown statements, and the comments that the point names now."""
    themes = follow_up_lists.theme_names(db.session, consultation.id)
    shown = db.select(Statement).where(Statement.consultation_id == consultation.id, Statement.state == "shown")
    statements = {row.number: row.text for row in db.session.scalars(shown.order_by(Statement.number))}
    named: tuple[str, ...] = ()
    if point_id is not None:
        named = tuple(domain.entry_of(db.session, domain.point_of(db.session, consultation, point_id)).contribution_ids)
    rows = db.session.scalars(db.select(Contribution).where(Contribution.id.in_(named)).order_by(Contribution.id))
    form.offer(themes, statements, {row.id: shorten(row.text, 150, placeholder=" …") or row.id for row in rows})


def _publish_page(consultation: Consultation, form: PublishForm) -> str:
    return render_template(
        "staff/outcome_publish.html",
        **frame(consultation),
        form=form,
        gaps=domain.gaps(db.session, consultation),
        progress=follow_up_lists.progress(db.session, consultation.id),
        publishable=consultation.state == CLOSED,
    )

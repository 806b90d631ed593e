"""The steps of a consultation's life and of its versions, one address each: POST, then back to its page."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.auth import current_staff, needs
from app.errors import refused
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultation_forms import Extension, SendingBack, TakingBack
from app.staff.consultation_words import entry_problem, step_problem
from app.staff.consultations import consultation_page
from app.staff.days import closing_moment
from app.staff.forms import Note, blame
from app.staff.lookups import consultation_in_sight
from surveys import consultation_versions, consultations
from surveys.errors import DomainError, InvalidEntry
from surveys.models import Consultation

WRITE, APPROVE = "write-consultations", "approve-consultations"


@blueprint.post("/consultations/<int:consultation_id>/submit")
@needs(WRITE)
def submit_consultation(consultation_id: int) -> ResponseReturnValue:
    return _take(consultation_id, consultation_versions.submit, _("Naskah dikirim ke pemeriksa."))


@blueprint.post("/consultations/<int:consultation_id>/approve")
@needs(APPROVE)
def approve_consultation(consultation_id: int) -> ResponseReturnValue:
    done = _("Naskah disetujui. Isinya tidak berubah lagi.")
    return _take(consultation_id, consultation_versions.approve, done, _seen())


@blueprint.post("/consultations/<int:consultation_id>/send-back")
@needs(APPROVE)
def return_consultation(consultation_id: int) -> ResponseReturnValue:
    done = _("Naskah dikembalikan ke penyusun.")
    return _take_with_note(consultation_id, SendingBack(), consultation_versions.send_back, done, _seen())


@blueprint.post("/consultations/<int:consultation_id>/take-back")
@needs(APPROVE)
def take_back_consultation(consultation_id: int) -> ResponseReturnValue:
    done = _("Konsultasi menjadi konsep lagi.")
    return _take_with_note(consultation_id, TakingBack(), consultation_versions.take_back, done)


@blueprint.post("/consultations/<int:consultation_id>/open")
@needs(APPROVE)
def open_consultation(consultation_id: int) -> ResponseReturnValue:
    done = _("Konsultasi dibuka. Warga sudah bisa ikut.")
    return _take(consultation_id, consultations.open_consultation, done)


@blueprint.post("/consultations/<int:consultation_id>/close")
@needs(APPROVE)
def close_consultation(consultation_id: int) -> ResponseReturnValue:
    done = _("Konsultasi ditutup. Sekarang jawab suara warga.")
    return _take(consultation_id, consultations.close_consultation, done)


@blueprint.post("/consultations/<int:consultation_id>/extend")
@needs(APPROVE)
def extend_consultation(consultation_id: int) -> ResponseReturnValue:
    return _take_with_day(consultation_id, consultations.extend, _("Hari terakhir sudah diubah."))


@blueprint.post("/consultations/<int:consultation_id>/reopen")
@needs(APPROVE)
def reopen_consultation(consultation_id: int) -> ResponseReturnValue:
    return _take_with_day(consultation_id, consultations.reopen, _("Konsultasi dibuka lagi."))


@blueprint.post("/consultations/<int:consultation_id>/versions")
@needs(WRITE)
def begin_consultation_version(consultation_id: int) -> ResponseReturnValue:
    done = _("Versi baru dimulai. Warga tetap membaca versi lama sampai versi ini disetujui.")
    return _take(consultation_id, consultation_versions.begin, done)


@blueprint.post("/consultations/<int:consultation_id>/versions/discard")
@needs(WRITE)
def discard_consultation_version(consultation_id: int) -> ResponseReturnValue:
    return _take(consultation_id, consultation_versions.discard, _("Versi baru dibuang."), _seen())


def _seen() -> str:
    return request.form.get("seen", "")


def _take(consultation_id: int, step: Callable[..., object], done: str, *seen: str) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    try:
        step(db.session, consultation, *seen, clock.now(), current_staff().email)
    except DomainError as error:
        return _not_taken(consultation_id, error)
    return _taken(consultation_id, done)


def _take_with_note(
    consultation_id: int, form: Note, step: Callable[..., object], done: str, *seen: str
) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    if not form.validate():
        return consultation_page(consultation, form), 422
    try:
        step(db.session, consultation, *seen, clock.now(), current_staff().email, form.note.data)
    except DomainError as error:
        return _refused(consultation, form, error)
    return _taken(consultation_id, done)


def _take_with_day(consultation_id: int, step: Callable[..., object], done: str) -> ResponseReturnValue:
    consultation, form = consultation_in_sight(consultation_id), Extension()
    if not form.validate():
        return consultation_page(consultation, form), 422
    closes_at = closing_moment(form.closes_on.data, consultation.agency)
    try:
        step(db.session, consultation, clock.now(), current_staff().email, form.note.data, closes_at=closes_at)
    except DomainError as error:
        return _refused(consultation, form, error)
    return _taken(consultation_id, done)


def _taken(consultation_id: int, done: str) -> ResponseReturnValue:
    db.session.commit()
    flash(done)
    return redirect(url_for(".consultation", consultation_id=consultation_id), 303)


def _refused(consultation: Consultation, form: Note, error: DomainError) -> ResponseReturnValue:
    """What was typed stays: the page again with what is wrong beside its field, or one that says why it is too late."""
    if not isinstance(error, InvalidEntry):
        return refused(step_problem(error))
    db.session.rollback()
    blame(form, error, entry_problem)
    return consultation_page(consultation, form), 422


def _not_taken(consultation_id: int, error: DomainError) -> ResponseReturnValue:
    """Nothing happened; the page shows where the consultation is now."""
    db.session.rollback()
    flash(step_problem(error), "error")
    return redirect(url_for(".consultation", consultation_id=consultation_id), 303)

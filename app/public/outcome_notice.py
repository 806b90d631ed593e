"""An e-mail address for one mail, once the outcome is public. Kept apart: see surveys.outcome_notices."""

from __future__ import annotations

import datetime as dt

from flask import Flask, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app import clock, mail
from app.extensions import db
from app.i18n import language_argument
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.security import contact_cipher
from surveys import outcome_notices
from surveys.errors import InvalidEntry, NotOffered, Problem
from surveys.public_consultations import PublicConsultation


@blueprint.get("/k/<code:public_id>/notice")
def notice(public_id: str) -> Response:
    return _page(consultation_shelf.consultation(public_id))


@blueprint.post("/k/<code:public_id>/notice")
def ask_for_notice(public_id: str) -> AnyResponse:
    consultation, typed = consultation_shelf.consultation(public_id), request.form.get("email", "")
    today = consultation.day(clock.now())
    try:
        outcome_notices.ask(db.session, contact_cipher(), consultation, typed, today)  # type: ignore[arg-type]  # a scoped session
        db.session.commit()
    except InvalidEntry as error:
        db.session.rollback()
        return _page(consultation, typed, error.problem, 422)
    except NotOffered:
        db.session.rollback()
        return _page(consultation, status=409)
    where = url_for(".notice_kept", public_id=public_id, lang=language_argument())
    return redirect(where, 303)


@blueprint.get("/k/<code:public_id>/notice/thanks")
def notice_kept(public_id: str) -> Response:
    consultation = consultation_shelf.consultation(public_id)
    page = render_template("public/notice_kept.html", consultation=consultation, until=notice_until(consultation))
    return Response(page, headers={"Cache-Control": "private, no-cache"})


def notice_until(consultation: PublicConsultation) -> dt.date | None:
    """Until when an address given now would be kept; None where none is asked for."""
    if not mail.is_set_up():
        return None
    return outcome_notices.kept_until(consultation, consultation.day(clock.now()))


def prepare(app: Flask) -> None:
    app.jinja_env.globals["notice_until"] = notice_until


def _page(
    consultation: PublicConsultation, typed: str = "", problem: Problem | None = None, status: int = 200
) -> Response:
    page = render_template(
        "public/notice.html",
        consultation=consultation,
        typed=typed[:300].replace("\x00", "\ufffd"),
        problem=_words(problem) if problem else "",
        until=notice_until(consultation),
    )
    cache = "private, no-cache" if status == 200 else "no-store"
    return Response(page, status, mimetype="text/html", headers={"Cache-Control": cache})


def _words(problem: Problem) -> str:
    words = {
        "missing": _("Isi alamat surel Anda."),
        "not-an-email": _("Periksa alamat surel Anda. Misalnya nama@contoh.id."),
        "too-long": _("Alamat surel ini terlalu panjang. Paling banyak %(limit)s huruf.", limit=problem.limit),
    }
    return words.get(problem.code, _("Tulis ulang alamatnya. Ada tanda yang tidak dapat kami simpan."))

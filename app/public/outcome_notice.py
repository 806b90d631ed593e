"""An e-mail address for one mail, once the outcome is public. Kept apart: see surveys.outcome_notices."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import deque
from http import HTTPStatus

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app import clock, mail
from app.extensions import db
from app.i18n import language_argument
from app.public import consultation_shelf
from app.public.blueprint import blueprint
from app.public.vote_tokens import new_notice, read_notice
from app.security import contact_cipher
from surveys import outcome_notices
from surveys.errors import ForgedToken, InvalidEntry, NotOffered, Problem, SameKeyOtherAnswers
from surveys.public_consultations import PublicConsultation

_MINUTE = 60  # seconds
MOST_A_MINUTE = 60  # addresses taken for one consultation by one process, whoever sends them: no sender is looked at


@blueprint.get("/k/<code:public_id>/notice")
def notice(public_id: str) -> Response:
    return _page(consultation_shelf.consultation(public_id))


@blueprint.post("/k/<code:public_id>/notice")
def ask_for_notice(public_id: str) -> AnyResponse:
    consultation, typed = consultation_shelf.consultation(public_id), request.form.get("email", "")
    try:
        _ask(consultation, typed)
        db.session.commit()
    except (InvalidEntry, ForgedToken, SameKeyOtherAnswers, NotOffered) as error:
        db.session.rollback()
        return _refused(consultation, typed, error)
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
    app.jinja_env.globals.update(notice_until=notice_until, new_notice_token=new_notice)
    app.extensions["notice_brake"] = Brake(MOST_A_MINUTE)


class Brake:
    """Lets so many through a minute under each key. Only the moments of the last minute are known, in memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._passed: dict[int, deque[float]] = {}

    def lets(self, key: int, now: float) -> bool:
        with self._lock:
            passed = self._passed.setdefault(key, deque())
            while passed and now - passed[0] >= _MINUTE:
                passed.popleft()
            if len(passed) >= self._most:
                return False
            passed.append(now)
            return True


def _ask(consultation: PublicConsultation, typed: str) -> None:
    """Raises InvalidEntry, ForgedToken, SameKeyOtherAnswers, NotOffered."""
    if notice_until(consultation) is None:
        raise NotOffered
    key, today = read_notice(request.form.get("token", "")), consultation.day(clock.now())
    brake: Brake = current_app.extensions["notice_brake"]
    if not brake.lets(consultation.id, time.monotonic()):
        raise InvalidEntry(Problem("email", "too-many"))
    outcome_notices.ask(db.session, contact_cipher(), consultation, typed, key, today)  # type: ignore[arg-type]  # a scoped session


def _refused(consultation: PublicConsultation, typed: str, error: Exception) -> Response:
    """The form with what was typed, and why. Nothing was stored; a fresh token stands in it."""
    if isinstance(error, InvalidEntry):
        status = {"too-many": 429, "full": 409}.get(error.problem.code, 422)
        return _page(consultation, typed, error.problem, status)
    if isinstance(error, NotOffered):
        return _page(consultation, status=409)
    unknown = isinstance(error, ForgedToken)
    return _page(consultation, typed, Problem("email", "unknown-form" if unknown else "used"), 400 if unknown else 409)


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
    response = Response(page, status, mimetype="text/html", headers={"Cache-Control": "no-store"})
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(_MINUTE)
    return response


def _words(problem: Problem) -> str:
    words = {
        "missing": _("Isi alamat surel Anda."),
        "not-an-email": _("Periksa alamat surel Anda. Misalnya nama@contoh.id."),
        "too-many": _("Saat ini terlalu banyak alamat dikirim. Tunggu satu menit, lalu kirim lagi."),
        "full": _("Daftar ini sudah penuh. Hasilnya tetap bisa Anda baca di halaman konsultasi ini."),
        "unknown-form": _("Formulir ini tidak dapat kami kenali. Alamat Anda masih ada. Kirim sekali lagi."),
        "used": _("Formulir ini sudah dipakai untuk alamat lain, yang tetap tersimpan. Kirim lagi untuk menambah."),
        "too-long": _("Alamat surel ini terlalu panjang. Paling banyak %(limit)s huruf.", limit=problem.limit),
    }
    return words.get(problem.code, _("Tulis ulang alamatnya. Ada tanda yang tidak dapat kami simpan."))

"""The one map: what happened → status, page, log level; and what is wrong with an answer → words."""

from __future__ import annotations

import logging

from flask import Flask, Response, current_app, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from app.database import unreachable
from app.extensions import db
from app.i18n import language_argument
from app.security import from_our_page, in_office, posted_pairs
from surveys.errors import (
    ChangedMeanwhile,
    ConsultationNotOpen,
    DomainError,
    FrozenVersion,
    NotOffered,
    OwnWork,
    Problem,
    RetiredCode,
    SurveyNotOpen,
    TakenCode,
    TakenName,
    UnknownCode,
    UnknownComment,
    UnknownConsultation,
    UnknownContribution,
    UnknownDoubleCoding,
    UnknownPart,
    UnknownPassage,
    UnknownStatement,
    UnknownSurvey,
    UnknownTheme,
    UnknownUnit,
    VersionMoved,
    WrongState,
)

_log = logging.getLogger("suara.errors")

# What reaches here was not handled by its view; the status tells whose turn it is.
_STATUS: dict[type[DomainError], int] = {
    UnknownSurvey: 404,
    UnknownUnit: 404,
    UnknownCode: 404,
    UnknownComment: 404,
    UnknownDoubleCoding: 404,
    UnknownTheme: 404,
    UnknownPart: 404,
    UnknownConsultation: 404,
    UnknownContribution: 404,
    UnknownPassage: 404,
    UnknownStatement: 404,
    NotOffered: 404,
    ConsultationNotOpen: 409,
    SurveyNotOpen: 409,
    WrongState: 409,
    FrozenVersion: 409,
    VersionMoved: 409,
    OwnWork: 403,
    TakenCode: 409,
    TakenName: 409,
    RetiredCode: 409,
    ChangedMeanwhile: 409,
}


def prepare(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(DomainError, domain_error)
    app.register_error_handler(DataError, data_error)
    with app.app_context():
        for failure in unreachable(db.engine):
            app.register_error_handler(failure, unreachable_error)
    app.register_error_handler(InternalServerError, internal_error)
    app.jinja_env.globals["problem_words"] = problem_words


def http_error(error: HTTPException) -> Response | HTTPException:
    if error.response is not None:  # a redirect
        return error
    response = _page(error.code or 500)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def domain_error(error: DomainError) -> Response:
    status = _STATUS.get(type(error), 400)
    _log.info("%s: %s", error.code, status)
    return _page(status)


def data_error(error: DataError) -> Response:
    """A value that the database has no room for, such as an id beyond its numbers: nothing can stand there."""
    _log.info("a value that no row can have: %s", type(error.orig).__name__)
    return _page(404)


def unreachable_error(error: Exception) -> Response:
    note_unreachable(error)
    response = _page(503)
    response.headers["Retry-After"] = "30"
    return response


def note_unreachable(error: Exception) -> None:
    """One line for whoever runs the server. The message speaks of the database, never of what was written."""
    _log.error(
        "request %s: the database failed: %s", request.environ.get("suara.request_id"), str(error).split("\n")[0]
    )


def internal_error(error: InternalServerError) -> Response:
    _log.error("request %s failed", request.environ.get("suara.request_id"), exc_info=error.original_exception)
    return _page(500)


def refused(words: str) -> Response:
    """A step that can't be taken any more: why, and what was typed for it, which no page has room for now.

    Nothing of the step stays in the database.
    """
    db.session.rollback()
    return _page(409, words)


def _page(status: int, words: str = "") -> Response:
    title, text = _words(status)
    office = in_office(request.path) and status < 500
    layout = "layouts/office.html" if office else "layouts/page.html"
    url, onward = _onward(office, status)
    page = render_template(
        "errors/page.html", layout=layout, title=title, text=words or text, kept=_typed(), url=url, onward=onward
    )
    return Response(page, status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _onward(office: bool, status: int) -> tuple[str, str]:
    """Where people go on, and its words: a first page, or in the office that of the form that was too large."""
    if not office:
        return url_for("public.home", lang=language_argument()), _("Ke halaman depan")
    if status == 413 and request.url_rule and _has_page(request.path):
        return request.path, _("Ke halaman formulir")
    return url_for("auth.home"), _("Ke beranda")


def _has_page(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path, "GET")


def _typed() -> list[str]:
    """The texts that came with the form: codes and tokens hold no space. None of a page of somebody else, and no
    password."""
    if request.method != "POST" or not from_our_page():
        return []
    try:
        texts = [text for _name, text in posted_pairs()]
    except RequestEntityTooLarge:
        return []  # too large to be read at all
    return [text.replace("\x00", "\ufffd") for text in texts if len(text.split()) > 1]


def _words(status: int) -> tuple[str, str]:
    words = {
        400: (_("Permintaan ini tidak dapat dibaca"), _("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi.")),
        403: (_("Anda tidak berwenang membuka halaman ini"), _("Minta bantuan administrator instansi Anda.")),
        404: (_("Halaman tidak ditemukan"), _("Periksa lagi alamatnya, atau mulai dari halaman depan.")),
        405: (_("Halaman tidak ditemukan"), _("Periksa lagi alamatnya, atau mulai dari halaman depan.")),
        409: (
            _("Langkah ini tidak bisa dilakukan sekarang"),
            _("Keadaannya sudah berubah. Muat ulang halaman sebelumnya untuk melihat keadaan terbaru."),
        ),
        413: (
            _("Isian terlalu besar"),
            _("Kembali ke halaman sebelumnya. Isian Anda masih ada di sana. Persingkat tulisan, atau perkecil berkas."),
        ),
        429: (_("Terlalu banyak percobaan"), _("Tunggu beberapa menit, lalu coba lagi.")),
    }
    broken = (
        _("Ada gangguan di sistem kami"),
        _("Ini bukan salah Anda. Kembali ke halaman sebelumnya: isian Anda masih ada di sana. Coba kirim lagi nanti."),
    )
    return words.get(status, broken if status >= 500 else words[400])


def problem_words(problem: Problem, name: str, *, picks: bool = False) -> str:
    """What is wrong with the answer to the question `name`, as advice on what to do.

    `picks`: the answer is picked from options, not written.
    """
    values = {"name": name, "limit": problem.limit, "found": problem.found}
    words = {
        "required": _("Isi jawaban untuk %(name)s", **values),
        "repeated": _("Beri satu jawaban saja untuk %(name)s", **values),
        "unknown-option": _("Pilih salah satu jawaban yang tersedia untuk %(name)s", **values),
        "too-many-choices": _("Pilih paling banyak %(limit)s jawaban untuk %(name)s", **values),
        "incomplete-ranking": _("Beri nomor urut untuk semua pilihan pada %(name)s", **values),
        "repeated-rank": _("Pakai setiap nomor urut satu kali saja untuk %(name)s", **values),
        "not-a-number": _("Tulis %(name)s dengan angka, misalnya 34", **values),
        "too-small": _("Tulis angka paling kecil %(limit)s untuk %(name)s", **values),
        "too-large": _("Tulis angka paling besar %(limit)s untuk %(name)s", **values),
        "not-a-date": _("Tulis tanggal untuk %(name)s, misalnya 3/11/2026", **values),
        "too-early": _("Tulis tanggal mulai dari %(limit)s untuk %(name)s", **values),
        "too-late": _("Tulis tanggal paling lambat %(limit)s untuk %(name)s", **values),
        "too-long": _("Persingkat %(name)s menjadi paling banyak %(limit)s huruf. Sekarang %(found)s huruf", **values),
        "unreadable-text": _("Tulis ulang %(name)s. Ada tanda yang tidak dapat kami simpan", **values),
        "not-an-email": _("Tulis alamat surel untuk %(name)s, misalnya ani@contoh.id", **values),
        "not-a-telephone": _("Tulis nomor telepon untuk %(name)s, misalnya 0812 3456 7890", **values),
        "unknown-question": _("Isian %(name)s tidak ada dalam survei ini", **values),
    }
    if picks and problem.code == "required":
        return _("Pilih satu jawaban untuk %(name)s", **values)
    if problem.code == "rule" and problem.limit:  # the author's own words
        return problem.limit
    return words.get(problem.code, _("Periksa lagi jawaban untuk %(name)s", **values))

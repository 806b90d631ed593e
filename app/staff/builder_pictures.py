"""Pictures beside options, as a question's page sends them: kept at once, so that none is lost with a mistake."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _

from app import clock
from app.extensions import db
from app.filters import number
from app.staff.builder import Desk
from app.staff.builder_forms import QuestionSheet
from app.staff.builder_rows import numbers_of
from app.staff.builder_words import PICTURES
from surveys import pictures
from surveys.calendar import earliest_day
from surveys.errors import InvalidEntry, Problem

_OPTIONS = "options"


def take_in(at: Desk, sheet: QuestionSheet) -> None:
    """Keep and commit the pictures that were sent, each in its row; `sheet.errors` says what is wrong with one."""
    if PICTURES not in sheet.kind.parts:
        return
    agency_id = at.survey.agency_id
    for place, sent in enumerate(numbers_of(_OPTIONS, "label", request.form)):
        file = request.files.get(f"{_OPTIONS}-{sent}-file")
        if file is None or not file.filename:
            continue
        content = file.stream.read(pictures.LARGEST_FILE + 1)
        try:
            kept = pictures.keep(db.session, agency_id, content, earliest_day(clock.now()))  # type: ignore[arg-type]  # a scoped session
        except InvalidEntry as error:
            sheet.errors[f"{_OPTIONS}-{place}-file"] = refusal(error.problem)
        else:
            sheet.rows[_OPTIONS][place]["picture"] = kept
            db.session.commit()
    _refuse_strangers(agency_id, sheet)


def _refuse_strangers(agency_id: int, sheet: QuestionSheet) -> None:
    """A row may only name a picture that its agency has."""
    named = {row["picture"] for row in sheet.rows[_OPTIONS]} - {"", *(o.picture for o in sheet.stored.options)}
    strange = named - pictures.known(db.session, agency_id, named)  # type: ignore[arg-type]  # a scoped session
    for place, row in enumerate(sheet.rows[_OPTIONS]):
        if row["picture"] in strange:
            row["picture"] = ""
            sheet.errors[f"{_OPTIONS}-{place}-file"] = _("Gambar ini tidak ada lagi. Pilih lagi berkasnya.")


def refusal(problem: Problem) -> str:
    """Why a picture was not taken, and what to do."""
    words = {
        "empty": _("Berkas ini kosong. Pilih berkas lain."),
        "too-large": _(
            "Gambar ini terlalu besar. Pilih yang paling besar %(limit)s KB.", limit=pictures.LARGEST_FILE // 1024
        ),
        "too-many-pixels": _(
            "Gambar ini terlalu lebar atau tinggi. Perkecil menjadi paling banyak %(limit)s titik.",
            limit=number(pictures.MOST_PIXELS),
        ),
        "not-a-picture": _("Berkas ini tidak terbaca. Pilih gambar PNG, JPEG, atau WebP."),
    }
    return words[problem.code]

"""Questions taken from the agency's other surveys: search, tick, add."""

from __future__ import annotations

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import Desk, changed_elsewhere, desk, to_outline
from app.staff.builder_words import kind_of
from surveys import bank, editing
from surveys.errors import ChangedMeanwhile

MOST_SHOWN = 100
LONGEST_SEARCH = 100


@blueprint.get("/surveys/<int:survey_id>/build/sections/<string:section>/bank")
@needs("write-surveys")
def builder_bank(survey_id: int, section: str) -> ResponseReturnValue:
    return _page(desk(survey_id), section)


@blueprint.post("/surveys/<int:survey_id>/build/sections/<string:section>/bank")
@needs("write-surveys")
def take_from_bank(survey_id: int, section: str) -> ResponseReturnValue:
    at = desk(survey_id)
    marks = list(dict.fromkeys(request.form.getlist("mark")))[:MOST_SHOWN]
    if not marks:
        return _page(at, section, _("Pilih paling sedikit satu pertanyaan.")), 422
    changed = at.questionnaire
    taken = bank.questions_of(db.session, at.survey.agency_id, marks)  # type: ignore[arg-type]  # a scoped session
    for question in taken:
        changed = editing.take_question(changed, section, question)
    try:
        at.save(changed)
    except ChangedMeanwhile:
        return changed_elsewhere(survey_id)
    flash(_("%(count)s pertanyaan ditambahkan. Syaratnya tidak ikut disalin.", count=len(marks)))
    return to_outline(survey_id, f"section-{section}")


def _page(at: Desk, section: str, problem: str = "") -> str:
    words = request.args.get("q", "")[:LONGEST_SEARCH]
    found = bank.find_questions(db.session, at.survey.agency_id, words, limit=MOST_SHOWN)  # type: ignore[arg-type]  # scoped
    return render_template(
        "staff/builder_bank.html",
        desk=at,
        section=editing.section(at.questionnaire, section),
        found=found,
        words=words.replace("\x00", "�"),
        problem=problem,
        kind_of=kind_of,
    )

"""The outline of a draft: its sections and questions in their order, and the small steps that change the order."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import ask_to_confirm, changed_elsewhere, confirmed, desk, seen, to_outline
from app.staff.builder_checks import findings, hints
from app.staff.builder_words import KINDS, kind_of
from surveys import advice, drafting, editing
from surveys.definition import Questionnaire
from surveys.errors import ChangedMeanwhile, UnknownPart
from surveys.instruments import INSTRUMENTS
from surveys.question_types import QUESTION_TYPES

MOST_QUESTIONS = 300
Step = Callable[[Questionnaire, str], Questionnaire]

_QUESTION_STEPS: dict[str, Step] = {
    "up": lambda questionnaire, code: editing.move_question(questionnaire, code, editing.UP),
    "down": lambda questionnaire, code: editing.move_question(questionnaire, code, editing.DOWN),
    "duplicate": editing.duplicate_question,
    "remove": editing.remove_question,
}
_SECTION_STEPS: dict[str, Step] = {
    "up": lambda questionnaire, code: editing.move_section(questionnaire, code, editing.UP),
    "down": lambda questionnaire, code: editing.move_section(questionnaire, code, editing.DOWN),
    "remove": editing.remove_section,
}


@blueprint.get("/surveys/<int:survey_id>/build")
@needs("write-surveys")
def builder(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    return render_template(
        "staff/builder_outline.html",
        desk=at,
        kind_of=kind_of,
        findings=findings(at.survey, at.questionnaire),
        hints=hints(survey_id, at.questionnaire),
        minutes=advice.minutes(at.questionnaire),
        instrument=INSTRUMENTS.get(at.questionnaire.instrument),
        most=MOST_QUESTIONS,
    )


@blueprint.post("/surveys/<int:survey_id>/build/question-steps")
@needs("write-surveys")
def step_question(survey_id: int) -> ResponseReturnValue:
    done = {"duplicate": _("Pertanyaan digandakan."), "remove": _("Pertanyaan dihapus. Anda bisa membatalkannya.")}
    return _take(survey_id, _QUESTION_STEPS, done, "question")


@blueprint.post("/surveys/<int:survey_id>/build/section-steps")
@needs("write-surveys")
def step_section(survey_id: int) -> ResponseReturnValue:
    done = {"remove": _("Bagian dan isinya dihapus. Anda bisa membatalkannya.")}
    return _take(survey_id, _SECTION_STEPS, done, "section")


@blueprint.post("/surveys/<int:survey_id>/build/undo")
@needs("write-surveys")
def undo_edit(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    step = drafting.redo if request.form.get("do") == "redo" else drafting.undo
    try:
        step(db.session, at.version, seen())  # type: ignore[arg-type]  # a scoped session
    except ChangedMeanwhile:
        return changed_elsewhere(survey_id)
    db.session.commit()
    return to_outline(survey_id, "history")


@blueprint.get("/surveys/<int:survey_id>/build/new-question")
@needs("write-surveys")
def choose_kind(survey_id: int) -> ResponseReturnValue:
    at, wanted = desk(survey_id), request.args.get("section", "")
    sections = at.questionnaire.sections
    if not sections:
        return redirect(url_for(".new_section", survey_id=survey_id), 303)
    section = next((section for section in sections if section.code == wanted), sections[-1])
    kinds = {name: kind_of(name) for name in {**KINDS, **QUESTION_TYPES} if name in QUESTION_TYPES}
    return render_template("staff/builder_kinds.html", desk=at, section=section, kinds=kinds)


def _take(survey_id: int, steps: dict[str, Step], done: dict[str, str], part: str) -> ResponseReturnValue:
    """Take the step of the pressed button. Where it leaves the instrument, the author is asked first."""
    at, action, code = desk(survey_id), request.form.get("do", ""), request.form.get("code", "")
    try:
        changed = steps[action](at.questionnaire, code)
        kept = confirmed(at.questionnaire, changed)
        if kept is None:
            return ask_to_confirm(at)
        at.save(kept)
    except (KeyError, UnknownPart, ChangedMeanwhile):
        return changed_elsewhere(survey_id)
    if action in done:
        flash(done[action])
    _tell_loose_ends(at.questionnaire, kept)
    return to_outline(survey_id, "history" if action == "remove" else f"{action}-{part}-{code}")


def _tell_loose_ends(before: Questionnaire, after: Questionnaire) -> None:
    if len(editing.loose_ends(after)) > len(editing.loose_ends(before)):
        flash(_("Ada syarat yang sekarang tidak cocok lagi. Lihat daftar sebelum dikirim."), "error")

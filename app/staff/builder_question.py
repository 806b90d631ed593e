"""The page of one question of a draft: new, or to change."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import Desk, ask_to_confirm, confirmed, desk, nowhere_to_go, to_outline
from app.staff.builder_forms import LONGEST, LONGEST_OPTION, QuestionSheet
from app.staff.builder_outline import MOST_QUESTIONS
from app.staff.builder_pictures import take_in
from app.staff.builder_words import ROLE_NAMES, operators_of, subject_name
from surveys import conditions, editing
from surveys.definition import Question, Questionnaire
from surveys.errors import ChangedMeanwhile, UnknownPart
from surveys.question_types import QUESTION_TYPES
from surveys.question_types.contact import FIELDS, PERIODS


@blueprint.get("/surveys/<int:survey_id>/build/sections/<string:section>/new/<string:kind>")
@needs("write-surveys")
def new_question(survey_id: int, section: str, kind: str) -> ResponseReturnValue:
    at = desk(survey_id)
    if kind not in QUESTION_TYPES:
        abort(404)
    sheet = QuestionSheet(_before_end(at.questionnaire, section), editing.first_question(kind), None)
    return _page(at, sheet, section)


@blueprint.post("/surveys/<int:survey_id>/build/sections/<string:section>/new/<string:kind>")
@needs("write-surveys")
def add_question(survey_id: int, section: str, kind: str) -> ResponseReturnValue:
    at = desk(survey_id)
    if kind not in QUESTION_TYPES:
        abort(404)
    try:
        sheet = QuestionSheet(_before_end(at.questionnaire, section), editing.first_question(kind), request.form)
    except UnknownPart:
        return nowhere_to_go(survey_id, _written())
    if len(at.questionnaire.questions) >= MOST_QUESTIONS:
        sheet.errors["label"] = _("Satu survei memuat paling banyak %(most)s pertanyaan.", most=MOST_QUESTIONS)
        return _page(at, sheet, section, 422)
    return _sent(at, sheet, section, lambda question: editing.add_question(at.questionnaire, section, question))


@blueprint.get("/surveys/<int:survey_id>/build/questions/<string:code>")
@needs("write-surveys")
def builder_question(survey_id: int, code: str) -> ResponseReturnValue:
    at = desk(survey_id)
    question = editing.question(at.questionnaire, code)
    sheet = QuestionSheet(conditions.before(at.questionnaire, code), question, None)
    return _page(at, sheet, editing.section_of(at.questionnaire, code).code)


@blueprint.post("/surveys/<int:survey_id>/build/questions/<string:code>")
@needs("write-surveys")
def save_question(survey_id: int, code: str) -> ResponseReturnValue:
    at = desk(survey_id)
    try:
        question = editing.question(at.questionnaire, code)
    except UnknownPart:
        return nowhere_to_go(survey_id, _written())
    sheet = QuestionSheet(conditions.before(at.questionnaire, code), question, request.form)
    section = editing.section_of(at.questionnaire, code).code
    return _sent(at, sheet, section, lambda changed: editing.replace_question(at.questionnaire, changed))


def _sent(
    at: Desk, sheet: QuestionSheet, section: str, put_in: Callable[[Question], Questionnaire]
) -> ResponseReturnValue:
    """Save what was typed, do what a button of the rows asks for, or say what is wrong; nothing typed is lost."""
    take_in(at, sheet)
    if not sheet.errors and sheet.act(request.form):
        return _page(at, sheet, section)
    question = sheet.question(sorted(editing.codes(at.questionnaire)))
    if question is None:
        return _page(at, sheet, section, 422)
    kept = confirmed(at.questionnaire, put_in(question))
    if kept is None:
        return ask_to_confirm(at, sheet.pictures)
    survey_id = at.survey.id
    try:
        at.save(kept)
    except ChangedMeanwhile:
        db.session.rollback()
        return _page(desk(survey_id), sheet, section, 409)
    flash(_("Pertanyaan tersimpan."))
    return to_outline(survey_id, f"question-{question.code}")


def _page(at: Desk, sheet: QuestionSheet, section: str, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "staff/builder_question.html",
        desk=at,
        sheet=sheet,
        section=editing.section(at.questionnaire, section),
        longest=LONGEST,
        longest_option=LONGEST_OPTION,
        roles=ROLE_NAMES,
        contact_fields=FIELDS,
        contact_periods=PERIODS,
        operators_of=operators_of,
        subject_name=subject_name,
        meanwhile=status == 409,
    )
    return page, status


def _before_end(questionnaire: Questionnaire, section: str) -> list[Question]:
    """The questions up to the end of a section, where a new one is put in."""
    at = questionnaire.sections.index(editing.section(questionnaire, section))
    return [question for section in questionnaire.sections[: at + 1] for question in section.questions]


def _written() -> list[str]:
    """What a person typed into the sent form, without its codes and buttons."""
    words = ("label", "hint", "name", "invalid_message", "measure", "title", "intro", "alternative")
    return [text for name, text in request.form.items(multi=True) if name.rsplit("-", 1)[-1] in words]

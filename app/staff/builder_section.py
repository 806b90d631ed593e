"""The page of one section of a draft: its title, and when it is shown. And what stands before all sections."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.builder import Desk, ask_to_confirm, confirmed, desk, nowhere_to_go, to_outline
from app.staff.builder_rows import plain
from app.staff.builder_rules import RuleRows
from app.staff.builder_words import operators_of, subject_name, too_long
from surveys import editing
from surveys.conditions import subjects
from surveys.definition import Question, Questionnaire, Section
from surveys.errors import ChangedMeanwhile, UnknownPart

LONGEST_SECTION = 200
LONGEST_INTRO = 2000
MOST_SECTIONS = 50


class SectionSheet:
    """What is typed about a section. `errors`: id of a control -> what to do there."""

    def __init__(self, before: list[Question], section: Section) -> None:
        self.errors: dict[str, str] = {}
        self.focus = ""
        self.is_new = not section.code
        self.stored = section
        posted = request.form if request.method == "POST" else None
        self.title = section.title.get("id", "") if posted is None else plain(posted.get("title", ""))
        self.rule = RuleRows.sent("shown", subjects(before), section.shown_if)

    def act(self) -> bool:
        focus = self.rule.sent_action()
        self.focus = focus or ""
        return focus is not None

    def is_fit(self) -> bool:
        self.rule.check()
        self.errors = dict(self.rule.errors)
        if not self.title:
            self.errors["title"] = _("Tulis judul bagian.")
        elif len(self.title) > LONGEST_SECTION:
            self.errors["title"] = too_long(LONGEST_SECTION)
        return not self.errors


@blueprint.get("/surveys/<int:survey_id>/build/new-section")
@needs("write-surveys")
def new_section(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    return _page(at, SectionSheet(list(at.questionnaire.questions), Section("", {}, ())))


@blueprint.post("/surveys/<int:survey_id>/build/new-section")
@needs("write-surveys")
def add_section(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    sheet = SectionSheet(list(at.questionnaire.questions), Section("", {}, ()))
    if len(at.questionnaire.sections) >= MOST_SECTIONS:
        sheet.errors["title"] = _("Satu survei memuat paling banyak %(most)s bagian.", most=MOST_SECTIONS)
        return _page(at, sheet, 422)
    return _sent(at, sheet)


@blueprint.get("/surveys/<int:survey_id>/build/sections/<string:code>")
@needs("write-surveys")
def builder_section(survey_id: int, code: str) -> ResponseReturnValue:
    at = desk(survey_id)
    return _page(at, SectionSheet(_before(at.questionnaire, code), editing.section(at.questionnaire, code)))


@blueprint.post("/surveys/<int:survey_id>/build/sections/<string:code>")
@needs("write-surveys")
def save_section(survey_id: int, code: str) -> ResponseReturnValue:
    at = desk(survey_id)
    try:
        section = editing.section(at.questionnaire, code)
    except UnknownPart:
        return nowhere_to_go(survey_id, [request.form.get("title", "")])
    return _sent(at, SectionSheet(_before(at.questionnaire, code), section))


@blueprint.get("/surveys/<int:survey_id>/build/introduction")
@needs("write-surveys")
def builder_introduction(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    return _introduction_page(at, at.questionnaire.intro.get("id", ""), {})


@blueprint.post("/surveys/<int:survey_id>/build/introduction")
@needs("write-surveys")
def save_introduction(survey_id: int) -> ResponseReturnValue:
    at, text = desk(survey_id), plain(request.form.get("intro", ""))
    if len(text) > LONGEST_INTRO:
        return _introduction_page(at, text, {"intro": too_long(LONGEST_INTRO)}, 422)
    intro = {**at.questionnaire.intro, "id": text} if text else {}
    try:
        at.save(replace(at.questionnaire, intro=intro))
    except ChangedMeanwhile:
        db.session.rollback()
        return _introduction_page(desk(survey_id), text, {}, 409)
    flash(_("Pengantar tersimpan."))
    return to_outline(survey_id)


def _introduction_page(at: Desk, text: str, errors: dict[str, str], status: int = 200) -> ResponseReturnValue:
    sheet = {"errors": errors, "text": text}
    page = render_template("staff/builder_introduction.html", desk=at, sheet=sheet, meanwhile=status == 409)
    return page, status


def _sent(at: Desk, sheet: SectionSheet) -> ResponseReturnValue:
    if sheet.act():
        return _page(at, sheet)
    if not sheet.is_fit():
        return _page(at, sheet, 422)
    survey_id, title, shown_if = at.survey.id, {**sheet.stored.title, "id": sheet.title}, sheet.rule.expression()
    if sheet.is_new:
        changed = editing.add_section(at.questionnaire, title, shown_if)
    else:
        changed = editing.rename_section(at.questionnaire, sheet.stored.code, title, shown_if)
    kept = confirmed(at.questionnaire, changed)
    if kept is None:
        return ask_to_confirm(at)
    try:
        at.save(kept)
    except ChangedMeanwhile:
        db.session.rollback()
        return _page(desk(survey_id), sheet, 409)
    flash(_("Bagian tersimpan."))
    return to_outline(survey_id, f"section-{sheet.stored.code or changed.sections[-1].code}")


def _page(at: Desk, sheet: SectionSheet, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "staff/builder_section.html",
        desk=at,
        sheet=sheet,
        longest=LONGEST_SECTION,
        operators_of=operators_of,
        subject_name=subject_name,
        meanwhile=status == 409,
    )
    return page, status


def _before(questionnaire: Questionnaire, code: str) -> list[Question]:
    """The questions of the sections before one."""
    at = questionnaire.sections.index(editing.section(questionnaire, code))
    return [question for section in questionnaire.sections[:at] for question in section.questions]

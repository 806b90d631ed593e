"""What is still to do before a draft is handed in: each finding with its words and the place that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from app.staff import builder_words as words
from app.staff.builder_words import finding_words, hint_words, kind_of
from app.staff.places import place_of
from surveys import advice, checks, editing, translation
from surveys.definition import Questionnaire
from surveys.errors import Problem

_SECTION = "section."


@dataclass(frozen=True)
class Finding:
    text: str
    url: str


def problems(questionnaire: Questionnaire) -> list[Problem]:
    """Everything that keeps the questionnaire from being handed in, in the order of the page."""
    loose = editing.loose_ends(questionnaire)
    found = [*([] if loose else checks.problems(questionnaire)), *loose, *_unfinished(questionnaire)]
    return list(dict.fromkeys(found))


def findings(survey_id: int, questionnaire: Questionnaire) -> list[Finding]:
    """The problems in words, each with the page where it is mended."""
    return [_finding(survey_id, questionnaire, problem) for problem in problems(questionnaire)]


def hints(survey_id: int, questionnaire: Questionnaire) -> list[Finding]:
    """What could read better, in words, each with the page where it is written. It keeps nobody from going on."""
    return [_hint(survey_id, questionnaire, hint) for hint in advice.hints(questionnaire)]


def _unfinished(questionnaire: Questionnaire) -> Iterator[Problem]:
    for section in questionnaire.sections:
        if not section.questions:
            yield Problem(_SECTION + section.code, "empty-section")
        for question in section.questions:
            parts = kind_of(question.type).parts
            if words.OPTIONS in parts and len(question.options) < 2:
                yield Problem(question.code, "few-options")
            if words.ROWS in parts and not question.rows:
                yield Problem(question.code, "no-rows")


def _finding(survey_id: int, questionnaire: Questionnaire, problem: Problem) -> Finding:
    code = problem.field.removeprefix(_SECTION).split(".", 1)[0]
    other = questionnaire.by_code.get(problem.found)
    other_name = other.label.get("id", "") if other else ""
    if problem.field.startswith(_SECTION):
        name = editing.section(questionnaire, code).title.get("id", "") or code
        page = url_for("staff.builder_section", survey_id=survey_id, code=code)
    elif problem.field.startswith(checks.QUOTA):
        name = code = problem.field.removeprefix(checks.QUOTA)
        page = url_for("staff.builder_quota", survey_id=survey_id, code=code)
    elif question := questionnaire.by_code.get(code):
        name = question.label.get("id", "") or code
        page = url_for("staff.builder_question", survey_id=survey_id, code=code)
    else:
        name, page = problem.field, url_for("staff.builder", survey_id=survey_id)
    if problem.field == "title":
        page = url_for("staff.edit_survey", survey_id=survey_id)
    return Finding(finding_words(problem, name, other_name), page)


def _hint(survey_id: int, questionnaire: Questionnaire, hint: advice.Hint) -> Finding:
    place = place_of(questionnaire, hint.place)
    if hint.kind == advice.UNTRANSLATED:
        source = hint.language == translation.SOURCE
        page = url_for("staff.builder", survey_id=survey_id)
        if not source:
            page = url_for("staff.translate", survey_id=survey_id, tag=hint.language, show="missing")
    elif place.question:
        page = url_for("staff.builder_question", survey_id=survey_id, code=place.question)
    elif place.section:
        page = url_for("staff.builder_section", survey_id=survey_id, code=place.section)
    else:
        page = url_for("staff.builder", survey_id=survey_id)
    return Finding(hint_words(hint, place.words), page)

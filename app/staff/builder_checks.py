"""What is still to do before a draft is handed in: each finding with its words and the place that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from app.extensions import db
from app.staff.builder_words import finding_words, hint_words
from app.staff.places import place_of
from surveys import advice, checks, editing, pictures, translation
from surveys.checks import SECTION
from surveys.definition import Questionnaire
from surveys.errors import Problem
from surveys.models import Survey

_LOOSE = ("later-question", "unknown-code")  # what `editing.loose_ends` finds too
_SHOWN = {advice.UNTRANSLATED: "missing", advice.AGED: "old"}  # which texts the page of a language shows


@dataclass(frozen=True)
class Finding:
    text: str
    url: str


def problems(questionnaire: Questionnaire) -> list[Problem]:
    """Everything in a questionnaire that keeps it from being handed in: each once, a loose end in its own words."""
    loose = editing.loose_ends(questionnaire)
    told = {problem.field for problem in loose}
    found = [p for p in checks.problems(questionnaire) if not (p.code in _LOOSE and p.field in told)]
    return list(dict.fromkeys([*found, *loose]))


def findings(survey: Survey, questionnaire: Questionnaire) -> list[Finding]:
    """The problems of a survey's draft in words, each with the page where it is mended."""
    found = problems(questionnaire)
    absent = pictures.problems(db.session, survey.agency_id, questionnaire)  # type: ignore[arg-type]  # a scoped session
    return [_finding(survey.id, questionnaire, problem) for problem in dict.fromkeys([*found, *absent])]


def hints(survey_id: int, questionnaire: Questionnaire) -> list[Finding]:
    """What could read better, in words, each with the page where it is written. It keeps nobody from going on."""
    return [_hint(survey_id, questionnaire, hint) for hint in advice.hints(questionnaire)]


def _finding(survey_id: int, questionnaire: Questionnaire, problem: Problem) -> Finding:
    code = problem.field.removeprefix(SECTION).split(".", 1)[0]
    other = questionnaire.by_code.get(problem.found)
    other_name = other.label.get("id", "") if other else ""
    if problem.field.startswith(SECTION):
        name = editing.section(questionnaire, code).title.get("id", "") or code
        page = url_for("staff.builder_section", survey_id=survey_id, code=code)
    elif problem.field.startswith(checks.QUOTA):
        name = code = problem.field.removeprefix(checks.QUOTA)
        page = url_for("staff.builder_quota", survey_id=survey_id, code=code)
    elif question := questionnaire.by_code.get(code):
        name = question.label.get("id", "") or code
        control = f"{problem.limit}-{problem.found}-alternative" if problem.code == "missing-alternative" else None
        page = url_for("staff.builder_question", survey_id=survey_id, code=code, _anchor=control)
    else:
        name, page = problem.field, url_for("staff.builder", survey_id=survey_id)
    if problem.field == "title":
        page = url_for("staff.edit_survey", survey_id=survey_id)
    return Finding(finding_words(problem, name, other_name), page)


def _hint(survey_id: int, questionnaire: Questionnaire, hint: advice.Hint) -> Finding:
    place = place_of(questionnaire, hint.place)
    if hint.kind in _SHOWN and hint.language != translation.SOURCE:
        page = url_for("staff.translate", survey_id=survey_id, tag=hint.language, show=_SHOWN[hint.kind])
    elif hint.kind == advice.UNTRANSLATED:
        page = url_for("staff.builder", survey_id=survey_id)
    elif place.question:
        page = url_for("staff.builder_question", survey_id=survey_id, code=place.question)
    elif place.section:
        page = url_for("staff.builder_section", survey_id=survey_id, code=place.section)
    else:
        page = url_for("staff.builder", survey_id=survey_id)
    return Finding(hint_words(hint, place.words), page)

"""A questionnaire as citizens meet it: on a phone, a computer, paper, a screen at the counter. Nothing is sent."""

from __future__ import annotations

from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.auth import needs
from app.extensions import db
from app.forms import QuestionForm
from app.i18n import language
from app.staff.blueprint import blueprint
from app.staff.lookups import survey_in_sight
from surveys import authoring, drafting
from surveys.definition import load, text_in
from surveys.lifecycle import DRAFT
from surveys.translation import LANGUAGE_NAMES

PHONE, DESKTOP, PAPER, KIOSK = "phone", "desktop", "paper", "kiosk"
WAYS = {PHONE: _("Ponsel"), DESKTOP: _("Komputer"), PAPER: _("Kertas"), KIOSK: _("Layar di loket")}


@blueprint.get("/surveys/<int:survey_id>/preview")
@needs("watch-participation")
def survey_questions(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    of = DRAFT if request.args.get("of") == DRAFT else ""
    newest = drafting.current_version(db.session, survey)  # type: ignore[arg-type]  # a scoped session
    questionnaire = load(newest.definition) if of else authoring.questionnaire_of(survey)
    way, wanted = request.args.get("as", ""), request.args.get("in", "")
    shown_in = wanted if wanted in questionnaire.languages else language()
    return render_template(
        "staff/preview.html",
        survey=survey,
        questionnaire=questionnaire,
        form=QuestionForm(questionnaire.questions, shown_in),
        text=partial(text_in, language=shown_in),
        way=way if way in WAYS else PHONE,
        of=of or None,
        ways=WAYS,
        shown_in=shown_in,
        languages={tag: LANGUAGE_NAMES.get(tag, tag) for tag in questionnaire.languages},
    )

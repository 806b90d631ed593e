"""A questionnaire as citizens meet it: on a phone, a computer, paper, a screen at the counter. Nothing is sent."""

from __future__ import annotations

from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.auth import needs
from app.forms import QuestionForm
from app.i18n import language
from app.staff.blueprint import blueprint
from app.staff.lookups import survey_in_sight
from surveys import authoring
from surveys.definition import text_in

PHONE, DESKTOP, PAPER, KIOSK = "phone", "desktop", "paper", "kiosk"
WAYS = {PHONE: _("Ponsel"), DESKTOP: _("Komputer"), PAPER: _("Kertas"), KIOSK: _("Layar di loket")}
LANGUAGE_NAMES = {
    "id": "Bahasa Indonesia", "en": "English", "jv": "Basa Jawa", "su": "Basa Sunda", "min": "Baso Minang",
    "mad": "Basa Madhurâ", "ban": "Basa Bali", "bug": "Basa Ugi", "ace": "Bahsa Acèh", "ms": "Bahasa Melayu",
}  # fmt: skip


@blueprint.get("/surveys/<int:survey_id>/preview")
@needs("watch-participation")
def survey_questions(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    questionnaire = authoring.questionnaire_of(survey)
    way, wanted = request.args.get("as", ""), request.args.get("in", "")
    shown_in = wanted if wanted in questionnaire.languages else language()
    return render_template(
        "staff/preview.html",
        survey=survey,
        questionnaire=questionnaire,
        form=QuestionForm(questionnaire.questions, shown_in),
        text=partial(text_in, language=shown_in),
        way=way if way in WAYS else PHONE,
        ways=WAYS,
        shown_in=shown_in,
        languages={tag: LANGUAGE_NAMES.get(tag, tag) for tag in questionnaire.languages},
    )

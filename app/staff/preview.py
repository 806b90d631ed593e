"""A questionnaire as citizens meet it: on a phone, a computer, paper, a screen at the counter. Nothing is stored.

What is typed travels from page to page in the form, as a citizen's does, and is gone after the last one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.auth import needs
from app.extensions import db
from app.forms import QuestionForm
from app.forms.visit import ORDER, Visit, any_order, only_unit
from app.i18n import DEFAULT, LANGUAGES, content_language, language
from app.staff.blueprint import blueprint
from app.staff.condition_words import ConditionWords
from app.staff.lookups import survey_in_sight
from surveys import authoring, drafting, piping
from surveys.definition import Question, Questionnaire, dump, load, text_in
from surveys.lifecycle import DRAFT
from surveys.models import Survey
from surveys.publication import rehearsed_survey
from surveys.translation import LANGUAGE_NAMES

PHONE, DESKTOP, PAPER, KIOSK = "phone", "desktop", "paper", "kiosk"
WAYS = {PHONE: _("Ponsel"), DESKTOP: _("Komputer"), PAPER: _("Kertas"), KIOSK: _("Layar di loket")}


class Rehearsal(Visit):
    """A visit of somebody who tries the questionnaire out."""

    template: ClassVar[str] = "staff/rehearsal.html"

    def answers_address(self, language: str | None) -> str:
        """Where a try is sent to. Its language stands in the address already."""
        kept: dict[str, Any] = {name: request.args[name] for name in ("of", "as", "in") if name in request.args}
        return url_for(".try_questions", survey_id=self.survey.id, **kept)

    @property
    def action(self) -> str:
        return self.answers_address(None)


@dataclass(frozen=True)
class View:
    """What is looked at, and how. `of`: 'draft' for the draft of a survey that is open already, else ''."""

    survey: Survey
    questionnaire: Questionnaire
    of: str
    way: str
    shown_in: str
    whole: bool  # all questions at once, not page by page

    @classmethod
    def asked(cls, survey_id: int) -> View:
        survey = survey_in_sight(survey_id)
        of = DRAFT if request.args.get("of") == DRAFT else ""
        newest = drafting.current_version(db.session, survey)  # type: ignore[arg-type]  # a scoped session
        questionnaire = load(newest.definition) if of else authoring.questionnaire_of(survey)
        way, wanted = request.args.get("as", ""), content_language()
        shown_in = wanted if wanted in questionnaire.languages else language()
        whole = request.args.get("all") == "yes"
        return cls(survey, questionnaire, of, way if way in WAYS else PHONE, shown_in, whole)

    def address(self, **changes: str | None) -> str:
        """This view, looked at in another way."""
        asked = {"of": self.of or None, "as": self.way, "in": self.shown_in, "all": "yes" if self.whole else None}
        return url_for(".survey_questions", survey_id=self.survey.id, **{**asked, **changes})

    def visit(self, posted: MultiDict[str, str]) -> Rehearsal:
        survey = rehearsed_survey(db.session, self.survey, self.questionnaire)  # type: ignore[arg-type]  # a scoped session
        return Rehearsal(survey, 0, self.questionnaire, only_unit(survey), posted, "")

    def page(self, shown: Callable[[], str]) -> str:
        """The office's page around what citizens see, whose words are in the language of its questions."""
        with force_locale(self.shown_in if self.shown_in in LANGUAGES else DEFAULT):
            # Rendered by a template that escapes everything, so it is markup already.
            inside = Markup(shown())  # noqa: S704  # nosec B704
        return render_template(
            "staff/preview.html",
            view=self,
            survey=self.survey,
            title=text_in(self.questionnaire.title, language()),
            ways=WAYS,
            languages={tag: LANGUAGE_NAMES.get(tag, tag) for tag in self.questionnaire.languages},
            inside=inside,
        )

    def sheet(self) -> str:
        """All questions on paper, each condition in words."""
        return render_template("staff/paper.html", unfilled=self._unfilled, **self._words)

    def all_questions(self) -> str:
        """All questions on the screen, with the questionnaire itself for the script that follows its conditions."""
        form, definition = QuestionForm(self.questionnaire.questions, self.shown_in), dump(self.questionnaire)
        return render_template("staff/all_questions.html", form=form, definition=definition, **self._words)

    @property
    def _words(self) -> dict[str, Any]:
        words = ConditionWords(self.questionnaire, self.shown_in)
        return {"view": self, "survey": self.survey, "text": partial(text_in, language=self.shown_in), "words": words}

    def _unfilled(self, question: Question) -> Question:
        """A question whose texts name answers that nobody has given yet."""
        known = self.questionnaire.by_code
        texts: dict[str, Any] = {name: piping.piped(getattr(question, name), known, {}) for name in ("label", "hint")}
        return replace(question, **texts)


@blueprint.get("/surveys/<int:survey_id>/preview")
@needs("watch-participation")
def survey_questions(survey_id: int) -> ResponseReturnValue:
    view = View.asked(survey_id)
    if view.way == PAPER or not view.questionnaire.questions:
        return view.page(view.sheet)
    if view.whole:
        return view.page(view.all_questions)
    order = any_order(view.questionnaire)
    return view.page(view.visit(MultiDict({ORDER: str(order)})).render_first)


@blueprint.post("/surveys/<int:survey_id>/preview")
@needs("watch-participation")
def try_questions(survey_id: int) -> ResponseReturnValue:
    """One page of answers to try the questionnaire with: the next page, or what comes after the last one."""
    view = View.asked(survey_id)
    visit = view.visit(request.form)
    last = visit.is_last(visit.step) and request.form.get("go") != "back"
    step, wrong = (visit.first_wrong(range(len(visit.steps))) or (visit.step, None)) if last else visit.turn()
    return view.page(lambda: visit.render(step, wrong, done=last and not wrong)), 422 if wrong else 200

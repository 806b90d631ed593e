"""One citizen before one questionnaire: its steps, what was posted, and the page to show next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.forms import QuestionForm
from app.i18n import language
from app.public.tokens import FormToken, new_token
from surveys.answers import AnswerSheet, read_answers
from surveys.definition import PAGES, Option, Question, Questionnaire, Section
from surveys.publication import PublicSurvey, PublicUnit
from surveys.question_types import type_of

UNIT = "unit"


@dataclass(frozen=True)
class Visit:
    """`posted` is what the browser sent; nothing yet on a first visit."""

    survey: PublicSurvey
    version_id: int
    questionnaire: Questionnaire
    unit: PublicUnit | None
    posted: MultiDict[str, str]
    token: str

    @classmethod
    def begin(cls, survey: PublicSurvey, unit: PublicUnit | None, token: str) -> Visit:
        return cls(survey, survey.version_id, survey.questionnaire, unit, MultiDict(), token)

    @property
    def asks_unit(self) -> bool:
        return self.unit is None and bool(self.survey.units)

    @cached_property
    def steps(self) -> list[tuple[Section, ...]]:
        """The sections of each page, in order; the question which unit it was comes first."""
        sections = self.questionnaire.sections
        if self.asks_unit:
            sections = (Section(UNIT, {}, (_unit_question(self.survey.units),)), *sections)
        if self.questionnaire.layout != PAGES:
            return [sections]
        first = 2 if self.asks_unit else 1  # the unit's question shares the first page
        return [sections[:first], *((section,) for section in sections[first:])]

    @property
    def step(self) -> int:
        """The page that was posted, as the browser says; forged numbers end at the nearest page."""
        said = self.posted.get("step", "")
        last = len(self.steps) - 1
        return min(int(said), last) if said.isdecimal() and len(said) < 3 else last

    def questions(self, step: int | None = None) -> list[Question]:
        """The questions of one page, or of all."""
        steps = self.steps if step is None else [self.steps[step]]
        return [question for sections in steps for section in sections for question in section.questions]

    def sheet(self, now_language: str) -> AnswerSheet:
        """The answers posted so far, as intake takes them."""
        answers, problems = read_answers(self.questionnaire.questions, self.posted.getlist)
        unit = self.unit or self.survey.unit_by_link(self.posted.get(UNIT, ""))
        return AnswerSheet(answers, now_language, "web", unit.id if unit else None, problems)

    def problems(self, steps: Sequence[int]) -> dict[int, QuestionForm]:
        """Of these pages the ones with something wrong, as forms that say what."""
        forms = {step: QuestionForm(self.questions(step), language(), self.posted) for step in steps}
        return {step: form for step, form in forms.items() if not form.validate()}

    def hidden(self, step: int) -> list[tuple[str, str]]:
        """What was posted on the other pages, to travel on as hidden fields."""
        others = [q for other in range(len(self.steps)) if other != step for q in self.questions(other)]
        names = [column.name for question in others for column in type_of(question).columns(question)]
        return [(name, value) for name in names for value in self.posted.getlist(name)]

    def render(self, step: int, form: QuestionForm | None = None, notice: str = "") -> str:
        """The page of a step. Everything typed stays; `form` brings its problems."""
        form = form or QuestionForm(self.questions(step), language(), self.posted)
        context: dict[str, Any] = {"form": form, "notice": notice, "step": step, "sections": self.steps[step]}
        return render_template("public/survey.html", visit=self, survey=self.survey, **context)

    @property
    def minutes(self) -> int:
        """How long it takes, roughly: ten seconds a question, rounded up."""
        return -(-len(self.questionnaire.questions) * 10 // 60)

    @property
    def address(self) -> str:
        """Where the form is read."""
        return f"/s/{self.survey.public_id}{self._query}"

    @property
    def answers_address(self) -> str:
        """Where it is sent to. Sending to the form's own address would make browsers forget the page that they
        keep, and with it its key: who then went back and sent again would be counted twice."""
        return f"/s/{self.survey.public_id}/answers{self._query}"

    @property
    def _query(self) -> str:
        return f"?unit={self.unit.link}" if self.unit and len(self.survey.units) > 1 else ""


def resume(survey: PublicSurvey, questionnaire: Questionnaire, token: FormToken, posted: MultiDict[str, str]) -> Visit:
    """The visit that a genuine token speaks of."""
    unit = survey.unit(token.unit_id)
    return Visit(survey, token.version_id, questionnaire, unit, posted, posted["token"])


def restart(survey: PublicSurvey, posted: MultiDict[str, str], unit: PublicUnit | None = None) -> Visit:
    """The same answers under a fresh token, so that they are sent as new ones."""
    unit = unit or only_unit(survey)
    token = new_token(survey.version_id, unit.id if unit else 0)
    return Visit(survey, survey.version_id, survey.questionnaire, unit, posted, token)


def only_unit(survey: PublicSurvey) -> PublicUnit | None:
    """The unit that goes without saying."""
    return survey.units[0] if len(survey.units) == 1 else None


def _unit_question(units: tuple[PublicUnit, ...]) -> Question:
    label = {language(): _("Unit mana yang melayani Anda?")}
    options = tuple(Option(unit.link, {"id": unit.name}) for unit in units)
    return Question(UNIT, "choice", label, name={language(): _("Unit layanan")}, required=True, options=options)

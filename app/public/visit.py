"""One citizen before one questionnaire: its steps, what was posted, and the page to show next."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.forms import QuestionForm
from app.i18n import LANGUAGES, content_language, language
from app.public.tokens import FormToken, new_token
from surveys import advice, branching
from surveys.answers import AnswerSheet, read_answers
from surveys.definition import PAGES, Option, Question, Questionnaire, Section, text_in
from surveys.option_order import ORDERS, mixed
from surveys.publication import PublicSurvey, PublicUnit
from surveys.question_types import type_of
from surveys.question_types.contact import Contact
from surveys.question_types.written import ShortText
from surveys.translation import LANGUAGE_NAMES

UNIT, ORDER = "unit", "order"


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
    def begin(cls, survey: PublicSurvey, unit: PublicUnit | None, token: str, order: int) -> Visit:
        """`order`: see `Visit.order`."""
        posted = MultiDict({ORDER: str(order)}) if order else MultiDict()
        return cls(survey, survey.version_id, survey.questionnaire, unit, posted, token)

    @property
    def order(self) -> int:
        """Which of the random orders of options this visit sees; 0 where the questionnaire wants none."""
        said = self.posted.get(ORDER, "")
        known = self.questionnaire.has_random_order and said in map(str, ORDERS)
        return int(said) if known else 0

    @property
    def asks_unit(self) -> bool:
        return self.unit is None and bool(self.survey.units)

    @cached_property
    def steps(self) -> list[tuple[Section, ...]]:
        """The sections of each page, in order; the question which unit it was comes first.

        With logic, pages are broken where a question depends on the page itself. The last one has no
        questions then: it is for who finds that none of the pages still to come is theirs.
        """
        sections = self.questionnaire.sections
        if self.asks_unit:
            sections = (Section(UNIT, {}, (_unit_question(self.survey.units),)), *sections)
        first = 2 if self.asks_unit else 1  # the unit's question shares the first page
        one_page = self.questionnaire.layout != PAGES
        steps = [sections] if one_page else [sections[:first], *((section,) for section in sections[first:])]
        if self.questionnaire.has_logic:
            steps = branching.pages(self.questionnaire, steps)
            return [*steps, ()] if len(steps) > 1 else steps
        return steps

    @cached_property
    def asked(self) -> dict[str, Question]:
        """The questions on the path of what was posted, as they stand for this person, by code."""
        if not self.questionnaire.has_logic:
            return self.questionnaire.by_code
        return {question.code: question for question in self._path.questions}

    @cached_property
    def _path(self) -> branching.Path:
        return branching.path(self.questionnaire, read_answers(self.questionnaire.questions, self.posted.getlist)[0])

    @property
    def step(self) -> int:
        """The page that was posted, as the browser says; forged numbers end at the nearest page."""
        said = self.posted.get("step", "")
        last = len(self.steps) - 1
        return min(int(said), last) if said.isdecimal() and len(said) < 3 else last

    def sections(self, step: int) -> list[Section]:
        """What a page asks this person; a section without a question of theirs is left out."""
        shown = self._theirs(step)
        return [mixed(section, self.order) for section in shown] if self.order else shown

    def _theirs(self, step: int) -> list[Section]:
        if not self.questionnaire.has_logic:
            return list(self.steps[step])
        shown: list[Section] = []
        for section in self.steps[step]:
            theirs = [q if section.code == UNIT else self.asked.get(q.code) for q in section.questions]
            questions = tuple(question for question in theirs if question)
            shown += [replace(section, questions=questions)] if questions else []
        return shown

    def questions(self, step: int) -> list[Question]:
        """The questions of one page."""
        return [question for section in self.sections(step) for question in section.questions]

    def following(self, step: int) -> int:
        """The next page with a question for this person, else the last one."""
        later = range(step + 1, len(self.steps))
        return next((other for other in later if self.questions(other)), len(self.steps) - 1)

    def preceding(self, step: int) -> int:
        """The page before with a question for this person, else the first such page."""
        return next((other for other in reversed(range(step)) if self.questions(other)), self.following(-1))

    def is_last(self, step: int) -> bool:
        """Whether it is certain that no page comes after this one, whatever is answered on it."""
        if not self.questionnaire.has_logic or step == len(self.steps) - 1:
            return step == len(self.steps) - 1
        open_yet = set(_codes(self.steps[step:]))
        needs = branching.dependencies(self.questionnaire)
        return not any(code in self.asked or needs[code] & open_yet for code in _codes(self.steps[step + 1 :]))

    @property
    def final(self) -> int:
        """The page to send from: the last one with a question for this person, if no other can come after it."""
        last = self.preceding(len(self.steps))
        return last if self.is_last(last) else len(self.steps) - 1

    def sheet(self) -> AnswerSheet:
        """The answers posted so far, as intake takes them, in the language that the questions were read in."""
        answers, problems = read_answers(self.questionnaire.questions, self.posted.getlist)
        unit = self.unit or self.survey.unit_by_link(self.posted.get(UNIT, ""))
        return AnswerSheet(answers, self.language, "web", unit.id if unit else None, problems)

    def problems(self, steps: Iterable[int]) -> dict[int, QuestionForm]:
        """Of these pages the ones with something wrong, as forms that say what."""
        forms = {step: QuestionForm(self.questions(step), content_language(), self.posted) for step in steps}
        return {step: form for step, form in forms.items() if not self._validate(form)}

    def _validate(self, form: QuestionForm) -> bool:
        form.validate()
        for field in form if self.questionnaire.has_logic else ():
            if field.problem is None and (broken := self._path.broken.get(field.name)):
                field.problem = replace(broken, limit=text_in(field.question.invalid_message, content_language()))
        return not form.wrong

    def hidden(self, step: int) -> list[tuple[str, str]]:
        """What was posted for questions that this page doesn't show, to travel on as hidden fields.

        Answers off the path go along: who goes back and decides otherwise finds them again.
        """
        shown = {question.code for question in self.questions(step)}
        every = [q for sections in self.steps for section in sections for q in section.questions]
        others = [question for question in every if question.code not in shown]
        names = [column.name for question in others for column in type_of(question).columns(question)]
        return [(name, value) for name in names for value in self.posted.getlist(name)]

    @property
    def written(self) -> list[str]:
        """What was typed in words, so that it can be shown where it can't be taken."""
        questions = [q for q in self.questionnaire.questions if isinstance(type_of(q), ShortText | Contact)]
        names = [column.name for question in questions for column in type_of(question).columns(question)]
        return [text for name in names for text in self.posted.getlist(name) if text.strip()]

    def render(self, step: int, form: QuestionForm | None = None, notice: str = "") -> str:
        """The page of a step. Everything typed stays; `form` brings its problems."""
        form = form or QuestionForm(self.questions(step), content_language(), self.posted)
        context: dict[str, Any] = {"form": form, "notice": notice, "step": step, "sections": self.sections(step)}
        return render_template("public/survey.html", visit=self, survey=self.survey, **context)

    def render_first(self) -> str:
        return self.render(self.following(-1))

    def place(self, step: int) -> tuple[int, int]:
        """Which page this is for this person, counted from 1, and how many there are at most."""
        before = sum(bool(self.questions(other)) for other in range(step))
        later = sum(bool(sections) for sections in self.steps[step + 1 :])
        return before + 1, before + 1 + later

    @property
    def minutes(self) -> int:
        """How long it takes, roughly."""
        return advice.minutes(self.questionnaire)

    @property
    def language(self) -> str:
        """The language that the questions stand in: the one asked for, where they are written in it."""
        asked = content_language()
        return asked if asked in self.questionnaire.languages else language()

    @property
    def languages(self) -> dict[str, str]:
        """The other languages of the page, tag -> name: the questionnaire's, and the interface's."""
        tags = dict.fromkeys((*self.questionnaire.languages, *LANGUAGES))
        return {tag: LANGUAGE_NAMES.get(tag, tag) for tag in tags if tag != content_language()}

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


def _codes(steps: Iterable[tuple[Section, ...]]) -> list[str]:
    return [question.code for sections in steps for section in sections for question in section.questions]


def _unit_question(units: tuple[PublicUnit, ...]) -> Question:
    label = {language(): _("Unit mana yang melayani Anda?")}
    options = tuple(Option(unit.link, {"id": unit.name}) for unit in units)
    return Question(UNIT, "choice", label, name={language(): _("Unit layanan")}, required=True, options=options)


def any_order(questionnaire: Questionnaire) -> int:
    """One of the random orders of options, by chance; 0 where the questionnaire wants none."""
    return secrets.choice(ORDERS) if questionnaire.has_random_order else 0

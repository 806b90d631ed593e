"""What every page of the survey builder works with: a draft in sight, the edition that is shown, how it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.auth import current_staff
from app.extensions import db
from app.staff.lookups import survey_in_sight
from surveys import drafting, editing, versions
from surveys.definition import Questionnaire
from surveys.drafting import DraftState
from surveys.instruments import INSTRUMENTS
from surveys.models import Survey, SurveyVersion

_LONGEST_SHOWN = 100_000  # of a text in a form that travels on or is shown again


@dataclass(frozen=True)
class Desk:
    """A draft on its author's desk."""

    survey: Survey
    version: SurveyVersion
    state: DraftState

    @property
    def questionnaire(self) -> Questionnaire:
        return self.state.questionnaire

    @property
    def numbers(self) -> dict[str, int]:
        """Question code -> its number on the page."""
        return {question.code: number for number, question in enumerate(self.questionnaire.questions, start=1)}

    def save(self, questionnaire: Questionnaire, edition: int | None = None) -> None:
        """Save and commit. Raises ChangedMeanwhile where the page was opened before somebody else's change.

        `edition`: that of the state which the change was made on, where no page showed it.
        """
        on, actor = seen() if edition is None else edition, current_staff().email
        drafting.save(db.session, self.version, questionnaire, on, clock.now(), actor)  # type: ignore[arg-type]  # a scoped session
        db.session.commit()


def desk(survey_id: int) -> Desk:
    """The version of a survey that is being written. Raises WrongState where none is, or it is being checked."""
    survey = survey_in_sight(survey_id)
    version = versions.writable(db.session, survey)  # type: ignore[arg-type]  # a scoped session
    return Desk(survey, version, drafting.state(db.session, version))  # type: ignore[arg-type]  # the same


def seen() -> int:
    """The edition that the sent page shows; -1, which no draft has, for what is none."""
    said = request.form.get("seen", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1


def leaves_instrument(before: Questionnaire, after: Questionnaire) -> bool:
    """Whether a change makes a questionnaire another one than its instrument."""
    return bool(editing.changed_in_instrument(after) - editing.changed_in_instrument(before))


def confirmed(before: Questionnaire, after: Questionnaire) -> Questionnaire | None:
    """`after`, without its instrument if it leaves it; None where the author must be asked first."""
    if not leaves_instrument(before, after):
        return after
    return replace(after, instrument="") if request.form.get("confirmed") == "yes" else None


def ask_to_confirm(desk: Desk, made: Mapping[str, str] | None = None) -> ResponseReturnValue:
    """The page that asks whether the survey shall leave its instrument. What was sent travels on.

    `made`: fields that say more now than they did when they were sent.
    """
    made = made or {}
    own = ("csrf_token", "confirmed", *made)
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in own]
    sent += made.items()
    title = INSTRUMENTS[desk.questionnaire.instrument].title
    return render_template("staff/builder_confirm.html", desk=desk, sent=sent, instrument=title)


def to_outline(survey_id: int, anchor: str = "") -> ResponseReturnValue:
    return redirect(url_for("staff.builder", survey_id=survey_id, _anchor=anchor or None), 303)


def changed_elsewhere(survey_id: int) -> ResponseReturnValue:
    """Nothing was done; the outline shows how the draft stands."""
    db.session.rollback()
    flash(_("Konsep ini berubah di tab lain. Lihat keadaannya sekarang, lalu ulangi."), "error")
    return to_outline(survey_id)


def nowhere_to_go(survey_id: int, typed: Mapping[str, str] | Sequence[str]) -> ResponseReturnValue:
    """The part of the draft that was written on is gone: what was typed is shown, to be copied."""
    db.session.rollback()
    texts = [text[:_LONGEST_SHOWN] for text in (typed.values() if isinstance(typed, Mapping) else typed) if text]
    survey = survey_in_sight(survey_id)
    return render_template("staff/builder_gone.html", survey=survey, texts=texts), 409

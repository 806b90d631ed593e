"""A new version of a survey that is under way: begin it, see what it changes, hand it in, publish or return it."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.forms import QuestionForm
from app.i18n import language
from app.staff.blueprint import blueprint, may
from app.staff.forms import Note, blame
from app.staff.lookups import survey_in_sight
from app.staff.version_forms import Comment, Verdict
from app.staff.version_words import MEMBER_NAMES, PART_NAMES, VERDICT_NAMES, version_step
from app.staff.words import entry_problem, step_problem
from surveys import authoring, drafting, versions
from surveys.comparison import SAME
from surveys.definition import load
from surveys.errors import DomainError, InvalidEntry
from surveys.lifecycle import DRAFT, IN_REVIEW, RESULTS_PUBLISHED
from surveys.models import Survey


@blueprint.post("/surveys/<int:survey_id>/versions")
@needs("write-surveys")
def begin_version(survey_id: int) -> ResponseReturnValue:
    def step(survey: Survey) -> None:
        versions.begin(db.session, survey, clock.now(), current_staff().email)

    return _take(survey_id, step, _("Versi baru dimulai. Versi lama tetap dipakai warga sampai yang baru diterbitkan."))


@blueprint.get("/surveys/<int:survey_id>/changes")
@needs("watch-participation")
def survey_changes(survey_id: int) -> ResponseReturnValue:
    return _page(survey_in_sight(survey_id))


@blueprint.post("/surveys/<int:survey_id>/changes/submit")
@needs("write-surveys")
def submit_version(survey_id: int) -> ResponseReturnValue:
    def step(survey: Survey) -> None:
        versions.submit(db.session, survey, clock.now(), current_staff().email)

    return _take(survey_id, step, _("Versi baru dikirim ke pemeriksa."))


@blueprint.post("/surveys/<int:survey_id>/changes/publish")
@needs("approve-surveys")
def publish_version(survey_id: int) -> ResponseReturnValue:
    form = Comment()

    def step(survey: Survey) -> None:
        actor = current_staff().email
        versions.publish(db.session, survey, _seen(), clock.now(), actor, form.note.data or "")

    return _take(survey_id, step, _("Versi baru diterbitkan. Warga yang mulai mengisi sekarang memakainya."), form)


@blueprint.post("/surveys/<int:survey_id>/changes/send-back")
@needs("approve-surveys")
def send_version_back(survey_id: int) -> ResponseReturnValue:
    form = Note()

    def step(survey: Survey) -> None:
        actor = current_staff().email
        versions.send_back(db.session, survey, _seen(), clock.now(), actor, form.note.data)

    return _take(survey_id, step, _("Versi baru dikembalikan ke penyusun."), form)


@blueprint.post("/surveys/<int:survey_id>/changes/discard")
@needs("write-surveys")
def discard_version(survey_id: int) -> ResponseReturnValue:
    def step(survey: Survey) -> None:
        versions.discard(db.session, survey, _seen(), clock.now(), current_staff().email)

    return _take(survey_id, step, _("Versi baru dibuang. Versi yang dipakai warga tidak berubah."))


@blueprint.post("/surveys/<int:survey_id>/changes/verdict")
@needs("write-surveys")
def decide_verdict(survey_id: int) -> ResponseReturnValue:
    form = Verdict()

    def step(survey: Survey) -> None:
        code, verdict, reason = (request.form.get("question", ""), form.verdict.data or "", form.reason.data or "")
        versions.decide(db.session, survey, code, verdict, clock.now(), current_staff().email, reason)

    return _take(survey_id, step, _("Keputusan tersimpan."), form)


def _seen() -> str:
    """What the page showed, as `versions.mark` writes it."""
    return request.form.get("seen", "")


def _take(
    survey_id: int, step: Callable[[Survey], None], done: str, form: FlaskForm | None = None
) -> ResponseReturnValue:
    """Take a step and go back to the page. A refused entry stays where it was typed."""
    survey = survey_in_sight(survey_id)
    if form is not None and not form.validate():
        return _page(survey, form), 422
    try:
        step(survey)
    except InvalidEntry as error:
        db.session.rollback()
        if form is not None and error.problem.field in ("note", "reason"):
            blame(form, error)
            return _page(survey_in_sight(survey_id), form), 422
        flash(entry_problem(error.problem), "error")
    except DomainError as error:
        db.session.rollback()
        flash(step_problem(error), "error")
    else:
        db.session.commit()
        flash(done)
    return redirect(url_for(".survey_changes", survey_id=survey_id), 303)


def _page(survey: Survey, refused: FlaskForm | None = None) -> str:
    """What the newest version changes. `refused`: a form with its errors, shown in its place."""
    version = drafting.current_version(db.session, survey)
    questionnaire = load(version.definition)
    found = versions.changes(db.session, version)
    return render_template(
        "staff/changes.html",
        survey=survey,
        title=authoring.questionnaire_of(survey).title,
        version=version,
        questionnaire=questionnaire,
        standing=versions.standing(version),
        first_life=survey.state in (DRAFT, IN_REVIEW),
        seen=versions.mark(version),
        changes=[change for change in found if change.verdict != SAME or change.moved or change.reordered],
        same=sum(change.verdict == SAME for change in found),
        form=None if found else QuestionForm(questionnaire.questions, language()),
        comment=refused if isinstance(refused, Comment) else Comment(formdata=None),
        note=refused if isinstance(refused, Note) else Note(formdata=None),
        verdict=refused if isinstance(refused, Verdict) else None,
        asked=request.form.get("question", ""),
        refused=refused,
        blank=lambda: Verdict(formdata=None),
        steps=_steps(survey, versions.standing(version)),
        decides=may("write-surveys") and versions.standing(version) == versions.WRITTEN,
        history=versions.history(db.session, survey),
        words={"verdicts": VERDICT_NAMES, "parts": PART_NAMES, "members": MEMBER_NAMES, "step": version_step},
    )


def _steps(survey: Survey, standing: str) -> set[str]:
    """The steps that the signed-in person may take now."""
    if survey.state == IN_REVIEW:
        return {"approve"} if may("approve-surveys") else set()
    if survey.state == DRAFT:
        return set()
    over = {"begin", "submit", "publish"} if survey.state == RESULTS_PUBLISHED else set()
    steps = {
        versions.PUBLISHED: ("write-surveys", {"begin"}),
        versions.WRITTEN: ("write-surveys", {"submit", "discard"}),
        versions.WAITING: ("approve-surveys", {"publish", "send-back"}),
    }
    permission, offered = steps[standing]
    return offered - over if may(permission) else set()

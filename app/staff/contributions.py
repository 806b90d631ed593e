"""Moderation: what waits for a decision, showing, hiding with a reason, and deciding appeals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff, needs
from app.errors import refused
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.consultations import frame
from app.staff.contribution_filter import Asked, asked, key_argument, offered_states
from app.staff.contribution_forms import Appeal, Hiding, decision_form
from app.staff.contribution_marks import Piece, pieces
from app.staff.contribution_words import (
    REASON_NAMES,
    STANCE_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    decision_problem,
    entry_problem,
)
from app.staff.forms import blame
from app.staff.lookups import consultation_in_sight
from surveys import abuse_lists, consultation_versions, documents, moderation, screening
from surveys.documents import Document, Passage
from surveys.errors import DomainError, InvalidEntry, UnknownContribution
from surveys.lifecycle import state_at
from surveys.models import Consultation
from surveys.running_totals import COUNTS, RESULTS, look, looking, may_see
from surveys.screening import APPEALED, HIDDEN, Filter, Screened

PERMISSION = "moderate-contributions"


@dataclass(frozen=True)
class Desk:
    """What a comment's card needs beside the comment, by the comment's id; and the words for its codes."""

    consultation: Consultation
    passages: Mapping[str, Passage | None]  # that its writer read
    marked: Mapping[str, Sequence[Piece]]
    forms: Mapping[str, Hiding | Appeal]
    back: Mapping[str, str]  # what addresses carry, to come back to the same list
    states: Mapping[str, Any] = field(default_factory=lambda: STATE_NAMES)
    stances: Mapping[str, Any] = field(default_factory=lambda: STANCE_NAMES)
    reasons: Mapping[str, Any] = field(default_factory=lambda: REASON_NAMES)
    steps: Mapping[str, Any] = field(default_factory=lambda: STEP_NAMES)


@blueprint.get("/consultations/<int:consultation_id>/comments")
@needs(PERMISSION)
def contributions(consultation_id: int) -> ResponseReturnValue:
    return _list(consultation_in_sight(consultation_id))


@blueprint.get("/consultations/<int:consultation_id>/comments/<string:contribution>")
@needs(PERMISSION)
def contribution(consultation_id: int, contribution: str) -> ResponseReturnValue:
    """One comment. What was hidden can be opened by its address, so that a slip can be mended under every rule."""
    consultation = consultation_in_sight(consultation_id)
    found = _found(consultation, contribution)
    if found.state not in (*offered_states(consultation, _sees(consultation, RESULTS)), HIDDEN):
        raise NotFound
    return _single(consultation, found, decision_form(found))


@blueprint.post("/consultations/<int:consultation_id>/comments/show")
@needs(PERMISSION)
def show_contributions(consultation_id: int) -> ResponseReturnValue:
    """Those that were ticked, or the one whose button was pressed: each value is `id mark`."""
    consultation = consultation_in_sight(consultation_id)
    seen = dict(_pair(value) for value in request.form.getlist("seen"))
    try:
        moderation.show(db.session, consultation, seen, clock.now(), current_staff().email)
    except DomainError as error:
        return _not_decided(consultation_id, error)
    return _decided(consultation_id, _("Komentar sudah tampil untuk umum."))


@blueprint.post("/consultations/<int:consultation_id>/comments/<string:contribution>/hide")
@needs(PERMISSION)
def hide_contribution(consultation_id: int, contribution: str) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    found = _found(consultation, contribution)
    form = Hiding(found)
    taken = (form.seen.data or "", form.reason.data or "", form.note.data or "")
    return _decide(consultation, found, form, moderation.hide, taken, _("Komentar disembunyikan. Alasannya tampil."))


@blueprint.post("/consultations/<int:consultation_id>/comments/<string:contribution>/appeal")
@needs(PERMISSION)
def decide_appeal(consultation_id: int, contribution: str) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    found = _found(consultation, contribution)
    form = Appeal(found)
    taken = (form.seen.data or "", form.decision.data or "", form.note.data or "")
    return _decide(consultation, found, form, moderation.decide_appeal, taken, _("Tinjauan ulang selesai."))


@blueprint.post("/consultations/<int:consultation_id>/comments/look")
@needs(PERMISSION)
def look_at_contributions(consultation_id: int) -> ResponseReturnValue:
    """Beyond screening, before closing: allowed by the published rule, and logged."""
    consultation = consultation_in_sight(consultation_id)
    what = request.form.get("what", "")
    look(db.session, consultation, clock.now(), current_staff().email, what)
    db.session.commit()
    return redirect(_here(consultation_id), 303)


def _list(consultation: Consultation) -> str:
    document = _document(consultation)
    chosen = asked(consultation, document, _sees(consultation, RESULTS))
    page = screening.page(db.session, consultation, chosen.filter, chosen.after)
    comments = (*_appeals(consultation, chosen), *page.items)
    return render_template(
        "staff/contributions.html",
        **frame(consultation),
        at=_desk(consultation, comments, {comment.id: decision_form(comment) for comment in comments}),
        comments=comments,
        asked=chosen,
        following={**chosen.arguments, "after": key_argument(page.following)} if page.following else None,
        chapters=documents.chapters(document),
        counts=screening.counts(db.session, consultation.id) if _sees(consultation, COUNTS) else None,
        look=_look_offered(consultation),
    )


def _appeals(consultation: Consultation, chosen: Asked) -> tuple[Screened, ...]:
    """Who asks again has waited longest: appeals stand first, above those that wait for the first time."""
    if chosen.filter != Filter() or chosen.after:
        return ()
    return screening.page(db.session, consultation, Filter(APPEALED)).items


def _single(consultation: Consultation, found: Screened, form: Hiding | Appeal) -> str:
    desk = _desk(consultation, [found], {found.id: form})
    return render_template("staff/contribution.html", **frame(consultation), at=desk, comment=found)


def _desk(consultation: Consultation, comments: Sequence[Screened], forms: Mapping[str, Hiding | Appeal]) -> Desk:
    own = abuse_lists.own_words(db.session, consultation.agency_id)
    marked = {comment.id: pieces(comment.text, own) for comment in comments}
    return Desk(consultation, _passages(consultation, comments), marked, forms, _arguments())


def _document(consultation: Consultation) -> Document:
    published = consultation_versions.published(db.session, consultation)
    return consultation_versions.document_of(published or consultation.versions[-1])


def _passages(consultation: Consultation, comments: Sequence[Screened]) -> dict[str, Passage | None]:
    """Comment -> the passage that its writer read, in the version that they read."""
    read = {comment.version_id for comment in comments}
    texts = {
        version.id: {passage.id: passage for passage in consultation_versions.document_of(version).passages}
        for version in consultation.versions
        if version.id in read
    }
    return {comment.id: texts[comment.version_id].get(comment.passage) for comment in comments}


def _found(consultation: Consultation, contribution: str) -> Screened:
    return screening.find(db.session, consultation, contribution)


def _sees(consultation: Consultation, what: str) -> bool:
    return looking(db.session, consultation, clock.now(), current_staff().email, what)


def _look_offered(consultation: Consultation) -> str:
    """The most that the rule lets the person look at and that they don't see yet; '' for nothing."""
    state = state_at(consultation, clock.now())
    for what in (RESULTS, COUNTS):
        if may_see(consultation.running_totals, state, what):
            return "" if _sees(consultation, what) else what
    return ""


def _decide(
    consultation: Consultation,
    found: Screened,
    form: Hiding | Appeal,
    step: Callable[..., None],
    taken: tuple[str, str, str],
    done: str,
) -> ResponseReturnValue:
    try:
        step(db.session, consultation, found.id, *taken, clock.now(), current_staff().email)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, entry_problem)
        return _single(consultation_in_sight(consultation.id), found, form), 422
    except DomainError as error:
        if form.note.data and not isinstance(error, UnknownContribution):
            return refused(decision_problem(error))  # the list has no room for the note
        return _not_decided(consultation.id, error)
    return _decided(consultation.id, done)


def _decided(consultation_id: int, done: str) -> ResponseReturnValue:
    db.session.commit()
    flash(done)
    return redirect(_here(consultation_id), 303)


def _not_decided(consultation_id: int, error: DomainError) -> ResponseReturnValue:
    if isinstance(error, UnknownContribution):
        raise error
    db.session.rollback()
    flash(decision_problem(error), "error")
    return redirect(_here(consultation_id), 303)


def _here(consultation_id: int) -> str:
    """The list as it was, at the place where it was."""
    return url_for(".contributions", consultation_id=consultation_id, **_arguments())


def _arguments() -> dict[str, str]:
    carried = ("state", "stance", "passage", "campaign", "likely", "after")
    return {name: request.args[name] for name in carried if name in request.args}


def _pair(value: str) -> tuple[str, str]:
    id_, _space, mark = value.partition(" ")
    return id_, mark

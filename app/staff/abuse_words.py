"""The words that make comments wait for a person: the common list, and what the agency changed about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from app import clock
from app.assessment import likely_abuse
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.contribution_marks import Piece, pieces
from app.staff.contribution_words import FOUND_NAMES, entry_problem
from app.staff.forms import blame, clean
from app.staff.lookups import own_agency
from surveys import abuse, abuse_lists
from surveys.abuse import LONGEST_WORD, Match
from surveys.abuse_lists import OwnWords
from surveys.contributions import LIKELY_ABUSE
from surveys.errors import InvalidEntry, Problem

PERMISSION = "moderate-contributions"
LONGEST_SENTENCE = 1_000  # characters


class NewWord(FlaskForm):
    word = StringField(
        _("Kata atau ungkapan"),
        filters=[clean],
        render_kw={"maxlength": LONGEST_WORD, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class Sentence(FlaskForm):
    sentence = TextAreaField(
        _("Kalimat"),
        description=_("Kalimat ini hanya diperiksa dan tidak disimpan."),
        filters=[clean],
        render_kw={"rows": 3, "maxlength": LONGEST_SENTENCE, "autocomplete": "off"},
    )


@dataclass(frozen=True)
class Tried:
    """What would become of a sentence, and why. `by_words`: the words would be enough without the text model."""

    percent: int
    waits: bool
    by_words: bool
    marked: Sequence[Piece]
    reasons: Sequence[tuple[str, Match]]  # what stands in the sentence


@blueprint.get("/abuse-words", endpoint="abuse_words")
@needs(PERMISSION)
def abuse_word_list() -> ResponseReturnValue:
    return _page(NewWord())


@blueprint.post("/abuse-words")
@needs(PERMISSION)
def add_abuse_word() -> ResponseReturnValue:
    form = NewWord()
    return _step(abuse_lists.add, form.word.data or "", gettext("Kata itu ditambahkan."), form)


@blueprint.post("/abuse-words/take-off")
@needs(PERMISSION)
def take_off_abuse_word() -> ResponseReturnValue:
    return _step(abuse_lists.take_off, request.form.get("word", ""), gettext("Kata itu tidak dicari lagi."), NewWord())


@blueprint.post("/abuse-words/restore")
@needs(PERMISSION)
def restore_abuse_word() -> ResponseReturnValue:
    return _step(abuse_lists.add, request.form.get("word", ""), gettext("Kata itu dicari lagi."), NewWord())


@blueprint.post("/abuse-words/try")
@needs(PERMISSION)
def try_sentence() -> ResponseReturnValue:
    """What the filter makes of a sentence. Sent, not asked for by address: addresses are logged."""
    form = Sentence()
    text = form.sentence.data or ""
    if 0 < len(text) <= LONGEST_SENTENCE:
        return _page(NewWord(formdata=None), form, _tried(text, abuse_lists.own_words(db.session, own_agency().id)))
    problem = Problem("sentence", "too-long" if text else "required", limit=str(LONGEST_SENTENCE))
    blame(form, InvalidEntry(problem), entry_problem)
    return _page(NewWord(formdata=None), form), 422


def _tried(text: str, own: OwnWords) -> Tried:
    percent, found = likely_abuse(text, own), own.find(text)
    reasons = [(text[match.start : match.end], match) for match in found]
    return Tried(percent, percent >= LIKELY_ABUSE, abuse.percent(found, 0) >= LIKELY_ABUSE, pieces(text, own), reasons)


def _step(step: Callable[..., object], word: str, done: str, form: NewWord) -> ResponseReturnValue:
    try:
        step(db.session, own_agency(), word, clock.now(), current_staff().email)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, entry_problem)
        return _page(form), 422
    db.session.commit()
    flash(done)
    return redirect(url_for(".abuse_words"), 303)


def _page(form: NewWord, sentence: Sentence | None = None, tried: Tried | None = None) -> str:
    own, severities = abuse_lists.own_words(db.session, own_agency().id), abuse.words()
    common = {
        severity: sorted(word for word, found in severities.items() if found == severity and word not in own.taken_off)
        for severity in (abuse.WORST, abuse.INSULT, abuse.MILD)
    }
    return render_template(
        "staff/abuse_words.html",
        form=form,
        sentence=sentence or Sentence(formdata=None),
        tried=tried,
        own=own,
        common=common,
        names=FOUND_NAMES,
    )

"""The words that make comments wait for a person: the common list, and what the agency changed about it."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.contribution_words import entry_problem
from app.staff.forms import blame, clean
from app.staff.lookups import own_agency
from surveys import abuse, abuse_lists
from surveys.abuse import LONGEST_WORD
from surveys.errors import InvalidEntry

PERMISSION = "moderate-contributions"


class NewWord(FlaskForm):
    word = StringField(
        _("Kata atau ungkapan"),
        filters=[clean],
        render_kw={"maxlength": LONGEST_WORD, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


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


def _page(form: NewWord) -> str:
    own, severities = abuse_lists.own_words(db.session, own_agency().id), abuse.words()
    common = {
        severity: sorted(word for word, found in severities.items() if found == severity and word not in own.taken_off)
        for severity in (abuse.WORST, abuse.INSULT, abuse.MILD)
    }
    return render_template("staff/abuse_words.html", form=form, own=own, common=common)

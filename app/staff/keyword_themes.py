"""The key words by which comments are sorted into themes: the ready set, and what an agency changed of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from wtforms import StringField, TextAreaField

from analytics.language import keyword_themes as ready_themes
from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.i18n import language
from app.staff.blueprint import blueprint
from app.staff.forms import blame, clean, code_from
from app.staff.lookups import own_agency
from surveys import keyword_themes, queries
from surveys.errors import InvalidEntry


class ThemeForm(FlaskForm):
    name = StringField(lazy_gettext("Nama tema"), filters=[clean])
    words = TextAreaField(
        lazy_gettext("Kata kunci"),
        filters=[clean],
        description=lazy_gettext("Satu kata atau frasa tiap baris. Kosongkan bila tema ini tidak dipakai."),
    )


@dataclass(frozen=True)
class ThemeLine:
    code: str
    name: str
    words: tuple[str, ...]
    state: str  # ready, changed, added or left-out


@blueprint.get("/keyword-themes")
@needs("code-comments")
def keyword_themes_list() -> ResponseReturnValue:
    return render_template("staff/keyword_themes.html", lines=_lines(), form=ThemeForm())


@blueprint.post("/keyword-themes")
@needs("code-comments")
def add_keyword_theme() -> ResponseReturnValue:
    form = ThemeForm()
    code = code_from(form.name.data or "")
    if not code:
        form.name.errors = [_("Isi nama tema dengan huruf atau angka.")]
    elif any(line.code == code for line in _lines()):
        form.name.errors = [_("Tema dengan nama ini sudah ada.")]
    elif not keyword_themes.read_words(form.words.data or ""):
        form.words.errors = [_("Tulis paling sedikit satu kata kunci.")]
    elif _change(form, code):
        flash(_("Tema tersimpan. Laporan memakainya mulai malam ini."))
        return redirect(url_for(".keyword_themes_list"), 303)
    return render_template("staff/keyword_themes.html", lines=_lines(), form=form), 422


@blueprint.get("/keyword-themes/<string:code>")
@needs("code-comments")
def keyword_theme(code: str) -> ResponseReturnValue:
    line = _line(code)
    return _page(line, ThemeForm(name=line.name, words="\n".join(line.words)))


@blueprint.post("/keyword-themes/<string:code>")
@needs("code-comments")
def change_keyword_theme(code: str) -> ResponseReturnValue:
    line, form = _line(code), ThemeForm()
    if not _change(form, line.code):
        return _page(line, form), 422
    flash(_("Tema tersimpan. Laporan memakainya mulai malam ini."))
    return redirect(url_for(".keyword_themes_list"), 303)


@blueprint.post("/keyword-themes/<string:code>/reset")
@needs("code-comments")
def reset_keyword_theme(code: str) -> ResponseReturnValue:
    keyword_themes.reset_theme(db.session, own_agency(), _line(code).code, clock.now(), current_staff().email)
    db.session.commit()
    flash(_("Perubahan Anda pada tema ini dihapus."))
    return redirect(url_for(".keyword_themes_list"), 303)


def _change(form: ThemeForm, code: str) -> bool:
    """Store what was filled in; False with the reason beside its field when the domain refuses."""
    name, words = form.name.data or "", form.words.data or ""
    try:
        keyword_themes.change_theme(db.session, own_agency(), code, name, words, clock.now(), current_staff().email)
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error)
        return False
    db.session.commit()
    return True


def _lines() -> list[ThemeLine]:
    """Every theme, the ready ones first."""
    own = queries.keyword_themes(db.session, own_agency().id)
    lines = []
    for theme in ready_themes.ready():
        change = own.pop(theme.id, None)
        if change is None:
            words = tuple(dict.fromkeys((*theme.words.get("ind", ()), *theme.words.get("eng", ()))))
            lines.append(ThemeLine(theme.id, theme.names[language()], words, "ready"))
        else:
            lines.append(ThemeLine(theme.id, change.name, change.words, "changed" if change.words else "left-out"))
    added = (ThemeLine(code, t.name, t.words, "added" if t.words else "left-out") for code, t in own.items())
    return [*lines, *added]


def _line(code: str) -> ThemeLine:
    for line in _lines():
        if line.code == code:
            return line
    raise NotFound


def _page(line: ThemeLine, form: ThemeForm) -> str:
    return render_template("staff/keyword_theme.html", line=line, form=form)

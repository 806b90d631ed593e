"""Themes: codes grouped by what they mean together, and the interpretation in words."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff
from app.auth.permissions import allows
from app.extensions import db
from app.staff.bench import Bench, bench_of, bench_page
from app.staff.coding_forms import ThemeForm, ThemeNameForm, carry_out
from app.staff.coding_words import ANSWERED_THEME
from surveys import themes as domain
from surveys.errors import WrongState
from surveys.thematic import CodeLine, ThemeLine, code_lines, theme_comments, theme_lines

MOST_QUOTES = 12


@bench_page("/themes")
def themes(**source: int) -> ResponseReturnValue:
    return _list_page(bench_of(**source), ThemeNameForm())


@bench_page("/themes", "POST")
def create_theme(**source: int) -> ResponseReturnValue:
    bench, form = bench_of(**source), ThemeNameForm()

    def step() -> None:
        domain.create_theme(db.session, bench.source, form.name.data, clock.now(), current_staff().email)

    if not carry_out(form, step):
        return _list_page(bench_of(**source), form), 422
    flash(_("Tema tersimpan. Buka temanya untuk memilih kode dan menulis artinya."))
    return redirect(bench.url("themes"), 303)


@bench_page("/themes/<int:theme_id>")
def theme(theme_id: int, **source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    codes, line = _theme(bench, theme_id)
    chosen = [code.id for code in line.codes]
    words = {"name": line.name, "interpretation": line.interpretation, "revision": line.revision}
    return _page(bench, line, ThemeForm(codes, codes=chosen, **words))


@bench_page("/themes/<int:theme_id>", "POST")
def write_theme(theme_id: int, **source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    codes, _line = _theme(bench, theme_id)
    form = ThemeForm(codes)

    def step() -> None:
        words = {"name": form.name.data, "interpretation": form.interpretation.data or ""}
        step = {"code_ids": form.codes.data, "now": clock.now(), "actor": current_staff().email}
        domain.write_theme(db.session, bench.source, theme_id, form.seen, **words, **step)

    if not carry_out(form, step):
        bench = bench_of(**source)
        return _page(bench, _theme(bench, theme_id)[1], form), 422
    flash(_("Tema tersimpan."))
    return redirect(bench.url("themes"), 303)


@bench_page("/themes/<int:theme_id>/dissolve", "POST")
def dissolve_theme(theme_id: int, **source: int) -> ResponseReturnValue:
    bench = bench_of(**source)
    try:
        domain.dissolve_theme(db.session, bench.source, theme_id, clock.now(), current_staff().email)
    except WrongState:
        db.session.rollback()
        flash(ANSWERED_THEME, "error")
        return redirect(bench.url("theme", theme_id=theme_id), 303)
    db.session.commit()
    flash(_("Tema dibubarkan. Kodenya tetap ada, artinya tersimpan dalam riwayat."))
    return redirect(bench.url("themes"), 303)


def _theme(bench: Bench, theme_id: int) -> tuple[list[CodeLine], ThemeLine]:
    """The codes in use, and the theme."""
    reader = bench.reader
    codes = [code for code in code_lines(reader) if code.in_use]
    line = next((theme for theme in theme_lines(reader, codes) if theme.id == theme_id), None)
    if line is None:
        raise NotFound
    return codes, line


def _list_page(bench: Bench, form: ThemeNameForm) -> str:
    reader = bench.reader
    codes = [code for code in code_lines(reader) if code.in_use]
    return render_template(
        "staff/themes.html",
        bench=bench,
        themes=theme_lines(reader, codes),
        loose=[code for code in codes if code.theme_id is None],
        form=form,
    )


def _page(bench: Bench, line: ThemeLine, form: ThemeForm) -> str:
    """One theme. When somebody else wrote meanwhile, their words stand beside, and the next save is meant."""
    other = form.seen != line.revision
    form.revision.data = line.revision
    return render_template(
        "staff/theme.html",
        bench=bench,
        theme=line,
        form=form,
        written_meanwhile=other,
        answerable=not bench.of_survey and allows(current_staff().role, "answer-contributions"),
        quotes=theme_comments(bench.reader, line, limit=MOST_QUOTES),
    )

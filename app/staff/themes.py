"""Themes: codes grouped by what they mean together, and the interpretation in words."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff, needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.coding_forms import ThemeForm, ThemeNameForm, carry_out
from app.staff.lookups import comments_of, survey_in_sight
from surveys import authoring
from surveys import themes as domain
from surveys.models import Survey
from surveys.thematic import CodeLine, ThemeLine, code_lines, coded_comments, theme_lines

MOST_QUOTES = 12


@blueprint.get("/surveys/<int:survey_id>/themes")
@needs("code-comments")
def themes(survey_id: int) -> ResponseReturnValue:
    return _list_page(survey_in_sight(survey_id), ThemeNameForm())


@blueprint.post("/surveys/<int:survey_id>/themes")
@needs("code-comments")
def create_theme(survey_id: int) -> ResponseReturnValue:
    survey, form = survey_in_sight(survey_id), ThemeNameForm()

    def step() -> None:
        domain.create_theme(db.session, survey, form.name.data, clock.now(), current_staff().email)

    if not carry_out(form, step):
        return _list_page(survey_in_sight(survey_id), form), 422
    flash(_("Tema tersimpan. Buka temanya untuk memilih kode dan menulis artinya."))
    return redirect(url_for(".themes", survey_id=survey_id), 303)


@blueprint.get("/surveys/<int:survey_id>/themes/<int:theme_id>")
@needs("code-comments")
def theme(survey_id: int, theme_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    codes, line = _theme(survey, theme_id)
    chosen = [code.id for code in line.codes]
    words = {"name": line.name, "interpretation": line.interpretation, "revision": line.revision}
    return _page(survey, line, ThemeForm(codes, codes=chosen, **words))


@blueprint.post("/surveys/<int:survey_id>/themes/<int:theme_id>")
@needs("code-comments")
def write_theme(survey_id: int, theme_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    codes, _line = _theme(survey, theme_id)
    form = ThemeForm(codes)

    def step() -> None:
        words = {"name": form.name.data, "interpretation": form.interpretation.data or ""}
        chosen, now, actor = form.codes.data, clock.now(), current_staff().email
        domain.write_theme(db.session, survey, theme_id, form.seen, **words, code_ids=chosen, now=now, actor=actor)

    if not carry_out(form, step):
        survey = survey_in_sight(survey_id)
        return _page(survey, _theme(survey, theme_id)[1], form), 422
    flash(_("Tema tersimpan."))
    return redirect(url_for(".themes", survey_id=survey_id), 303)


@blueprint.post("/surveys/<int:survey_id>/themes/<int:theme_id>/dissolve")
@needs("code-comments")
def dissolve_theme(survey_id: int, theme_id: int) -> ResponseReturnValue:
    domain.dissolve_theme(db.session, survey_in_sight(survey_id), theme_id, clock.now(), current_staff().email)
    db.session.commit()
    flash(_("Tema dibubarkan. Kodenya tetap ada, artinya tersimpan dalam riwayat."))
    return redirect(url_for(".themes", survey_id=survey_id), 303)


def _theme(survey: Survey, theme_id: int) -> tuple[list[CodeLine], ThemeLine]:
    """The codes in use, and the theme."""
    reader = comments_of(survey)
    codes = [code for code in code_lines(reader) if code.in_use]
    line = next((theme for theme in theme_lines(reader, codes) if theme.id == theme_id), None)
    if line is None:
        raise NotFound
    return codes, line


def _list_page(survey: Survey, form: ThemeNameForm) -> str:
    reader = comments_of(survey)
    codes = [code for code in code_lines(reader) if code.in_use]
    return render_template(
        "staff/themes.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        themes=theme_lines(reader, codes),
        loose=[code for code in codes if code.theme_id is None],
        form=form,
    )


def _page(survey: Survey, line: ThemeLine, form: ThemeForm) -> str:
    """One theme. When somebody else wrote meanwhile, their words stand beside, and the next save is meant."""
    other = form.seen != line.revision
    form.revision.data = line.revision
    return render_template(
        "staff/theme.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        theme=line,
        form=form,
        written_meanwhile=other,
        quotes=coded_comments(comments_of(survey), [code.id for code in line.codes], limit=MOST_QUOTES),
    )

"""Answering citizens' comments: what is still to answer, singly or by theme, and the progress."""

from __future__ import annotations

import datetime as dt
import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import clock
from app.auth import current_staff, needs
from app.errors import refused
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.coding_forms import ThemeNameForm
from app.staff.coding_words import ANSWERED_THEME
from app.staff.consultation_words import step_problem
from app.staff.consultations import frame
from app.staff.forms import row_id
from app.staff.lookups import consultation_in_sight
from app.staff.reply_forms import ReplyForm, carry_out
from app.staff.tasks import standing_words
from surveys import consultation_versions, follow_up, follow_up_lists, themes
from surveys.errors import WrongState
from surveys.follow_up_lists import ANSWERED, TO_ANSWER, GivenReply, Key, Wanted
from surveys.lifecycle import ANSWERED as CONCLUDED
from surveys.models import STANCES, Consultation, Contribution, Theme
from surveys.outcome import point_titles

ANSWER = "answer-contributions"
_KEY = re.compile(r"(\d{4}-\d{2}-\d{2})-([0-9a-f]{32})")


@blueprint.get("/consultations/<int:consultation_id>/replies")
@needs(ANSWER)
def replies(consultation_id: int) -> ResponseReturnValue:
    return _list_page(consultation_in_sight(consultation_id), ThemeNameForm(formdata=None))


@blueprint.post("/consultations/<int:consultation_id>/replies")
@needs(ANSWER)
def theme_comments(consultation_id: int) -> ResponseReturnValue:
    """Put the ticked comments into a theme: one that there is, or a new one."""
    consultation = consultation_in_sight(consultation_id)
    chosen, theme_id = request.form.getlist("comment"), row_id(request.form.get("theme", ""))
    form = ThemeNameForm()
    taken = {"added": 0}

    def step() -> None:
        now, actor = clock.now(), current_staff().email
        theme = theme_id or themes.create_theme(db.session, consultation, form.name.data or "", now, actor).id
        taken["added"] = follow_up.put_into(db.session, consultation, theme, chosen, now, actor)

    if theme_id:
        form.name.validators = []
    if not carry_out(form, step):
        return _list_page(consultation_in_sight(consultation_id), form), 422
    flash(_("%(count)s komentar dimasukkan ke tema.", count=taken["added"]))
    return redirect(url_for(".replies", consultation_id=consultation_id, **_arguments()), 303)


@blueprint.get("/consultations/<int:consultation_id>/replies/comments/<string(maxlength=32):contribution>")
@needs(ANSWER)
def reply_to_comment(consultation_id: int, contribution: str) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    row = follow_up.contribution_of(db.session, consultation, contribution)
    return _comment_page(consultation, row, _form_for(row))


@blueprint.post("/consultations/<int:consultation_id>/replies/comments/<string(maxlength=32):contribution>")
@needs(ANSWER)
def save_reply(consultation_id: int, contribution: str) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    row = follow_up.contribution_of(db.session, consultation, contribution)
    form = ReplyForm()
    try:
        saved = _replied(consultation, row, form)
    except WrongState as error:
        return _not_taken(error)
    if not saved:
        consultation = consultation_in_sight(consultation_id)
        row = follow_up.contribution_of(db.session, consultation, contribution)
        return _comment_page(consultation, row, form), 422
    flash(_("Jawaban tersimpan dan sudah tampil untuk umum."))
    return redirect(url_for(".replies", consultation_id=consultation_id), 303)


@blueprint.get("/consultations/<int:consultation_id>/replies/themes/<int:reply_theme_id>")
@needs(ANSWER)
def reply_theme(consultation_id: int, reply_theme_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    theme = themes.theme_of(db.session, consultation, reply_theme_id)
    return _theme_page(consultation, theme, _form_for(theme), ThemeNameForm(None, data={"name": theme.name}))


@blueprint.post("/consultations/<int:consultation_id>/replies/themes/<int:reply_theme_id>")
@needs(ANSWER)
def save_theme_reply(consultation_id: int, reply_theme_id: int) -> ResponseReturnValue:
    consultation = consultation_in_sight(consultation_id)
    theme = themes.theme_of(db.session, consultation, reply_theme_id)
    form = ReplyForm()
    try:
        saved = _replied(consultation, theme, form)
    except WrongState as error:
        return _not_taken(error)
    if not saved:
        consultation = consultation_in_sight(consultation_id)
        theme = themes.theme_of(db.session, consultation, reply_theme_id)
        return _theme_page(consultation, theme, form, ThemeNameForm(None, data={"name": theme.name})), 422
    flash(_("Jawaban tersimpan dan sudah tampil untuk umum."))
    return redirect(url_for(".replies", consultation_id=consultation_id), 303)


@blueprint.post("/consultations/<int:consultation_id>/replies/themes/<int:reply_theme_id>/change")
@needs(ANSWER)
def change_reply_theme(consultation_id: int, reply_theme_id: int) -> ResponseReturnValue:
    """Rename a theme, take the ticked comments out of it, or dissolve it, as the pressed button says."""
    consultation = consultation_in_sight(consultation_id)
    theme, go = themes.theme_of(db.session, consultation, reply_theme_id), request.form.get("go", "")
    now, actor = clock.now(), current_staff().email
    here = url_for(".reply_theme", consultation_id=consultation_id, reply_theme_id=reply_theme_id)
    if go == "dissolve":
        try:
            themes.dissolve_theme(db.session, consultation, theme.id, now, actor)
        except WrongState:
            db.session.rollback()
            flash(ANSWERED_THEME, "error")
            return redirect(here, 303)
        here = url_for(".replies", consultation_id=consultation_id)
    elif go == "take-out":
        _take_out(consultation, theme.id, set(request.form.getlist("comment")))
    else:
        form = ThemeNameForm()
        if not carry_out(
            form, lambda: themes.rename_theme(db.session, consultation, reply_theme_id, form.name.data, now, actor)
        ):
            consultation = consultation_in_sight(consultation_id)
            theme = themes.theme_of(db.session, consultation, reply_theme_id)
            return _theme_page(consultation, theme, _form_for(theme), form), 422
    db.session.commit()
    flash(_("Perubahan tersimpan."))
    return redirect(here, 303)


def _take_out(consultation: Consultation, theme_id: int, chosen: set[str]) -> None:
    taken = follow_up.take_out(db.session, consultation, theme_id, chosen, clock.now(), current_staff().email)
    if taken < len(chosen):
        flash(_("Komentar dengan kode dari tema ini tetap di dalamnya. Ubah kodenya kalau tidak cocok."), "error")


def passage_names(consultation: Consultation) -> dict[str, str]:
    """Passage -> what it is called: its number, or the beginning of its text. Of all published versions."""
    names = {"": _("Naskah keseluruhan")}
    for version in consultation.versions:
        for passage in consultation_versions.document_of(version).passages:
            names[passage.id] = passage.number or passage.text[:60]
    return names


def key_asked() -> Key | None:
    """Where the list begins, as the address says; None for the beginning, and for what makes no sense."""
    found = _KEY.fullmatch(request.args.get("after", ""))
    try:
        return (dt.date.fromisoformat(found[1]), found[2]) if found else None
    except ValueError:
        return None


def key_text(key: Key | None) -> str | None:
    return f"{key[0].isoformat()}-{key[1]}" if key else None


def _replied(consultation: Consultation, to: Contribution | Theme, form: ReplyForm) -> bool:
    def step() -> None:
        words = {"verdict": form.verdict.data, "text": form.text.data, "seen": form.seen.data or ""}
        follow_up.reply(db.session, consultation, to, **words, now=clock.now(), actor=current_staff().email)

    return carry_out(form, step)


def _not_taken(error: WrongState) -> ResponseReturnValue:
    gone = _("Komentar itu tidak bisa dijawab: belum diperiksa, atau sudah ditarik penulisnya.")
    return refused(gone if error.state in ("waiting", "withdrawn") else step_problem(error))


def _form_for(to: Contribution | Theme) -> ReplyForm:
    there = follow_up.reply_to(db.session, to)
    if there:
        return ReplyForm(None, data={"verdict": there.verdict, "text": there.text, "seen": follow_up.mark(there)})
    asks = isinstance(to, Contribution) and to.stance == "ask"
    return ReplyForm(None, data={"verdict": "answered" if asks else ""})


def _arguments() -> dict[str, str]:
    """What the address asks to see, as far as it makes sense."""
    asked = request.args
    found = {"state": asked.get("state", ""), "stance": asked.get("stance", ""), "theme": asked.get("theme", "")}
    allowed = found["state"] in (TO_ANSWER, ANSWERED), found["stance"] in STANCES, found["theme"].isdecimal()
    return {name: value for (name, value), good in zip(found.items(), allowed, strict=True) if good}


def _list_page(consultation: Consultation, form: ThemeNameForm) -> str:
    arguments = _arguments()
    theme = arguments.get("theme")
    theme_id = None if theme is None else row_id(theme)
    wanted = Wanted(arguments.get("state", TO_ANSWER), arguments.get("stance", ""), theme_id=theme_id)
    read = follow_up_lists.known(db.session, consultation.id)
    lines, following = follow_up_lists.page(db.session, consultation.id, wanted, key_asked(), read=read)
    overview = follow_up_lists.overview(db.session, consultation.id, read)
    return render_template(
        "staff/replies.html",
        **frame(consultation),
        words=standing_words(consultation, clock.now()),
        progress=overview.progress,
        themes=overview.themes,
        lines=lines,
        wanted=wanted,
        arguments=arguments,
        following=key_text(following),
        names=passage_names(consultation),
        form=form,
        chosen=request.form.getlist("comment"),
    )


def _comment_page(consultation: Consultation, row: Contribution, form: ReplyForm) -> str:
    line = follow_up_lists.line(db.session, row)
    return render_template(
        "staff/reply.html",
        **frame(consultation),
        line=line,
        names=passage_names(consultation),
        form=form,
        other=_written_meanwhile(form, line.reply),
        points={} if consultation.state == CONCLUDED else point_titles(db.session, consultation),
    )


def _theme_page(consultation: Consultation, theme: Theme, form: ReplyForm, naming: ThemeNameForm) -> str:
    line, comments, following = follow_up_lists.theme_page(db.session, theme, key_asked())
    return render_template(
        "staff/reply_theme.html",
        **frame(consultation),
        theme=line,
        lines=comments,
        following=key_text(following),
        names=passage_names(consultation),
        form=form,
        naming=naming,
        other=_written_meanwhile(form, line.reply),
    )


def _written_meanwhile(form: ReplyForm, there: GivenReply | None) -> GivenReply | None:
    """What somebody else wrote since the form was opened; it is shown beside, and the next save is meant."""
    if there is None or form.seen.data == there.mark:
        return None
    form.seen.data = there.mark
    return there

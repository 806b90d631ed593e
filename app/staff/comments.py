"""The coding bench: the list of comments, and reading them one by one to put codes on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app import clock
from app.auth import current_staff, needs
from app.converters import CommentAddress
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.coding_forms import CodesForm
from app.staff.coding_words import coding_problem
from app.staff.comment_filter import CommentFilter, comment_filter
from app.staff.lookups import comments_of, page_asked, served_units, survey_in_sight
from surveys import authoring
from surveys.coding import put_codes
from surveys.comments import UNREAD, Comment, CommentReader
from surveys.errors import InvalidEntry, RetiredCode, TakenName, UnknownCode
from surveys.models import Survey
from surveys.thematic import CodeLine, code_lines

PAGE_LENGTH = 25


@dataclass(frozen=True)
class Desk:
    """What every page about single comments works with."""

    survey: Survey
    reader: CommentReader
    codes: list[CodeLine]
    asked: CommentFilter

    @property
    def in_use(self) -> list[CodeLine]:
        return [code for code in self.codes if code.in_use]

    def next_unread(self, after: Comment | None) -> Comment | None:
        """The next comment of the filter that nobody has read, from the beginning again after the last."""
        unread = replace(self.asked.selection, state=UNREAD, code_id=None)
        found = self.reader.neighbour(unread, after.key) if after else None
        return found or next(iter(self.reader.comments(unread, limit=1)), None)


def desk(survey_id: int) -> Desk:
    survey = survey_in_sight(survey_id)
    reader = comments_of(survey)
    codes = code_lines(reader)
    return Desk(survey, reader, codes, comment_filter(reader, served_units(survey), codes))


@blueprint.get("/surveys/<int:survey_id>/comments")
@needs("code-comments")
def comments(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    page = page_asked()
    found = at.reader.comments(at.asked.selection, limit=PAGE_LENGTH + 1, offset=(page - 1) * PAGE_LENGTH)
    shown = found[:PAGE_LENGTH]
    return render_template(
        "staff/comments.html",
        survey=at.survey,
        questionnaire=authoring.questionnaire_of(at.survey),
        comments=shown,
        codes_on=_names_on(at, shown),
        questions=at.reader.questions,
        asked=at.asked,
        total=at.reader.count(at.asked.selection),
        unread=at.reader.count(replace(at.asked.selection, state=UNREAD, code_id=None)),
        page=page,
        more=len(found) > PAGE_LENGTH,
    )


@blueprint.get("/surveys/<int:survey_id>/comments/next")
@needs("code-comments")
def next_comment(survey_id: int) -> ResponseReturnValue:
    at = desk(survey_id)
    return _to(at, at.next_unread(None))


@blueprint.get("/surveys/<int:survey_id>/comments/<comment:address>")
@needs("code-comments")
def comment(survey_id: int, address: CommentAddress) -> ResponseReturnValue:
    at = desk(survey_id)
    found = _found(at.reader, address)
    mine = [one.code_ids for one in at.reader.codes_on([found.key]).get(found.key, []) if one.coder == at.reader.viewer]
    return _page(at, found, CodesForm(at.in_use, codes=list(*mine)))


@blueprint.post("/surveys/<int:survey_id>/comments/<comment:address>")
@needs("code-comments")
def save_comment(survey_id: int, address: CommentAddress) -> ResponseReturnValue:
    at = desk(survey_id)
    found, form = _found(at.reader, address), CodesForm(at.in_use)
    if not form.validate():
        return _page(at, found, form), 422
    picked, now = form.codes.data or [], clock.now()
    try:
        put_codes(db.session, at.survey, found.key, picked, now, current_staff().email, form.new_name.data or "")
    except (InvalidEntry, RetiredCode, TakenName, UnknownCode) as error:
        db.session.rollback()
        form.form_errors.append(coding_problem(error))
        return _page(desk(survey_id), found, form), 422
    following = at.next_unread(found)
    answer = _to(at, following)
    db.session.commit()
    flash(_("Tersimpan. Ini komentar berikutnya.") if following else _("Tersimpan. Semua komentar ini sudah dibaca."))
    return answer


def _found(reader: CommentReader, address: CommentAddress) -> Comment:
    found = reader.find(*address)
    if found is None:
        raise NotFound
    return found


def _to(at: Desk, found: Comment | None) -> ResponseReturnValue:
    """To a comment, and to the list when there is none."""
    survey_id, arguments = at.survey.id, at.asked.arguments
    if found is None:
        return redirect(url_for(".comments", survey_id=survey_id, **arguments), 303)
    return redirect(url_for(".comment", survey_id=survey_id, address=found.key, **arguments, _anchor="comment"), 303)


def _names_on(at: Desk, shown: list[Comment]) -> dict[Comment, list[str] | None]:
    """Comment -> the names of its codes; None while nobody has read it, as far as one may see."""
    names = {code.id: code.name for code in at.codes}
    read = at.reader.codes_on([one.key for one in shown])
    return {
        one: sorted({names[code_id] for coder in read[one.key] for code_id in coder.code_ids})
        if one.key in read
        else None
        for one in shown
    }


def _page(at: Desk, found: Comment, form: CodesForm) -> str:
    others = [one for one in at.reader.codes_on([found.key]).get(found.key, []) if one.coder != at.reader.viewer]
    names = {code.id: code.name for code in at.codes}
    return render_template(
        "staff/comment.html",
        survey=at.survey,
        questionnaire=authoring.questionnaire_of(at.survey),
        comment=found,
        question=at.reader.questions[found.key.question_code],
        form=form,
        asked=at.asked,
        others=[(one.coder, sorted(names[code_id] for code_id in one.code_ids)) for one in others],
        earlier=at.reader.neighbour(at.asked.selection, found.key, before=True),
        later=at.reader.neighbour(at.asked.selection, found.key),
        unread=at.reader.count(replace(at.asked.selection, state=UNREAD, code_id=None)),
    )

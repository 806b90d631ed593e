"""Reading a month's random sample of comments: praise, complaint or neither, without seeing the machine's label."""

from __future__ import annotations

import datetime as dt

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from analytics import sampling
from analytics.sampling import Sampled
from app import clock
from app.auth import current_staff, needs
from app.converters import CommentAddress
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import comments_of, own_agency, survey_in_sight
from surveys import readings
from surveys.queries import reader_labels


class LabelForm(FlaskForm):
    label = RadioField(
        lazy_gettext("Apa nada komentar ini?"),
        choices=[
            SelectChoice("positive", lazy_gettext("Positif: memuji atau puas")),
            SelectChoice("neutral", lazy_gettext("Netral: tidak memuji, tidak mengeluh")),
            SelectChoice("negative", lazy_gettext("Negatif: mengeluh atau meminta perbaikan")),
        ],
        validators=[InputRequired(lazy_gettext("Pilih satu nada."))],
    )


@blueprint.get("/reading")
@needs("code-comments")
def reading() -> ResponseReturnValue:
    found = sampling.progress(db.session, own_agency().id)
    return render_template("staff/reading.html", samples=found)


@blueprint.get("/reading/<month:month>")
@needs("code-comments")
def read_next(month: dt.date) -> ResponseReturnValue:
    """To the first comment of the sample that nobody has read."""
    unread = _unread(_sample(month))
    if not unread:
        flash(_("Sampel bulan ini sudah dibaca semua. Terima kasih."))
        return redirect(url_for(".reading"), 303)
    return redirect(_address(unread[0]), 303)


@blueprint.get("/reading/<comment:address>")
@needs("code-comments")
def read_comment(address: CommentAddress) -> ResponseReturnValue:
    sample, sampled = _find(address)
    said = reader_labels(db.session, [sampled.comment]).get(sampled.comment)
    return _page(sample, sampled, LabelForm(label=said.label if said else None))


@blueprint.post("/reading/<comment:address>")
@needs("code-comments")
def label_comment(address: CommentAddress) -> ResponseReturnValue:
    sample, sampled = _find(address)
    form = LabelForm()
    if not form.validate():
        return _page(sample, sampled, form), 422
    survey = survey_in_sight(sampled.comment.survey_id)
    actor = current_staff().email
    readings.label_comment(db.session, survey, sampled.comment, form.label.data, clock.now(), actor)
    target = url_for(".read_next", month=address[0])
    db.session.commit()
    return redirect(target, 303)


def _sample(month: dt.date) -> list[Sampled]:
    return sampling.comments(db.session, month, own_agency().id)


def _find(address: CommentAddress) -> tuple[list[Sampled], Sampled]:
    """The agency's sample and the comment of it that an address names. Raises NotFound."""
    month, response_id, question_code = address
    sample = _sample(month)
    for sampled in sample:
        if (sampled.comment.response_id, sampled.comment.question_code) == (response_id, question_code):
            return sample, sampled
    raise NotFound


def _unread(sample: list[Sampled]) -> list[Sampled]:
    labels = reader_labels(db.session, [sampled.comment for sampled in sample])
    return [sampled for sampled in sample if sampled.comment not in labels]


def _address(sampled: Sampled) -> str:
    return url_for(".read_comment", address=sampled.comment, _anchor="comment")


def _page(sample: list[Sampled], sampled: Sampled, form: LabelForm) -> str:
    key = sampled.comment
    survey = survey_in_sight(key.survey_id)
    comment = comments_of(survey).find(key.month, key.response_id, key.question_code)
    if comment is None:  # withdrawn since the last night
        raise NotFound
    place, unread = sample.index(sampled), _unread(sample)
    return render_template(
        "staff/read_comment.html",
        comment=comment,
        month=key.month,
        form=form,
        total=len(sample),
        read=len(sample) - len(unread),
        earlier=_address(sample[place - 1]) if place else "",
        later=_address(sample[place + 1]) if place + 1 < len(sample) else "",
    )

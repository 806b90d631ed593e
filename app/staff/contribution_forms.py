"""The forms of moderation, one by each comment: why it is hidden, and what becomes of an appeal."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, TextAreaField

from app.staff.contribution_words import REASON_NAMES
from app.staff.forms import clean
from surveys.moderation import LONGEST_NOTE
from surveys.screening import Screened


def _note(description: Any) -> TextAreaField:
    shown = {"rows": 2, "maxlength": LONGEST_NOTE}
    return TextAreaField(_("Catatan"), filters=[clean], description=description, render_kw=shown)


class _Decision(FlaskForm):
    """`seen` says which text it is about; the domain checks the rest."""

    seen = HiddenField()

    def __init__(self, comment: Screened, **data: Any) -> None:
        super().__init__(**data)
        for field in self:
            field.id = f"{field.name}-{comment.id}"
            field.label.field_id = field.id
        if not self.is_submitted():
            self.seen.data = comment.mark


class Hiding(_Decision):
    reason = SelectField(
        _("Alasan untuk umum"),
        choices=[SelectChoice("", _("Pilih satu alasan")), *(SelectChoice(*item) for item in REASON_NAMES.items())],
        validate_choice=False,
    )
    note = _note(_("Hanya untuk instansi dan pengawas. Wajib untuk alasan lain."))


class Appeal(_Decision):
    decision = RadioField(
        _("Keputusan"),
        choices=[
            SelectChoice("restore", _("Tampilkan lagi")),
            SelectChoice("uphold", _("Tetap sembunyikan. Ini keputusan terakhir.")),
        ],
        validate_choice=False,
    )
    note = _note(_("Hanya untuk instansi dan pengawas."))


def decision_form(comment: Screened) -> Hiding | Appeal:
    """The form that fits where a comment stands."""
    return Appeal(comment) if comment.state == "appealed" else Hiding(comment)

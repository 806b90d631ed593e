"""The forms of a new version's page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from app.staff.forms import clean
from surveys.versions import LONGEST_NOTE


class Comment(FlaskForm):
    """What an approver says beside their yes."""

    note = TextAreaField(
        _("Komentar untuk penyusun (boleh kosong)"),
        [Length(max=LONGEST_NOTE, message=_("Persingkat catatan menjadi paling banyak 2.000 huruf."))],
        filters=[clean],
        id="comment",  # the page has a note to send back, too
        render_kw={"rows": 2, "maxlength": LONGEST_NOTE},
    )


class Verdict(FlaskForm):
    """An author's word on whether a question of a new version is still comparable."""

    verdict = StringField()
    reason = TextAreaField(
        _("Alasan"),
        [Length(max=LONGEST_NOTE, message=_("Persingkat catatan menjadi paling banyak 2.000 huruf."))],
        filters=[clean],
    )

"""The forms in which an agency answers comments, and the points of an outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.extensions import db
from app.staff.forms import blame, clean, one_of
from surveys.errors import ChangedMeanwhile, InvalidEntry, Problem, TakenName
from surveys.follow_up import LONGEST_REPLY

VERDICT_NAMES = {
    "accepted": _("Diterima: naskah diubah seperti usul itu"),
    "partly": _("Diterima sebagian: sebagian usul itu dipakai"),
    "rejected": _("Tidak diterima: naskah tetap"),
    "answered": _("Dijawab: pertanyaan, atau tidak meminta perubahan"),
}
MISSING_VERDICT = _("Pilih satu putusan.")


class ReplyForm(FlaskForm):
    verdict = one_of(_("Putusan"), VERDICT_NAMES, MISSING_VERDICT, default="")
    text = TextAreaField(
        _("Jawaban dan alasannya"),
        [
            DataRequired(_("Tulis jawaban dengan alasannya. Warga ingin tahu mengapa.")),
            Length(max=LONGEST_REPLY, message=_("Persingkat jawaban menjadi paling banyak 10.000 huruf.")),
        ],
        description=_("Langsung tampil untuk umum, dengan nama instansi Anda."),
        filters=[clean],
        render_kw={"rows": 8},
    )
    seen = HiddenField()


def carry_out(form: FlaskForm, step: Callable[[], Any]) -> bool:
    """Check the form and take the step; whether it was taken, and committed. Else the form says what is wrong."""
    if not form.validate():
        return False
    try:
        step()
    except InvalidEntry as error:
        db.session.rollback()
        blame(form, error, entry_words)
    except TakenName:
        db.session.rollback()
        form["name"].errors = [gettext("Tema dengan nama ini sudah ada.")]
    except ChangedMeanwhile:
        db.session.rollback()
        form["text"].errors = [
            gettext("Rekan Anda baru saja mengubah jawaban ini. Bandingkan keduanya, lalu simpan lagi.")
        ]
    else:
        db.session.commit()
        return True
    return False


def entry_words(problem: Problem) -> str:
    """What to do about an entry that the domain refused."""
    if problem.code == "too-long":
        return gettext("Persingkat teks ini menjadi paling banyak %(limit)s huruf.", limit=problem.limit)
    words = {
        "missing": gettext("Isi bagian ini."),
        "unknown": str(MISSING_VERDICT),
        "too-many": gettext("Paling banyak %(limit)s butir. Gabungkan beberapa butir.", limit=problem.limit),
    }
    return words.get(problem.code, gettext("Tulis ulang. Ada tanda yang tidak dapat kami simpan."))

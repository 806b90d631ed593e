"""The forms for statements, and what their reasons and refusals are called."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired

from app.staff.forms import among_choices, clean
from surveys.errors import ConsultationNotOpen, DomainError, InvalidEntry, NotOffered, Problem
from surveys.statements import LONGEST_TEXT
from surveys.translation import LANGUAGE_NAMES

REASON_NAMES = {
    "known": _("Sama dengan pernyataan lain"),
    "unclear": _("Sulit dipahami"),
    "off-topic": _("Di luar pokok bahasan"),
    "insult": _("Menghina orang"),
    "threat": _("Mengancam orang"),
    "hate": _("Menyebar kebencian"),
    "personal-data": _("Memuat data pribadi"),
    "advertising": _("Berisi iklan"),
}


class StatementForm(FlaskForm):
    text = TextAreaField(
        _("Pernyataan"),
        [DataRequired(_("Tulis pernyataannya."))],
        filters=[clean],
        description=_(
            "Satu pikiran saja, yang bisa disetujui atau tidak. Paling banyak %(limit)s huruf.", limit=LONGEST_TEXT
        ),
        render_kw={"rows": "2"},
    )
    language = SelectField(
        _("Bahasa pernyataan"),
        [among_choices(_("Pilih bahasa dari daftar ini."))],
        choices=[SelectChoice(tag, name) for tag, name in LANGUAGE_NAMES.items()],
        default="id",
        validate_choice=False,
    )


def statement_problem(problem: Problem) -> str:
    """What to do about a statement that was refused."""
    words = {
        "missing": gettext("Tulis pernyataannya."),
        "too-long": gettext("Persingkat menjadi paling banyak %(limit)s huruf.", limit=problem.limit),
        "known": gettext("Pernyataan nomor %(number)s sudah berbunyi sama.", number=problem.found),
        "too-many": gettext("Paling banyak %(limit)s pernyataan dalam satu konsultasi.", limit=problem.limit),
    }
    return words.get(problem.code, gettext("Tulis ulang. Ada tanda yang tidak dapat kami simpan."))


def statement_refusal(error: DomainError) -> str:
    """Why a step on a statement was not taken."""
    if isinstance(error, InvalidEntry):
        return gettext("Pilih alasannya dulu.") if error.problem.field == "reason" else statement_problem(error.problem)
    if isinstance(error, NotOffered | ConsultationNotOpen):
        return gettext("Aturan konsultasi ini tidak mengizinkannya.")
    return gettext("Langkah itu tidak jadi, karena keadaannya sudah berubah. Lihat keadaan terbaru di bawah ini.")

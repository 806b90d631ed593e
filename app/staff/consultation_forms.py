"""The forms that a consultation is written with. The domain has the last word, as in app/staff/forms.py."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from app.staff.forms import Day, Note, among_choices, clean, note_field, one_of, row_id
from surveys.consultation_text import LONGEST_TEXT, LONGEST_TITLE, ConsultationText, Milestone
from surveys.consultation_versions import LONGEST_NOTE
from surveys.consultations import MOST_OUTCOME_DAYS, OUTCOME_DAYS, Rules
from surveys.definition import Localized

NO_SURVEY = 0
_DAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*[:–-]?\s*(.+)")

SCREENING_NAMES = {
    "before": _("Komentar tampil sesudah diperiksa petugas"),
    "after": _("Komentar langsung tampil, lalu diperiksa petugas"),
}
TOTALS_NAMES = {
    "nothing": _("Instansi tidak melihat apa pun sebelum ditutup"),
    "counts": _("Instansi hanya melihat jumlah komentar dan suara"),
    "everything": _("Instansi boleh melihat semua hasil sementara"),
}


def _short(label: Any, missing: Any = None, description: Any = "") -> StringField:
    checks: list[Any] = [DataRequired(missing)] if missing else [Optional()]
    checks.append(Length(max=LONGEST_TITLE, message=_("Persingkat judul menjadi paling banyak 200 huruf.")))
    attributes = {"maxlength": LONGEST_TITLE, "autocomplete": "off"}
    return StringField(label, checks, description=description, filters=[clean], render_kw=attributes)


def _long(label: Any, description: Any = "", rows: int = 6, missing: Any = None) -> TextAreaField:
    checks: list[Any] = [DataRequired(missing)] if missing else [Optional()]
    checks.append(Length(max=LONGEST_TEXT, message=_("Persingkat teks ini menjadi paling banyak 10.000 huruf.")))
    return TextAreaField(label, checks, description=description, filters=[clean], render_kw={"rows": rows})


class _Dates(FlaskForm):
    """The first and the last day, in the days of the agency: `today` is its day."""

    opens_on = Day(_("Hari pertama"), [Optional()], description=_("Kosongkan kalau dibuka sendiri oleh pemeriksa."))
    closes_on = Day(_("Hari terakhir"), [InputRequired(_("Pilih hari terakhir."))])

    def __init__(self, today: dt.date, **data: Any) -> None:
        super().__init__(**data)
        self.today = today

    def validate_closes_on(self, field: Field) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(gettext("Hari terakhir sudah lewat. Pilih hari yang masih akan datang."))
        first = self.opens_on.data
        if field.data and first and field.data < first:
            raise ValidationError(gettext("Pilih hari terakhir yang tidak mendahului hari pertama."))


class NewConsultation(_Dates):
    title = _short(_("Judul"), _("Isi judul konsultasi."), _("Misalnya: Rancangan Perda tentang Parkir."))
    summary = _long(
        _("Ringkasan dengan bahasa sehari-hari"),
        _("Apa yang akan berubah, bagi siapa, dan apa yang Anda tanyakan kepada warga."),
        missing=_("Tulis ringkasannya. Warga membaca bagian ini lebih dulu."),
    )


class Texts(FlaskForm):
    """All the words around a draft, in Indonesian and English."""

    title = _short(_("Judul"), _("Isi judul konsultasi."))
    title_en = _short(_("Judul dalam bahasa Inggris"), description=_("Boleh kosong."))
    summary = _long(
        _("Ringkasan dengan bahasa sehari-hari"),
        _("Apa yang akan berubah, bagi siapa, dan apa yang Anda tanyakan kepada warga."),
        missing=_("Tulis ringkasannya. Warga membaca bagian ini lebih dulu."),
    )
    summary_en = _long(_("Ringkasan dalam bahasa Inggris"), _("Boleh kosong."))
    background = _long(_("Latar belakang"), _("Mengapa aturan ini disusun."))
    background_en = _long(_("Latar belakang dalam bahasa Inggris"), _("Boleh kosong."))
    aims = _long(_("Tujuan"), _("Apa yang ingin dicapai."))
    aims_en = _long(_("Tujuan dalam bahasa Inggris"), _("Boleh kosong."))
    milestones = _long(
        _("Jadwal"), _("Satu langkah satu baris, misalnya: 3/12/2026 Rapat pembahasan dengan warga."), rows=4
    )
    note = TextAreaField(
        _("Apa yang berubah sejak versi sebelumnya"),
        [Optional(), Length(max=LONGEST_NOTE, message=_("Persingkat catatan menjadi paling banyak 2.000 huruf."))],
        filters=[clean],
        render_kw={"rows": 3},
    )

    def validate_milestones(self, field: Field) -> None:
        milestones_in(field.data)

    @classmethod
    def of(cls, text: ConsultationText, note: str) -> Texts:
        entries = {"milestones": milestones_text(text.milestones), "note": note}
        for name in ("title", "summary", "background", "aims"):
            texts: Localized = getattr(text, name)
            entries |= {name: texts.get("id", ""), f"{name}_en": texts.get("en", "")}
        return cls(data=entries)

    def text(self) -> ConsultationText:
        said = {name: self._both(name) for name in ("title", "summary", "background", "aims")}
        return ConsultationText(**said, milestones=milestones_in(self.milestones.data))

    def _both(self, name: str) -> Localized:
        texts = {"id": self[name].data or "", "en": self[f"{name}_en"].data or ""}
        return {language: text for language, text in texts.items() if text}


def milestones_in(text: str | None) -> tuple[Milestone, ...]:
    """The steps that people wrote, one a line, in the order of their days. Raises ValidationError."""
    found = []
    for line in filter(str.strip, (text or "").splitlines()):
        parts = _DAY.fullmatch(line)
        try:
            day = dt.date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
        except ValueError:
            day = None
        if day is None or parts is None:
            example = gettext("Tulis setiap langkah dengan tanggal di depan, misalnya 3/12/2026 Rapat pembahasan.")
            wrong = gettext("Periksa baris ini: %(line)s", line=line.strip()[:60])
            raise ValidationError(f"{example} {wrong}")
        found.append(Milestone(day, {"id": parts[4].strip()}))
    return tuple(sorted(found, key=lambda stone: stone.day))


def milestones_text(milestones: Sequence[Milestone]) -> str:
    return "\n".join(f"{stone.day:%-d/%-m/%Y} {stone.text.get('id', '')}" for stone in milestones)


class _Number(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        """What is no number stays in the box, and the field's own check says what to write."""
        with contextlib.suppress(ValueError):
            super().process_formdata(valuelist)


class RulesForm(_Dates):
    screening = one_of(_("Kapan komentar tampil"), SCREENING_NAMES, _("Pilih kapan komentar tampil."), "before")
    replies_allowed = BooleanField(
        _("Warga boleh menanggapi komentar warga lain"),
        description=_("Tanggapan itu mengikuti aturan yang sama seperti komentar."),
    )
    voting = BooleanField(
        _("Warga memberi suara pada pernyataan pendek"),
        description=_("Setuju, tidak setuju, atau lewati. Dari situ terlihat kelompok pendapat."),
    )
    proposals_allowed = BooleanField(
        _("Warga boleh mengusulkan pernyataan baru"),
        description=_("Hanya berlaku kalau warga memberi suara. Petugas memeriksa usulan sebelum tampil."),
    )
    running_totals = one_of(
        _("Hasil sementara"),
        TOTALS_NAMES,
        _("Pilih satu aturan untuk hasil sementara."),
        "counts",
        _("Warga membaca aturan ini. Setiap kali hasil sementara dilihat, pengawas bisa mengetahuinya."),
    )
    outcome_days = _Number(
        _("Hasil diumumkan paling lambat berapa hari sesudah ditutup"),
        [
            NumberRange(1, MOST_OUTCOME_DAYS, message=_("Tulis jumlah hari dari 1 sampai 365.")),
        ],
        default=OUTCOME_DAYS,
        widget=TextInput(),
        description=_("Warga melihat tanggal ini. Kalau terlambat, warga dan pengawas melihat berapa hari."),
        render_kw={"inputmode": "numeric", "class": "number"},
    )
    profile = SelectMultipleField(
        _("Pertanyaan tentang warga"),
        [among_choices(_("Pilih pertanyaan dari daftar ini."))],
        validate_choice=False,
        description=_("Semua boleh dilewati warga. Pilih hanya yang benar-benar Anda perlukan."),
    )
    survey_id = SelectField(
        _("Survei yang menyertai"),
        [among_choices(_("Pilih survei dari daftar ini."))],
        coerce=row_id,
        validate_choice=False,
        default=NO_SURVEY,
        description=_("Warga diajak mengisinya di halaman konsultasi ini."),
    )

    def __init__(
        self, today: dt.date, surveys: Sequence[tuple[int, str]], profile: Sequence[tuple[str, str]], **data: Any
    ) -> None:
        super().__init__(today, **data)
        self.profile.choices = [SelectChoice(code, name) for code, name in profile]
        choices = [(NO_SURVEY, gettext("Tanpa survei")), *surveys]
        self.survey_id.choices = [SelectChoice(number, name) for number, name in choices]

    def rules(self) -> Rules:
        return Rules(
            screening=self.screening.data,
            running_totals=self.running_totals.data,
            replies_allowed=self.replies_allowed.data,
            voting=self.voting.data,
            proposals_allowed=self.proposals_allowed.data,
            profile=tuple(self.profile.data or ()),
            outcome_days=self.outcome_days.data or 0,
        )


class DraftImport(FlaskForm):
    """A draft text, pasted or uploaded: one of the two."""

    pasted = TextAreaField(
        _("Tempel naskah"),
        [Optional()],
        description=_("BAB, Pasal, dan ayat dikenali sendiri. Teks lain boleh memakai Markdown."),
        render_kw={"rows": 12, "spellcheck": "false"},
    )
    file = FileField(
        _("Atau unggah berkas"),
        [Optional()],
        description=_("Word (.docx), HTML, Markdown, atau teks. Paling besar 3 MB."),
        render_kw={"accept": ".docx,.html,.htm,.md,.markdown,.txt"},
    )


class PassageForm(FlaskForm):
    text = TextAreaField(
        _("Isi bagian"),
        [
            DataRequired(_("Isi teksnya, atau hapus bagian ini.")),
            Length(max=LONGEST_TEXT, message=_("Persingkat teks ini menjadi paling banyak 10.000 huruf.")),
        ],
        description=_("Boleh memakai Markdown, misalnya **tebal** atau daftar dengan tanda -."),
        filters=[clean],
        render_kw={"rows": 10},
    )


class AttachmentForm(FlaskForm):
    file = FileField(
        _("Berkas lampiran"),
        description=_("PDF, Word, Excel, gambar, atau teks. Paling besar 3 MB."),
        render_kw={"accept": ".pdf,.docx,.xlsx,.odt,.ods,.csv,.txt,.png,.jpg,.jpeg"},
    )


class SendingBack(Note):
    # An id of its own: the page may ask for a reason beside it.
    note = note_field(
        _("Apa yang harus diperbaiki"), _("Tulis apa yang harus diperbaiki penyusun."), id="send-back-note"
    )


class TakingBack(Note):
    note = note_field(_("Alasannya"), _("Tulis alasannya, supaya rekan Anda tahu sebabnya."))


class Extension(TakingBack):
    """A reason that comes with a new last day."""

    closes_on = Day(_("Hari terakhir yang baru"), [InputRequired(_("Pilih hari terakhir."))])

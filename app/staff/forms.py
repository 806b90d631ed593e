"""The forms of an agency's pages. The domain has the last word; `blame` puts what it says beside the field."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import TextInput

from app.staff.words import LAYOUT_NAMES, NOT_KEPT, ORIGINALS_NAMES, TIME_ZONE_NAMES, entry_problem
from surveys.agencies import LONGEST_CODE, LONGEST_NAME, MOST_PEOPLE
from surveys.authoring import LONGEST_NOTE, LONGEST_TITLE
from surveys.definition import ONE_PAGE
from surveys.errors import InvalidEntry, Problem
from surveys.models import ServiceType
from surveys.overview import UnitChoice

# The names of the domain's arguments, where the form's field is called otherwise.
_FIELDS = {"opens_at": "opens_on", "closes_at": "closes_on", "originals_days": "originals"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EARLIEST, _LATEST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


def blame(form: Form, error: InvalidEntry, words: Callable[[Problem], str] = entry_problem) -> None:
    """Put the words for a refused entry beside the field that it was typed in."""
    name = _FIELDS.get(error.problem.field, error.problem.field)
    form[name].errors = [words(error.problem)]


def code_from(name: str) -> str:
    """A code as the domain wants it, made of a name: `Dinas Kesehatan` gives `dinas-kesehatan`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:LONGEST_CODE].strip("-")


def clean(text: str | None) -> str | None:
    """Without the control characters that come along when people paste, and without space around it."""
    return _CONTROLS.sub("", text).strip() if text else text


class Day(DateField):
    """A day as browsers send it, or as people write it: 2026-11-03, 3/11/2026, 3-11-2026."""

    def __init__(self, label: str, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Tulis tanggal, misalnya 3/11/2026.")) from error

    def pre_validate(self, form: Any) -> None:
        if self.data and not _EARLIEST <= self.data <= _LATEST:
            raise StopValidation(_("Periksa tahunnya. Pilih tahun dari 2000 sampai 2099."))


class People(IntegerField):
    """A number of people; empty when it is not known. `1.500` is read as people write it.

    A text field that asks for the number keyboard: browsers drop the dot from a number field's value.
    """

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", text, re.ASCII)
        digits = re.sub(r"[.,]", "", text) if grouped else text
        if digits and not re.fullmatch(r"\d{1,10}", digits, re.ASCII):
            raise ValueError(_("Tulis jumlah orang dengan angka bulat, misalnya 1500. Kosongkan kalau belum tahu."))
        self.data = int(digits) if digits else None

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data > MOST_PEOPLE:
            raise StopValidation(_("Tulis jumlah orang dari 0 sampai 1.000.000.000."))


def row_id(text: str | int) -> int:
    """The id in what was sent; 0, which no row has, for what is none."""
    digits = str(text)
    return int(digits) if len(digits) < 11 and digits.isdecimal() else 0


def among_choices(missing: Any) -> Any:
    """A validator: what was picked must be among the field's choices, or `missing` says so."""

    def check(_form: Form, field: Field) -> None:
        offered = {choice.value for choice in field.choices}
        picked = field.data if isinstance(field.data, list) else [field.data]
        if not offered.issuperset(picked):
            raise ValidationError(missing)

    return check


def one_of(label: Any, names: dict[str, Any], missing: Any, default: str, description: Any = "") -> RadioField:
    choices = [SelectChoice(value, name) for value, name in names.items()]
    shown = {"choices": choices, "default": default, "description": description}
    return RadioField(label, [among_choices(missing)], validate_choice=False, **shown)


class SurveyForm(FlaskForm):
    title = StringField(
        _("Judul"),
        [
            DataRequired(_("Isi judul survei.")),
            Length(max=LONGEST_TITLE, message=_("Persingkat judul menjadi paling banyak 200 huruf.")),
        ],
        filters=[clean],
        render_kw={"maxlength": LONGEST_TITLE, "autocomplete": "off"},
    )
    units = SelectMultipleField(
        _("Unit yang dinilai"),
        [DataRequired(_("Pilih paling sedikit satu unit.")), among_choices(_("Pilih unit dari daftar ini."))],
        coerce=row_id,
        validate_choice=False,
    )
    opens_on = Day(
        _("Hari pertama"), [Optional()], description=_("Kosongkan kalau survei dibuka sendiri oleh pemeriksa.")
    )
    closes_on = Day(
        _("Hari terakhir"), [Optional()], description=_("Kosongkan kalau survei terbuka sampai ditutup sendiri.")
    )
    layout = one_of(
        _("Cara menampilkan pertanyaan"),
        LAYOUT_NAMES,
        _("Pilih satu cara menampilkan pertanyaan."),
        ONE_PAGE,
        _("Kalau sebuah pertanyaan bergantung pada jawaban lain, formulirnya tetap terbagi menjadi beberapa halaman."),
    )
    originals = one_of(
        _("Tulisan asli warga"),
        ORIGINALS_NAMES,
        _("Pilih satu cara untuk tulisan asli."),
        NOT_KEPT,
        _(
            "Nomor telepon, NIK, dan alamat dalam tulisan warga selalu disamarkan. "
            "Simpan tulisan aslinya hanya jika instansi perlu menghubungi warga."
        ),
    )

    def __init__(self, choices: list[UnitChoice], today: dt.date, **data: Any) -> None:
        super().__init__(**data)
        self.today = today
        several = len({choice.agency for choice in choices}) > 1
        self.units.choices = [
            SelectChoice(choice.id, f"{choice.name} – {choice.agency}" if several else choice.name)
            for choice in choices
        ]

    def validate_closes_on(self, field: Field) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("Hari terakhir sudah lewat. Pilih hari yang masih akan datang."))


def note_field(label: Any, missing: Any, **more: Any) -> TextAreaField:
    return TextAreaField(
        label,
        [
            DataRequired(missing),
            Length(max=LONGEST_NOTE, message=_("Persingkat catatan menjadi paling banyak 2.000 huruf.")),
        ],
        description=_("Tersimpan dalam riwayat, bersama nama Anda."),
        filters=[clean],
        render_kw={"rows": 3, "maxlength": LONGEST_NOTE},
        **more,
    )


class Note(FlaskForm):
    """What the next person must know. Its label says what is asked for."""

    note = note_field(_("Catatan"), _("Tulis catatan singkat, supaya rekan Anda tahu sebabnya."))


class Reopening(Note):
    closes_on = Day(
        _("Hari terakhir yang baru"),
        [Optional()],
        description=_("Kosongkan kalau survei terbuka sampai ditutup sendiri."),
    )


class Named(FlaskForm):
    name = StringField(
        _("Nama"),
        [
            DataRequired(_("Isi namanya.")),
            Length(max=LONGEST_NAME, message=_("Persingkat nama menjadi paling banyak 200 huruf.")),
        ],
        filters=[clean],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )


class Coded(Named):
    """For what is new: its code stays for good, since addresses and files carry it."""

    code = StringField(
        _("Kode"),
        [Optional()],
        description=_("Nama pendek untuk alamat dan berkas. Tidak bisa diubah lagi. Kosongkan: dibuat dari nama."),
        filters=[clean],
        render_kw={"maxlength": LONGEST_CODE, "autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )

    @property
    def wanted_code(self) -> str:
        return self.code.data or code_from(self.name.data)


def _time_zone() -> RadioField:
    return one_of(_("Zona waktu"), TIME_ZONE_NAMES, _("Pilih satu zona waktu."), "Asia/Jakarta")


class NewAgency(Coded):
    time_zone = _time_zone()
    parent_id = SelectField(
        _("Di bawah instansi"),
        [among_choices(_("Pilih instansi dari daftar ini."))],
        coerce=row_id,
        validate_choice=False,
    )


class EditedAgency(Named):
    time_zone = _time_zone()
    separate_approval = BooleanField(
        _("Penyusun tidak boleh menyetujui survei yang ia tulis"),
        description=_("Orang lain di instansi ini yang memeriksa dan menyetujuinya."),
    )


class NewUnit(Coded):
    time_zone = _time_zone()


class EditedUnit(Named):
    time_zone = _time_zone()
    active = BooleanField(
        _("Unit ini masih melayani"),
        description=_("Unit yang tidak melayani lagi tidak bisa dipilih untuk survei baru. Riwayatnya tetap ada."),
    )


def denominators_form(service_types: Iterable[ServiceType], **data: int) -> FlaskForm:
    """A number of people for each service type, in fields called as `people_field` says."""

    class Denominators(FlaskForm):
        pass

    for service_type in service_types:
        label = f"{service_type.unit.name}: {service_type.name}"
        field = People(label, render_kw={"class": "number", "inputmode": "numeric", "autocomplete": "off"})
        setattr(Denominators, people_field(service_type.id), field)
    return Denominators(**data)


def people_field(service_type_id: int) -> str:
    return f"people-{service_type_id}"

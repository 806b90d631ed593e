"""The forms of the coding bench. The domain has the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange
from wtforms.widgets import TextInput

from app.extensions import db
from app.staff.coding_words import coding_problem
from app.staff.forms import among_choices, blame, clean, row_id
from surveys.codebook import LONGEST_DESCRIPTION, LONGEST_NAME
from surveys.double_coding import LARGEST, SMALLEST
from surveys.errors import DomainError, InvalidEntry
from surveys.thematic import CodeLine
from surveys.themes import LONGEST_INTERPRETATION
from surveys.themes import LONGEST_NAME as LONGEST_THEME

_SHORT_NAME = Length(max=LONGEST_NAME, message=_("Persingkat nama menjadi paling banyak 80 huruf."))
_UNKNOWN_CODE = _("Pilih kode dari daftar ini.")
_UNKNOWN_CODER = _("Pilih orang dari daftar ini.")

MOST_REVISIONS = 2**31 - 1  # that the column holds


def code_choices(codes: Iterable[CodeLine]) -> list[SelectChoice]:
    return [SelectChoice(code.id, code.name) for code in codes]


class CodesForm(FlaskForm):
    """Which codes fit one comment."""

    codes = SelectMultipleField(
        _("Kode"), [among_choices(_UNKNOWN_CODE)], coerce=row_id, validate_choice=False, default=list
    )
    new_name = StringField(
        _("Kode baru"),
        [_SHORT_NAME],
        filters=[clean],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off", "accesskey": "b"},
    )

    def __init__(self, offered: Iterable[CodeLine], **data: Any) -> None:
        super().__init__(**data)
        self.codes.choices = code_choices(offered)


class CodeForm(FlaskForm):
    name = StringField(
        _("Nama"),
        [DataRequired(_("Isi namanya.")), _SHORT_NAME],
        filters=[clean],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    description = TextAreaField(
        _("Kapan kode ini dipakai"),
        [Length(max=LONGEST_DESCRIPTION, message=_("Persingkat penjelasan menjadi paling banyak 2.000 huruf."))],
        description=_("Tulis batasnya, supaya semua rekan memakai kode ini dengan cara yang sama."),
        filters=[clean],
        render_kw={"rows": 3, "maxlength": LONGEST_DESCRIPTION},
    )


class MergeForm(FlaskForm):
    into = SelectField(_("Digabung ke dalam"), [among_choices(_UNKNOWN_CODE)], coerce=row_id, validate_choice=False)

    def __init__(self, offered: Iterable[CodeLine], **data: Any) -> None:
        super().__init__(**data)
        self.into.choices = code_choices(offered)


class SplitForm(FlaskForm):
    """Which comments go to a new code. `offered`: address -> text."""

    comments = SelectMultipleField(
        _("Komentar yang pindah"),
        [DataRequired(_("Pilih paling sedikit satu komentar.")), among_choices(_("Pilih komentar dari daftar ini."))],
        validate_choice=False,
    )
    new_name = StringField(
        _("Nama kode baru"),
        [DataRequired(_("Isi nama kode baru.")), _SHORT_NAME],
        filters=[clean],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )

    def __init__(self, offered: dict[str, str], **data: Any) -> None:
        super().__init__(**data)
        self.comments.choices = [SelectChoice(address, text) for address, text in offered.items()]


class ThemeNameForm(FlaskForm):
    name = StringField(
        _("Nama tema"),
        [
            DataRequired(_("Isi nama tema.")),
            Length(max=LONGEST_THEME, message=_("Persingkat nama menjadi paling banyak 200 huruf.")),
        ],
        description=_("Misalnya: Tarif terlalu mahal."),
        filters=[clean],
        render_kw={"maxlength": LONGEST_THEME, "autocomplete": "off"},
    )


class ThemeForm(ThemeNameForm):
    codes = SelectMultipleField(
        _("Kode dalam tema ini"), [among_choices(_UNKNOWN_CODE)], coerce=row_id, validate_choice=False, default=list
    )
    interpretation = TextAreaField(
        _("Arti tema ini"),
        [Length(max=LONGEST_INTERPRETATION, message=_("Persingkat arti tema menjadi paling banyak 20.000 huruf."))],
        description=_("Apa yang warga sampaikan? Mengapa? Apa artinya bagi pelayanan?"),
        filters=[clean],
        render_kw={"rows": 10, "maxlength": LONGEST_INTERPRETATION},
    )
    revision = HiddenField()

    def __init__(self, offered: Iterable[CodeLine], **data: Any) -> None:
        super().__init__(**data)
        self.codes.choices = code_choices(offered)

    @property
    def seen(self) -> int:
        """The theme's revision when this page was opened; 0, which no theme has, for what is none."""
        seen = row_id(self.revision.data or "")
        return seen if seen < MOST_REVISIONS else 0


class DoubleCodingForm(FlaskForm):
    size = IntegerField(
        _("Banyaknya komentar"),
        [NumberRange(SMALLEST, LARGEST, _("Tulis angka dari 10 sampai 500."))],
        description=_("Lima puluh biasanya cukup. Hanya komentar yang belum dibaca yang diambil, secara acak."),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "short"},
        widget=TextInput(),
    )
    first_coder = SelectField(_("Orang pertama"), [among_choices(_UNKNOWN_CODER)], validate_choice=False)
    second_coder = SelectField(_("Orang kedua"), [among_choices(_UNKNOWN_CODER)], validate_choice=False)

    def __init__(self, coders: dict[str, str], **data: Any) -> None:
        super().__init__(**data)
        for field in (self.first_coder, self.second_coder):
            field.choices = [SelectChoice(email, name) for email, name in coders.items()]


def carry_out(form: FlaskForm, step: Callable[[], object]) -> bool:
    """Take a step with what the form holds, and commit. Otherwise the form keeps what was typed, and says why."""
    if not form.validate():
        return False
    try:
        step()
    except DomainError as error:
        db.session.rollback()
        if isinstance(error, InvalidEntry) and error.problem.field in form:
            blame(form, error)
        else:
            form.form_errors.append(coding_problem(error))
        return False
    db.session.commit()
    return True

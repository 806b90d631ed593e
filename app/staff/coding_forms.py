"""The forms of the coding bench. The domain has the last word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.staff.forms import among_choices, clean, row_id
from surveys.codebook import LONGEST_DESCRIPTION, LONGEST_NAME
from surveys.thematic import CodeLine

_SHORT_NAME = Length(max=LONGEST_NAME, message=_("Persingkat nama menjadi paling banyak 80 huruf."))
_UNKNOWN_CODE = _("Pilih kode dari daftar ini.")


def code_choices(codes: Iterable[CodeLine]) -> list[SelectChoice]:
    return [SelectChoice(code.id, code.name) for code in codes]


class CodesForm(FlaskForm):
    """Which codes fit one comment."""

    codes = SelectMultipleField(_("Kode"), [among_choices(_UNKNOWN_CODE)], coerce=row_id, validate_choice=False)
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

"""The forms of an outcome: a point with what stands behind it, and the publishing of all of them."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.staff.forms import clean, one_of, row_id
from app.staff.reply_forms import MISSING_VERDICT, VERDICT_NAMES
from surveys.consultations import LONGEST_NOTE
from surveys.outcome import LONGEST_TEXT, PARTS, PointEntry

_TOO_LONG = _("Persingkat teks ini menjadi paling banyak 5.000 huruf.")


def _part(label: Any, description: Any = "", missing: Any = None) -> TextAreaField:
    checks: list[Any] = [DataRequired(missing)] if missing else [Optional()]
    checks.append(Length(max=LONGEST_TEXT, message=_TOO_LONG))
    return TextAreaField(label, checks, description=description, filters=[clean], render_kw={"rows": 4})


def _several(label: Any, coerce: Any) -> SelectMultipleField:
    return SelectMultipleField(label, coerce=coerce, validate_choice=False)


class PointForm(FlaskForm):
    asked = _part(
        _("Kami bertanya"),
        _("Apa yang ditanyakan kepada warga. Satu atau dua kalimat."),
        _("Tulis apa yang Anda tanyakan."),
    )
    heard = _part(
        _("Kami mendengar"), _("Apa kata warga, dengan kata mereka."), _("Tulis apa yang Anda dengar dari warga.")
    )
    did = _part(
        _("Kami melakukan"),
        _("Apa yang berubah. Atau mengapa tidak berubah."),
        _("Tulis apa yang Anda lakukan, atau mengapa tidak."),
    )
    verdict = one_of(_("Putusan"), VERDICT_NAMES, MISSING_VERDICT, default="")
    asked_en = _part(_("Kami bertanya, dalam bahasa Inggris (boleh kosong)"))
    heard_en = _part(_("Kami mendengar, dalam bahasa Inggris (boleh kosong)"))
    did_en = _part(_("Kami melakukan, dalam bahasa Inggris (boleh kosong)"))
    themes = _several(_("Tema di balik butir ini"), row_id)
    statements = _several(_("Pernyataan di balik butir ini"), row_id)
    comments = _several(_("Komentar yang disebut butir ini"), str)

    def offer(self, themes: dict[int, str], statements: dict[int, str], comments: dict[str, str]) -> None:
        """Set what can be ticked: id -> words."""
        for field, choices in ((self.themes, themes), (self.statements, statements), (self.comments, comments)):
            field.choices = [SelectChoice(value, text) for value, text in choices.items()]

    @classmethod
    def of(cls, entry: PointEntry) -> PointForm:
        """The form with a point as it is."""
        data: dict[str, Any] = {"verdict": entry.verdict}
        for part in PARTS:
            texts = getattr(entry, part)
            data |= {part: texts.get("id", ""), f"{part}_en": texts.get("en", "")}
        ticked = {"themes": entry.theme_ids, "statements": entry.statements, "comments": entry.contribution_ids}
        return cls(None, data={**data, **ticked})

    @property
    def entry(self) -> PointEntry:
        texts = {part: {"id": self[part].data or "", "en": self[f"{part}_en"].data or ""} for part in PARTS}
        return PointEntry(
            self.verdict.data,
            **texts,
            contribution_ids=self.comments.data or (),
            theme_ids=self.themes.data or (),
            statements=self.statements.data or (),
        )


class PublishForm(FlaskForm):
    reason = TextAreaField(
        _("Mengapa diterbitkan walau belum lengkap?"),
        [
            Optional(),
            Length(max=LONGEST_NOTE, message=_("Persingkat alasan menjadi paling banyak 2.000 huruf.")),
        ],
        description=_("Warga membaca alasan ini di halaman hasil."),
        filters=[clean],
        render_kw={"rows": 4},
    )

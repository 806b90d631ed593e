"""The forms of sign-in and of the users' pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation, ValidationError

from app.auth import passwords
from app.auth.accounts import clean_email, clean_name
from app.auth.words import PASSWORD_PROBLEMS, ROLE_TASKS


class Email(EmailField):
    """Its data is the address as accounts keep it, or what was typed instead."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = clean_name("".join(valuelist[:1]))
        self.data = clean_email(typed) or typed

    def pre_validate(self, form: object) -> None:
        if clean_email(self.data or "") is None:
            raise StopValidation(_("Tulis alamat e-mail lengkap, misalnya nama@dinas.go.id."))


class SignIn(FlaskForm):
    email = Email(_("Alamat e-mail"), render_kw={"autocomplete": "username", "maxlength": 254})
    password = PasswordField(
        _("Kata sandi"),
        [InputRequired(_("Isi kata sandi Anda."))],
        render_kw={"autocomplete": "current-password"},
    )


class ForgottenPassword(FlaskForm):
    email = Email(_("Alamat e-mail"), render_kw={"autocomplete": "username", "maxlength": 254})


class NewPassword(FlaskForm):
    """`email` stands beside the password so that browsers store the two together; what it sends is ignored."""

    email = EmailField(_("Alamat e-mail"), render_kw={"autocomplete": "username", "readonly": True})
    password = PasswordField(
        _("Kata sandi baru"),
        description=_(
            "Paling sedikit 12 karakter. Bukan alamat e-mail Anda, dan bukan kata sandi yang umum. "
            "Beberapa kata yang tidak berhubungan mudah diingat dan sulit ditebak."
        ),
        render_kw={"autocomplete": "new-password", "minlength": passwords.SHORTEST},
    )

    def __init__(self, owner: str) -> None:
        super().__init__()
        self.owner = self.email.data = owner

    def validate_password(self, field: Field) -> None:
        if problem := passwords.problem_with(field.data or "", self.owner):
            raise ValidationError(PASSWORD_PROBLEMS[problem])


class Role(FlaskForm):
    role = RadioField(
        _("Peran"),
        [InputRequired(_("Pilih satu peran."))],
        choices=[SelectChoice(role, task) for role, task in ROLE_TASKS.items()],
    )


class Invitation(Role):
    email = Email(
        _("Alamat e-mail"),
        description=_("Undangan dikirim ke alamat ini."),
        render_kw={"autocomplete": "off", "maxlength": 254},
    )
    name = StringField(
        _("Nama lengkap"),
        [
            DataRequired(_("Isi nama lengkap.")),
            Length(max=200, message=_("Tulis nama paling banyak 200 huruf.")),
        ],
        filters=[lambda text: clean_name(text or "")],
        render_kw={"autocomplete": "off"},
    )
    agency_id = SelectField(_("Instansi"), coerce=int)

"""Signing in and out, and choosing a password."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app import clock, mail
from app.auth import accounts, entrance, links, sessions
from app.auth.entrance import UsedLink, WrongPassword
from app.auth.forms import ForgottenPassword, NewPassword, SignIn
from app.auth.guards import current_staff, keep_out_of_caches, signed_in
from app.auth.lockout import LockedOut
from app.auth.passwords import TooBusy
from app.auth.permissions import OVERSIGHT
from app.extensions import csrf, db
from app.security import OFFICE, in_office

blueprint = Blueprint("auth", __name__, url_prefix=OFFICE)
blueprint.after_request(keep_out_of_caches)


@blueprint.before_request
def check_token() -> ResponseReturnValue | None:
    if request.endpoint == "auth.sign_out" and signed_in() is None:
        return redirect(url_for("auth.sign_in"), 303)  # signed out already; no need for a token to say so
    csrf.protect()
    return None


@blueprint.get("/home")
def home() -> ResponseReturnValue:
    if signed_in() is None:
        return redirect(url_for("auth.sign_in"), 303)
    return redirect(_home(), 303)


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if signed_in() is not None:
        return redirect(_home(), 303)
    return _sign_in_page(SignIn())


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    form, now = SignIn(), clock.now()
    if not form.validate():
        return _sign_in_page(form), 422
    try:
        user_id = entrance.check_password(form.email.data, form.password.data, now)
        user = entrance.welcome(db.session, user_id)
    except WrongPassword:
        return _refuse(form, _("Alamat e-mail atau kata sandi tidak cocok."), 422)
    except LockedOut as locked:
        return _refuse(form, _wait(locked.minutes), 429)
    except TooBusy:
        return _refuse(form, _("Server sedang sibuk. Coba lagi sebentar lagi."), 503)
    sessions.begin(db.session, user, now)
    target = _back() or _home()
    db.session.commit()
    return redirect(target, 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    sessions.end(db.session, clock.now())
    db.session.commit()
    flash(_("Anda sudah keluar."))
    return redirect(url_for(".sign_in"), 303)


@blueprint.get("/forgotten-password")
def forgotten_password() -> ResponseReturnValue:
    return render_template("auth/forgotten_password.html", form=ForgottenPassword(), can_send=mail.is_set_up())


@blueprint.post("/forgotten-password")
def send_reset() -> ResponseReturnValue:
    form = ForgottenPassword()
    if not form.validate() or not mail.is_set_up():
        return render_template("auth/forgotten_password.html", form=form, can_send=mail.is_set_up()), 422
    response = current_app.make_response(render_template("auth/reset_sent.html", email=form.email.data))
    user = accounts.find(db.session, form.email.data)
    if user and user.active and accounts.may_send_reset(db.session, user, clock.now()):
        letter = links.letter(user, clock.now())
        # After the answer: the time that the mail server takes would tell that there is an account.
        response.call_on_close(letter.send_or_log)
    db.session.commit()
    return response


@blueprint.get("/new-password/<string:token>")
def choose_password(token: str) -> ResponseReturnValue:
    user = links.find_user(db.session, token, clock.now())
    if user is None:
        return render_template("auth/used_link.html"), 410
    return render_template("auth/new_password.html", form=NewPassword(user.email), user=user)


@blueprint.post("/new-password/<string:token>")
def save_password(token: str) -> ResponseReturnValue:
    user = links.find_user(db.session, token, clock.now())
    if user is None:
        return render_template("auth/used_link.html"), 410
    form = NewPassword(user.email)
    if not form.validate():
        return render_template("auth/new_password.html", form=form, user=user), 422
    db.session.rollback()  # the password is hashed first, and citizens don't wait for that
    try:
        entrance.choose_password(token, form.password.data, clock.now())
    except UsedLink:
        return render_template("auth/used_link.html"), 410
    except TooBusy:
        form.form_errors.append(_("Server sedang sibuk. Coba lagi sebentar lagi."))
        return render_template("auth/new_password.html", form=form, user=user), 503
    flash(_("Kata sandi tersimpan. Silakan masuk."))
    return redirect(url_for(".sign_in"), 303)


def _sign_in_page(form: SignIn) -> str:
    return render_template("auth/sign_in.html", form=form, next=_back())


def _refuse(form: SignIn, message: str, status: int) -> ResponseReturnValue:
    form.form_errors.append(message)
    return _sign_in_page(form), status


def _wait(minutes: int) -> str:
    return ngettext(
        "Terlalu banyak percobaan. Coba lagi %(num)d menit lagi, atau pilih kata sandi baru.",
        "Terlalu banyak percobaan. Coba lagi %(num)d menit lagi, atau pilih kata sandi baru.",
        minutes,
    )


def _back() -> str | None:
    """Where the person wanted to go, if that is a page of the office."""
    asked = request.args.get("next", "")
    path = asked.partition("?")[0]
    return asked if in_office(path) and ".." not in path and "\\" not in path and asked.isprintable() else None


def _home() -> str:
    return f"{OFFICE}/oversight" if current_staff().role == OVERSIGHT else OFFICE

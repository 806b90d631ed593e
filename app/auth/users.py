"""The users of an agency: invited, given a role, disabled. Accounts of other agencies do not exist here."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, NotFound
from wtforms import SelectChoice

from app import clock, mail
from app.auth import accounts, links
from app.auth.forms import Invitation, Role
from app.auth.guards import current_staff, guard, needs, visible_agency_ids
from app.auth.models import StaffUser
from app.auth.permissions import AGENCY_ROLES
from app.auth.words import ROLE_NAMES
from app.extensions import db
from app.mail import Letter, MailFailed
from app.security import OFFICE
from surveys.agencies import agency_tree

blueprint = Blueprint("users", __name__, url_prefix=f"{OFFICE}/users")
guard(blueprint, *AGENCY_ROLES)


@blueprint.get("")
@needs("manage-agency")
def index() -> ResponseReturnValue:
    users = accounts.list_users(db.session, visible_agency_ids())
    return render_template("auth/users.html", users=users, roles=ROLE_NAMES)


@blueprint.get("/invite")
@needs("manage-agency")
def invitation() -> ResponseReturnValue:
    return _invitation_page(_invitation_form())


@blueprint.post("/invite")
@needs("manage-agency")
def invite() -> ResponseReturnValue:
    form, now = _invitation_form(), clock.now()
    if not form.validate() or not mail.is_set_up():
        return _invitation_page(form), 422
    agency_id, email, name = form.agency_id.data, form.email.data, form.name.data
    try:
        user = accounts.create(db.session, email, form.role.data, agency_id, now, name=name)
    except accounts.TakenEmail:
        form.email.errors = [_("Alamat ini sudah dipakai sebuah akun. Pakai alamat lain.")]
        return _invitation_page(form), 422
    letter = links.letter(user, now)
    db.session.commit()
    _send(letter, _("Undangan dikirim ke %(email)s.", email=email))
    return redirect(url_for(".index"), 303)


@blueprint.get("/<int:user_id>")
@needs("manage-agency")
def show(user_id: int) -> ResponseReturnValue:
    user = _user_in_sight(user_id)
    return _user_page(user, Role(role=user.role))


@blueprint.post("/<int:user_id>/role")
@needs("manage-agency")
def change_role(user_id: int) -> ResponseReturnValue:
    user, form = _colleague(user_id), Role()
    if not form.validate():
        return _user_page(user, form), 422
    accounts.change_role(db.session, user, form.role.data)
    db.session.commit()
    flash(_("Peran tersimpan."))
    return redirect(url_for(".show", user_id=user_id), 303)


@blueprint.post("/<int:user_id>/invite-again")
@needs("manage-agency")
def invite_again(user_id: int) -> ResponseReturnValue:
    user, now = _colleague(user_id), clock.now()
    if user.password is not None or not user.active or not mail.is_set_up():
        raise Forbidden
    accounts.invite_again(db.session, user, now)
    letter, email = links.letter(user, now), user.email
    db.session.commit()
    _send(letter, _("Undangan dikirim ke %(email)s.", email=email))
    return redirect(url_for(".show", user_id=user_id), 303)


@blueprint.post("/<int:user_id>/disable")
@needs("manage-agency")
def disable(user_id: int) -> ResponseReturnValue:
    accounts.disable(db.session, _colleague(user_id))
    db.session.commit()
    flash(_("Akun dinonaktifkan. Orang ini langsung keluar dari semua perangkat."))
    return redirect(url_for(".show", user_id=user_id), 303)


@blueprint.post("/<int:user_id>/enable")
@needs("manage-agency")
def enable(user_id: int) -> ResponseReturnValue:
    accounts.enable(db.session, _colleague(user_id))
    db.session.commit()
    flash(_("Akun aktif kembali."))
    return redirect(url_for(".show", user_id=user_id), 303)


def _user_in_sight(user_id: int) -> StaffUser:
    """Raises NotFound for an account of another agency, as for one that does not exist."""
    user = db.session.get(StaffUser, user_id)
    if user is None or user.agency_id not in visible_agency_ids():
        raise NotFound
    return user


def _colleague(user_id: int) -> StaffUser:
    """An account in sight. Raises Forbidden for one's own: an agency must not lose its last administrator."""
    user = _user_in_sight(user_id)
    if user is current_staff():
        raise Forbidden
    return user


def _invitation_form() -> Invitation:
    form = Invitation(agency_id=current_staff().agency_id)
    tree = agency_tree(db.session, current_staff().agency_id)
    form.agency_id.choices = [SelectChoice(branch.id, branch.name) for branch in tree]
    return form


def _invitation_page(form: Invitation) -> str:
    return render_template("auth/invite.html", form=form, can_send=mail.is_set_up())


def _user_page(user: StaffUser, form: Role) -> str:
    mine = user is current_staff()
    return render_template("auth/user.html", user=user, form=form, mine=mine, can_send=mail.is_set_up())


def _send(letter: Letter, done: str) -> None:
    """After the commit: the mail server's seconds hold no lock, and a mail that fails can be sent again."""
    try:
        letter.send()
    except MailFailed as error:
        mail.log_failure(error)
        flash(_("Akun tersimpan, tetapi surat belum terkirim. Buka akunnya untuk mengirim lagi."), "error")
    else:
        flash(done)

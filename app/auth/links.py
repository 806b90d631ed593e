"""The signed links in mails that let a person choose a password, and the mails around them.

A link calls the account by a key that every new password, invitation and disabling changes: so it
works once, and dies with the next one. Earlier secret keys don't count here: who rotates a key that
leaked must not leave this door open.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from flask import current_app, render_template, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import mail
from app.auth.models import StaffUser
from app.mail import Letter
from app.security import derived_keys

INVITATION_LASTS = dt.timedelta(days=7)
RESET_LASTS = dt.timedelta(hours=2)


def token_for(user: StaffUser, now: dt.datetime) -> str:
    lasts = INVITATION_LASTS if user.password is None else RESET_LASTS
    return _signer().dumps([user.link_key, int((now + lasts).timestamp())])


def find_user(session: Session, token: str, now: dt.datetime) -> StaffUser | None:
    """The account that may choose a password with this link; None for an old, used or forged one."""
    try:
        link_key, expires = _signer().loads(token)
    except BadSignature:
        return None
    if now.timestamp() >= expires:
        return None
    return session.scalar(select(StaffUser).where(StaffUser.link_key == link_key, StaffUser.active))


def letter(user: StaffUser, now: dt.datetime) -> Letter:
    """The mail with a link: an invitation for people without a password, else a reset."""
    base_url = current_app.extensions["settings"].base_url
    invited = user.password is None
    # Not from the request's Host header: whoever forges that would receive the link.
    link = base_url + url_for("auth.choose_password", token=token_for(user, now))
    template = "emails/invitation.txt" if invited else "emails/reset.txt"
    text = render_template(template, user=user, link=link, base_url=base_url)
    subject = "Undangan ke Suara / Invitation to Suara" if invited else "Kata sandi baru / New password: Suara"
    return mail.compose(user.email, subject, text, now)


def _signer() -> URLSafeSerializer:
    key = derived_keys("new-password-link")[0]
    return URLSafeSerializer(key, salt="link", signer_kwargs={"digest_method": hashlib.sha256})

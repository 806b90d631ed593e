"""The one cookie of a citizen: it carries the receipt code to the thank-you page, so that no address does.

Encrypted, HttpOnly, for that page alone, for fifteen minutes.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app
from werkzeug.http import dump_cookie

from app.security import derived_keys

NAME = "suara-receipt"
LIFETIME = dt.timedelta(minutes=15)
_NONCE = 12


def prepare(app: Flask) -> None:
    with app.app_context():
        app.extensions["receipt_ciphers"] = [AESGCM(key) for key in derived_keys("receipt-cookie")]


def header(public_id: str, path: str, code: str, now: dt.datetime) -> str:
    """The Set-Cookie value that carries `code` to `path`."""
    return dump_cookie(
        NAME,
        _seal(public_id, code, now),
        path=path,
        max_age=LIFETIME,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
        sync_expires=False,  # the date beside it, for browsers of 2010, cost as much as sealing the code
    )


def code_in(value: str, public_id: str, now: dt.datetime) -> str | None:
    """The code in a cookie's value; None when it is another survey's, too old, or not ours."""
    try:
        sealed = base64.urlsafe_b64decode(value)
    except (binascii.Error, ValueError):
        return None
    for cipher in current_app.extensions["receipt_ciphers"]:
        try:
            text = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], public_id.encode()).decode()
        except (InvalidTag, ValueError):
            continue
        until, code = text.split(" ")
        return code if now.timestamp() < float(until) else None
    return None


def _seal(public_id: str, code: str, now: dt.datetime) -> str:
    nonce = secrets.token_bytes(_NONCE)
    text = f"{(now + LIFETIME).timestamp():.0f} {code}"
    cipher: AESGCM = current_app.extensions["receipt_ciphers"][0]
    return base64.urlsafe_b64encode(nonce + cipher.encrypt(nonce, text.encode(), public_id.encode())).decode()

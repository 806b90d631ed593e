"""The one cookie of a citizen: it carries the receipt code to the thank-you page, so that no address does.

Encrypted, HttpOnly, for that page alone, for fifteen minutes. Sealed for a subject, so that the cookie of one survey or
draft opens nothing of another.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, Response, current_app, request
from werkzeug.http import dump_cookie

from app import clock
from app.security import derived_keys

NAME = "suara-receipt"
LIFETIME = dt.timedelta(minutes=15)
_NONCE = 12


def prepare(app: Flask) -> None:
    with app.app_context():
        app.extensions["receipt_ciphers"] = [AESGCM(key) for key in derived_keys("receipt-cookie")]


def onward(address: str, path: str, subject: str, code: str) -> Response:
    """To the thank-you page at `path`, whose whole address is `address`, with the code sealed for `subject`."""
    cookie = dump_cookie(
        NAME,
        _seal(subject, code, clock.now()),
        path=path,
        max_age=LIFETIME,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
        sync_expires=False,  # the date beside it, for browsers of 2010, cost as much as sealing the code
    )
    return Response(status=303, headers={"Location": address, "Set-Cookie": cookie, "Cache-Control": "no-store"})


def code_for(subject: str) -> str | None:
    """The code that the request brings; None when it was sealed for something else, is too old, or not ours."""
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(NAME, ""))
    except (binascii.Error, ValueError):
        return None
    for cipher in current_app.extensions["receipt_ciphers"]:
        try:
            text = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], subject.encode()).decode()
        except (InvalidTag, ValueError):
            continue
        until, code = text.split(" ")
        return code if clock.now().timestamp() < float(until) else None
    return None


def _seal(subject: str, code: str, now: dt.datetime) -> str:
    nonce = secrets.token_bytes(_NONCE)
    text = f"{(now + LIFETIME).timestamp():.0f} {code}"
    cipher: AESGCM = current_app.extensions["receipt_ciphers"][0]
    return base64.urlsafe_b64encode(nonce + cipher.encrypt(nonce, text.encode(), subject.encode())).decode()

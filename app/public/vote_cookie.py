"""The cookie of a browser that votes: a random token for the voting pages of one consultation, and nothing else.

It is set with the first vote, gone at the closing, and sent to no other page, so no comment comes with it. The
database keeps only a hash of the token under a key of the server.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from werkzeug.http import dump_cookie

from app.security import derived_keys
from surveys.public_consultations import PublicConsultation
from surveys.receipts import Keyring

NAME = "suara-vote"
LONGEST = dt.timedelta(days=365)  # of a consultation without a last day
_VALUE = re.compile(r"([0-9a-f]{4})\.([0-9a-f]{32})", re.ASCII)


@dataclass(frozen=True)
class VoteToken:
    """`value` is what the browser keeps, `hash` what the database keeps."""

    value: str
    hash: str


def prepare(app: Flask) -> None:
    with app.app_context():
        app.extensions["vote_keyring"] = Keyring.of(derived_keys("vote-token"))


def sent() -> VoteToken | None:
    """The token that came with the request; None for none, or one that we can't have made."""
    found = _VALUE.fullmatch(request.cookies.get(NAME, ""))
    return _token(*found.groups()) if found else None


def fresh() -> VoteToken:
    token = _token(_keyring().current.version, secrets.token_hex(16))
    assert token is not None  # the current key is there
    return token


def keeping(consultation: PublicConsultation, token: VoteToken, now: dt.datetime) -> str:
    """The Set-Cookie value that keeps `token` until the consultation closes."""
    left = consultation.closes_at - now if consultation.closes_at else LONGEST
    return _header(consultation, token.value, min(left, LONGEST))


def dropping(consultation: PublicConsultation) -> str:
    """The Set-Cookie value that deletes the token."""
    return _header(consultation, "", dt.timedelta(0))


def _header(consultation: PublicConsultation, value: str, max_age: dt.timedelta) -> str:
    return dump_cookie(
        NAME,
        value,
        path=url_for("public.voting", public_id=consultation.public_id),
        max_age=max_age,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
    )


def _token(version: str, token: str) -> VoteToken | None:
    key = _keyring().get(version)
    return VoteToken(f"{version}.{token}", key.receipt_hash(token)) if key else None


def _keyring() -> Keyring:
    ring: Keyring = current_app.extensions["vote_keyring"]
    return ring

"""The signed token in a citizen's form: which questionnaire, which unit, and the key of this one sending.

It stands in for a session. It has no age: a form that waited for days without a network is as good
as a fresh one. Only a forged token is refused.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from flask import Flask, current_app
from itsdangerous import BadSignature, Signer

from app.security import derived_keys
from surveys.errors import ForgedToken
from surveys.receipts import KEY_BYTES, Keyring


@dataclass(frozen=True)
class FormToken:
    version_id: int
    unit_id: int  # 0: the citizen says which
    key: bytes  # idempotency key: the same key is stored once
    key_version: str  # which server key the receipt code comes from


def prepare(app: Flask) -> None:
    with app.app_context():
        keys = list(reversed(derived_keys("form-token")))  # the signer wants the newest key last
        app.extensions["form_signer"] = Signer(
            keys, salt="form-token", key_derivation="none", digest_method=hashlib.sha256
        )
        app.extensions["keyring"] = Keyring.of(derived_keys("receipt"))


def new_token(version_id: int, unit_id: int) -> str:
    """A signed token with a fresh key. Letters, digits, `-`, `_`, `.` only."""
    key = secrets.token_hex(KEY_BYTES)
    version = keyring().current.version
    return _signer().sign(f"{version_id}.{unit_id}.{key}.{version}".encode()).decode()


def read_token(text: str) -> FormToken:
    """The token that `new_token` made, whenever. Raises ForgedToken."""
    try:
        version_id, unit_id, key, key_version = _signer().unsign(text.encode("ascii", "replace")).decode().split(".")
    except BadSignature as error:
        raise ForgedToken from error
    return FormToken(int(version_id), int(unit_id), bytes.fromhex(key), key_version)


def keyring() -> Keyring:
    ring: Keyring = current_app.extensions["keyring"]
    return ring


def _signer() -> Signer:
    signer: Signer = current_app.extensions["form_signer"]
    return signer

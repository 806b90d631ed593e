"""The signed token in a comment's form: which text was read, and the key of this one sending.

As with a survey's token (app/public/tokens.py) it has no age, and only a forged one is refused. It is
signed with keys of its own, so that neither is taken for the other.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from flask import Flask, current_app
from itsdangerous import BadSignature, Signer

from app.public.tokens import keyring
from app.security import derived_keys
from surveys.errors import ForgedToken
from surveys.receipts import KEY_BYTES, ServerKey


@dataclass(frozen=True)
class ContributionToken:
    version_id: int  # of the text that was read
    key: bytes  # idempotency key: the same key is stored once
    key_version: str  # which server key the receipt code comes from

    @property
    def server_key(self) -> ServerKey:
        return keyring().get(self.key_version) or keyring().current


def prepare(app: Flask) -> None:
    with app.app_context():
        keys = list(reversed(derived_keys("contribution-token")))  # the signer wants the newest key last
        app.extensions["contribution_signer"] = Signer(
            keys, salt="contribution-token", key_derivation="none", digest_method=hashlib.sha256
        )


def new_token(version_id: int) -> str:
    """A signed token with a fresh key. Letters, digits, `-`, `_`, `.` only."""
    key = secrets.token_hex(KEY_BYTES)
    return _signer().sign(f"{version_id}.{key}.{keyring().current.version}".encode()).decode()


def read_token(text: str) -> ContributionToken:
    """The token that `new_token` made, whenever. Raises ForgedToken."""
    try:
        version_id, key, key_version = _signer().unsign(text.encode("ascii", "replace")).decode().split(".")
    except BadSignature as error:
        raise ForgedToken from error
    return ContributionToken(int(version_id), bytes.fromhex(key), key_version)


def _signer() -> Signer:
    signer: Signer = current_app.extensions["contribution_signer"]
    return signer

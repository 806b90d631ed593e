"""The signed tokens in small forms of a consultation: which statement was shown when; a proposal's and a notice's key.

Each is signed with keys of its own, so that no form's token is taken for another's. They have no age.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from flask import Flask, current_app
from itsdangerous import BadSignature, Signer

from app.public.tokens import keyring
from app.security import derived_keys
from surveys.errors import ForgedToken
from surveys.receipts import KEY_BYTES, ServerKey

READING_TIME = dt.timedelta(seconds=1.5)  # who votes faster than this has not read
_PURPOSES = ("vote-form", "proposal-form", "notice-form")


@dataclass(frozen=True)
class BallotToken:
    statement_id: int
    made_at: dt.datetime

    def quick(self, now: dt.datetime) -> bool:
        """Whether a vote that comes `now` was faster than anybody reads."""
        return now - self.made_at < READING_TIME


@dataclass(frozen=True)
class ProposalToken:
    key: bytes  # idempotency key: the same key is stored once
    server_key: ServerKey


def prepare(app: Flask) -> None:
    with app.app_context():
        for purpose in _PURPOSES:
            keys = list(reversed(derived_keys(purpose)))  # the signer wants the newest key last
            signer = Signer(keys, salt=purpose, key_derivation="none", digest_method=hashlib.sha256)
            app.extensions[f"{purpose}_signer"] = signer


def new_ballot(statement_id: int, now: dt.datetime) -> str:
    return _sign("vote-form", f"{statement_id}.{now.timestamp() * 1000:.0f}")


def read_ballot(text: str) -> BallotToken:
    """Raises ForgedToken."""
    statement_id, made_at = _unsign("vote-form", text)
    return BallotToken(int(statement_id), dt.datetime.fromtimestamp(int(made_at) / 1000, dt.UTC))


def new_proposal() -> str:
    return _sign("proposal-form", f"{secrets.token_hex(KEY_BYTES)}.{keyring().current.version}")


def read_proposal(text: str) -> ProposalToken:
    """Raises ForgedToken."""
    key, version = _unsign("proposal-form", text)
    return ProposalToken(bytes.fromhex(key), keyring().get(version) or keyring().current)


def new_notice() -> str:
    return _sign("notice-form", secrets.token_hex(KEY_BYTES))


def read_notice(text: str) -> bytes:
    """The key of one sending. Raises ForgedToken."""
    (key,) = _unsign("notice-form", text)
    return bytes.fromhex(key)


def _sign(purpose: str, text: str) -> str:
    return _signer(purpose).sign(text.encode()).decode()


def _unsign(purpose: str, text: str) -> list[str]:
    try:
        return _signer(purpose).unsign(text.encode("ascii", "replace")).decode().split(".")
    except BadSignature as error:
        raise ForgedToken from error


def _signer(purpose: str) -> Signer:
    signer: Signer = current_app.extensions[f"{purpose}_signer"]
    return signer

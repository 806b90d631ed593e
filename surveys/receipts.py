"""Receipts and retries: what follows from a form's idempotency key, and what little of it is kept.

The form carries a random key. The citizen's receipt code is a truncated HMAC of that key under a
server key, so a retry shows the same code; the database keeps only a keyed hash of the code, so the
code can't be computed from it, nor the answers found without the code. Two forms in 10^16 share a code:
the second is then asked to send again, under another. Server keys have a short version,
carried by the form, so that a form from before a key change still gets the code that it would have got.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from surveys.base import UNAMBIGUOUS

KEY_BYTES = 16
_CODE_LENGTH = 12  # 24^12 codes: 55 bits
_GROUP = 4


@dataclass(frozen=True)
class ServerKey:
    """One key of the server, 32 bytes, for everything about receipts."""

    secret: bytes

    @cached_property
    def version(self) -> str:
        """Four hexadecimal digits that tell server keys apart and say nothing about them."""
        return self._digest(b"version", b"").hex()[:4]

    def code(self, key: bytes) -> str:
        """The receipt code that belongs to a form's key: twelve letters and digits in groups of four."""
        number = int.from_bytes(self._digest(b"code", key)[:8])  # 64 bits carry 24^12 codes evenly enough
        letters = []
        for _ in range(_CODE_LENGTH):
            number, letter = divmod(number, len(UNAMBIGUOUS))
            letters.append(UNAMBIGUOUS[letter])
        return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, _CODE_LENGTH, _GROUP))

    def key_hash(self, key: bytes) -> str:
        """What makes a row of a file recognisable that was stored before: 32 hexadecimal digits."""
        return self._digest(b"key", key).hex()[:32]

    def receipt_hash(self, code: str) -> str:
        """What leads from a receipt code to its response, and makes a repeated send recognisable: 32 digits."""
        return self._digest(b"receipt", code.encode()).hex()[:32]

    def _digest(self, purpose: bytes, value: bytes) -> bytes:
        return hmac.digest(self.secret, purpose + b"\x00" + value, hashlib.sha256)


@dataclass(frozen=True)
class Keyring:
    """The server's keys, the current one first, then earlier ones."""

    keys: tuple[ServerKey, ...]

    @classmethod
    def of(cls, secrets: Sequence[bytes]) -> Keyring:
        return cls(tuple(ServerKey(secret) for secret in secrets))

    @property
    def current(self) -> ServerKey:
        return self.keys[0]

    def get(self, version: str) -> ServerKey | None:
        return next((key for key in self.keys if key.version == version), None)

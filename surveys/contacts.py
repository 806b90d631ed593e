"""How people can be reached, where a survey asked: split off from the answers, sealed, seen by few, gone in time.

A contact has no key to the response that it came with, and no time. On SQLite the table has no order of
arrival; on PostgreSQL the transaction (`xmin`) joins a contact with its response until the night's mixing
(surveys.retention), as it joins originals. What no table can prevent: in a week in which a single person
answered, that person's contact is known to be with that answer.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import CursorResult, delete, func, select, tuple_
from sqlalchemy.orm import Session

from surveys.base import random_id
from surveys.canonical import canonical_json
from surveys.models import Contact

_NONCE = 12  # bytes: what AES-GCM is made for (NIST SP 800-38D, 8.2)
_SUNDAY = 7
_KEY = (Contact.subject, Contact.id)


class Cipher:
    """Seals with the first key and opens with any: 32 bytes each (AES-256-GCM), the current one first."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = [AESGCM(key) for key in keys]

    def seal(self, subject: str, fields: Mapping[str, str]) -> bytes:
        """The fields, readable only with the key and as a contact of `subject`."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._keys[0].encrypt(nonce, canonical_json(dict(fields)).encode(), subject.encode())

    def open(self, subject: str, sealed: bytes) -> dict[str, str] | None:
        """What `seal` sealed for the same subject; None where no key opens it, or it was changed."""
        for key in self._keys:
            try:
                plain = key.decrypt(sealed[:_NONCE], sealed[_NONCE:], subject.encode())
            except InvalidTag:
                continue
            return cast(dict[str, str], json.loads(plain))
        return None


def subject_of(survey_id: int) -> str:
    return f"survey:{survey_id}"


def last_day(given: dt.date, days: int) -> dt.date:
    """The last Sunday of the `days` after `given`: never later than promised, and the same for a whole week."""
    end = given + dt.timedelta(days=days)
    return end - dt.timedelta(days=end.isoweekday() % _SUNDAY)


def row(cipher: Cipher, subject: str, fields: Mapping[str, str], given: dt.date, days: int) -> dict[str, Any]:
    """A row of Contact, given on a local day, to be kept for at most `days`."""
    until = last_day(given, days)
    return {"subject": subject, "id": random_id(), "sealed": cipher.seal(subject, fields), "delete_after": until}


def count(session: Session, subject: str) -> int:
    return session.scalars(select(func.count()).where(Contact.subject == subject)).one()


def kept(
    session: Session, cipher: Cipher, subject: str, *, limit: int, offset: int = 0
) -> list[tuple[dict[str, str] | None, dt.date]]:
    """A subject's contacts and the last day of each, those that are kept longest first; None for what no key opens.

    Within a week the order is that of random ids.
    """
    ours = select(Contact).where(Contact.subject == subject).order_by(Contact.delete_after.desc(), Contact.id)
    rows = session.scalars(ours.limit(limit).offset(offset))
    return [(cipher.open(subject, contact.sealed), contact.delete_after) for contact in rows]


def every(session: Session, cipher: Cipher, subject: str) -> Iterator[tuple[dict[str, str] | None, dt.date]]:
    """All that `kept` would list, read as a stream."""
    query = select(Contact.sealed, Contact.delete_after).where(Contact.subject == subject)
    ordered = query.order_by(Contact.delete_after.desc(), Contact.id).execution_options(yield_per=500)
    for sealed, until in session.execute(ordered):
        yield cipher.open(subject, sealed), until


def delete_all(session: Session, subject: str) -> int:
    """Delete all contacts of a subject; how many they were."""
    gone = session.execute(delete(Contact).where(Contact.subject == subject))
    return cast("CursorResult[Any]", gone).rowcount


def delete_expired(session: Session, today: dt.date, most: int) -> int:
    """Delete up to `most` contacts whose last day is before `today`; how many were. Commit at once."""
    expired = select(*_KEY).where(Contact.delete_after < today).limit(most)
    gone = session.execute(delete(Contact).where(tuple_(*_KEY).in_(expired)))
    return cast("CursorResult[Any]", gone).rowcount

"""What citizens' pages read from the database, kept in the process for a few seconds."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from flask import g
from sqlalchemy.orm import Session

from app import clock
from app.database import reading, unreachable
from app.extensions import db

Key = TypeVar("Key")
Value = TypeVar("Value")
_MOST = 200


class Kept(Generic[Key, Value]):
    """The values of `read`, each at most `seconds` old while the database answers.

    The ones read longest ago make room for others. While it doesn't, `g.copied_at` says of when the oldest is that
    the request was given, and the page says so.
    """

    def __init__(self, seconds: float, read: Callable[[Session, Key], Value]) -> None:
        self._seconds, self._read = seconds, read
        self._kept: OrderedDict[Key, tuple[float, dt.datetime, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value:
        """The value under `key`. Raises what reading it raises."""
        kept = self._kept.get(key)
        if kept and time.monotonic() - kept[0] < self._seconds:
            return kept[2]
        try:
            with reading(), Session(db.engine) as session:
                found = self._read(session, key)
        except unreachable(db.engine):
            if kept is None:
                raise
            g.copied_at = min(kept[1], g.get("copied_at", kept[1]))
            return kept[2]  # while the database is away, what was last known serves people better than an error
        with self._lock:
            self._kept[key] = (time.monotonic(), clock.now(), found)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found

    def forget(self, key: Key) -> None:
        """Read it anew next time: something was found to be no longer true."""
        with self._lock:
            self._kept.pop(key, None)

"""The statements of consultations as the voting page needs them, kept in the process for two seconds at most."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from analytics.opinion_maps import stored_extremities
from app.database import reading
from app.extensions import db
from surveys.voting import ShownStatement, shown_statements

FRESH_SECONDS = 2.0
_MOST = 200


@dataclass(frozen=True)
class Statements:
    """`extremities`: statement id -> how far apart its votes set people, for choosing which one comes next."""

    shown: tuple[ShownStatement, ...]
    extremities: Mapping[str, float]


class StatementShelf:
    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[float, Statements]] = OrderedDict()
        self._lock = threading.Lock()

    def statements(self, consultation_id: int) -> Statements:
        """At most two seconds old; a vote on one that was hidden since is refused all the same."""
        kept = self._kept.get(consultation_id)
        if kept and time.monotonic() - kept[0] < FRESH_SECONDS:
            return kept[1]
        with reading(), Session(db.engine) as session:
            shown = tuple(shown_statements(session, consultation_id))
            found = Statements(shown, stored_extremities(session, consultation_id))
        with self._lock:
            self._kept[consultation_id] = (time.monotonic(), found)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found

    def forget(self, consultation_id: int) -> None:
        """Read it anew next time: something was found to be no longer true."""
        with self._lock:
            self._kept.pop(consultation_id, None)


def prepare(app: Flask) -> None:
    app.extensions["statement_shelf"] = StatementShelf()


def shelf() -> StatementShelf:
    found: StatementShelf = current_app.extensions["statement_shelf"]
    return found

"""All public consultations with their titles and words, kept in the process.

What may change (states, dates, which version is the newest) is read again after two seconds. A published
version never changes, so its title and words are read once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from typing import TypeVar

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.database import reading
from app.extensions import db
from surveys import consultation_list
from surveys.consultation_list import ListedConsultation
from surveys.definition import Localized

T = TypeVar("T")
FRESH_SECONDS = 2.0


class Catalogue:
    def __init__(self) -> None:
        self._read_at = float("-inf")
        self._listed: list[ListedConsultation] = []
        self._titles: dict[int, Localized] = {}
        self._words: dict[int, str] = {}
        self._lock = threading.Lock()

    def listed(self) -> list[ListedConsultation]:
        """Every public consultation, at most two seconds old."""
        if time.monotonic() - self._read_at >= FRESH_SECONDS:
            with self._lock, reading(), Session(db.engine) as session:
                self._listed = consultation_list.listed(session)
                self._read_at = time.monotonic()
        return self._listed

    def titles(self) -> dict[int, Localized]:
        """Version id -> title, of every listed version."""
        self._titles = self._known(self._titles, consultation_list.titles)
        return self._titles

    def words(self) -> dict[int, str]:
        """Version id -> its words, of every listed version."""
        self._words = self._known(self._words, consultation_list.words)
        return self._words

    def _known(self, known: dict[int, T], read: Callable[[Session, Collection[int]], dict[int, T]]) -> dict[int, T]:
        wanted = {line.version_id for line in self.listed()}
        missing = wanted - known.keys()
        if not missing:
            return known
        with self._lock, reading(), Session(db.engine) as session:
            found = read(session, missing)
        return {id_: value for id_, value in (known | found).items() if id_ in wanted}


def prepare(app: Flask) -> None:
    app.extensions["consultation_catalogue"] = Catalogue()


def catalogue() -> Catalogue:
    found: Catalogue = current_app.extensions["consultation_catalogue"]
    return found

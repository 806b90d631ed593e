"""Published surveys and their ready pages, kept in the process.

A published version never changes, so its questionnaire and pages are kept for good. What may change (the
state, the dates, the units) is read again after two seconds; if nothing did, the ready pages stay.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.database import reading, unreachable
from app.extensions import db
from app.public.spliced import SplicedPage
from surveys import publication
from surveys.definition import Questionnaire
from surveys.publication import PublicSurvey

T = TypeVar("T")
FRESH_SECONDS = 2.0
_MOST_SURVEYS = 500
_MOST_PAGES = 400  # of one survey: languages times units


@dataclass
class Entry:
    """One survey on the shelf."""

    survey: PublicSurvey
    read_at: float
    pages: dict[tuple[str, ...], SplicedPage] = field(default_factory=dict)
    versions: dict[int, Questionnaire] = field(default_factory=dict)

    def page(self, key: tuple[str, ...], render: Callable[[], str]) -> SplicedPage:
        """The ready page under `key`, rendered the first time."""
        page = self.pages.get(key)
        if page is None:
            if len(self.pages) >= _MOST_PAGES:
                self.pages.clear()
            page = self.pages[key] = SplicedPage(render())
        return page

    def version(self, version_id: int) -> Questionnaire:
        """The questionnaire of a published version of this survey. Raises UnknownSurvey."""
        if version_id == self.survey.version_id:
            return self.survey.questionnaire
        if version_id not in self.versions:
            self.versions[version_id] = _read(
                lambda session: publication.version_questionnaire(session, self.survey.id, version_id)
            )
        return self.versions[version_id]


class Shelf:
    def __init__(self) -> None:
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def entry(self, public_id: str) -> Entry:
        """The survey's entry, at most two seconds old while the database answers. Raises UnknownSurvey."""
        entry = self._entries.get(public_id)
        if entry and time.monotonic() - entry.read_at < FRESH_SECONDS:
            return entry
        if entry:
            entry.read_at = time.monotonic()  # whoever comes meanwhile need not read too
        try:
            survey = _read(lambda session: publication.public_survey(session, public_id))
        except unreachable(db.engine):
            if entry is None:
                raise
            return entry  # while the database is away, people can go on filling in what they have begun
        with self._lock:
            known = self._entries.get(public_id)
            if known is None or known.survey != survey:
                known = self._entries[public_id] = Entry(survey, time.monotonic())
                while len(self._entries) > _MOST_SURVEYS:
                    self._entries.popitem(last=False)
        return known


def _read(query: Callable[[Session], T]) -> T:
    with reading(), Session(db.engine) as session:
        return query(session)


def prepare(app: Flask) -> None:
    app.extensions["shelf"] = Shelf()


def entry(public_id: str) -> Entry:
    shelf: Shelf = current_app.extensions["shelf"]
    return shelf.entry(public_id)

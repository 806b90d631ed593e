"""What stands beside a consultation's text, kept in the process for a few seconds: counts, versions, files."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.database import reading
from app.extensions import db
from surveys.consultation_reading import FileLine, VersionLine, files, versions
from surveys.public_contributions import passage_counts

FRESH_SECONDS = 5.0
_MOST = 200


@dataclass(frozen=True)
class Beside:
    counts: dict[str, int]  # passage id -> comments that the public sees; "": those on the whole
    versions: tuple[VersionLine, ...]
    files: tuple[FileLine, ...]


class BesideShelf:
    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[float, Beside]] = OrderedDict()
        self._lock = threading.Lock()

    def beside(self, consultation_id: int) -> Beside:
        """At most five seconds old: counting twenty thousand comments costs more than a page."""
        kept = self._kept.get(consultation_id)
        if kept and time.monotonic() - kept[0] < FRESH_SECONDS:
            return kept[1]
        with reading(), Session(db.engine) as session:
            found = Beside(
                passage_counts(session, consultation_id),
                tuple(versions(session, consultation_id)),
                tuple(files(session, consultation_id)),
            )
        with self._lock:
            self._kept[consultation_id] = (time.monotonic(), found)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found


def prepare(app: Flask) -> None:
    app.extensions["consultation_beside"] = BesideShelf()


def beside(consultation_id: int) -> Beside:
    """What stands beside the text of the consultation with this row id."""
    shelf: BesideShelf = current_app.extensions["consultation_beside"]
    return shelf.beside(consultation_id)

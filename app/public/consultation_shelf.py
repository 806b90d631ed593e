"""Consultations as their pages show them, kept in the process for two seconds at most."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.database import reading
from app.extensions import db
from surveys.public_consultations import PublicConsultation, public_consultation

FRESH_SECONDS = 2.0
_MOST = 200


class ConsultationShelf:
    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[float, PublicConsultation]] = OrderedDict()
        self._lock = threading.Lock()

    def consultation(self, public_id: str) -> PublicConsultation:
        """The consultation, at most two seconds old. Raises UnknownConsultation."""
        kept = self._kept.get(public_id)
        if kept and time.monotonic() - kept[0] < FRESH_SECONDS:
            return kept[1]
        with reading(), Session(db.engine) as session:
            found = public_consultation(session, public_id)
        with self._lock:
            self._kept[public_id] = (time.monotonic(), found)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found


def prepare(app: Flask) -> None:
    app.extensions["consultation_shelf"] = ConsultationShelf()


def consultation(public_id: str) -> PublicConsultation:
    """The consultation with this public id. Raises UnknownConsultation."""
    shelf: ConsultationShelf = current_app.extensions["consultation_shelf"]
    return shelf.consultation(public_id)

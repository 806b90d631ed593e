"""The statements of consultations as the voting page needs them, kept in the process for two seconds at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from analytics.opinion_maps import stored_extremities
from app.public.kept import Kept
from surveys.voting import ShownStatement, shown_statements

FRESH_SECONDS = 2.0


@dataclass(frozen=True)
class Statements:
    """`extremities`: statement id -> how far apart its votes set people, for choosing which one comes next."""

    shown: tuple[ShownStatement, ...]
    extremities: Mapping[str, float]


def _read(session: Session, consultation_id: int) -> Statements:
    """A vote on a statement that was hidden since is refused all the same."""
    shown = tuple(shown_statements(session, consultation_id))
    return Statements(shown, stored_extremities(session, consultation_id))


def prepare(app: Flask) -> None:
    app.extensions["statement_shelf"] = Kept(FRESH_SECONDS, _read)


def shelf() -> Kept[int, Statements]:
    """Consultation -> its statements."""
    found: Kept[int, Statements] = current_app.extensions["statement_shelf"]
    return found

"""What stands beside a consultation's text, kept in the process for a few seconds: counts, versions, files."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.public.kept import Kept
from surveys.consultation_reading import FileLine, VersionLine, files, versions
from surveys.public_contributions import passage_counts

FRESH_SECONDS = 5.0


@dataclass(frozen=True)
class Beside:
    counts: dict[str, int]  # passage id -> comments that the public sees; "": those on the whole
    versions: tuple[VersionLine, ...]
    files: tuple[FileLine, ...]


def _read(session: Session, consultation_id: int) -> Beside:
    """Counting twenty thousand comments costs more than a page."""
    return Beside(
        passage_counts(session, consultation_id),
        tuple(versions(session, consultation_id)),
        tuple(files(session, consultation_id)),
    )


def prepare(app: Flask) -> None:
    app.extensions["consultation_beside"] = Kept(FRESH_SECONDS, _read)


def beside(consultation_id: int) -> Beside:
    """What stands beside the text of the consultation with this row id, at most five seconds old."""
    shelf: Kept[int, Beside] = current_app.extensions["consultation_beside"]
    return shelf.get(consultation_id)

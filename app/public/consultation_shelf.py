"""Consultations as their pages show them, kept in the process for two seconds at most."""

from __future__ import annotations

from flask import Flask, current_app

from app.public.kept import Kept
from surveys.public_consultations import PublicConsultation, public_consultation

FRESH_SECONDS = 2.0


def prepare(app: Flask) -> None:
    app.extensions["consultation_shelf"] = Kept(FRESH_SECONDS, public_consultation)


def consultation(public_id: str) -> PublicConsultation:
    """The consultation with this public id. Raises UnknownConsultation."""
    shelf: Kept[str, PublicConsultation] = current_app.extensions["consultation_shelf"]
    return shelf.get(public_id)

"""Pages for those who watch over agencies: reports of all of them, never a single answer. Nothing is written here."""

from __future__ import annotations

from app.oversight import consultations, reports
from app.oversight.blueprint import blueprint

__all__ = ["blueprint", "consultations", "reports"]

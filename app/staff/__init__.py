"""An agency's own pages: surveys and their steps, participation, posters, denominators, units."""

from __future__ import annotations

from app.staff import agencies, denominators, home, originals, participation, posters, reports, steps, surveys, units
from app.staff.blueprint import blueprint

__all__ = [
    "agencies",
    "blueprint",
    "denominators",
    "home",
    "originals",
    "participation",
    "posters",
    "reports",
    "steps",
    "surveys",
    "units",
]

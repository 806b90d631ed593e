"""An agency's own pages: surveys and their steps, participation, posters, denominators, units."""

from __future__ import annotations

from app.staff import (
    agencies,
    comments,
    denominators,
    home,
    originals,
    participation,
    posters,
    reading,
    reports,
    steps,
    surveys,
    units,
)
from app.staff.blueprint import blueprint

__all__ = [
    "agencies",
    "blueprint",
    "comments",
    "denominators",
    "home",
    "originals",
    "participation",
    "posters",
    "reading",
    "reports",
    "steps",
    "surveys",
    "units",
]

"""An agency's own pages: surveys and their steps, comments and codes, participation, posters, denominators, units."""

from __future__ import annotations

from app.staff import (
    agencies,
    codes,
    coding_history,
    comments,
    denominators,
    double_coding,
    home,
    keyword_themes,
    originals,
    participation,
    posters,
    reading,
    reports,
    results,
    steps,
    surveys,
    themes,
    trends,
    units,
    versions,
)
from app.staff.blueprint import blueprint

__all__ = [
    "agencies",
    "blueprint",
    "codes",
    "coding_history",
    "comments",
    "denominators",
    "double_coding",
    "home",
    "keyword_themes",
    "originals",
    "participation",
    "posters",
    "reading",
    "reports",
    "results",
    "steps",
    "surveys",
    "themes",
    "trends",
    "units",
    "versions",
]

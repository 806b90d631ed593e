"""What a staff member filled in, as every form's domain function checks it."""

from __future__ import annotations

from surveys.canonical import is_storable
from surveys.errors import InvalidEntry, Problem


def check_text(field: str, text: str, longest: int) -> None:
    """Raise InvalidEntry for `field`: too-long (more than `longest` characters), not-storable."""
    if len(text) > longest:
        raise InvalidEntry(Problem(field, "too-long", limit=str(longest)))
    if not is_storable(text):
        raise InvalidEntry(Problem(field, "not-storable"))

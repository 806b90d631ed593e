"""The one JSON text of a value: what is stored, compared, hashed and exported."""

from __future__ import annotations

import json


def canonical_json(value: object) -> str:
    """`value` as JSON with sorted keys and no spaces; the same value always gives the same text.

    Raises ValueError for a NUL or a lone surrogate anywhere in it (PostgreSQL and UTF-8 can't keep
    them), and for NaN and infinities.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    if not is_storable(text) or "\\u0000" in text.replace("\\\\", ""):
        raise ValueError("a NUL or a lone surrogate can't be stored")
    return text


def is_storable(text: str) -> bool:
    """Whether both databases and UTF-8 can keep `text`: no NUL, no lone surrogate."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

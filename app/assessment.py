"""What the language tools say of a text that a citizen sends. The domain knows no models: it is handed the result."""

from __future__ import annotations


def assess(text: str) -> int | None:  # noqa: ARG001  the place where a model will be asked
    """How likely `text` is abuse, in percent; None while nothing assesses texts."""
    return None

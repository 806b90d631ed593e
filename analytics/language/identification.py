"""stand-in"""

from __future__ import annotations

from collections.abc import Sequence


def identify_all(texts: Sequence[str]) -> list[str]:
    return ["unknown" for _ in texts]

"""What a row of places is made of: the office's menu, and the rooms of a consultation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One link. `current`: whether it leads to the page that is shown."""

    url: str
    text: str
    current: bool

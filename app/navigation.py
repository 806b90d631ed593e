"""The office's menu: where each entry leads and which permission shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    url: str
    text: str
    current: bool


def navigation() -> list[Entry]:
    """The entries that the signed-in person may use."""
    return []

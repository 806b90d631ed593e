"""What a report says of the analyzer that is in use, without loading it or TextBlob: web pages only read."""

from __future__ import annotations

from typing import NamedTuple


class Analyzer(NamedTuple):
    """`name` and `version` stand in the method of each figure on sentiment."""

    name: str
    version: str
    measured: tuple[int, int]  # texts labelled right, of how many that people labelled (docs/method-sentiment.md)

    @property
    def method(self) -> str:
        return f"{self.name}-{self.version}"


IN_USE = Analyzer("kata-id", "1", (928, 1239))

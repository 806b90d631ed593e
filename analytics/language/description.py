"""What a report says of the analyzer that is in use, without loading it or TextBlob: web pages only read."""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import NamedTuple


class Analyzer(NamedTuple):
    """`name` and `version` stand in the method of each figure on sentiment."""

    name: str
    version: str  # of the model files: first digits of their SHA-256, so that others read every comment again
    measured: tuple[int, int]  # texts labelled right, of how many that people labelled (docs/methods/sentiment.md)

    @property
    def method(self) -> str:
        return f"{self.name}-{self.version}"


SENTIMENT_MODEL, LANGUAGE_MODEL, ROUGHNESS_MODEL = "sentiment.model", "language.model", "roughness.model"


def artefact(name: str) -> bytes:
    """A model file that comes with the program."""
    return (resources.files("analytics.language") / "artefacts" / name).read_bytes()


_DIGITS = hashlib.sha256(artefact(SENTIMENT_MODEL) + artefact(LANGUAGE_MODEL)).hexdigest()[:8]
IN_USE = Analyzer("kata", _DIGITS, (1106, 1239))

"""A draft text as passages: numbered parts with stable ids that can be linked to and commented on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from surveys.canonical import canonical_json


@dataclass(frozen=True)
class Passage:
    id: str  # stays across versions
    kind: str
    number: str
    level: int
    text: str
    html: str  # sanitised


@dataclass(frozen=True)
class Document:
    passages: tuple[Passage, ...]


def dump(document: Document) -> str:
    return canonical_json(asdict(document))


def load(text: str) -> Document:
    return Document(tuple(Passage(**passage) for passage in json.loads(text)["passages"]))


def revise(before: Document, after: Document) -> Document:
    return after

"""A comment's text in pieces: what was masked, and the words that made it wait for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.abuse_lists import OwnWords
from surveys.personal_data import TOKENS

_TOKEN = re.compile("|".join(map(re.escape, TOKENS.values())))


@dataclass(frozen=True)
class Piece:
    """Some of the text. `kind`: "" for plain text, "abuse", or "mask"."""

    text: str
    kind: str = ""


def pieces(text: str, own: OwnWords) -> tuple[Piece, ...]:
    """The whole text, in order."""
    masks = [(token.start(), token.end(), "mask") for token in _TOKEN.finditer(text)]
    rough = [(match.start, match.end, "abuse") for match in own.find(text)]
    return tuple(_cut(text, sorted([*masks, *rough])))


def _cut(text: str, spans: list[tuple[int, int, str]]) -> Iterator[Piece]:
    at = 0
    for start, end, kind in spans:
        if start < at:  # a word within a mask
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], kind)
        at = end
    if at < len(text):
        yield Piece(text[at:])

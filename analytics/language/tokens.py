"""How a text is cut into words, the same way for training and for use."""

from __future__ import annotations

import re

_PIECE = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*['’`]?")
_DRAWN_OUT = re.compile(r"(.)\1\1+")
LONGEST_WORD = 40  # characters that count; what is longer is no word


def is_address(chunk: str) -> bool:
    """Whether a chunk between two spaces names a page or an account instead of saying something."""
    return chunk.startswith(("http:", "https:", "www.", "@"))


def spans(chunk: str) -> list[tuple[int, int]]:
    """Where the words of a chunk stand: letters, with single hyphens and apostrophes inside."""
    return [] if is_address(chunk) else [found.span() for found in _PIECE.finditer(chunk)]


def spoken(word: str) -> str:
    """The word in small letters, at most 40 of them, nothing drawn out: BAGUUUUS -> baguus."""
    return _DRAWN_OUT.sub(r"\1\1", word.lower())[:LONGEST_WORD].replace("’", "'").replace("`", "'")

"""The words of a text as they are compared: capitals, doubled and spaced letters, digits and signs are undone.

Pure and linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# A word as people write it to get past a list: digits and signs for letters, and stars for what is left out.
_TOKEN = re.compile(r"[^\W_]+(?:[*@$!]+[^\W_]+)*|[@$][^\W_]+(?:[*@$!]+[^\W_]+)*")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-_/]{1,2}[^\W\d_](?![^\W_])){3,}")
_SIGNS = str.maketrans("013456789@$!q", "oieasgtbgasik")
_SIGN = re.compile(r"[\d*@$!]")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True)
class Token:
    start: int
    end: int
    form: str  # as `form` gives it; may hold stars
    disguised: bool = False  # with signs, digits, or spaces inside


def normalized(word: str) -> str:
    """A word or phrase as the list keeps it; '' for one without a letter."""
    return " ".join(token[0] for token in _TOKEN.finditer(word.casefold()) if not token[0].isdecimal())


def tokens(text: str) -> Iterator[Token]:
    """The words of the text in order; letters with spaces between them are one word."""
    end = 0
    for spaced in _SPACED.finditer(text):
        yield from _words(text, end, spaced.start())
        yield Token(spaced.start(), spaced.end(), form(re.sub(r"[\W_]", "", spaced[0])), disguised=True)
        end = spaced.end()
    yield from _words(text, end, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for token in _TOKEN.finditer(text, start, end):
        disguised = _SIGN.search(token[0].removesuffix("2")) is not None
        yield Token(token.start(), token.end(), form(token[0]), disguised)


def form(word: str) -> str:
    """What is compared: small letters, signs read as letters, none twice in a row. A trailing 2 means "said twice"."""
    word = unicodedata.normalize("NFKC", word).casefold()
    if not word.isdecimal():
        word = word.removesuffix("2").translate(_SIGNS)
    word = _REPEATED.sub(r"\1", word).replace("ck", "k")
    return word[:-1] + "g" if word.endswith("nk") else word


def skeleton(word: str) -> str:
    """A form without the vowels after its first letter and the n of "ng": what is left in chat ("bgst")."""
    return word[:1] + _VOWELS.sub("", word[1:].replace("ng", "g"))

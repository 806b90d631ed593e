"""The words of a text as they are compared: capitals, doubled and spaced letters, digits and signs are undone.

Pure and linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# A word as people write it to get past a list: digits and signs for letters, and stars for what is left out.
_TOKEN = re.compile(r"[^\W_]+(?:[*@$!]+[^\W_]+)*|[@$][^\W_]+(?:[*@$!]+[^\W_]+)*")
# Single letters with spaces or signs between them: four and more, or three with one same kind of sign.
_SPACED = re.compile(
    r"(?<![^\W_])[^\W_](?:[ .\-_/*,|]{1,2}[^\W_](?![^\W_])){3,}|(?<![^\W_])[^\W_](?:[.\-_/*|][^\W_](?![^\W_])){2}"
)
_BREAK = re.compile(r"[.!?;:\n]")
_SIGNS = str.maketrans("013456789@$!q", "oieasgtbgasik")
_NO_LETTER = re.compile(r"[\W_]")
_SIGN = re.compile(r"[\d*@$!]")
_REPEATED = re.compile(r"(.)\1+")
_DRAWN_OUT = re.compile(r"([^\W\d])\1\1")
_VOWELS = re.compile(r"[aeiou]")
_UNSEEN = ("Mn", "Me", "Cf")  # marks over and through letters, signs without width
_LONGEST_SPELLED_OUT = 3  # letters that one character may stand for
_LONGEST_KEPT = 40  # characters of a word whose form is kept
# Letters that look like ours: Cyrillic, Greek, Latin beyond A to Z, and letters in discs and squares.
_ALIKE = (
    str.maketrans("авекмнорстухіјѕԁһԛԝь", "abekmhopctyxijsdhqwb")
    | str.maketrans("αβεικνορτυχγηω", "abeiknoptuxynw")
    | str.maketrans("ıøłđɑɡɩʟʙɢɴʀʏɪᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜ", "ioldagilbgnryiacdejkmoptu")
    | {first + place: chr(97 + place) for first in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)}
)


class Token(NamedTuple):
    """A word: where it stands in the text as it was sent, and what it is compared as."""

    start: int
    end: int
    form: str  # as `form` gives it; may hold stars
    disguised: bool = False  # with signs, digits, letters of another alphabet, drawn out or spaced
    capital: bool = False
    sentence: int = 0  # its number in the text


def normalized(word: str) -> str:
    """A word or phrase as the list keeps it; '' for one without a letter."""
    plain = _plain(word)[0].casefold()
    return " ".join(token[0] for token in _TOKEN.finditer(plain) if not token[0].isdecimal())


def tokens(text: str) -> Iterator[Token]:
    """The words of the text in order; letters with spaces between them are one word."""
    plain, places = _plain(text)
    sentence = end = 0
    for start, last, word, spaced in _pieces(plain):
        if start > end and _BREAK.search(plain, end, start):
            sentence += 1
        end = last
        first, after = (places[start], places[last - 1] + 1) if places else (start, last)
        hidden = spaced or _is_disguised(word) or (bool(places) and text[first:after] != plain[start:last])
        yield Token(first, after, form(word), hidden, word[0].isupper(), sentence)


def _pieces(plain: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where each word begins and ends, the word, and whether it was spaced."""
    end = 0
    for spaced in _SPACED.finditer(plain):
        letters = _NO_LETTER.sub("", spaced[0])
        if not letters.isdecimal():
            yield from ((*one.span(), one[0], False) for one in _TOKEN.finditer(plain, end, spaced.start()))
            yield (*spaced.span(), letters, True)
            end = spaced.end()
    yield from ((*one.span(), one[0], False) for one in _TOKEN.finditer(plain, end))


def _is_disguised(word: str) -> bool:
    if word.isalpha():
        return _DRAWN_OUT.search(word) is not None
    return not word.isdecimal() and _SIGN.search(word.removesuffix("2")) is not None


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain letters, without marks and unseen signs, and where each of its characters stood.

    No places: nothing had to be changed.
    """
    if text.isascii():
        return text, ()
    letters = [sign if sign < "\x80" else _plain_sign(sign) for sign in text]
    if all(map(str.__eq__, letters, text)):
        return text, ()
    places = [place for place, letter in enumerate(letters) for _sign in letter]
    return "".join(letters), places


@lru_cache(maxsize=4_096)
def _plain_sign(sign: str) -> str:
    spelled = unicodedata.normalize("NFKD", sign)
    if len(spelled) > _LONGEST_SPELLED_OUT:
        return sign
    seen = "".join(part for part in spelled if unicodedata.category(part) not in _UNSEEN)
    return seen.casefold().translate(_ALIKE)


def form(word: str) -> str:
    """What is compared: small letters, signs read as letters, none twice in a row. A trailing 2 means "said twice"."""
    return _kept_form(word) if len(word) <= _LONGEST_KEPT else _form(word)


def _form(word: str) -> str:
    word = _plain(word)[0].casefold()
    if not word.isdecimal():
        word = word.removesuffix("2").translate(_SIGNS)
    word = _REPEATED.sub(r"\1", word).replace("ck", "k")
    return word[:-1] + "g" if word.endswith("nk") else word


_kept_form = lru_cache(maxsize=16_384)(_form)


def skeleton(word: str) -> str:
    """A form without the vowels after its first letter and the n of "ng": what is left in chat ("bgst")."""
    return word[:1] + _VOWELS.sub("", word[1:].replace("ng", "g"))

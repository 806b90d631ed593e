"""Ids of passages: from the numbering where there is one, from a heading's words, else from the content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256

from surveys.documents.passages import HEADING, Document, Passage

LONGEST_ID = 80
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ORDINALS = (
    *("kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh"),
    *("kesebelas", "keduabelas", "ketigabelas", "keempatbelas", "kelimabelas", "keenambelas", "ketujuhbelas"),
    *("kedelapanbelas", "kesembilanbelas", "keduapuluh"),
)


def identified(passages: Iterable[Passage]) -> Document:
    """The passages with ids, unique among themselves."""
    taken: set[str] = set()
    result = []
    for passage in passages:
        passage_id = free(slug(passage), taken)
        taken.add(passage_id)
        result.append(replace(passage, id=passage_id))
    return Document(tuple(result))


def slug(passage: Passage) -> str:
    """The id that a passage would like to have: `pasal-12-ayat-3`, `latar-belakang` or `p-7f3a`."""
    if passage.number:
        words = _words(passage.number)
        return _cut("-".join(_numeral(before, word) for before, word in zip(["", *words], words, strict=False)))
    if passage.kind == HEADING and (words := _words(passage.text)):
        return _cut("-".join(words), 40)
    return "p-" + sha256(passage.text.encode()).hexdigest()[:4]


def free(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the free number that follows the taken ones; found by halving, for they may be thousands."""
    if wanted not in taken:
        return wanted
    last, number = 1, 2
    while f"{wanted}--{number}" in taken:
        last, number = number, 2 * number
    while number - last > 1:
        middle = (last + number) // 2
        last, number = (middle, number) if f"{wanted}--{middle}" in taken else (last, middle)
    return f"{wanted}--{number}"


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower()
    plain = plain.replace(" belas", "belas").replace(" puluh", "puluh")  # Bagian Kedua Belas: one ordinal
    return re.findall(r"[a-z0-9]+", plain)


def _cut(text: str, length: int = LONGEST_ID - 8) -> str:
    return text[:length].strip("-")


def _numeral(before: str, word: str) -> str:
    """BAB II is `bab-2`, Bagian Kedua `bagian-2`."""
    if before == "bab" and set(word) <= _ROMAN.keys():
        return str(roman(word))
    return str(_ORDINALS.index(word) + 1) if before in ("bagian", "paragraf") and word in _ORDINALS else word


def roman(numeral: str) -> int:
    """The value of a Roman numeral in small letters."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))

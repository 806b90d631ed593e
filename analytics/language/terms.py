"""An answer as the terms that may say what it is about: plain words and known phrases, without stop words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from analytics.language import stop_words

LONGEST_WORD = 40  # letters; what is longer is no word of any language
# Particle -> the fewest letters that must stand before it. -nye is Betawi, -nyo Minangkabau.
PARTICLES = {"nya": 2, "nye": 2, "nyo": 2, "lah": 4, "kah": 4, "pun": 4}
# Words that only look as if they ended in a particle.
_WHOLE = frozenset(
    [
        "masalah",
        "bermasalah",
        "permasalahan",
        "sekolah",
        "bersekolah",
        "sejumlah",
        "istilah",
        "setelah",
        "sebelah",
        "makalah",
        "bertanya",
        "menanya",
        "ditanya",
        "tanya",
        "hanya",
        "punya",
        "langkah",
        "melangkah",
        "tingkah",
        "menikah",
        "pernikah",
        "himpun",
        "menghimpun",
        "mengampun",
    ]
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_REPEATED = re.compile(r"(.)\1{2,}")
_STOP_WORDS = stop_words.listed()


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """The form of a lower-case word under which it is counted: bangettt -> banget, cepat-cepat -> cepat,
    antriannya -> antrian. Empty for what is too long to be a word."""
    if len(word) > LONGEST_WORD:
        return ""
    word = _REPEATED.sub(r"\1", word)
    half, _, other = word.partition("-")
    if half == other:
        word = half
    for particle, shortest in PARTICLES.items():
        stem = word.removesuffix(particle).removesuffix("-")
        if word.endswith(particle) and len(stem) >= shortest and word not in _WHOLE:
            return stem
    return word


def words(text: str) -> list[str]:
    """The plain words of a text, in order."""
    return [form for word in _WORD.findall(text.lower()) if (form := plain(word))]


class Reader:
    """Reads texts into terms. A phrase it knows is one term ("ruang tunggu"), and no known term is dropped."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known`: words and phrases as `words` gives them, the words of a phrase with one space between."""
        self.known = frozenset(known)
        self._phrases: dict[str, list[list[str]]] = {}
        for phrase in sorted(term.split() for term in self.known if " " in term):
            self._phrases.setdefault(phrase[0], []).append(phrase)
        for phrases in self._phrases.values():
            phrases.sort(key=len, reverse=True)  # the longest that fits is meant

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order, with repetitions."""
        found = words(text)
        if not self._phrases.keys().isdisjoint(found):
            found = self._joined(found)
        return [term for term in found if term in self.known or (len(term) > 1 and term not in _STOP_WORDS)]

    def _joined(self, found: Sequence[str]) -> list[str]:
        joined: list[str] = []
        at = 0
        while at < len(found):
            fitting = (p for p in self._phrases.get(found[at], ()) if list(found[at : at + len(p)]) == p)
            phrase = next(fitting, [found[at]])
            joined.append(" ".join(phrase))
            at += len(phrase)
        return joined


def spelled(forms: Mapping[str, int]) -> dict[str, str]:
    """Plain word -> how people spell it most often, given how often each spelling occurs."""
    commonest: dict[str, str] = {}
    for spelling in sorted(forms, key=lambda spelling: (-forms[spelling], spelling)):
        commonest.setdefault(plain(spelling), spelling)
    return commonest

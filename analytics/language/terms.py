"""An answer as the terms that may say what it is about: plain words and known phrases, without stop words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analytics.language import stop_words

LONGEST_WORD = 40  # letters; what is longer is no word of any language and left out
# Particle -> the fewest letters that must stand before it. -nye is Betawi, -nyo Minangkabau.
PARTICLES = {"nya": 2, "nye": 2, "nyo": 2, "lah": 4, "kah": 4, "pun": 4}
# Words that only look as if they ended in a particle.
_WHOLE = frozenset({
    "masalah", "bermasalah", "permasalahan", "sekolah", "bersekolah", "sejumlah", "istilah", "setelah", "sebelah",
    "makalah", "bertanya", "ditanya", "tanya", "hanya", "punya", "langkah", "melangkah", "tingkah", "menikah",
})  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
# What is no word of an answer: the tokens of masked personal data, addresses of pages, names of accounts.
_NOT_SAID = re.compile(r"\[[\w -]{1,30}\]|(?:https?:|www\.)\S+|@\S+")
_SIGNS = ("[", "@", "http", "www.")  # most texts have none of them, and looking is quick
_REPEATED = re.compile(r"(.)\1{2,}")
_STOP_WORDS = stop_words.listed()


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """The form of a lower-case word under which it is counted: bangettt -> banget, cepat-cepat -> cepat,
    antriannya -> antrian."""
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
    text = text.lower().replace("’", "'")
    if any(sign in text for sign in _SIGNS):
        text = _NOT_SAID.sub(" ", text)
    return [plain(word) for word in _WORD.findall(text) if len(word) <= LONGEST_WORD]


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

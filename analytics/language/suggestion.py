"""Suggests codes for a comment, learned from the comments that people have coded.

A decision list (Yarowsky 1994): a word speaks for a code where most comments with the word have the code,
and where that is no chance, by log-likelihood keyness (Dunning 1993). A comment gets the codes that one of
its words speaks for. So it learns at once and from few examples, and its reasons are the words themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log

FEWEST = 5  # comments with a code, and comments without it, below which nothing is suggested
MOST = 3  # suggestions for one comment
MOST_WORDS = 3  # named as the reason of a suggestion
LONGEST_READ = 5000  # characters of a comment

_WORD = re.compile(r"[^\W\d_]{3,}")
SHARE = 0.7  # of the comments with a word must have the code
KEYNESS = 6.63  # by chance alone one word in a hundred gets there
_ENDINGS = ("nya", "lah", "kah", "pun")
# Words that stand everywhere; they would be reasons by chance.
_EMPTY = frozenset(
    _WORD.findall("""
    ada adalah agar akan anda antara apa atau bagi bahkan bahwa banyak begitu belum bila bisa bukan dalam dan dapat
    dari dengan dia dulu harus hanya hingga ini itu jadi jangan jika juga kalau kami kan karena kepada kita lagi lain
    lalu lebih masih maka mau mereka misal mohon namun nya oleh pada padahal para perlu pernah pula punya saat saja
    sama sampai sangat saya sebagai sebelum sebuah sedang sekali selalu semoga semua seperti serta setelah sudah
    supaya tapi telah tentang terlalu tetapi tiap tidak tolong untuk yaitu yang
    and are but for from have not that the their they this was were with you your
    """)
)


@dataclass(frozen=True)
class Suggestion:
    """A code that may fit, and the words of the comment that speak for it, the strongest first."""

    code: int
    words: tuple[str, ...]


class CodeModel:
    """What can be learned of `examples`: the text of each comment with the codes that people put on it."""

    def __init__(self, examples: Iterable[tuple[str, Collection[int]]]) -> None:
        self._comments = 0
        self._with_word: Counter[str] = Counter()
        self._with_code: Counter[int] = Counter()
        self._with_both: dict[int, Counter[str]] = {}
        for text, codes in examples:
            words = _words(text)
            self._comments += 1
            self._with_word.update(words)
            for code in set(codes):
                self._with_code[code] += 1
                self._with_both.setdefault(code, Counter()).update(words)

    @property
    def codes(self) -> list[int]:
        """The codes with enough examples to be suggested."""
        return [code for code, n in self._with_code.items() if n >= FEWEST and self._comments - n >= FEWEST]

    def suggest(self, text: str) -> list[Suggestion]:
        """At most MOST codes that a word of the text speaks for, those with the strongest word first."""
        words = sorted(word for word in _words(text) if word in self._with_word)
        found = []
        for code in self.codes:
            least = max(SHARE, self._with_code[code] / self._comments)
            speaking = {word: share for word in words if (share := self._share(code, word)) >= least}
            speaking = {word: share for word, share in speaking.items() if self._keyness(code, word) >= KEYNESS}
            ordered = sorted(speaking, key=lambda word: (-speaking[word], word))
            if ordered:
                found.append((-speaking[ordered[0]], code, tuple(ordered[:MOST_WORDS])))
        return [Suggestion(code, reasons) for _strength, code, reasons in sorted(found)[:MOST]]

    def _share(self, code: int, word: str) -> float:
        """The share of comments with the word that have the code, drawn towards one half where they are few."""
        return (self._with_both[code][word] + 0.5) / (self._with_word[word] + 1)

    def _keyness(self, code: int, word: str) -> float:
        """How sure it is that the word and the code have to do with each other: log-likelihood (Dunning 1993)."""
        n, both, word_in = self._with_code[code], self._with_both[code][word], self._with_word[word]
        cells = {
            (True, True): both,
            (True, False): n - both,
            (False, True): word_in - both,
            (False, False): self._comments - n - word_in + both,
        }
        of_code, of_word = {True: n, False: self._comments - n}, {True: word_in, False: self._comments - word_in}
        return 2 * sum(
            seen * log(seen * self._comments / (of_code[with_code] * of_word[with_word]))
            for (with_code, with_word), seen in cells.items()
            if seen
        )


def _words(text: str) -> set[str]:
    """The different words of a text that say something, without the endings that Indonesian hangs on."""
    found = (_stem(word) for word in _WORD.findall(text[:LONGEST_READ].lower()))
    return {word for word in found if word not in _EMPTY}


def _stem(word: str) -> str:
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 3), "")
    return word.removesuffix(ending)

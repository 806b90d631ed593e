"""Suggests codes for a comment, learned from the comments that people have coded.

For each code a naive Bayes model over the words of a comment: how much more often a word stands in
comments with the code than in the others (Manning, Raghavan and Schütze 2008, chapter 13, with words
that are there or not). Simple on purpose: it learns from few examples, at once, and its reasons are words.
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
_CLEAR = log(2)  # a word is a reason when it stands at least twice as often in comments with the code
_SMOOTHING = 0.5
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
        """At most MOST codes that more likely fit than not, the likeliest first."""
        words = sorted(word for word in _words(text) if word in self._with_word)
        scored = [(self._score(code, words), code) for code in self.codes]
        likely = sorted(((score, code) for score, code in scored if score > 0), key=lambda pair: (-pair[0], pair[1]))
        found = (Suggestion(code, self._reasons(code, words)) for _score, code in likely)
        return [suggestion for suggestion in found if suggestion.words][:MOST]

    def _score(self, code: int, words: Collection[str]) -> float:
        """The log odds that the code fits a comment with these words."""
        n = self._with_code[code]
        return log(n / (self._comments - n)) + sum(self._weight(code, word) for word in words)

    def _weight(self, code: int, word: str) -> float:
        """How much a word speaks for the code: the log of how much more often it stands in comments with it."""
        n, both = self._with_code[code], self._with_both[code][word]
        rest = self._with_word[word] - both
        share = (both + _SMOOTHING) / (n + 2 * _SMOOTHING)
        return log(share / ((rest + _SMOOTHING) / (self._comments - n + 2 * _SMOOTHING)))

    def _reasons(self, code: int, words: Collection[str]) -> tuple[str, ...]:
        weights = {word: self._weight(code, word) for word in words if self._with_both[code][word] > 1}
        clear = [word for word, weight in weights.items() if weight >= _CLEAR]
        return tuple(sorted(clear, key=lambda word: (-weights[word], word))[:MOST_WORDS])


def _words(text: str) -> set[str]:
    """The different words of a text that say something, without the endings that Indonesian hangs on."""
    found = (_stem(word) for word in _WORD.findall(text[:LONGEST_READ].lower()))
    return {word for word in found if word not in _EMPTY}


def _stem(word: str) -> str:
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 3), "")
    return word.removesuffix(ending)

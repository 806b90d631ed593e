"""Which words of two languages stand for each other, learnt from sentences that say the same. Used in training only.

IBM Model 1: each word of a sentence comes from one word of the other, each as probable; expectation and maximization
find which (Brown, Della Pietra, Della Pietra, Mercer 1993: The Mathematics of Statistical Machine Translation).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_ROUNDS = 6
_PROBABLE = 0.3  # at least, and in both directions on the geometric mean
_OFTEN = 1.0  # times that a pair is expected in all sentences, at least

Sentence = Sequence[str]


class Linked(NamedTuple):
    """The words `first[i]` and `second[i]` occur in sentences that say the same."""

    first: list[str]
    second: list[str]
    probability: npt.NDArray[np.float64]  # that the first is said as the second
    times: npt.NDArray[np.float64]  # that it is expected to be so in these sentences


def lexicon(pairs: Sequence[tuple[Sentence, Sentence]]) -> dict[str, list[str]]:
    """For words of the first language what they are in the second, as the words of these sentences show it."""
    there = linked(pairs)
    back = linked([(second, first) for first, second in pairs])
    returns = {(first, second): found for second, first, found, _ in zip(*back, strict=True)}
    words = defaultdict(list)
    for first, second, found, times in zip(*there, strict=True):
        both = found * returns[first, second]
        if found >= _PROBABLE and both > _PROBABLE**2 and times >= _OFTEN:
            words[first].append(second)
    return dict(words)


def linked(pairs: Sequence[tuple[Sentence, Sentence]]) -> Linked:
    """Every two words that meet, and how probable it is that the first is said as the second."""
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    firsts: list[int] = []
    seconds: list[int] = []
    sizes: list[int] = []
    for sentence, other in pairs:
        first = [numbers[0].setdefault(word, len(numbers[0])) for word in sentence]
        second = [numbers[1].setdefault(word, len(numbers[1])) for word in other]
        firsts += first * len(second)
        seconds += [word for word in second for _ in first]
        sizes += [len(first)] * len(second)
    places = np.repeat(np.arange(len(sizes)), sizes)
    codes, kinds = np.unique(np.array(firsts) * len(numbers[1]) + np.array(seconds), return_inverse=True)
    of, to = np.divmod(codes, len(numbers[1]))
    probability, times = np.ones((2, len(codes)))
    for _ in range(_ROUNDS):
        shares = probability[kinds] / np.bincount(places, probability[kinds])[places]
        times = np.bincount(kinds, shares).astype(np.float64)
        probability = times / np.bincount(of, times)[of]
    named = [list(words) for words in numbers]
    return Linked([named[0][at] for at in of], [named[1][at] for at in to], probability, times)

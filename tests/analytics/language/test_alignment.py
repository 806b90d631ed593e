"""Words of two languages that stand for each other, against Model 1 written out word by word."""

from __future__ import annotations

from collections import defaultdict

import pytest

from analytics.language.alignment import lexicon, linked

PAIRS = [
    (["rumah", "besar"], ["house", "big"]),
    (["rumah", "kecil"], ["house", "small"]),
    (["rumah"], ["house"]),
    (["jalan", "besar", "besar"], ["road", "big", "big"]),
    (["jalan", "kecil"], ["small", "road"]),
    (["besar"], ["big"]),
]


def plain(rounds: int) -> dict[tuple[str, str], float]:
    """t(second | first) as the paper has it, from uniform, without a null word."""
    chances: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(rounds):
        times: dict[tuple[str, str], float] = defaultdict(float)
        for sentence, other in PAIRS:
            for second in other:
                total = sum(chances[first, second] for first in sentence)
                for first in sentence:
                    times[first, second] += chances[first, second] / total
        totals: dict[str, float] = defaultdict(float)
        for (first, _), count in times.items():
            totals[first] += count
        chances = defaultdict(float, {(first, second): times[first, second] / totals[first] for first, second in times})
    return chances


def test_chances_are_those_of_the_plain_algorithm() -> None:
    found = linked(PAIRS)
    expected = plain(rounds=6)
    assert dict(zip(zip(found.first, found.second, strict=True), found.probability, strict=True)) == pytest.approx(
        dict(expected)
    )


def test_every_word_of_the_second_language_comes_from_one_of_the_first() -> None:
    assert linked(PAIRS).times.sum() == pytest.approx(sum(len(other) for _, other in PAIRS))


def test_the_lexicon_has_what_is_probable_in_both_directions() -> None:
    assert lexicon(PAIRS) == {"rumah": ["house"], "besar": ["big"], "kecil": ["small"], "jalan": ["road"]}


def test_words_that_meet_once_among_others_are_not_learnt() -> None:
    """Three words meet three: each is said as each with a third, so that 1/3 times is all that is expected."""
    assert lexicon([(["satu", "dua", "tiga"], ["one", "two", "three"])]) == {}

"""How often the machine is right: weights, variance and intervals against arithmetic and against many draws."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

from analytics.measures.labelling import (
    NEEDS_READER,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    SAMPLE_SIZE,
    Stratum,
    allocate,
    corrected_shares,
    error_rate,
)
from analytics.measures.precision import wilson, wilson_of

CUT = dt.date(2026, 10, 31)
# 100 labelled comments: of 20 read positive ones 2 are wrong, of 10 read negative ones 5.
STRATA = [
    Stratum(POSITIVE, 80, {POSITIVE: 18, NEUTRAL: 2}),
    Stratum(NEGATIVE, 20, {NEGATIVE: 5, NEUTRAL: 4, POSITIVE: 1}),
    Stratum(NEEDS_READER, 30, {NEGATIVE: 6, NEUTRAL: 2}),
]


def test_the_error_is_weighted_back_to_all_comments() -> None:
    found = error_rate(STRATA, CUT)
    assert found.value == Decimal("0.18")  # 0.8 × 2/20 + 0.2 × 5/10
    assert found.base == 30, "comments left to a reader have no label that could be wrong"
    # var = 0.8² × (1 − 20/80) × 0.1 × 0.9 / 19 + 0.2² × (1 − 10/20) × 0.5 × 0.5 / 9
    variance = Fraction(64, 100) * Fraction(3, 4) * Fraction(9, 100) / 19
    variance += Fraction(4, 100) * Fraction(1, 2) * Fraction(1, 4) / 9
    low, high = wilson_of(Fraction(18, 100), Fraction(18, 100) * Fraction(82, 100) / variance)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert Decimal("0.09") < low < Decimal("0.11")  # n_eff = 0.1476 / 0.00282924 = 52.2
    assert Decimal("0.29") < high < Decimal("0.32")


def test_corrected_shares_are_what_a_reader_of_all_would_find() -> None:
    counts = {POSITIVE: 80, NEGATIVE: 20, NEEDS_READER: 100}
    found = corrected_shares(counts, STRATA, CUT)
    # positive: 0.4 × 18/20 + 0.1 × 1/10; neutral: 0.4 × 2/20 + 0.1 × 4/10 + 0.5 × 2/8; negative: 0.1 × 5/10 + 0.5 × 6/8
    assert [found[label].value for label in (POSITIVE, NEUTRAL, NEGATIVE)] == [
        Decimal("0.37"),
        Decimal("0.205"),
        Decimal("0.425"),
    ]
    assert all(figure.low is not None and figure.low < figure.value < figure.high for figure in found.values())


def test_months_of_one_label_weigh_by_their_size() -> None:
    months = [Stratum(POSITIVE, 90, {POSITIVE: 10}), Stratum(POSITIVE, 10, {NEGATIVE: 10})]
    assert error_rate(months, CUT).value == Decimal("0.1")
    assert corrected_shares({POSITIVE: 7}, months, CUT)[NEGATIVE].value == Decimal("0.1")


def test_what_nobody_read_is_not_available() -> None:
    assert not error_rate([], CUT).available
    assert not error_rate([Stratum(NEEDS_READER, 9, {POSITIVE: 9})], CUT).available
    assert not corrected_shares({}, STRATA, CUT)[POSITIVE].available
    assert not corrected_shares({NEUTRAL: 1}, STRATA, CUT)[POSITIVE].available


def test_reading_everything_leaves_no_doubt_and_reading_nothing_wrong_leaves_some() -> None:
    whole = error_rate([Stratum(POSITIVE, 4, {POSITIVE: 3, NEGATIVE: 1})], CUT)
    assert (whole.low, whole.value, whole.high) == (Decimal("0.25"),) * 3
    spotless = error_rate([Stratum(POSITIVE, 100, {POSITIVE: 20})], CUT)
    assert (spotless.value, spotless.low) == (0, 0)
    assert spotless.high == pytest.approx(wilson(0, 20)[1])


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """900 comments whose errors are known, drawn and read 600 times."""
    chance = random.Random(7)
    population = {
        label: [label] * right + [NEUTRAL if label != NEUTRAL else POSITIVE] * wrong
        for label, right, wrong in ((POSITIVE, 540, 60), (NEUTRAL, 130, 70), (NEGATIVE, 70, 30))
    }
    truth = Decimal(160) / Decimal(900)
    sizes = {label: len(comments) for label, comments in population.items()}
    covered = 0
    for _ in range(600):
        drawn = allocate(sizes)
        strata = [
            Stratum(label, len(comments), Counter(chance.sample(comments, drawn[label])))
            for label, comments in population.items()
        ]
        found = error_rate(strata, CUT)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= truth <= found.high
    assert 0.92 <= covered / 600 <= 0.99


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({}, {}),
        ({POSITIVE: 3, NEGATIVE: 2}, {POSITIVE: 3, NEGATIVE: 2}),
        ({POSITIVE: 600, NEUTRAL: 0, NEGATIVE: 20}, {POSITIVE: 42, NEUTRAL: 0, NEGATIVE: 8}),
        ({POSITIVE: 500, NEUTRAL: 250, NEGATIVE: 250}, {POSITIVE: 25, NEUTRAL: 12, NEGATIVE: 13}),
    ],
)
def test_the_sample_is_shared_out(sizes: dict[str, int], expected: dict[str, int]) -> None:
    drawn = allocate(sizes)
    assert sum(drawn.values()) == min(SAMPLE_SIZE, sum(sizes.values()))
    assert {label: abs(drawn[label] - n) <= 1 for label, n in expected.items()} == dict.fromkeys(expected, True)
    assert all(drawn[label] <= size for label, size in sizes.items())

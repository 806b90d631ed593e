"""Margins and intervals against the fixtures of the reference, 3.2, and participation against 1.5."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from analytics.measures import participation
from analytics.measures.precision import around, finite, margin_of_mean, margin_of_share, wilson
from surveys.scoring import half_up

CUT = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (7, 50, "0.0695", "0.2619"),
        (14, 20, "0.4810", "0.8545"),
        (0, 20, "0.0000", "0.1611"),
        (20, 20, "0.8389", "1.0000"),
        (180, 200, "0.8506", "0.9343"),
    ],
)
def test_wilson_intervals(successes: int, n: int, low: str, high: str) -> None:
    assert [str(half_up(bound, 4)) for bound in wilson(successes, n)] == [low, high]


@pytest.mark.parametrize("n", [1, 2, 3, 7, 29, 100, 12345, 10**6])
def test_wilson_stays_inside_zero_to_one(n: int) -> None:
    for successes in (0, 1, n // 2, n - 1, n):
        low, high = wilson(successes, n)
        assert 0 <= low <= Decimal(successes) / n <= high <= 1
    assert wilson(0, n)[0] == 0
    assert wilson(n, n)[1] == 1


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_a_share_of_nothing_has_no_interval(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)


@pytest.mark.parametrize(
    ("share", "n", "population", "without", "corrected"),
    [
        ("0.5", 278, 1000, "0.0588", "0.0500"),
        ("0.5", 80, 100, "0.1096", "0.0492"),  # 0.049246; the reference rounded 0.1096 first and prints 0.0493
        ("0.8", 150, 900, "0.0640", "0.0585"),
    ],
)
def test_margins_of_a_share(share: str, n: int, population: int, without: str, corrected: str) -> None:
    assert str(half_up(margin_of_share(Fraction(share), n), 4)) == without
    assert str(half_up(margin_of_share(Fraction(share), n, population), 4)) == corrected


def test_the_margin_of_a_mean() -> None:
    # Answers 2, 3, 4, 3: mean 3, variance (1 + 0 + 1 + 0) / 3; 1.959964 · √(2/3) / √4 = 0.80015…
    assert half_up(margin_of_mean(Fraction(2, 3), 4), 4) == Decimal("0.8002")
    # Of ten people: times √((10 − 4) / (10 − 1)) = 0.81650
    assert half_up(margin_of_mean(Fraction(2, 3), 4, 10), 4) == Decimal("0.6533")


def test_everybody_asked_leaves_no_margin_and_a_wrong_population_changes_nothing() -> None:
    assert margin_of_share(Fraction(1, 2), 50, 50) == 0
    assert finite(50, 49) == finite(50, None) == finite(0, 1) == 1


def test_an_interval_ends_where_the_scale_ends() -> None:
    assert around(Fraction(99), Decimal(3), 25, 100) == (Decimal(96), Decimal(100))
    assert around(Fraction(26), Decimal(3), 25, 100) == (Decimal(25), Decimal(29))


KREJCIE_MORGAN = {
    10: 10, 15: 14, 20: 19, 30: 28, 50: 44, 75: 63, 100: 80, 150: 108, 220: 140, 300: 169, 500: 217,
    1000: 278, 1500: 306, 2800: 338, 9000: 368, 10000: 370, 50000: 381, 1000000: 384, 0: 0, 1: 1,
}  # fmt: skip


@pytest.mark.parametrize(("population", "sample"), KREJCIE_MORGAN.items())
def test_sample_sizes_are_those_of_the_printed_table(population: int, sample: int) -> None:
    assert participation.sample_size(population) == sample


def test_coverage_of_a_known_number_of_people() -> None:
    coverage = participation.coverage(80, 100, CUT)
    assert coverage.rate.value == Decimal("0.8")
    assert (coverage.served.value, coverage.required.value, coverage.short) == (100, 80, False)
    assert half_up(coverage.margin.value or 0, 4) == Decimal("0.0492")
    assert participation.coverage(79, 100, CUT).short is True


def test_without_a_denominator_a_rate_is_not_available_and_never_zero() -> None:
    coverage = participation.coverage(80, None, CUT)
    assert (coverage.served.value, coverage.rate.value, coverage.required.value, coverage.short) == (None,) * 4
    assert half_up(coverage.margin.value or 0, 4) == Decimal("0.1096")


def test_nobody_answered_is_a_rate_of_zero_but_nobody_served_is_none() -> None:
    assert participation.coverage(0, 100, CUT).rate.value == 0
    assert participation.coverage(0, 100, CUT).margin.value is None
    assert participation.coverage(0, 0, CUT).rate.value is None

"""Kappa as an independent library has it, its interval as the delta method has it; nothing where nothing is told."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from analytics.measures.agreement import Pair, Table, agreement, cohen

CUT = dt.date(2026, 11, 24)
Z = 1.959964


def codings(n: int, codes: int, seed: int, same: float = 0.8) -> list[Pair]:
    """Two people who look at each code of each comment in the same way with probability `same`."""
    chance = random.Random(seed)
    pairs = []
    for _ in range(n):
        first = {code for code in range(codes) if chance.random() < 0.1 + 0.1 * code}
        second = {code for code in range(codes) if (code in first) == (chance.random() < same)}
        pairs.append((frozenset(first), frozenset(second)))
    return pairs


@pytest.mark.parametrize("seed", range(5))
def test_each_code_is_as_scikit_learn_has_it(seed: int) -> None:
    pairs = codings(80, 5, seed)
    found = agreement(pairs, CUT)
    assert found.comments == 80
    assert len(found.codes) == 5
    for line in found.codes:
        marks = [(line.code in first, line.code in second) for first, second in pairs]
        expected = cohen_kappa_score(*zip(*marks, strict=True))
        assert float(line.kappa.value) == pytest.approx(expected, abs=1e-9)
        assert line.kappa.base == 80


def test_the_interval_is_that_of_the_delta_method() -> None:
    table = Table(60, both=20, first=7, second=4)
    p = np.array([20, 7, 4, 29]) / 60

    def kappa(p: np.ndarray) -> float:
        one, other = p[0] + p[1], p[0] + p[2]
        expected = one * other + (1 - one) * (1 - other)
        return (p[0] + p[3] - expected) / (1 - expected)

    # The gradient with respect to each share, by central differences; its multinomial variance.
    steps = np.eye(4) * 1e-6
    gradient = np.array([(kappa(p + step) - kappa(p - step)) / 2e-6 for step in steps])
    error = sqrt((gradient**2 @ p - (gradient @ p) ** 2) / 60)
    found = cohen(table, CUT)
    assert float(found.value) == pytest.approx(kappa(p))
    assert float(found.low) == pytest.approx(kappa(p) - Z * error, abs=1e-6)
    assert float(found.high) == pytest.approx(kappa(p) + Z * error, abs=1e-6)


def test_a_worked_example() -> None:
    # Both 20, neither 15, ten disagreements to one side and five to the other: 35 / 50 observed,
    # 0.6 × 0.5 + 0.4 × 0.5 = 0.5 expected, so (0.7 − 0.5) / 0.5.
    assert cohen(Table(50, both=20, first=10, second=5), CUT).value == Decimal("0.4")


def test_pooled_kappa_and_its_jackknife() -> None:
    pairs = codings(40, 3, 7)
    overall = agreement(pairs, CUT).overall

    def pooled(pairs: list[Pair]) -> float:
        marks = np.array([[[code in coder for code in range(3)] for coder in pair] for pair in pairs])
        first, second = marks[:, 0], marks[:, 1]
        observed = (first == second).mean()
        one, other = first.mean(axis=0), second.mean(axis=0)
        expected = (one * other + (1 - one) * (1 - other)).mean()
        return float((observed - expected) / (1 - expected))

    left_out = np.array([pooled(pairs[:at] + pairs[at + 1 :]) for at in range(40)])
    error = sqrt(39 / 40 * ((left_out - left_out.mean()) ** 2).sum())
    assert float(overall.value) == pytest.approx(pooled(pairs))
    assert float(overall.low) == pytest.approx(pooled(pairs) - Z * error, abs=1e-6)
    assert float(overall.high) == pytest.approx(pooled(pairs) + Z * error, abs=1e-6)


def test_one_code_pooled_is_that_code(recwarn: pytest.WarningsRecorder) -> None:
    found = agreement(codings(50, 1, 3), CUT)
    assert found.overall.value == found.codes[0].kappa.value


@pytest.mark.parametrize(
    "pairs",
    [
        [({1}, {1})] * 9,  # both put it everywhere
        [({1}, set())] * 9,  # one everywhere, the other nowhere
        [({1}, {1})] * 4 + [({1}, set())] * 5,  # the first never varies
        [(set(), {1})] + [(set(), set())] * 8,  # the first never used it
    ],
)
def test_without_variation_there_is_no_kappa(pairs: list[Pair]) -> None:
    [line] = agreement(pairs, CUT).codes
    assert not line.kappa.available
    assert line.kappa.base == 9
    assert line.kappa.low is None


def test_an_empty_sample_has_no_kappa() -> None:
    found = agreement([], CUT)
    assert (found.comments, found.codes, found.overall.available) == (0, (), False)
    nothing_put = agreement([(set(), set())] * 5, CUT)
    assert (nothing_put.comments, nothing_put.codes, nothing_put.overall.available) == (5, (), False)


def test_full_agreement_has_no_width_to_show() -> None:
    found = agreement([({1}, {1})] * 5 + [(set(), set())] * 5, CUT)
    assert found.overall.value == found.codes[0].kappa.value == 1
    assert found.codes[0].kappa.low is None
    assert found.overall.low is None


def test_less_than_chance_is_below_zero() -> None:
    found = agreement([({1}, set())] * 5 + [(set(), {1})] * 5, CUT)
    assert found.codes[0].kappa.value == -1
    assert found.codes[0].table.observed == Fraction(0)

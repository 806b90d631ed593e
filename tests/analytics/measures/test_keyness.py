"""Log-likelihood keyness against arithmetic by hand and against SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import power_divergence

from analytics.measures.keyness import keyness


def test_the_arithmetic() -> None:
    # "antre": a = 10 of c = 100 words inside, b = 10 of d = 300 outside. E₁ = 100·20/400 = 5, E₂ = 300·20/400 = 15.
    # G² = 2·(10·ln(10/5) + 10·ln(10/15)) = 2·(6.931472 − 4.054651) = 5.753642; it is the more frequent inside.
    # The rest: a = 90, b = 290, E₁ = 95, E₂ = 285; 2·(90·ln(90/95) + 290·ln(290/285)) = 0.356…, less frequent inside.
    antre, rest = keyness(np.array([10.0, 90.0]), np.array([10.0, 290.0]))
    assert antre == pytest.approx(5.753642, abs=1e-6)
    assert rest == pytest.approx(-2 * (90 * np.log(95 / 90) - 290 * np.log(290 / 285)) * -1, abs=1e-9)
    assert rest < 0


def test_a_word_that_is_only_inside() -> None:
    # a = 5 of 10, b = 0 of 10: E₁ = 2.5; G² = 2·5·ln 2 = 6.931472
    assert keyness(np.array([5.0, 5.0]), np.array([0.0, 10.0]))[0] == pytest.approx(6.931472, abs=1e-6)


def test_nothing_is_typical_where_one_part_is_empty() -> None:
    assert keyness(np.array([1.0, 2.0]), np.zeros(2)).tolist() == [0, 0]
    assert keyness(np.zeros(0), np.zeros(0)).tolist() == []


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=6))
def test_it_is_the_likelihood_ratio_of_two_observed_and_expected_counts(counts: list[tuple[int, int]]) -> None:
    inside, outside = (np.array(part, dtype=float) for part in zip(*counts, strict=True))
    if not inside.sum() or not outside.sum():
        return
    for found, a, b in zip(keyness(inside, outside), inside, outside, strict=True):
        if a + b:
            expected = (a + b) * np.array([inside.sum(), outside.sum()]) / (inside.sum() + outside.sum())
            oracle, _ = power_divergence([a, b], expected, lambda_="log-likelihood")
            assert abs(found) == pytest.approx(oracle, abs=1e-6)

"""Typical, shared and dividing statements, by the formulas' own arithmetic and known tables."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics.measures.opinion_statements import (
    Finding,
    adjusted_for_many,
    beyond_half,
    dividing,
    share,
    shared,
    two_proportions,
    typical,
    upper_tail,
)
from analytics.measures.votes import AGREE, DISAGREE


def test_shares_are_smoothed() -> None:
    assert share(np.array([0, 1, 8]), np.array([0, 1, 8])) == pytest.approx([1 / 2, 2 / 3, 9 / 10])


def test_two_proportions_by_hand() -> None:
    # (21/32) − (11/32) = 10/32; pooled 32/64 = ½; √(½·½·(1/32 + 1/32)) = √(1/64) = 1/8
    z = two_proportions(np.array([20]), np.array([30]), np.array([10]), np.array([30]))
    assert z == pytest.approx([(10 / 32) / (1 / 8)])


def test_beyond_half_by_hand() -> None:
    # 12/16 − ½ = ¼, times 2·√16 = 2
    assert beyond_half(np.array([11]), np.array([14])) == pytest.approx([2.0])


def test_tail_of_the_normal_curve() -> None:
    assert upper_tail(np.array([0.0, 1.959964, -1.959964])) == pytest.approx([0.5, 0.025, 0.975], abs=1e-6)


def test_many_tests_are_adjusted() -> None:
    """The example of Benjamini & Hochberg (1995), section 3.2: four of fifteen are rejected at 0.05."""
    published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719]
    published += [0.6528, 0.7590, 1.0000]
    adjusted = adjusted_for_many(np.array(published))
    assert (adjusted < 0.05).tolist() == [True] * 4 + [False] * 11
    assert adjusted[0] == pytest.approx(0.0001 * 15)
    assert adjusted_for_many(np.array(published[::-1])) == pytest.approx(adjusted[::-1])


#                     both agree     only A agrees   both disagree  A evenly      hardly anybody voted
A, B = (
    [[40, 5, 5], [45, 3, 2], [2, 45, 3], [20, 20, 10], [4, 0, 0]],
    [[30, 2, 3], [3, 30, 2], [1, 33, 1], [1, 34, 0], [2, 2, 0]],
)
COUNTS = np.array([A, B])


def places(found: list[Finding]) -> list[int]:
    return [finding.statement for finding in found]


def test_shared_statements() -> None:
    assert places(shared(COUNTS, AGREE)) == [0]
    assert places(shared(COUNTS, DISAGREE)) == [2]
    assert shared(COUNTS, AGREE)[0].strength == pytest.approx(41 / 52, abs=1e-4)  # the smaller share, of group A


def test_a_small_group_is_not_asked_to_outweigh_all_statements() -> None:
    """B is beyond one half by itself; that all are is adjusted for the thirty statements looked at."""
    split = [[[50, 50, 0]] * 29, [[10, 10, 0]] * 29]
    counts = np.concatenate([np.array([[[90, 10, 0]], [[15, 5, 0]]]), np.array(split)], axis=1)
    found = shared(counts, AGREE)
    assert places(found) == [0]
    assert found[0].p == pytest.approx(0.5 * math.erfc(2 * math.sqrt(22) * (16 / 22 - 1 / 2) / math.sqrt(2)))


def test_dividing_statements() -> None:
    found = dividing(COUNTS)
    assert places(found) == [1, 3]
    assert found[0].strength == pytest.approx(46 / 52 - 4 / 37, abs=1e-4)
    z = (46 / 52 - 4 / 37) / math.sqrt(50 / 89 * 39 / 89 * (1 / 52 + 1 / 37))
    # the smallest of four statements that enough voted on, and one pair of groups
    assert found[0].p == pytest.approx(4 * math.erfc(z / math.sqrt(2)))


def test_typical_statements() -> None:
    assert [(finding.statement, finding.vote) for finding in typical(COUNTS, 0)] == [(1, AGREE)]
    assert [(finding.statement, finding.vote) for finding in typical(COUNTS, 1)] == [(1, DISAGREE), (3, DISAGREE)]


def test_chance_is_not_listed() -> None:
    """Groups that vote alike: of a hundred tables hardly one may name a statement that divides."""
    chance = np.random.default_rng(11)
    tables = [chance.multinomial(40, [0.45, 0.4, 0.15], (3, 50)) for _ in range(100)]
    named = sum(bool(dividing(counts)) or bool(typical(counts, 0)) for counts in tables)
    assert named <= 8  # 5 are expected at most


def test_no_groups_no_findings() -> None:
    nothing = np.zeros((0, 3, 3), dtype=np.int64)
    assert (shared(nothing, AGREE), dividing(nothing)) == ([], [])

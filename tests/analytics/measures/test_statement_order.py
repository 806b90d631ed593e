"""Which statement comes next."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from analytics.measures.opinion_space import Space
from analytics.measures.statement_order import Candidate, extremities, next_statement

NEW = Candidate("new", 0, 0, 0)
LIKED = Candidate("liked", 80, 15, 5)
PASSED = Candidate("passed", 10, 10, 80)
DIVIDING = Candidate("dividing", 50, 45, 5, extremity=2.0)
ALL = [NEW, LIKED, PASSED, DIVIDING]


def test_priorities_by_hand() -> None:
    # (1 − ½)·1·½·(1 + 8) = 2.25
    assert NEW.priority == pytest.approx(2.25**2)
    # five votes halve the favour: (1 − 1/7)·(1 + 1)·(6/7)·(1 + 8/2)
    assert Candidate("x", 5, 0, 0, 1.0).priority == pytest.approx((6 / 7 * 2 * 6 / 7 * 5) ** 2)


def test_new_and_telling_statements_come_first() -> None:
    assert NEW.priority > DIVIDING.priority > LIKED.priority > PASSED.priority


def test_chances_are_proportional_to_priority() -> None:
    draws = (np.arange(10_000) + 0.5) / 10_000
    found = Counter(one.id for draw in draws if (one := next_statement(ALL, set(), float(draw))))
    total = sum(one.priority for one in ALL)
    for one in ALL:
        assert found[one.id] / 10_000 == pytest.approx(one.priority / total, abs=0.001)


def test_the_order_of_the_candidates_does_not_matter() -> None:
    for draw in (0.0, 0.3, 0.62, 0.999999):
        assert next_statement(ALL, set(), draw) == next_statement(ALL[::-1], set(), draw)


def test_nobody_is_asked_twice() -> None:
    assert next_statement(ALL, {"new", "liked", "dividing"}, 0.0) == PASSED
    assert next_statement(ALL, {one.id for one in ALL}, 0.5) is None
    assert next_statement([], set(), 0.5) is None


@pytest.mark.parametrize("draw", [-0.1, 1.0, float("nan")])
def test_a_draw_outside_is_refused(draw: float) -> None:
    with pytest.raises(ValueError, match="not in"):
        next_statement(ALL, set(), draw)


def test_extremity_by_hand() -> None:
    # all agree to the first; the second: |1 − 0|·√(0.6² + 0.8²)·√2
    space = Space(np.array([1.0, 0.0]), np.array([[0.8, 0.6], [0.6, 0.8]]), np.array([5, 5]))
    assert extremities(space) == pytest.approx([0.0, 2**0.5])

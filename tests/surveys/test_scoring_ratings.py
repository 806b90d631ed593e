"""The arithmetic of ratings and of the SUS against the fixtures of the standards reference, 2.1 to 2.4."""

from __future__ import annotations

from fractions import Fraction
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import scoring

GOVUK = {5: 120, 4: 60, 3: 10, 2: 6, 1: 4}  # 200 answers: mean 4.43, top2 90.00, weighted 85.75


def one(answers: list[int | None]) -> Fraction | None:
    """The SUS of one respondent."""
    return scoring.sus([(0, 0) if answer is None else (1, answer) for answer in answers], 1)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([3] * 10, 50),
        ([5, 1] * 5, 100),
        ([1, 5] * 5, 0),
        ([4, 2] * 5, 75),
        ([5, 2, 4, 1, 4, 2, 5, 2, 4, 3], 80),
        ([4, 2] * 4 + [4, None], Fraction(145, 2)),  # 2.5 × (9 × 3 + 2): as if the tenth were the midpoint
        ([None] * 9 + [5], 45),  # 2.5 × (9 × 2 + 0)
    ],
)
def test_the_sus_of_one_respondent(answers: list[int | None], expected: Fraction) -> None:
    assert one(answers) == expected


def test_a_sus_of_nobody_is_none_and_nine_items_are_no_sus() -> None:
    assert scoring.sus([(0, 0)] * 10, 0) is None
    with pytest.raises(ValueError, match="9 items"):
        scoring.sus([(1, 3)] * 9, 1)


@pytest.mark.parametrize(("sums", "respondents"), [([(0, 0)] * 10, 1), ([(1, 5)] * 10, 11), ([(2, 6)] * 10, 1)])
def test_who_answered_nothing_is_no_respondent(sums: list[tuple[int, int]], respondents: int) -> None:
    with pytest.raises(ValueError, match="respondents"):
        scoring.sus(sums, respondents)


_SOMEBODY = st.lists(st.none() | st.integers(1, 5), min_size=10, max_size=10).filter(any)


@given(st.lists(_SOMEBODY, min_size=1, max_size=8))
def test_the_sus_of_many_is_the_mean_of_their_own(people: list[list[int | None]]) -> None:
    given_to = [[answer for answer in item if answer is not None] for item in zip(*people, strict=True)]
    found = scoring.sus([(len(answers), sum(answers)) for answers in given_to], len(people))
    assert found == mean(own for answers in people if (own := one(answers)) is not None)
    assert 0 <= found <= 100


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", "A"),
        ("80.31", "A"),
        ("80.305", "A"),  # shown as 80.31
        ("80.304", ""),  # shown as 80.30, and A is above that
        ("68", ""),
        ("51", ""),
        ("50.995", ""),  # shown as 51.00
        ("50.994", "F"),
        ("0", "F"),
    ],
)
def test_letters_of_the_sus_only_where_the_reference_has_one(score: str, grade: str) -> None:
    assert scoring.sus_grade(Fraction(score)) == grade


def test_gov_uk_by_both_formulas() -> None:
    average = scoring.rating_mean(GOVUK)
    assert average == Fraction("4.43")
    assert scoring.rating_share(GOVUK, (4, 5)) == Fraction("0.9")
    assert scoring.weighted_satisfaction(average) == Fraction("85.75")
    # The reference's own form of it: (1·n5 + 0.75·n4 + 0.5·n3 + 0.25·n2 + 0·n1) / all.
    assert Fraction(4 * 120 + 3 * 60 + 2 * 10 + 6, 4 * 200) * 100 == Fraction("85.75")


def test_a_11_percent() -> None:
    assert scoring.percent_of_highest(Fraction("4.25")) == 85
    assert scoring.percent_of_highest(Fraction(1)) == 20


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({10: 7, 9: 3}, 100),
        ({0: 1, 6: 4}, -100),
        ({7: 2, 8: 3}, 0),
        ({10: 5, 9: 5, 8: 3, 7: 2, 6: 4, 0: 1}, 25),  # 100 × (10 − 5) / 20
    ],
)
def test_the_nps_is_promoters_less_detractors(counts: dict[int, int], expected: int) -> None:
    kinds = scoring.rating_mean(scoring.net_promoters(counts))
    assert kinds is not None
    assert kinds * 100 == expected


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_0_to_10_is_no_nps(score: int) -> None:
    with pytest.raises(ValueError, match="outside 0 to 10"):
        scoring.net_promoters({score: 1})


def test_no_answer_is_none_and_never_0() -> None:
    empty = dict.fromkeys(range(1, 6), 0)
    assert scoring.rated(empty) == 0
    assert scoring.rating_mean(empty) is None
    assert scoring.rating_share(empty, (5,)) is None
    assert scoring.rating_variance({5: 1}) is None


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40))
def test_mean_and_variance_are_those_of_the_answers(answers: list[int]) -> None:
    counts = {score: answers.count(score) for score in set(answers)}
    exact = [Fraction(answer) for answer in answers]
    assert scoring.rating_mean(counts) == mean(exact)
    assert scoring.rating_variance(counts) == variance(exact)
    assert sum(scoring.net_promoters(counts).values()) == len(answers)

"""Figures of ratings and of the SUS with base and interval, against the reference and against NumPy and SciPy."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from analytics.measures import ratings, usability
from analytics.measures.figure import Figure
from analytics.measures.statistics import CountedResponse, Statistics
from surveys.scoring import half_up

CUT = dt.date(2026, 11, 30)
Z = 1.959964
GOVUK = {5: 120, 4: 60, 3: 10, 2: 6, 1: 4}
ITEMS = tuple(f"sus{number}" for number in range(1, 11))
Answers = tuple[int | None, ...]


def shown(figure: Figure, places: int = 2) -> list[str]:
    assert figure.value is not None
    assert figure.low is not None
    assert figure.high is not None
    return [str(half_up(value, places)) for value in (figure.value, figure.low, figure.high)]


def close(figure: Figure, value: float, margin: float, lowest: float, highest: float) -> None:
    """Assert a figure's value, and its interval within the ends of the scale."""
    expected = (value, max(lowest, value - margin), min(highest, value + margin))
    assert (float(figure.value or 0), float(figure.low or 0), float(figure.high or 0)) == pytest.approx(
        expected, abs=1e-6
    )


def statistics_of(people: list[Answers]) -> Statistics:
    return Statistics.of([CountedResponse((), answers) for answers in people], ITEMS)


def test_a_share_has_the_wilson_interval() -> None:
    # 180 of 200, whose interval the reference prints as 0.8506–0.9343.
    assert shown(ratings.share(GOVUK, (4, 5), CUT)) == ["90.00", "85.06", "93.43"]
    oracle = binomtest(180, 200).proportion_ci(method="wilson")
    found = ratings.share(GOVUK, (4, 5), CUT)
    assert (float(found.low or 0), float(found.high or 0)) == pytest.approx((oracle.low * 100, oracle.high * 100), 1e-6)


def test_the_mean_the_weighted_share_and_the_percentage_of_five() -> None:
    answers = np.repeat(list(GOVUK), list(GOVUK.values()))
    margin = Z * answers.std(ddof=1) / np.sqrt(200)
    close(ratings.mean(GOVUK, CUT), 4.43, margin, 1, 5)
    close(ratings.weighted_satisfaction(GOVUK, CUT), 85.75, 25 * margin, 0, 100)
    close(ratings.percent_of_five(GOVUK, CUT), 88.6, 20 * margin, 20, 100)


def test_the_interval_of_the_nps_is_that_of_a_difference() -> None:
    counts = {**dict.fromkeys(range(11), 0), 10: 40, 9: 10, 8: 20, 6: 20, 0: 10}
    # p = 0.5, d = 0.3: the variance of p − d is p + d − (p − d)², over n − 1 for single answers.
    variance = (0.5 + 0.3 - 0.2**2) * 100 / 99
    close(ratings.nps(counts, CUT), 20, 100 * Z * np.sqrt(variance / 100), -100, 100)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_nps_keeps_within_its_scale_and_agrees_with_numpy(answers: list[int]) -> None:
    counts = {score: answers.count(score) for score in range(11)}
    kinds = np.array([1 if score >= 9 else 0 if score >= 7 else -1 for score in answers])
    found = ratings.nps(counts, CUT)
    close(found, 100 * kinds.mean(), 100 * Z * kinds.std(ddof=1) / np.sqrt(len(kinds)), -100, 100)
    assert found.base == len(answers)


def test_without_an_answer_nothing_is_available_and_with_one_there_is_no_interval() -> None:
    empty = dict.fromkeys(range(1, 6), 0)
    for figure in (
        ratings.mean(empty, CUT),
        ratings.share(empty, (4, 5), CUT),
        ratings.weighted_satisfaction(empty, CUT),
        ratings.nps(dict.fromkeys(range(11), 0), CUT),
        usability.sus(Statistics(), ITEMS, CUT).sus,
    ):
        assert (figure.value, figure.base, figure.low) == (None, 0, None)
    assert (ratings.mean({**empty, 4: 1}, CUT).value, ratings.mean({**empty, 4: 1}, CUT).low) == (4, None)


def test_what_has_no_score_is_no_answer() -> None:
    statistics = Statistics(n=6, options={"employee": {"5": 2, "1": 1, "n/a": 3}})
    scores = {str(score): score for score in range(1, 6)}
    assert ratings.score_counts(statistics, "employee", scores) == {1: 1, 2: 0, 3: 0, 4: 0, 5: 2}
    assert ratings.score_counts(statistics, "ease", scores) == dict.fromkeys(range(1, 6), 0)


@pytest.mark.parametrize(
    ("answers", "expected", "grade"),
    [
        ((3,) * 10, 50, "F"),
        ((5, 1) * 5, 100, "A"),
        ((1, 5) * 5, 0, "F"),
        ((4, 2) * 5, 75, ""),
        ((5, 2, 4, 1, 4, 2, 5, 2, 4, 3), 80, ""),
    ],
)
def test_the_sus_of_the_references_fixtures(answers: Answers, expected: int, grade: str) -> None:
    found = usability.sus(statistics_of([answers]), ITEMS, CUT)
    assert (found.sus.value, found.sus.base, found.sus.low, found.grade, found.filled_in) == (
        expected,
        1,
        None,
        grade,
        0,
    )


def test_who_answered_none_of_the_items_is_not_in_the_base_of_the_sus() -> None:
    nobody: Answers = (None,) * 10
    # 100 and 75 are answered in full; 2.5 × (4 + 9 × 2) = 55 stands on one answer: (100 + 75 + 55) / 3 = 76.67.
    people: list[Answers] = [(5, 1) * 5, (4, 2) * 5, (5, *[None] * 9)]
    alone = usability.sus(statistics_of(people), ITEMS, CUT)
    assert alone.sus.value is not None
    assert (half_up(alone.sus.value, 2), alone.sus.base, alone.filled_in) == (Decimal("76.67"), 3, 9)
    among = usability.sus(statistics_of([nobody, *people, nobody, nobody]), ITEMS, CUT)
    apart = Statistics.total([statistics_of([nobody, nobody]), statistics_of([nobody]), statistics_of(people)])
    stored = Statistics.load(apart.dump())
    assert among == alone == usability.sus(apart, ITEMS, CUT) == usability.sus(stored, ITEMS, CUT)
    assert usability.sus(statistics_of([nobody, nobody]), ITEMS, CUT).sus.value is None


def test_who_answered_in_a_version_without_the_items_is_not_in_the_base_of_the_sus() -> None:
    before = statistics_of([(1,) * 10]).without(ITEMS)  # what these items were then can't be compared
    now = statistics_of([(5, 1) * 5])
    found = usability.sus(Statistics.total([before, now]), ITEMS, CUT)
    assert (found.sus.value, found.sus.base) == (100, 1)


_SOMEBODY = st.tuples(*[st.none() | st.integers(1, 5)] * 10).filter(lambda answers: any(a is not None for a in answers))


@given(st.lists(_SOMEBODY, min_size=2, max_size=12))
def test_the_sus_of_many_and_its_interval_are_those_of_their_own(people: list[Answers]) -> None:
    own = np.array(
        [
            2.5 * sum((a - 1) if place % 2 == 0 else (5 - a) for place, a in enumerate(x if x else 3 for x in answers))
            for answers in people
        ]
    )
    found = usability.sus(statistics_of(people), ITEMS, CUT)
    close(found.sus, own.mean(), Z * own.std(ddof=1) / np.sqrt(len(own)), 0, 100)
    assert found.filled_in == sum(answer is None for answers in people for answer in answers)
    assert Decimal(0) <= (found.sus.low or 0) <= (found.sus.high or 0) <= 100

"""Lines that go on and lines that break; figures of comparable answers only."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest

from analytics.measures.statistics import Statistics
from analytics.measures.trends import Step, chosen, comparable, left_out, mean, most_picked, share, stretch

MAY, JUNE, JULY = (dt.date(2026, month, 1) for month in (5, 6, 7))
CUT = dt.date(2026, 7, 31)
STEPS = [Step(1, frozenset()), Step(4, frozenset({"biaya"})), Step(7, frozenset({"waktu", "baru"}))]
SCORES = {"1": 1, "2": 2, "3": 3, "4": 4}


def picks(**options: int) -> Statistics:
    """Answers to `waktu`, by option with an underscore before it."""
    counts = {option.lstrip("_"): n for option, n in options.items()}
    return Statistics(n=sum(counts.values()), options={"waktu": counts})


@pytest.mark.parametrize(
    ("code", "runs"), [("saran", [(1, 4, 7)]), ("biaya", [(1,), (4, 7)]), ("waktu", [(1, 4), (7,)]), ("x", [(1, 4, 7)])]
)
def test_versions_run_on_until_a_question_breaks(code: str, runs: list[tuple[int, ...]]) -> None:
    assert comparable(STEPS, code) == runs


@pytest.mark.parametrize(
    ("present", "lost"),
    [
        ({1, 4, 7}, {1: {"biaya", "waktu", "baru"}, 4: {"waktu", "baru"}}),
        ({1, 7}, {1: {"biaya", "waktu", "baru"}}),
        ({1, 4}, {1: {"biaya"}}),
        ({4}, {}),
        (set(), {}),
    ],
)
def test_a_period_counts_what_compares_with_its_newest_version(present: set[int], lost: dict[int, set[str]]) -> None:
    assert left_out(STEPS, present) == {version: frozenset(codes) for version, codes in lost.items()}


def test_a_stretch_pools_the_versions_of_a_month() -> None:
    counted = {(MAY, 1): picks(_1=1, _4=1), (JUNE, 1): picks(_2=1), (JUNE, 4): picks(_4=3), (JULY, 7): picks(_1=9)}
    found = stretch((1, 4), counted, partial(mean, code="waktu", scores=SCORES, cut=CUT))
    # May: (1 + 4) / 2; June: (2 + 3 · 4) / 4
    assert [(month, figure.value, figure.base) for month, figure in found.points] == [
        (MAY, Decimal("2.5"), 2),
        (JUNE, Decimal("3.5"), 4),
    ]


def test_the_mean_and_its_interval() -> None:
    found = mean(picks(_1=1, _2=2, _4=1), "waktu", SCORES, CUT)
    # 1, 2, 2, 4: mean 9/4; Σx² = 25, variance (25 − 81/4) / 3 = 19/12; margin 1.959964 · √(19/48) = 1.23311
    assert (found.value, found.base) == (Decimal("2.25"), 4)
    assert found.low == pytest.approx(Decimal("1.01689"), abs=Decimal("0.0001"))
    assert found.high == pytest.approx(Decimal("3.48311"), abs=Decimal("0.0001"))
    assert not mean(Statistics(), "waktu", SCORES, CUT).available
    assert mean(picks(_4=1), "waktu", SCORES, CUT).low is None


def test_the_share_of_the_option_that_most_picked() -> None:
    found = picks(_ya=3, _tidak=1)
    assert most_picked(found, "waktu", ["tidak", "ya"]) == "ya"
    assert most_picked(picks(_ya=2, _tidak=2), "waktu", ["tidak", "ya"]) == "tidak"
    assert most_picked(Statistics(), "waktu", ["ya"]) == ""
    # Wilson 3/4: the published example of 0.3006 to 0.9544
    figure = share(found, "waktu", ("ya", "tidak"), "ya", CUT)
    assert (figure.value, figure.base) == (Decimal("0.75"), 4)
    assert figure.low == pytest.approx(Decimal("0.30064"), abs=Decimal("0.0001"))
    assert figure.high == pytest.approx(Decimal("0.95441"), abs=Decimal("0.0001"))
    # Whom the question doesn't apply to is in no base.
    apart = Statistics(options={"waktu": {"ya": 3, "tidak": 1, "n/a": 6}})
    assert share(apart, "waktu", ("ya", "tidak"), "ya", CUT) == figure
    assert not share(Statistics(), "waktu", ("ya",), "ya", CUT).available


def test_the_share_of_those_who_chose_an_option_among_others() -> None:
    # Four answered: three chose "a" and two "b", so one chose both.
    found = Statistics(n=9, options={"alat": {"a": 3, "b": 2, "n/a": 2}, "alat.answered": {"answered": 4}})
    figure = chosen(found, "alat", "a", "alat.answered", CUT)
    assert (figure.value, figure.base) == (Decimal("0.75"), 4)
    never = chosen(found, "alat", "c", "alat.answered", CUT)
    assert (never.value, never.base) == (Decimal(0), 4)
    assert not chosen(Statistics(n=9), "alat", "a", "alat.answered", CUT).available


def test_statistics_without_a_question_keep_the_responses() -> None:
    whole = Statistics(
        n=2,
        options={"a": {"1": 2}, "m.x": {"1": 1}, "m.y": {"1": 1}, "b": {"1": 2}},
        sums={"a": (2, 4, 8), "b": (2, 4, 8), "c": (2, 4, 8)},
        products={("a", "b"): (2, 4, 4, 8), ("b", "c"): (2, 4, 4, 8)},
        texts={"a": {"positive": 1}},
        polarity={"a": {3: 1}},
    )
    assert whole.without({"a", "m"}) == Statistics(
        n=2, options={"b": {"1": 2}}, sums={"b": (2, 4, 8), "c": (2, 4, 8)}, products={("b", "c"): (2, 4, 4, 8)}
    )


def test_picks_are_the_picks_of_the_total() -> None:
    parts = [
        Statistics(2, {"a": {"1": 2}}, {"a": (2, 2, 2)}),
        Statistics(1, {"a": {"2": 1}, "b": {"1": 1}}),
        Statistics(),
    ]
    assert Statistics.picks(part.dump() for part in parts) == Statistics(3, {"a": {"1": 2, "2": 1}, "b": {"1": 1}})

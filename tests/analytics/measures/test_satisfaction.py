"""IKM, NRR, ranks and intervals from statistics."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from statistics import mean, variance

import pytest

from analytics.measures.item_means import covariance_of_means
from analytics.measures.satisfaction import skm
from analytics.measures.statistics import CountedResponse, Statistics
from surveys import scoring
from surveys.instruments.skm import ELEMENT_CODES
from surveys.scoring import half_up
from tests import worked_example

CUT = dt.date(2026, 11, 30)


def of(rows: list[tuple[int | None, ...]]) -> Statistics:
    return Statistics.of([CountedResponse((), row) for row in rows], ELEMENT_CODES)


def example() -> Statistics:
    return of([tuple(int(row[code]) for code in ELEMENT_CODES) for row in worked_example.answers()])


def random_rows(seed: int, n: int, missing: float = 0.0) -> list[tuple[int | None, ...]]:
    chance = random.Random(seed)
    return [
        tuple(None if chance.random() < missing else chance.choice((2, 3, 3, 4)) for _ in ELEMENT_CODES)
        for _ in range(n)
    ]


def test_the_worked_example() -> None:
    figures = skm(example(), ELEMENT_CODES, CUT)
    assert (figures.ikm.value, figures.ikm.base, figures.grade) == (Decimal("91.48"), 29, "A")
    assert figures.lowest == ("waktu", "prosedur", "produk")
    by_code = {element.code: element for element in figures.elements}
    assert half_up(by_code["waktu"].average.value or 0, 4) == Decimal("3.4483")
    assert by_code["waktu"].conversion.value == Decimal("86.21")
    assert by_code["waktu"].grade == "B"
    assert [by_code[code].rank for code in ("biaya", "pengaduan", "perilaku", "persyaratan", "sarana", "produk")] == [
        1, 2, 3, 4, 4, 7,
    ]  # fmt: skip


@pytest.mark.parametrize(("weight", "value"), [(scoring.THREE_DECIMALS, "91.38"), (scoring.TWO_DECIMALS, "90.56")])
def test_an_old_report_can_be_reproduced_and_says_so(weight: str, value: str) -> None:
    figures = skm(example(), ELEMENT_CODES, CUT, weight=weight)
    assert (figures.ikm.value, figures.ikm.method) == (Decimal(value), f"ikm-weight-{weight}")
    assert figures.ikm.low is None
    lowest = skm(of([(1,) * 9] * 30), ELEMENT_CODES, CUT, weight=weight)
    assert lowest.grade == "D"  # although its index is below 25


def test_the_interval_is_that_of_the_respondents_own_means() -> None:
    rows = random_rows(1, 200)
    own = [Fraction(sum(row), 9) * 25 for row in rows]  # type: ignore[arg-type]  # nobody left anything out
    expected = 1.959964 * float(variance(own) / len(own)) ** 0.5
    figures = skm(of(rows), ELEMENT_CODES, CUT).ikm
    assert figures.low is not None
    assert figures.high is not None
    assert float(figures.low) == pytest.approx(float(mean(own)) - expected, abs=0.01)
    assert float(figures.high) == pytest.approx(float(mean(own)) + expected, abs=0.01)


def test_knowing_the_population_narrows_the_interval() -> None:
    statistics = of(random_rows(2, 100))
    widths = [skm(statistics, ELEMENT_CODES, CUT, people).ikm for people in (None, 400, 100)]
    unknown, some, all_of_them = ((w.high or 0) - (w.low or 0) for w in widths)
    assert float(some) == pytest.approx(float(unknown) * (300 / 399) ** 0.5, abs=0.02)
    assert all_of_them == 0


def test_each_element_counts_its_own_valid_answers() -> None:
    rows = [(4,) * 9, (2, *(None,) * 8), (None, *(3,) * 8)]
    figures = skm(of(rows), ELEMENT_CODES, CUT)
    first, second = figures.elements[:2]
    assert (first.average.value, first.average.base) == (Decimal(3), 2)  # 4 and 2, not divided by 3
    assert (second.average.value, second.average.base) == (Decimal("3.5"), 2)
    assert (figures.ikm.value, figures.ikm.base) == (half_up(Fraction(25, 9) * (3 + 8 * Fraction(7, 2)), 2), 3)


def test_missing_answers_enter_the_variance_by_pairs() -> None:
    # a and b were both answered by three: (4, 3), (2, 1), (3, 4); a also by a fourth with 1.
    columns = Statistics.of([CountedResponse((), r) for r in [(4, 3), (2, 1), (3, 4), (1, None)]], ("a", "b"))
    pairs = [(4, 3), (2, 1), (3, 4)]
    covariance = sum((x - 3) * (y - Fraction(8, 3)) for x, y in pairs) / 2
    assert covariance_of_means(columns, "a", "b") == 3 * covariance / (4 * 3)
    assert covariance_of_means(columns, "b", "a") == covariance_of_means(columns, "a", "b")
    assert covariance_of_means(columns, "a", "a") == variance([Fraction(x) for x in (4, 2, 3, 1)]) / 4


def test_the_interval_with_missing_answers_is_near_that_of_the_complete() -> None:
    complete = skm(of(random_rows(3, 2000)), ELEMENT_CODES, CUT).ikm
    missing = skm(of(random_rows(3, 2000, missing=0.1)), ELEMENT_CODES, CUT).ikm
    widths = [float((f.high or 0) - (f.low or 0)) for f in (complete, missing)]
    assert widths[0] < widths[1] < widths[0] * 1.2


def test_no_answer_is_never_zero() -> None:
    figures = skm(Statistics(), ELEMENT_CODES, CUT)
    assert (figures.ikm.value, figures.ikm.base, figures.grade, figures.lowest) == (None, 0, "", ())
    assert not any(element.average.available or element.conversion.available for element in figures.elements)
    assert {element.rank for element in figures.elements} == {None}


def test_one_element_without_answers_leaves_no_index() -> None:
    figures = skm(of([(None, *(3,) * 8)] * 12), ELEMENT_CODES, CUT)
    assert figures.ikm.value is None
    assert figures.elements[0].average.value is None
    assert figures.elements[1].average.value == 3


def test_one_response_has_figures_but_no_interval() -> None:
    figures = skm(of([(4,) * 9]), ELEMENT_CODES, CUT)
    assert (figures.ikm.value, figures.ikm.low, figures.elements[0].average.low) == (Decimal(100), None, None)


def test_all_alike_has_an_interval_of_no_width() -> None:
    figures = skm(of([(1,) * 9] * 30), ELEMENT_CODES, CUT)
    assert (figures.ikm.value, figures.ikm.low, figures.ikm.high, figures.grade) == (25, 25, 25, "D")

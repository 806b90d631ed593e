"""The SKM's arithmetic against the worked example and the boundaries of the reference."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import scoring

# 29 respondents, sums per element as printed in the reference, 1.3.
SUMS = {
    "persyaratan": 105,
    "prosedur": 101,
    "waktu": 100,
    "biaya": 116,
    "produk": 102,
    "kompetensi": 105,
    "perilaku": 106,
    "sarana": 105,
    "pengaduan": 115,
}
AVERAGES = {code: Fraction(total, 29) for code, total in SUMS.items()}


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("88.305", 2, "88.31"),
        ("88.3049999", 2, "88.30"),
        ("2.675", 2, "2.68"),  # binary floating point makes 2.67 of it
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("76.5", 0, "77"),
        ("4", 3, "4.000"),
    ],
)
def test_halves_are_rounded_up(value: str, places: int, expected: str) -> None:
    assert str(scoring.half_up(Decimal(value), places)) == expected


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6), st.integers(0, 10))
def test_rounding_never_moves_a_value_by_more_than_half_a_step(top: int, bottom: int, places: int) -> None:
    exact = Fraction(top, bottom)
    assert abs(Fraction(scoring.half_up(exact, places)) - exact) <= Fraction(1, 2 * 10**places)


def test_rounding_does_not_depend_on_the_callers_precision() -> None:
    with localcontext() as context:
        context.prec = 3
        assert scoring.half_up(Fraction(1234567, 100), 1) == Decimal("12345.7")


def test_the_worked_example() -> None:
    index = scoring.ikm(AVERAGES)
    assert index == Fraction(25 * 955, 29 * 9)
    assert scoring.half_up(index, 2) == Decimal("91.48")
    assert scoring.grade(index).letter == "A"
    assert scoring.three_lowest(AVERAGES) == ["waktu", "prosedur", "produk"]
    assert {code: str(scoring.half_up(nrr, 4)) for code, nrr in AVERAGES.items()} == {
        "persyaratan": "3.6207",
        "prosedur": "3.4828",
        "waktu": "3.4483",
        "biaya": "4.0000",
        "produk": "3.5172",
        "kompetensi": "3.6207",
        "perilaku": "3.6552",
        "sarana": "3.6207",
        "pengaduan": "3.9655",
    }


@pytest.mark.parametrize(
    ("weight", "of_the_example", "highest"),
    [
        (scoring.EXACT, "91.48", "100.00"),
        (scoring.THREE_DECIMALS, "91.38", "99.90"),
        (scoring.TWO_DECIMALS, "90.56", "99.00"),
    ],
)
def test_a_rounded_weight_lowers_the_index(weight: str, of_the_example: str, highest: str) -> None:
    all_four = dict.fromkeys(SUMS, Fraction(4))
    assert str(scoring.half_up(scoring.ikm(AVERAGES, weight) or 0, 2)) == of_the_example
    assert str(scoring.half_up(scoring.ikm(all_four, weight) or 0, 2)) == highest


def test_rounding_the_averages_first_would_change_the_index() -> None:
    rounded = {code: Fraction(scoring.half_up(nrr, 2)) for code, nrr in AVERAGES.items()}
    assert scoring.half_up(scoring.ikm(rounded, scoring.TWO_DECIMALS) or 0, 2) == Decimal("90.59")


def test_no_index_without_answers_to_every_element() -> None:
    assert scoring.average(0, 0) is None
    assert scoring.ikm({}) is None
    assert scoring.ikm({"waktu": Fraction(3), "biaya": None}) is None


@pytest.mark.parametrize(
    ("converted", "letter"),
    [
        ("100", "A"),
        ("88.31", "A"),
        ("88.305", "A"),
        ("88.304", "B"),
        ("88.30", "B"),
        ("76.605", "B"),
        ("76.604", "C"),
        ("64.995", "C"),
        ("64.994", "D"),
        ("25", "D"),
        ("24.995", "D"),  # rounds to 25.00
        ("100.004", "A"),
    ],
)
def test_the_bands_of_2017_have_no_gaps(converted: str, letter: str) -> None:
    assert scoring.grade(Decimal(converted)).letter == letter
    assert scoring.grade(Fraction(converted)).letter == letter


@pytest.mark.parametrize("converted", ["24.994", "0", "-25", "100.005", "101"])
def test_an_index_that_no_answers_can_give_is_an_error(converted: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        scoring.grade(Decimal(converted))


def test_an_elements_grade_uses_the_conversion_table() -> None:
    # 3.534 is A by the table (88.35), though a shortcut on two decimals of NRR would say B.
    assert scoring.grade(Fraction("3.534") * 25).letter == "A"


def test_grades_name_perception_and_performance() -> None:
    assert [(g.letter, g.perception, g.performance) for g in scoring.GRADES] == [
        ("A", 4, "very-good"),
        ("B", 3, "good"),
        ("C", 2, "below-standard"),
        ("D", 1, "poor"),
    ]


def test_equal_averages_share_the_lower_rank() -> None:
    assert scoring.ranks({"a": Fraction(4), "b": Fraction(3), "c": Fraction(3), "d": Fraction(2)}) == {
        "a": 1,
        "b": 2,
        "c": 2,
        "d": 4,
    }


@pytest.mark.parametrize(
    ("averages", "lowest"),
    [
        ({"a": 4, "b": 3, "c": 2, "d": 1}, ["d", "c", "b"]),
        ({"a": 3, "b": 3, "c": 2, "d": 1}, ["d", "c", "a", "b"]),  # two are tied with the third
        ({"a": 2, "b": 2, "c": 2, "d": 2}, ["a", "b", "c", "d"]),
        ({"a": 4, "b": 1, "c": 1, "d": 1}, ["b", "c", "d"]),
        ({"a": 4, "b": 3}, ["b", "a"]),
        ({}, []),
    ],
)
def test_the_three_lowest_include_every_tie_with_the_third(averages: dict[str, int], lowest: list[str]) -> None:
    assert scoring.three_lowest({code: Fraction(nrr) for code, nrr in averages.items()}) == lowest

"""The SKM's arithmetic, exact: averages as fractions, rounded half-up once at the end. Pure.

Source: PermenPANRB 14/2017 as read in the standards reference, 1.3 (formulas) and 1.4 (grades).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from surveys.scoring.rounding import half_up

# How the weight of an element is written. Old reports used a rounded one; it lowers the index and can
# change the grade, so it's only for showing why an old figure differs, and always named beside it.
EXACT, THREE_DECIMALS, TWO_DECIMALS = "1/E", "0.111", "0.11"
WEIGHTS = (EXACT, THREE_DECIMALS, TWO_DECIMALS)

CONVERSION = 25  # from the scale 1–4 to 25–100


@dataclass(frozen=True)
class Grade:
    letter: str
    perception: int  # nilai persepsi
    performance: str  # a code; pages find the words
    lowest: Decimal  # the lowest converted value, rounded to two decimals, that earns it


GRADE_TABLE = "PermenPANRB 14/2017"
GRADES = (
    Grade("A", 4, "very-good", Decimal("88.31")),
    Grade("B", 3, "good", Decimal("76.61")),
    Grade("C", 2, "below-standard", Decimal("65.00")),
    Grade("D", 1, "poor", Decimal("25.00")),
)
BY_LETTER = {grade.letter: grade for grade in GRADES}
HIGHEST = Decimal("100.00")


def average(total: int, n: int) -> Fraction | None:
    """NRR: the sum of an element's scores over its valid answers; None where there are none."""
    return Fraction(total, n) if n else None


def ikm(averages: Mapping[str, Fraction | None], weight: str = EXACT) -> Fraction | None:
    """The converted index of the elements' averages, unrounded: 25 to 100 with the exact weight.

    None when an element has no valid answer: an index of fewer elements is another index.
    """
    known = [nrr for nrr in averages.values() if nrr is not None]
    if not known or len(known) != len(averages):
        return None
    share = Fraction(1, len(known)) if weight == EXACT else Fraction(weight)
    return CONVERSION * share * sum(known)


def grade(converted: Fraction | Decimal) -> Grade:
    """The grade of an index or of an element's NRR × 25.

    It is rounded to two decimals first, because the printed bands leave gaps between them. Raises
    ValueError outside 25 to 100, which no valid answers can reach.
    """
    rounded = half_up(converted, 2)
    if not GRADES[-1].lowest <= rounded <= HIGHEST:
        raise ValueError(f"{rounded} is outside the conversion's 25 to 100")
    return next(grade for grade in GRADES if rounded >= grade.lowest)


def ranks(averages: Mapping[str, Fraction]) -> dict[str, int]:
    """Element -> rank, 1 for the highest average; equal averages share the lower number."""
    return {code: 1 + sum(other > nrr for other in averages.values()) for code, nrr in averages.items()}


def three_lowest(averages: Mapping[str, Fraction]) -> list[str]:
    """The three elements with the lowest averages, lowest first, and every one tied with the third."""
    rising = sorted(averages, key=lambda code: averages[code])
    return [code for code in rising if averages[code] <= averages[rising[min(2, len(rising) - 1)]]]

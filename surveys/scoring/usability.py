"""The System Usability Scale's arithmetic (Brooke 1996; standards reference, 2.4). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from surveys.scoring.rounding import half_up

ITEMS = 10
MIDPOINT_CONTRIBUTION = 2  # an item without an answer counts as 3, whichever way it points

# Only what the reference has from a source that was read. The finer Sauro–Lewis bands are unverified there,
# so between these two no letter is given.
SUS_GRADE_TABLE = "measuringu.com: above 80.3 A, below 51 F, no letter between"
ABOVE_A, BELOW_F = Decimal("80.3"), Decimal("51")


def sus(sums: Sequence[tuple[int, int]], respondents: int) -> Fraction | None:
    """The mean SUS, 0 to 100 and no percentage, of `respondents` who answered at least one item.

    `sums`: for each of the ten items, in order, how many answered it and the sum of their answers 1 to 5. Odd items
    contribute answer − 1, even ones 5 − answer, one without an answer 2 (the midpoint: Brooke's rule, unverified in the
    reference, so whoever shows it says how many were filled in). None without respondents. Raises ValueError where
    they can't be as many: who answered nothing is no respondent, and would count as fifty points.
    """
    if len(sums) != ITEMS:
        raise ValueError(f"{len(sums)} items, but the SUS has ten")
    answers = [n for n, _ in sums]
    if not max(answers) <= respondents <= sum(answers):
        raise ValueError(f"{respondents} respondents gave {sum(answers)} answers, {max(answers)} of them to one item")
    if not respondents:
        return None
    contributions = 0
    for item, (n, total) in enumerate(sums, start=1):
        contributions += (total - n) if item % 2 else (5 * n - total)
        contributions += MIDPOINT_CONTRIBUTION * (respondents - n)
    return Fraction(5 * contributions, 2 * respondents)


def sus_grade(score: Fraction) -> str:
    """A or F where the table gives one, else ''. Rounded to two decimals first, as it is shown."""
    rounded = half_up(score, 2)
    return "A" if rounded > ABOVE_A else "F" if rounded < BELOW_F else ""

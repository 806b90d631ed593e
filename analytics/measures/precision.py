"""How far a figure from some of the people may lie from that of all of them (standards reference, 3.2).

Honest only for a random sample: pages say so beside a margin of self-selected answers.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analytics.measures.figure import Interval

Z = Decimal("1.959964")  # 95 %


def root(value: Fraction) -> Decimal:
    """The square root of an exact non-negative number, to the decimal context's precision."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def finite(n: int, population: int | None) -> Fraction:
    """By how much knowing `n` of `population` people shrinks a variance: (N − n) / (N − 1).

    1 when the population is unknown, and when it is smaller than the sample, so wrong.
    """
    if population is None or population < n or population < 2:
        return Fraction(1)
    return Fraction(population - n, population - 1)


def wilson(successes: int, n: int) -> Interval:
    """The Wilson interval of the share `successes` / `n`, within 0 to 1. Raises ValueError for n < 1."""
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"{successes} of {n} is no share")
    return wilson_of(Fraction(successes, n), Fraction(n))


def wilson_of(exact_share: Fraction, effective_n: Fraction) -> Interval:
    """The Wilson interval of a share of one of weighted answers that tell as much as `effective_n` unweighted ones."""
    share, n = (Decimal(value.numerator) / Decimal(value.denominator) for value in (exact_share, effective_n))
    squared = Z * Z
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half = Z / (1 + squared / n) * (share * (1 - share) / n + squared / (4 * n * n)).sqrt()
    # At 0/n and n/n the bound is exact; the last digit of a square root must not push it outside.
    low = Decimal(0) if exact_share == 0 else centre - half
    return low, Decimal(1) if exact_share == 1 else centre + half


def margin_of_share(share: Fraction, n: int, population: int | None = None) -> Decimal:
    """Half the width of a share's interval, as a share of one. Raises ZeroDivisionError for n = 0."""
    return Z * root(share * (1 - share) / n * finite(n, population))


def margin_of_mean(variance: Fraction, n: int, population: int | None = None) -> Decimal:
    """Half the width of a mean's interval. `variance`: that of single answers, divided by n − 1."""
    return Z * root(variance / n * finite(n, population))


def around(value: Fraction, margin: Decimal, lowest: int, highest: int) -> Interval:
    """`value` ± `margin`, within the scale's ends."""
    centre = Decimal(value.numerator) / Decimal(value.denominator)
    return max(Decimal(lowest), centre - margin), min(Decimal(highest), centre + margin)

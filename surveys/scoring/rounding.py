"""Decimal rounding, half-up, of exact numbers. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """`value` rounded to `places` decimals, halves away from zero, without passing through binary."""
    exact = Fraction(value) * 10**places
    digits = (abs(exact) + Fraction(1, 2)).__floor__()
    # A context of its own: the caller's precision must not round a second time.
    with localcontext(Context(prec=max(28, len(str(digits)) + 1), rounding=ROUND_HALF_UP)):
        return Decimal(-digits if exact < 0 else digits).scaleb(-places)

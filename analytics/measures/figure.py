"""A number with what makes it believable."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from surveys.scoring import half_up

# Averages and shares keep this many decimals, so that a page that shows two or three of them rounds
# the same way as if it had the exact value.
FINE = 10
Interval = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Figure:
    """A value, the number of answers behind it, its method and its data cut.

    `value`, `low` and `high` (95 % interval) share one unit, which `method` decides: people, a share
    of one, points of 1 to 4 or 25 to 100. `cut` is the last local day whose answers can be in it. No
    value means "not available", or "suppressed" where that is set; then the base is hidden as well.
    """

    value: Decimal | None
    base: int | None
    method: str
    cut: dt.date
    low: Decimal | None = None
    high: Decimal | None = None
    suppressed: bool = False

    @property
    def available(self) -> bool:
        return self.value is not None

    def hidden(self) -> Figure:
        """The same figure with nothing left that would tell its value."""
        return replace(self, value=None, base=None, low=None, high=None, suppressed=True)


def figure(
    value: Fraction | Decimal | int | None,
    base: int,
    method: str,
    cut: dt.date,
    interval: Interval | None = None,
    places: int = FINE,
) -> Figure:
    """A Figure rounded half-up to `places` decimals; not available when `value` is None."""
    if value is None:
        return Figure(None, base, method, cut)
    low, high = (half_up(bound, places) for bound in interval) if interval else (None, None)
    return Figure(half_up(value, places), base, method, cut, low, high)


def unless(secret: bool, one: Figure) -> Figure:
    """The figure, or what may be shown of it when it is secret."""
    return one.hidden() if secret else one

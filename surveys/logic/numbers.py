"""Numbers that come out alike in Python and JavaScript: IEEE doubles, and the same steps on them in both."""

from __future__ import annotations

import math

LARGEST = 1e15  # beyond it a double no longer holds every half; no question takes a larger number
PLACES = 4
_WITH_DECIMALS = 1e10  # beyond it a double has no digits left for four decimals and the lift
# A decimal such as 1.005 lies just below its own half as a double; this lifts it back.
_LIFT = 1 + 2**-51


def bounded(number: float) -> float | None:
    """The number, or None where it is none (NaN) or too large to be one."""
    return number if abs(number) <= LARGEST else None


def rounded(number: float, places: int) -> float:
    """Rounded to `places` decimals (0 to 4), halves away from zero."""
    size, places = _whole(number, places)
    return math.copysign(size / 10.0**places, number)


def number_text(number: float) -> str:
    """The number with a decimal point and at most four decimals, without needless zeros: 88.3, -0.5, 0."""
    size, places = _whole(number, PLACES)
    text = str(int(size)).rjust(places + 1, "0")
    if places:
        text = f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and size else text


def _whole(number: float, places: int) -> tuple[float, int]:
    """|number| × 10^places as the nearest whole number, and the places, which are 0 for a very large number."""
    if abs(number) >= _WITH_DECIMALS:
        return float(math.floor(abs(number) + 0.5)), 0
    return float(math.floor(abs(number) * 10.0**places * _LIFT + 0.5)), places

"""How many answered, of how many, and whether that is enough."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analytics.measures.figure import Figure, figure
from analytics.measures.precision import margin_of_share
from surveys.scoring import half_up

COUNT, RATE, SAMPLE, MARGIN = "count", "participation-rate", "krejcie-morgan", "margin-of-share"

_CHI_SQUARED, _SHARE, _ERROR = Fraction(3841, 1000), Fraction(1, 2), Fraction(5, 100)


def sample_size(population: int) -> int:
    """The sample that Krejcie and Morgan (1970) ask of `population` people who used the service.

    Rounded to nearest, as their printed table is, not up (standards reference, 1.5).
    """
    spread = _CHI_SQUARED * _SHARE * (1 - _SHARE)
    if population <= 0:
        return 0
    return int(half_up(spread * population / (_ERROR**2 * (population - 1) + spread), 0))


def count(n: int, cut: dt.date) -> Figure:
    """A plain count of responses."""
    return Figure(Decimal(n), n, COUNT, cut)


@dataclass(frozen=True)
class Coverage:
    """How the answers of a group stand to the people whom it served."""

    achieved: Figure  # responses
    served: Figure  # people
    rate: Figure  # achieved / served; a participation rate, since an open link has no response rate
    required: Figure  # the sample size that the number served asks for
    short: bool | None  # whether fewer answered than required; None when nobody can tell
    margin: Figure  # the widest margin of a share, as a share of one


def coverage(responses: int, people: int | None, cut: dt.date) -> Coverage:
    """`people`: how many were served; None (not entered) leaves what needs it "not available", never 0.

    Nobody served leaves the rate "not available" too: there is nothing to divide by.
    """
    required = None if people is None else sample_size(people)
    margin = margin_of_share(Fraction(1, 2), responses, people) if responses else None
    return Coverage(
        achieved=count(responses, cut),
        served=figure(people, responses, COUNT, cut, places=0),
        rate=figure(Fraction(responses, people) if people else None, responses, RATE, cut),
        required=figure(required, responses, SAMPLE, cut, places=0),
        short=None if required is None else responses < required,
        margin=figure(margin, responses, MARGIN, cut),
    )

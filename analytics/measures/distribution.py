"""How answers spread over options: profile of the respondents, answers to an element, labels of comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analytics.measures import disclosure
from analytics.measures.figure import Figure, figure
from analytics.measures.precision import wilson

COUNT, SHARE = "count", "share-wilson"


@dataclass(frozen=True)
class Part:
    """One option: how many picked it, and their share of those who answered, with its Wilson interval."""

    code: str
    count: Figure
    share: Figure


def distribution(counts: Mapping[str, int], codes: Sequence[str], cut: dt.date, method: str = SHARE) -> list[Part]:
    """One part for each of `codes`, with 0 for those nobody picked, safe to show.

    Too few answers in all, or in a cell, are suppressed as `disclosure` says. With no answer at all the
    counts are 0 and the shares "not available". `counts` outside of `codes` count in the base alone.
    """
    base = sum(counts.values())
    hidden = set(codes) if disclosure.too_few(base) else disclosure.hidden_cells(counts)
    parts = [_part(code, counts.get(code, 0), base, cut, method) for code in codes]
    return [
        Part(part.code, part.count.hidden(), part.share.hidden()) if part.code in hidden else part for part in parts
    ]


def _part(code: str, count: int, base: int, cut: dt.date, method: str) -> Part:
    share = (
        figure(Fraction(count, base), base, method, cut, wilson(count, base)) if base else figure(None, 0, method, cut)
    )
    return Part(code, figure(count, base, COUNT, cut, places=0), share)

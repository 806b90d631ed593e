"""How often the machine's labels are right, from what a reader says of a random sample of comments. Pure.

The sample is stratified: from each month and each of the machine's labels so many comments are drawn at
random, and what the reader says of them stands for the whole stratum. So shares are weighted back with the
strata's sizes: p = Σ W p_h with W = N_h / ΣN, and var p = Σ W² (1 − n/N) p_h (1 − p_h) / (n − 1) (Cochran,
Sampling Techniques, 3rd ed., 5.3 to 5.7). The interval is Wilson's with the effective number of comments
p (1 − p) / var p in place of n, so that it stays within 0 and 1 and has a width at 0 and 1 too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analytics.measures.figure import Figure, figure
from analytics.measures.precision import wilson_of

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
NEEDS_READER = "needs-reader"  # the machine isn't sure enough and leaves the comment to people
TRUE_LABELS = (POSITIVE, NEUTRAL, NEGATIVE)
LABELS = (*TRUE_LABELS, NEEDS_READER)

SAMPLE_SIZE = 50  # comments of one agency and month
SMALLEST_DRAW = 8  # from each label, where there are so many: a share of fewer says nothing
ERROR, CORRECTED = "reader-error-rate", "reader-corrected-share"


@dataclass(frozen=True)
class Stratum:
    """The comments of one month and agency that got one label of the machine.

    `size`: how many there are; `read`: a reader's label -> how many of the drawn ones got it.
    """

    label: str
    size: int
    read: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.read.values())


def allocate(sizes: Mapping[str, int], total: int = SAMPLE_SIZE) -> dict[str, int]:
    """How many comments to draw from each label: SMALLEST_DRAW or all it has, the rest in proportion to size.

    `total` in all, or every comment where there are no more. Ties go to the label that comes first in `sizes`.
    """
    if sum(sizes.values()) <= total:
        return dict(sizes)
    drawn = {label: min(size, SMALLEST_DRAW) for label, size in sizes.items()}
    while sum(drawn.values()) < total:
        # The label that is furthest behind its share of the sample (d'Hondt's rule) gets the next comment.
        open_labels = [label for label, size in sizes.items() if drawn[label] < size]
        behind = max(open_labels, key=lambda label: Fraction(sizes[label], drawn[label] + 1))
        drawn[behind] += 1
    return drawn


def error_rate(strata: Iterable[Stratum], cut: dt.date) -> Figure:
    """The share of labels that the reader would not give, among the comments that the machine labelled.

    The base is the number of comments read. Comments left to a reader count in neither. Not available
    when nothing was read.
    """
    read = [stratum for stratum in strata if stratum.n and stratum.label != NEEDS_READER]
    parts = [_Part(s.size, s.n, s.n - s.read.get(s.label, 0)) for s in read]
    return _weighted(parts, Fraction(sum(part.size for part in parts)), ERROR, cut)


def corrected_shares(counts: Mapping[str, int], strata: Sequence[Stratum], cut: dt.date) -> dict[str, Figure]:
    """The shares of TRUE_LABELS that a reader of all comments would find, each estimated from the sample.

    `counts`: the machine's label -> comments. What the reader said of a label in `strata` stands for every
    comment with that label. Not available when a label with comments was never read, or there is none.
    """
    total = sum(counts.values())
    unread = {label for label, n in counts.items() if n} - {s.label for s in strata if s.n}
    if not total or unread:
        return {label: figure(None, 0, CORRECTED, cut) for label in TRUE_LABELS}
    known = [s for s in strata if s.n and counts.get(s.label)]
    sizes: Counter[str] = Counter()
    for stratum in known:
        sizes[stratum.label] += stratum.size
    return {
        truth: _weighted(
            # Within a label each month weighs as much as it has comments, and the label as much as `counts` says.
            [_Part(Fraction(s.size * counts[s.label], sizes[s.label]), s.n, s.read.get(truth, 0)) for s in known],
            Fraction(total),
            CORRECTED,
            cut,
            whole=False,
        )
        for truth in TRUE_LABELS
    }


@dataclass(frozen=True)
class _Part:
    """`size` comments stand behind `n` read ones, `hits` of which are what is counted."""

    size: Fraction | int
    n: int
    hits: int


def _weighted(parts: Sequence[_Part], total: Fraction, method: str, cut: dt.date, *, whole: bool = True) -> Figure:
    """The weighted share. `whole`: the strata are what the share is about, so reading all of one leaves no doubt."""
    if not parts:
        return figure(None, 0, method, cut)
    share = variance = Fraction(0)
    for part in parts:
        weight, own = Fraction(part.size) / total, Fraction(part.hits, part.n)
        unread = 1 - Fraction(part.n) / Fraction(part.size) if whole else Fraction(1)
        share += weight * own
        variance += weight**2 * unread * own * (1 - own) / max(part.n - 1, 1)
    n = sum(part.n for part in parts)
    if whole and all(part.n == part.size for part in parts):
        exact = Decimal(share.numerator) / Decimal(share.denominator)
        return figure(share, n, method, cut, (exact, exact))
    # Where all strata agree the variance says nothing: then as many comments count as were read.
    effective = share * (1 - share) / variance if variance else Fraction(n)
    return figure(share, n, method, cut, wilson_of(share, effective))

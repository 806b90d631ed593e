"""What groups think: statements typical of one, shared by all, and dividing them; each beyond chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.measures.votes import AGREE, DISAGREE, Flags, Floats, Integers

SIGNIFICANT = 0.05  # share of wrong findings that we accept among those listed
FEWEST_VOTES = 5  # of a group on a statement, for a sentence about it
LISTED = 5  # statements typical of a group
LISTED_SHARED = 10
_SIDES = (AGREE, DISAGREE)  # the order of the last axis of `counts`, before pass


@dataclass(frozen=True)
class Tally:
    """Votes of one group on one statement."""

    agree: int
    disagree: int
    passed: int

    @property
    def base(self) -> int:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class Finding:
    """A statement that tells something. `statement` is its place, `vote` the side (1 or −1; 0 for a dividing one).

    `strength`, 0 to 1: for a typical statement, how much larger the share of the side is inside than outside; for a
    shared one the share of the side in the group with the smallest; for a dividing one the difference between the
    shares that agree in the groups furthest apart. Shares are smoothed, (n + 1) / (base + 2). `p`: how likely chance
    alone would be this extreme, adjusted for the number of statements looked at.
    """

    statement: int
    vote: int
    strength: float
    p: float


def typical(counts: Integers, group: int) -> list[Finding]:
    """Statements on which most of a group take a side, and significantly more than of the other groups together.

    `counts`: groups × statements × (agree, disagree, pass). A two-proportion test of inside against outside and a test
    of the share inside against one half, both one-sided and with pseudo-counts; the larger of the two p-values counts.
    """
    inside, outside = counts[group], counts.sum(axis=0) - counts[group]
    bases, others = inside.sum(axis=1), outside.sum(axis=1)
    enough = (bases >= FEWEST_VOTES) & (others >= FEWEST_VOTES)
    found = []
    strengths, ps = np.zeros((2, len(inside), len(_SIDES)))
    for place in range(len(_SIDES)):
        strengths[:, place] = share(inside[:, place], bases) - share(outside[:, place], others)
        more = two_proportions(inside[:, place], bases, outside[:, place], others)
        ps[:, place] = upper_tail(np.minimum(more, beyond_half(inside[:, place], bases)))
    adjusted = _one_sided(ps, np.broadcast_to(enough[:, None], ps.shape))
    for place, vote in enumerate(_SIDES):
        found += _findings(strengths[:, place], adjusted[:, place], vote)
    return _strongest(found, LISTED)


def shared(counts: Integers, vote: int) -> list[Finding]:
    """Statements on which most of every group take this side.

    One-sided tests of the share against one half. It must hold in each group, so their largest p-value counts (Berger
    1982, Technometrics 24, intersection-union test), which is strict already; and for all voters together with the
    number of statements adjusted for. `p` is the larger of the two.
    """
    side, bases = counts[:, :, _SIDES.index(vote)], counts.sum(axis=2)
    enough = (bases >= FEWEST_VOTES).all(axis=0) & (len(counts) > 0)
    everybody = _one_sided(upper_tail(beyond_half(side.sum(axis=0), bases.sum(axis=0))), enough)
    ps = np.maximum(everybody, upper_tail(beyond_half(side, bases)).max(axis=0, initial=0.0))
    strengths = share(side, bases).min(axis=0, initial=1.0)
    return _strongest(_findings(strengths, ps, vote), LISTED_SHARED)


def dividing(counts: Integers) -> list[Finding]:
    """Statements that set groups apart: the largest differences between the shares that agree.

    A two-sided two-proportion test of the two groups furthest apart; p times the number of pairs that might have been.
    """
    if len(counts) < 2:
        return []
    agree, bases = counts[:, :, 0], counts.sum(axis=2)
    known = bases >= FEWEST_VOTES
    shares = share(agree, bases)
    at = np.arange(counts.shape[1])
    high, low = np.where(known, shares, -1.0).argmax(axis=0), np.where(known, shares, 2.0).argmin(axis=0)
    z = two_proportions(agree[high, at], bases[high, at], agree[low, at], bases[low, at])
    ps = np.minimum(1.0, 2 * upper_tail(z) * math.comb(len(counts), 2))
    enough = known.sum(axis=0) >= 2
    return _strongest(_findings(shares[high, at] - shares[low, at], _adjusted(ps, enough), 0), LISTED_SHARED)


def share(successes: Integers, n: Integers) -> Floats:
    """(successes + 1) / (n + 2): Laplace's rule, so that one vote of one is not everybody."""
    return np.asarray((successes + 1) / (n + 2))


def two_proportions(a: Integers, n_a: Integers, b: Integers, n_b: Integers) -> Floats:
    """z of the difference between two shares, pooled, one success and one failure added to each
    (Agresti & Caffo 2000, The American Statistician 54)."""
    first, second = share(a, n_a), share(b, n_b)
    pooled = (a + b + 2) / (n_a + n_b + 4)
    return np.asarray((first - second) / np.sqrt(pooled * (1 - pooled) * (1 / (n_a + 2) + 1 / (n_b + 2))))


def beyond_half(successes: Integers, n: Integers) -> Floats:
    """z of a share against one half, one success and one failure added: 2·√(n + 2)·(share − ½)."""
    return np.asarray(2 * np.sqrt(n + 2) * (share(successes, n) - 0.5))


def upper_tail(z: Floats) -> Floats:
    """How likely a standard normal value is z or more."""
    flat = [0.5 * math.erfc(value / math.sqrt(2)) for value in z.ravel().tolist()]
    return np.array(flat).reshape(z.shape)


def adjusted_for_many(ps: Floats) -> Floats:
    """p-values by Benjamini & Hochberg (1995, J. R. Stat. Soc. B 57): of those below α, about α are wrong."""
    order = np.argsort(ps, kind="stable")
    ranked = ps[order] * len(ps) / np.arange(1, len(ps) + 1)
    rising = np.minimum.accumulate(ranked[::-1])[::-1]
    adjusted = np.empty_like(ps)
    adjusted[order] = np.minimum(rising, 1.0)
    return adjusted


def _one_sided(ps: Floats, enough: Flags) -> Floats:
    """One-sided p-values adjusted: those above one half speak for the other side; they are left out, and the others
    doubled for that (Zhao, Small & Su 2019, J. Am. Stat. Assoc. 114, Multiple testing when many p-values are uniformly
    conservative)."""
    return _adjusted(2 * ps, enough & (ps <= 0.5))


def _adjusted(ps: Floats, tested: Flags) -> Floats:
    """Adjusted where tested, 1 elsewhere."""
    adjusted = np.ones_like(ps)
    adjusted[tested] = adjusted_for_many(ps[tested])
    return adjusted


def _findings(strengths: Floats, ps: Floats, vote: int) -> list[Finding]:
    places = np.flatnonzero(ps < SIGNIFICANT).tolist()
    return [Finding(place, vote, round(float(strengths[place]), 4), float(ps[place])) for place in places]


def _strongest(found: Sequence[Finding], most: int) -> list[Finding]:
    return sorted(found, key=lambda finding: (-finding.strength, finding.p, finding.statement))[:most]


def tally(counts: Integers) -> Tally:
    """Of one group on one statement: agree, disagree, pass."""
    return Tally(*(int(count) for count in counts))

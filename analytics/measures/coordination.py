"""Voters who act as one: long ballots that are nearly the same, and votes faster than anybody reads."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analytics.measures.votes import Flags, Floats, Integers, Votes

LONG_BALLOT = 10  # votes
COPIES = 5  # voters with nearly the same ballot
CHANGED = 0.05  # of a ballot's votes that a copy may have changed, rounded up
CHANCE = 1e-6  # that so many copies come about without an arrangement
MOST_BY_CHANCE = 1.0  # copies; where chance gives more, nothing is said
WITNESSES = 2_000  # voters who tell how people of one mind vote
OF_ONE_MIND = 0.3  # of the witnesses: those who agree most with a ballot
_BANDS, _HASHES = 8, 4
_KINDS = 3  # disagree, pass, agree


@dataclass(frozen=True)
class Coordination:
    """Which voters are flagged, and why. A flag is a question for a person, not a verdict."""

    same_ballot: Flags
    machine_paced: Flags

    @property
    def flagged(self) -> Flags:
        return self.same_ballot | self.machine_paced


@dataclass(frozen=True)
class Leaflet:
    """The ballot that copies share: `kinds` (statement·3 + vote + 1), and the voters within `changes` of it."""

    kinds: Integers
    copies: Integers
    changes: int


def coordination(votes: Votes, quick: Integers | None = None) -> Coordination:
    """The voters who look coordinated. `quick`: how many of each voter's votes came faster than anybody reads, where
    that is known."""
    paced = np.zeros(len(votes.voters), dtype=bool) if quick is None else _machine_paced(votes, quick)
    return Coordination(_same_ballot(votes), paced)


def _same_ballot(votes: Votes) -> Flags:
    """Voters of at least ten votes whose ballot, but for one vote in twenty, is that of at least four others, where
    chance would not give so many.

    The number of copies by chance is taken to be Poisson. Its mean is the number of voters who voted on as many
    statements times the chance to differ from the ballot in no more votes. A vote comes with the share it has among
    all others, or among those of one mind with the ballot; since opinions hang together beyond that, the larger of the
    root of the first and the second counts.
    """
    flagged = np.zeros(len(votes.voters), dtype=bool)
    kinds = votes.columns.astype(np.int64) * _KINDS + votes.values + 1
    counts = np.bincount(kinds, minlength=_KINDS * len(votes.statements))
    witnesses = _spread(np.flatnonzero(votes.of_voter >= LONG_BALLOT))
    judged: set[bytes] = set()
    for bucket in _buckets(votes, kinds):
        leaflet = _leaflet(votes, kinds, bucket)
        key = leaflet.kinds.tobytes() + leaflet.copies.tobytes()
        if len(leaflet.copies) < COPIES or key in judged or flagged[leaflet.copies].all():
            continue
        judged.add(key)
        usual = np.sqrt(_shares(leaflet.kinds, counts, _counted(votes, kinds, leaflet.copies)))
        if not _too_many(votes, leaflet, usual):
            continue
        near = _of_one_mind(votes, kinds, leaflet, witnesses)
        if _too_many(votes, leaflet, np.maximum(usual, near)):
            flagged[leaflet.copies] = True
    return flagged


def _buckets(votes: Votes, kinds: Integers) -> Iterator[Integers]:
    """Sets of at least five voters whose ballots may be nearly the same.

    Of two ballots the least of all kinds in a shuffled order is the same with a chance equal to their overlap, that is
    shared votes by all votes (Broder 1997, On the resemblance and containment of documents). Whoever has the same four
    least kinds in one of eight bands shares a set: of ballots that overlap by 0.9, all but one pair in 20,000. The
    orders are fixed.
    """
    long = np.flatnonzero(votes.of_voter >= LONG_BALLOT)
    if len(long) < COPIES:
        return
    chance = np.random.default_rng(1997)
    size = _KINDS * len(votes.statements)
    voted = np.flatnonzero(votes.of_voter > 0)
    at = np.searchsorted(voted, long)
    for _ in range(_BANDS):
        band = np.zeros(len(long), dtype=np.int64)
        for _ in range(_HASHES):
            least = np.minimum.reduceat(chance.permutation(size).astype(np.int32)[kinds], votes.starts[voted])[at]
            band = np.unique(band * size + least, return_inverse=True)[1]
        order = np.argsort(band, kind="stable")
        for places in np.split(order, np.flatnonzero(np.diff(band[order])) + 1):
            if len(places) >= COPIES:
                yield long[places]


def _leaflet(votes: Votes, kinds: Integers, bucket: Integers) -> Leaflet:
    """What most of these voters voted, and who of them is near to it."""
    ballots = [kinds[_cells(votes, voter)] for voter in bucket.tolist()]
    lengths = np.array([len(ballot) for ballot in ballots])
    together = np.concatenate(ballots)
    found, n = np.unique(together, return_counts=True)
    most = found[2 * n > len(bucket)]
    changes = math.ceil(CHANGED * len(most))
    if len(most) < LONG_BALLOT:
        return Leaflet(most, bucket[:0], changes)
    shared = np.add.reduceat(np.isin(together, most), np.concatenate([[0], np.cumsum(lengths)[:-1]]), dtype=np.int64)
    apart = np.maximum(len(most), lengths) - shared
    return Leaflet(most, bucket[apart <= changes], changes)


def _too_many(votes: Votes, leaflet: Leaflet, likely: Floats) -> bool:
    """Whether there are more copies than chance gives, if each vote comes as is `likely`."""
    few = np.zeros(leaflet.changes + 1)  # the chance of 0, 1, … changes
    few[0] = 1.0
    for q in likely.tolist():
        few[1:] = few[1:] * q + few[:-1] * (1 - q)
        few[0] *= q
    able = int((votes.of_voter >= len(likely) - leaflet.changes).sum())  # who voted on as many statements
    mean, count = able * float(few.sum()), len(leaflet.copies)
    if mean >= MOST_BY_CHANCE:
        return False
    # the Poisson tail is at most this (Chernoff's bound)
    return count - mean + count * math.log(mean / count) < math.log(CHANCE) if mean > 0 else True


def _counted(votes: Votes, kinds: Integers, voters: Integers) -> Integers:
    """How often these voters cast each kind of vote."""
    cells = [kinds[_cells(votes, voter)] for voter in voters.tolist()]
    return np.bincount(np.concatenate(cells), minlength=_KINDS * len(votes.statements))


def _shares(wanted: Integers, counts: Integers, left_out: Integers) -> Floats:
    """The share of each vote among those on its statement, without some voters: (n + 1) / (votes + 3)."""
    others = (counts - left_out).reshape(-1, _KINDS)
    n, bases = others.ravel()[wanted], others.sum(axis=1)[wanted // _KINDS]
    return np.asarray((n + 1) / (bases + _KINDS))


def _of_one_mind(votes: Votes, kinds: Integers, leaflet: Leaflet, witnesses: Integers) -> Floats:
    """The share of each vote of a ballot among the three in ten other voters who agree most with it."""
    others = np.setdiff1d(witnesses, leaflet.copies)
    if not others.size:
        return np.zeros(len(leaflet.kinds))
    ballots = [kinds[_cells(votes, voter)] for voter in others.tolist()]
    lengths = np.array([len(ballot) for ballot in ballots])
    together, starts = np.concatenate(ballots), np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sides = np.full(_KINDS * len(votes.statements), 0)
    sides.reshape(-1, _KINDS)[leaflet.kinds // _KINDS] = -1
    sides[leaflet.kinds] = 1
    agreement = np.add.reduceat(sides[together], starts) / lengths
    kept = agreement >= np.quantile(agreement, 1 - OF_ONE_MIND)
    counts = np.bincount(together[np.repeat(kept, lengths)], minlength=len(sides))
    return _shares(leaflet.kinds, counts, np.zeros_like(counts))


def _spread(voters: Integers) -> Integers:
    """At most 2,000 of them, evenly over all."""
    if len(voters) <= WITNESSES:
        return voters
    return voters[np.linspace(0, len(voters) - 1, WITNESSES).round().astype(np.int64)]


def _cells(votes: Votes, voter: int) -> slice:
    return slice(int(votes.starts[voter]), int(votes.starts[voter + 1]))


def _machine_paced(votes: Votes, quick: Integers) -> Flags:
    """Voters of at least ten votes of whom half came too fast, but for the first, which may be read slowly."""
    return (votes.of_voter >= LONG_BALLOT) & (2 * quick >= votes.of_voter - 1)

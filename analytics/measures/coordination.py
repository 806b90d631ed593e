"""Voters who act as one: long ballots that are the same vote for vote, and votes faster than anybody reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from analytics.measures.votes import Flags, Integers, Votes

LONG_BALLOT = 10  # votes
COPIES = 5  # voters with the same ballot
CHANCE = 0.05  # voters with the same ballot whom we would accept by chance


@dataclass(frozen=True)
class Coordination:
    """Which voters are flagged, and why. A flag is a question for a person, not a verdict."""

    same_ballot: Flags
    machine_paced: Flags

    @property
    def flagged(self) -> Flags:
        return self.same_ballot | self.machine_paced


def coordination(votes: Votes, quick: Integers | None = None) -> Coordination:
    """The voters who look coordinated. `quick`: how many of each voter's votes came faster than anybody reads, where
    that is known."""
    paced = np.zeros(len(votes.voters), dtype=bool) if quick is None else _machine_paced(votes, quick)
    return Coordination(_same_ballot(votes), paced)


def _same_ballot(votes: Votes) -> Flags:
    """Voters of at least ten votes who share all of them with at least four others, more than chance explains.

    A ballot whose votes have the shares q₁ … qₘ among the votes of all others on these statements is expected N·∏ qᵢ
    times if votes were independent. Opinions hang together, so we take N·∏ √qᵢ: as if each vote told half of what it
    seems to. q is smoothed, (n + 1) / (votes + 3).
    """
    alike: dict[bytes, list[int]] = defaultdict(list)
    for voter in np.flatnonzero(votes.of_voter >= LONG_BALLOT).tolist():
        cells = _cells(votes, voter)
        alike[votes.columns[cells].tobytes() + votes.values[cells].tobytes()].append(voter)
    counts = np.bincount(votes.columns * 3 + (votes.values + 1), minlength=3 * len(votes.statements)).reshape(-1, 3)
    flagged = np.zeros(len(votes.voters), dtype=bool)
    for voters in alike.values():
        if len(voters) >= COPIES and _expected(votes, counts, voters) < CHANCE:
            flagged[voters] = True
    return flagged


def _expected(votes: Votes, counts: Integers, voters: list[int]) -> float:
    """How many of all voters chance would give the ballot of these, judged by the votes of all others.

    `counts`: statements × (disagree, pass, agree).
    """
    cells = _cells(votes, voters[0])
    others = counts[votes.columns[cells]].sum(axis=1) - len(voters)
    same = counts[votes.columns[cells], votes.values[cells] + 1] - len(voters)
    return float(len(votes.voters) * np.exp(np.log((same + 1) / (others + 3)).sum() / 2))


def _cells(votes: Votes, voter: int) -> slice:
    return slice(int(votes.starts[voter]), int(votes.starts[voter + 1]))


def _machine_paced(votes: Votes, quick: Integers) -> Flags:
    """Voters of at least ten votes of whom half came too fast, but for the first, which may be read slowly."""
    return (votes.of_voter >= LONG_BALLOT) & (2 * quick >= votes.of_voter - 1)

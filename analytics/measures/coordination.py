"""Voters who act as one: long ballots that are the same vote for vote, and votes faster than anybody reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from analytics.measures.votes import Flags, Floats, Integers, Votes

LONG_BALLOT = 10  # votes
COPIES = 5  # voters with the same ballot
CHANCE = 0.05  # voters with the same ballot whom we would accept by chance
READING_TIME = 1.0  # seconds; nobody reads a statement faster, vote after vote


@dataclass(frozen=True)
class Coordination:
    """Which voters are flagged, and why. A flag is a question for a person, not a verdict."""

    same_ballot: Flags
    machine_paced: Flags

    @property
    def flagged(self) -> Flags:
        return self.same_ballot | self.machine_paced


def coordination(votes: Votes, seconds: Floats | None = None) -> Coordination:
    """The voters who look coordinated. `seconds`: when each vote of `votes` was cast, where that is known."""
    paced = np.zeros(len(votes.voters), dtype=bool) if seconds is None else _machine_paced(votes, seconds)
    return Coordination(_same_ballot(votes), paced)


def _same_ballot(votes: Votes) -> Flags:
    """Voters of at least ten votes who share all of them with at least four others, more than chance explains.

    A ballot whose votes have the shares q₁ … qₘ among all votes on these statements is expected N·∏ qᵢ times if votes
    were independent. Opinions hang together, so we take N·∏ √qᵢ: as if each vote told half of what it seems to.
    """
    surprise = _surprise(votes)
    alike: dict[bytes, list[int]] = defaultdict(list)
    for voter in np.flatnonzero(votes.of_voter >= LONG_BALLOT).tolist():
        cells = slice(int(votes.starts[voter]), int(votes.starts[voter + 1]))
        alike[votes.columns[cells].tobytes() + votes.values[cells].tobytes()].append(voter)
    flagged = np.zeros(len(votes.voters), dtype=bool)
    for voters in alike.values():
        expected = len(votes.voters) * np.exp(-surprise[voters[0]] / 2)
        if len(voters) >= COPIES and expected < CHANCE:
            flagged[voters] = True
    return flagged


def _surprise(votes: Votes) -> Floats:
    """−∑ ln q over each voter's votes, q the share of that vote among all on the statement."""
    size = len(votes.statements)
    key = votes.columns * 3 + (votes.values + 1)
    counts = np.bincount(key, minlength=3 * size)
    shares = counts / np.repeat(np.maximum(counts.reshape(-1, 3).sum(axis=1), 1), 3)
    logs = np.log(np.maximum(shares, 1e-12))
    return np.asarray(-np.bincount(votes.rows, logs[key], len(votes.voters)), dtype=float)


def _machine_paced(votes: Votes, seconds: Floats) -> Flags:
    """Voters of at least ten votes of whom half follow the one before within a second."""
    order = np.lexsort((seconds, votes.rows))
    rows, gaps = votes.rows[order], np.diff(seconds[order])
    quick: Integers = np.bincount(
        rows[1:][(rows[1:] == rows[:-1]) & (gaps < READING_TIME)], minlength=len(votes.voters)
    )
    return (votes.of_voter >= LONG_BALLOT) & (2 * quick >= votes.of_voter - 1)

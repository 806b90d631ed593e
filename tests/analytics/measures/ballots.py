"""Votes of made-up people whose opinion groups are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.measures.votes import Integers, Votes, votes_of


def votes(ballots: Mapping[str, Mapping[str, int]]) -> Votes:
    """The votes of each voter by statement, written out."""
    cast = [(voter, statement, vote) for voter, ballot in ballots.items() for statement, vote in ballot.items()]
    voters, statements = sorted({row[0] for row in cast}), sorted({row[1] for row in cast})
    rows = np.array([voters.index(row[0]) for row in cast], dtype=np.int64)
    columns = np.array([statements.index(row[1]) for row in cast], dtype=np.int64)
    return votes_of(voters, statements, rows, columns, np.array([row[2] for row in cast], dtype=np.int64))


@dataclass(frozen=True)
class Society:
    """People in groups of the given shares who vote on `seen` of all statements on average, at least on seven.

    A statement has a common leaning and, `divided` of all, a leaning of each group of the given `strength`; people
    differ from their group by chance, and pass on 15 %.
    """

    shares: Sequence[float]
    people: int = 400
    statements: int = 100
    seen: float = 0.4
    strength: float = 2.0
    divided: float = 0.7

    def vote(self, seed: int = 1) -> tuple[Votes, Integers]:
        """The votes, and the group of each voter in the order of `voters`."""
        chance = np.random.default_rng(seed)
        shape = self.people, self.statements
        leaning = self.strength * chance.standard_normal((len(self.shares), self.statements))
        leaning[:, chance.random(self.statements) >= self.divided] = 0
        group = chance.choice(len(self.shares), self.people, p=np.array(self.shares))
        opinion = 0.7 * chance.standard_normal(self.statements) + leaning[group] + 0.5 * chance.standard_normal(shape)
        agree = chance.random(shape) < 1 / (1 + np.exp(-1.5 * opinion))
        values = np.where(chance.random(shape) < 0.15, 0, np.where(agree, 1, -1))
        cast = np.zeros(shape, dtype=bool)
        for person, share in enumerate(chance.exponential(self.seen, self.people)):
            count = min(max(7, round(share * self.statements)), self.statements)
            cast[person, chance.permutation(self.statements)[:count]] = True
        rows, columns = np.nonzero(cast)
        names = [f"p{person:05}" for person in range(self.people)]
        found = votes_of(names, [f"s{at:04}" for at in range(self.statements)], rows, columns, values[rows, columns])
        return found, group

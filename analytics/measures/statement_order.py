"""Which statement a citizen sees next: those with few votes, and those whose votes tell most."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from analytics.measures.opinion_space import Space
from analytics.measures.votes import Floats

NEW_STATEMENT = 8.0  # how many times a statement without votes is favoured
VOTES_TO_HALVE = 5.0  # after so many votes the favour is half


@dataclass(frozen=True)
class Candidate:
    """A statement that may be shown. `extremity`: how far apart its votes set people, 0 where that is not known."""

    id: str
    agree: int
    disagree: int
    passed: int
    extremity: float = 0.0

    @property
    def priority(self) -> float:
        """((1 − p)·(1 + e)·a·(1 + 8·2^(−n/5)))², with a the smoothed share that agrees, p the share that passes, e the
        extremity and n the votes (Small et al. 2021, Recerca 26(2), Polis: Scaling deliberation by mapping high
        dimensional opinion spaces). So a statement that all pass or all reject comes rarely, and a new one soon."""
        n = self.agree + self.disagree + self.passed
        agree, passed = (self.agree + 1) / (n + 2), (self.passed + 1) / (n + 2)
        favour = 1 + NEW_STATEMENT * 2 ** (-n / VOTES_TO_HALVE)
        return float(((1 - passed) * (1 + self.extremity) * agree * favour) ** 2)


def next_statement(candidates: list[Candidate], voted: Set[str], draw: float) -> Candidate | None:
    """The next statement for who has voted on `voted`, each with a chance proportional to its priority.

    `draw` lies in [0, 1): same draw, same statement, in whatever order they come. None when nothing is left. Raises
    ValueError for a draw outside.
    """
    if not 0 <= draw < 1:
        raise ValueError(f"{draw} is not in [0, 1)")
    left = sorted((one for one in candidates if one.id not in voted), key=lambda one: one.id)
    if not left:
        return None
    reached = np.cumsum([one.priority for one in left])
    place = int(np.searchsorted(reached, draw * reached[-1], side="right"))
    return left[min(place, len(left) - 1)]


def extremities(space: Space) -> Floats:
    """How far from the middle a single agreeing vote on each statement puts a voter, by statement, unit-free.

    The length of (1 − mean)·loadings, times √statements: near 0 where all agree, larger where votes divide.
    """
    lengths = np.sqrt((space.components**2).sum(axis=0) * len(space.means))
    return np.asarray(np.abs(1 - space.means) * lengths)

"""Where voters stand to each other: principal components of a vote matrix with most votes missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.measures.votes import Flags, Floats, Integers, Votes

FEWEST_COMPONENTS, MOST_COMPONENTS = 2, 4
STANDS_OUT = 1.35  # how far a further component's singular value is above the first of the rest
FEWEST_VOTES = 5  # on a statement that tells where a voter stands
MOST_STATEMENTS = 2_000  # that shape the components: those with the most votes


@dataclass(frozen=True)
class Space:
    """`means`: mean vote on each statement. `components`: d × statements, of unit length, the strongest first.
    `asked`: how many voted on each statement."""

    means: Floats
    components: Floats
    asked: Integers


def space_of(votes: Votes) -> Space:
    """The components along which voters differ most.

    A missing vote is taken to be the statement's mean, so it says nothing: the matrix less its means is as sparse
    as the votes. A statement with fewer than five votes has no part in the components. There are two components, and up
    to four where further ones clearly stand out from the rest.
    """
    n = np.bincount(votes.columns, minlength=len(votes.statements))
    sums = np.bincount(votes.columns, votes.values, len(votes.statements))
    means = sums / np.maximum(n, 1)
    most = np.lexsort((np.arange(len(n)), -n))[:MOST_STATEMENTS]
    used = np.sort(most[n[most] >= FEWEST_VOTES])
    values, vectors = np.linalg.eigh(_gram(votes, means, used))
    components = np.zeros((_count(np.sqrt(np.maximum(values[::-1], 0.0))), len(n)))
    strongest = vectors[:, ::-1][:, : len(components)].T
    components[: len(strongest), used] = strongest  # of a single statement there is one
    return Space(means, _turned(components), n)


def _gram(votes: Votes, means: Floats, used: Integers) -> Floats:
    """Cᵀ·C for C = votes − means, 0 where a vote is missing, with the columns `used`: statements × statements."""
    place = np.full(len(votes.statements), -1)
    place[used] = np.arange(len(used))
    gram = np.zeros((len(used), len(used)))
    for rows, cells in votes.blocks(len(used)):
        columns = place[votes.columns[cells]]
        known = columns >= 0
        dense = np.zeros((int(rows[-1]) + 1 if rows.size else 0, len(used)))
        dense[rows[known], columns[known]] = (votes.values[cells] - means[votes.columns[cells]])[known]
        gram += dense.T @ dense
    return gram


def _count(singular: Floats) -> int:
    """How many components stand out, by their falling singular values."""
    rest = singular[MOST_COMPONENTS + 1] if len(singular) > MOST_COMPONENTS + 1 else np.inf
    further = singular[FEWEST_COMPONENTS:MOST_COMPONENTS] > STANDS_OUT * rest
    return FEWEST_COMPONENTS + int(np.cumprod(further).sum())


def _turned(components: Floats) -> Floats:
    """Each component with the sign that makes its cubes sum to more than 0: an eigenvector has none of its own."""
    cubes = (components**3).sum(axis=1, keepdims=True)
    return np.where(cubes < 0, -components, components)


def positions(votes: Votes, space: Space) -> Floats:
    """Where each voter stands: voters × d.

    The sum over a voter's votes of (vote − mean)·loading, times √(statements / votes): without the factor, who voted
    little would stand in the middle (Small et al. 2021, Recerca 26(2), Polis: Scaling deliberation by mapping high
    dimensional opinion spaces). Statements of one to four votes count as if everybody had voted their mean: mostly
    they were never shown. The originating system does so with those that moderators rejected; it makes the factor
    milder, so that few votes do not put a voter far outside.
    """
    told = space.asked >= FEWEST_VOTES
    untold = int(((space.asked > 0) & ~told).sum())
    centred = votes.values - space.means[votes.columns]
    sums = [
        np.bincount(votes.rows, centred * loadings[votes.columns], len(votes.voters)) for loadings in space.components
    ]
    cast = np.bincount(votes.rows, told[votes.columns], len(votes.voters)) + untold
    scale = np.sqrt((told.sum() + untold) / np.maximum(cast, 1))
    return np.asarray(np.array(sums, dtype=float).T * scale[:, None])


def full_ballots(profiles: Floats, known: Flags, space: Space) -> Floats:
    """Where voters would stand who voted like these means on the `known` statements: rows × d."""
    centred = np.where(known, profiles - space.means, 0.0)
    return centred @ space.components.T

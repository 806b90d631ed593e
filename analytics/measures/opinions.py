"""Opinion groups of a consultation: who votes alike, what each group says, and what all agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from analytics.measures import opinion_groups, opinion_space, opinion_statements
from analytics.measures.coordination import Coordination, coordination
from analytics.measures.opinion_groups import Grouping, matched, nearest
from analytics.measures.opinion_space import Space
from analytics.measures.opinion_statements import Finding
from analytics.measures.votes import AGREE, DISAGREE, Floats, Integers, Votes

METHOD = "opinions-2"
FEWEST_VOTES = 7  # of a voter who has a group
LETTERS = "ABCDEFGHIJ"

Profiles = Mapping[str, Mapping[str, float]]  # group -> statement -> the mean vote of its centre


@dataclass(frozen=True)
class Findings:
    """`counts`: groups × statements × (agree, disagree, pass). `typical`: a list for each group."""

    sizes: Integers
    counts: Integers
    typical: tuple[list[Finding], ...]
    consensus: list[Finding]
    rejected: list[Finding]
    dividing: list[Finding]


@dataclass(frozen=True)
class Opinions:
    """The opinion groups found in `votes`.

    `groups`: each voter's place in `names`, −1 for who has fewer than seven votes. `positions`: where those with a
    group stand, voters × d. `figures` count all of them, `without_coordinated` leaves the flagged ones out.
    `profiles`: what tomorrow's run starts from.
    """

    votes: Votes
    names: tuple[str, ...]
    groups: Integers
    grouping: Grouping
    space: Space
    positions: Floats
    coordination: Coordination
    figures: Findings
    without_coordinated: Findings
    profiles: Profiles


def opinions(votes: Votes, before: Profiles | None = None, quick: Integers | None = None) -> Opinions:
    """The opinion groups of all voters with at least seven votes.

    Who voted more counts more for where the groups lie: the position of who voted little is mostly chance. The groups
    are learned without voters who look coordinated; those then join the nearest one. `before`: the profiles
    of an earlier run, so that groups and their names stay while little changes. `quick`: how many of each voter's
    votes came faster than anybody reads, if known. Same votes, same groups, whatever their order.
    """
    found = coordination(votes, quick)
    has_group = votes.of_voter >= FEWEST_VOTES
    honest = ~found.flagged if (has_group & ~found.flagged).any() else ~np.zeros_like(found.flagged)
    learned = has_group & honest
    space = opinion_space.space_of(votes.of_voters(honest))
    positions = opinion_space.positions(votes, space)
    known = None if before is None else _centres(before, votes, space)
    grouping = opinion_groups.group(positions[learned], votes.of_voter[learned] / len(votes.statements), known)
    names, grouping = _named(grouping, before, known)
    groups = np.where(has_group, nearest(positions, grouping.centres), -1)
    figures = _findings(votes, groups, len(names))
    others = _findings(votes, np.where(found.flagged, -1, groups), len(names)) if found.flagged.any() else figures
    return Opinions(
        votes=votes,
        names=names,
        groups=groups,
        grouping=grouping,
        space=space,
        positions=positions[has_group],
        coordination=found,
        figures=figures,
        without_coordinated=others,
        profiles=_profiles(names, grouping.centres, space, votes),
    )


def _findings(votes: Votes, groups: Integers, size: int) -> Findings:
    counts = votes.counts(groups, size)
    return Findings(
        sizes=np.bincount(groups[groups >= 0], minlength=size),
        counts=counts,
        typical=tuple(opinion_statements.typical(counts, group) for group in range(size)) if size > 1 else ([],) * size,
        consensus=opinion_statements.shared(counts, AGREE),
        rejected=opinion_statements.shared(counts, DISAGREE),
        dividing=opinion_statements.dividing(counts),
    )


def _centres(before: Profiles, votes: Votes, space: Space) -> Floats:
    """Where the centres of an earlier run lie now, by the statements that are still there: groups × d."""
    profiles = [[profile.get(name, np.nan) for name in votes.statements] for _, profile in sorted(before.items())]
    values = np.array(profiles, dtype=float).reshape(len(before), len(votes.statements))
    return opinion_space.full_ballots(values, ~np.isnan(values), space)


def _named(grouping: Grouping, before: Profiles | None, known: Floats | None) -> tuple[tuple[str, ...], Grouping]:
    """Letters by size, or those of an earlier run where its groups go on; and the groups in the letters' order."""
    count = len(grouping.centres)
    if not before or known is None or not count:
        return tuple(LETTERS[:count]), grouping
    old = sorted(before)
    continued = [None if place is None else old[place] for place in matched(grouping.centres, known)]
    free = iter(letter for letter in LETTERS if letter not in continued)
    names = [name or next(free) for name in continued]
    order = sorted(range(count), key=names.__getitem__)
    places = np.argsort(order)
    ordered = replace(grouping, labels=places[grouping.labels], centres=grouping.centres[order])
    return tuple(names[place] for place in order), ordered


def _profiles(names: tuple[str, ...], centres: Floats, space: Space, votes: Votes) -> Profiles:
    values = space.means + centres @ space.components
    return {
        name: {statement: round(value, 6) for statement, value in zip(votes.statements, row, strict=True)}
        for name, row in zip(names, values.tolist(), strict=True)
    }

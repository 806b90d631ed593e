"""The opinion groups as pages show them: no single voter, no cell of fewer than five, ready to be stored as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from analytics.measures.disclosure import hidden_cells, too_few
from analytics.measures.opinion_statements import Finding, tally
from analytics.measures.opinions import METHOD, Findings, Opinions, Profiles
from analytics.measures.votes import Floats, Integers

CLEAR, WEAK = 0.5, 0.25  # silhouettes (Kaufman & Rousseeuw 1990, Finding groups in data, ch. 2)
VOTERS_A_BIN = 20  # on average, if all lay evenly over the picture
FEWEST_BINS, MOST_BINS = 3, 15  # on a side
OUTERMOST = 0.99  # of the voters lie inside the picture's edges; the others are drawn at the edge


@dataclass(frozen=True)
class Count:
    """One group's votes on a statement. None where the number would tell of single people."""

    base: int | None
    agree: int | None
    disagree: int | None
    passed: int | None


@dataclass(frozen=True)
class StatementFigure:
    """A statement's id, the side that is told of ("agree", "disagree", or "" for a dividing one), how strong it is
    (0 to 1, see `Finding`), the adjusted p-value, and the votes of each group."""

    statement: str
    vote: str
    strength: float
    p: float
    counts: Mapping[str, Count]


@dataclass(frozen=True)
class Bin:
    """A square of the picture: its middle, x and y from −1 to 1, and how many voters of a group lie in it."""

    x: float
    y: float
    group: str
    voters: int


@dataclass(frozen=True)
class GroupPortrait:
    """`x`, `y`: the group's middle in the picture. `typical` is empty for a group of fewer than ten."""

    name: str
    voters: int
    share: float
    x: float
    y: float
    typical: tuple[StatementFigure, ...]


@dataclass(frozen=True)
class Lists:
    """Figures of one way of counting: with everybody, or without voters who look coordinated."""

    groups: tuple[GroupPortrait, ...]
    consensus: tuple[StatementFigure, ...]
    rejected: tuple[StatementFigure, ...]
    dividing: tuple[StatementFigure, ...]


@dataclass(frozen=True)
class OpinionMap:
    """`voters`: all; `placed`: those with a group. `separation`: "clear", "weak" or "none". `side`: the length of a
    bin's side. `without_coordinated` is None where nobody is flagged. `profiles`: what the next run starts from."""

    method: str
    votes: int
    voters: int
    placed: int
    statements: int
    silhouette: float
    separation: str
    flagged: int
    figures: Lists
    without_coordinated: Lists | None
    bins: tuple[Bin, ...]
    side: float
    profiles: Profiles

    def dumped(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and texts, for json.dumps."""
        return asdict(self)


def opinion_map(found: Opinions) -> OpinionMap:
    """What pages may show of opinion groups. Counts below five, and of fewer than ten voters, are hidden."""
    points = _inside(found.positions)
    groups = found.groups[found.groups >= 0]
    middles = [points[groups == place].mean(axis=0).round(4).tolist() for place in range(len(found.names))]
    side = max(FEWEST_BINS, min(MOST_BINS, round((len(points) / VOTERS_A_BIN) ** 0.5)))
    flagged = int(found.coordination.flagged.sum())
    silhouette = round(found.grouping.silhouette, 4)
    return OpinionMap(
        method=METHOD,
        votes=len(found.votes.rows),
        voters=len(found.votes.voters),
        placed=len(points),
        statements=len(found.votes.statements),
        silhouette=silhouette,
        separation="clear" if silhouette >= CLEAR else "weak" if silhouette >= WEAK else "none",
        flagged=flagged,
        figures=_lists(found, found.figures, middles),
        without_coordinated=_lists(found, found.without_coordinated, middles) if flagged else None,
        bins=_bins(points, groups, found.names, side),
        side=round(2 / side, 4),
        profiles=found.profiles,
    )


def _inside(positions: Floats) -> Floats:
    """The first two axes, on one scale, within −1 to 1: n × 2."""
    plane = np.zeros((len(positions), 2))
    plane[:, : positions.shape[1]] = positions[:, :2]
    reach = float(np.quantile(np.abs(plane).max(axis=1), OUTERMOST)) if len(plane) else 1.0
    return np.clip(plane / (reach or 1.0), -1.0, 1.0)


def _bins(points: Floats, groups: Integers, names: tuple[str, ...], side: int) -> tuple[Bin, ...]:
    squares = np.minimum(((points + 1) / 2 * side).astype(int), side - 1).tolist()
    shown = []
    for place, name in enumerate(names):
        inside = [tuple(square) for square, group in zip(squares, groups.tolist(), strict=True) if group == place]
        counts = Counter(inside)
        hidden = hidden_cells(counts)
        shown += [(square, name, count) for square, count in sorted(counts.items()) if square not in hidden]
    return tuple(Bin(_middle(x, side), _middle(y, side), name, count) for (x, y), name, count in shown)


def _middle(place: int, side: int) -> float:
    return round((2 * place + 1) / side - 1, 4)


def _lists(found: Opinions, figures: Findings, middles: list[list[float]]) -> Lists:
    def shown(findings: list[Finding]) -> tuple[StatementFigure, ...]:
        return tuple(_figure(found, figures, finding) for finding in findings)

    total = max(1, int(figures.sizes.sum()))
    sizes = figures.sizes.tolist()
    groups = tuple(
        GroupPortrait(name, size, round(size / total, 4), x, y, () if too_few(size) else shown(typical))
        for name, size, (x, y), typical in zip(found.names, sizes, middles, figures.typical, strict=True)
    )
    return Lists(groups, shown(figures.consensus), shown(figures.rejected), shown(figures.dividing))


def _figure(found: Opinions, figures: Findings, finding: Finding) -> StatementFigure:
    counts = {name: _count(figures.counts[place, finding.statement]) for place, name in enumerate(found.names)}
    side = {1: "agree", -1: "disagree", 0: ""}[finding.vote]
    return StatementFigure(found.votes.statements[finding.statement], side, finding.strength, finding.p, counts)


def _count(votes: Integers) -> Count:
    one = tally(votes)
    if too_few(one.base):
        return Count(None, None, None, None)
    cells = {"agree": one.agree, "disagree": one.disagree, "passed": one.passed}
    hidden = hidden_cells(cells)
    return Count(one.base, **{name: None if name in hidden else count for name, count in cells.items()})

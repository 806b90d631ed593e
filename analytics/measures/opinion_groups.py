"""Groups of points that lie together: k-means without chance, the number of groups by silhouette."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from analytics.measures.votes import Floats, Integers

MOST_GROUPS = 5
SMALLEST_GROUP = 5  # voters
SMALLEST_SHARE = 0.02  # of all voters with a group
SAMPLE = 2_000  # points that tell where the groups are; the others then join the nearest
CLEARLY_BETTER = 0.05  # silhouette that another number of groups must gain over yesterday's
HARDLY_WORSE = 1.02  # spread that yesterday's groups may have over the best ones and stay
_STARTS = 8  # for each axis
_FEW_ROUNDS, _ROUNDS = 10, 100


@dataclass(frozen=True)
class Cloud:
    """Points (n × d) and how much each tells."""

    points: Floats
    weights: Floats


@dataclass(frozen=True)
class Grouping:
    """`labels`: each point's group from 0, the largest first. `centres`: groups × d.

    `silhouette`: the weighted mean over points of (b − a) / max(a, b), with a the mean distance to the own group and b
    that to the nearest other one (Rousseeuw 1987, J. Comput. Appl. Math. 20); −1 to 1, and 0 with one group. `tried`:
    that of each number of groups looked at.
    """

    labels: Integers
    centres: Floats
    silhouette: float
    tried: dict[int, float]


def group(points: Floats, weights: Floats, before: Floats | None = None) -> Grouping:
    """Two to five groups of points (n × d), or one where there are too few points for two.

    `weights`: how much each point tells, more than 0; one of weight 2 counts like two at its place.

    `before`: yesterday's centres. They stay the start, and their number the number of groups, unless another is
    clearly better, so that groups do not flicker while votes come in.
    """
    smallest = max(SMALLEST_GROUP, round(SMALLEST_SHARE * len(points)))
    places = _spread(points, SAMPLE)
    sample = Cloud(points[places], weights[places])
    distances = _distances(sample.points, sample.points)
    found: dict[int, tuple[float, Floats]] = {}
    for centres in _centres(sample, before):
        kept = _large(sample, centres, smallest * len(places) / max(1, len(points)))
        score = _silhouette(sample, distances, nearest(sample.points, kept), len(kept)) if len(kept) > 1 else 0.0
        if len(kept) > 1 and score > found.get(len(kept), (-1.0,))[0]:
            found[len(kept)] = score, kept
    count = _best({k: score for k, (score, _) in found.items()}, 0 if before is None else len(before))
    score, centres = found.get(count, (0.0, points.mean(axis=0, keepdims=True) if len(points) else points[:0]))
    labels, centres = _by_size(*_settled(Cloud(points, weights), centres))
    return Grouping(labels, centres, score, {k: round(score, 4) for k, (score, _) in sorted(found.items())})


def _best(scores: dict[int, float], before: int) -> int:
    best = max(scores, key=lambda k: (round(scores[k], 6), -k), default=1)
    stays = before in scores and scores[best] < scores[before] + CLEARLY_BETTER
    return before if stays else best


def _spread(points: Floats, most: int) -> Integers:
    """Places of at most `most` points, evenly over all of them in the order of the first axis."""
    order = np.lexsort(points.T[::-1]) if points.shape[1] else np.arange(len(points))
    if len(points) <= most:
        return order
    return order[np.linspace(0, len(points) - 1, most).round().astype(np.int64)]


def _centres(cloud: Cloud, before: Floats | None) -> Iterator[Floats]:
    """The best centres found for each number of groups: those for one group fewer and one more, tried at places all
    over the points (Likas, Vlassis & Verbeek 2003, Pattern Recognition 36, The global k-means clustering algorithm)."""
    points = cloud.points
    if len(points) < 2 * SMALLEST_GROUP:
        return
    ranks = np.linspace(0, len(points) - 1, _STARTS + 2).round().astype(np.int64)[1:-1]
    places = np.unique(np.argsort(points, axis=0, kind="stable")[ranks].ravel())
    centres = np.average(points, axis=0, weights=cloud.weights)[None]
    for k in range(2, MOST_GROUPS + 1):
        starts = np.stack([np.vstack([centres, points[place]]) for place in places])
        tried, spreads = _improved(cloud, starts, _FEW_ROUNDS)
        best = int(spreads.argmin())
        settled, spread = _improved(cloud, tried[best][None])
        centres = settled[0]
        if before is not None and len(before) == k:
            stayed, wider = _improved(cloud, before[None])
            if wider[0] <= HARDLY_WORSE * spread[0]:
                centres = stayed[0]
        yield centres


def _improved(cloud: Cloud, starts: Floats, rounds: int = _ROUNDS) -> tuple[Floats, Floats]:
    """Lloyd's rounds from several starts at once (starts × k × d): the centres, and the spread of each start."""
    points, weights = cloud.points, cloud.weights
    count, k, d = starts.shape
    centres, before = starts.transpose(1, 0, 2), None  # the longest axis last: that is several times as fast
    squares = weights @ (points**2).sum(axis=1)
    weighted = points * weights[:, None]
    for _ in range(rounds):
        closeness = centres.reshape(-1, d) @ points.T - (centres**2).sum(axis=2).reshape(-1, 1) / 2
        closeness = closeness.reshape(k, count, -1)
        closest = closeness.argmax(axis=0)
        spreads = squares - 2 * closeness.max(axis=0) @ weights
        if before is not None and np.array_equal(closest, before):
            break
        before = closest
        members = (closest == np.arange(k)[:, None, None]).reshape(k * count, -1).astype(float)
        sizes = (members @ weights)[:, None]
        means = (members @ weighted) / np.where(sizes > 0, sizes, 1.0)
        centres = np.where(sizes > 0, means, centres.reshape(-1, d)).reshape(k, count, d)
    return centres.transpose(1, 0, 2), spreads


def _large(cloud: Cloud, centres: Floats, smallest: float) -> Floats:
    """Without the centres of groups that are too small, the smallest first; their points join other groups."""
    while len(centres) > 1:
        centres = _improved(cloud, centres[None])[0][0]
        sizes = np.bincount(nearest(cloud.points, centres), minlength=len(centres))
        if sizes.min() >= smallest:
            break
        centres = np.delete(centres, int(sizes.argmin()), axis=0)
    return centres


def _settled(cloud: Cloud, centres: Floats) -> tuple[Integers, Floats]:
    centres = _improved(cloud, centres[None])[0][0] if len(cloud.points) else centres
    return nearest(cloud.points, centres), centres


def nearest(points: Floats, centres: Floats) -> Integers:
    """The place of the nearest centre for each point."""
    closeness = points @ centres.T - (centres**2).sum(axis=1) / 2
    return closeness.argmax(axis=1) if len(centres) else np.zeros(len(points), dtype=np.int64)


def _distances(a: Floats, b: Floats) -> Floats:
    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))


def _silhouette(cloud: Cloud, distances: Floats, labels: Integers, k: int) -> float:
    """The mean silhouette with each point, and each distance to it, counted by its weight."""
    members = np.where(labels[:, None] == np.arange(k), cloud.weights[:, None], 0.0)
    sizes = members.sum(axis=0)
    sums = distances @ members
    at = np.arange(len(labels))
    besides = sizes[labels] - cloud.weights
    own = sums[at, labels] / np.maximum(besides, 1e-12)
    others = sums / np.maximum(sizes, 1e-12)
    others[at, labels] = np.inf
    other = others.min(axis=1)
    widths = (other - own) / np.maximum(np.maximum(own, other), 1e-12)
    return float(np.average(np.where(besides > 1e-12, widths, 0.0), weights=cloud.weights))


def _by_size(labels: Integers, centres: Floats) -> tuple[Integers, Floats]:
    """The largest group first; of equal ones, the one further along the first axis."""
    sizes = np.bincount(labels, minlength=len(centres))
    order = sorted(range(len(centres)), key=lambda k: (-sizes[k], *(-centres[k]).round(6).tolist()))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[labels] if order else labels, centres[order]


def matched(centres: Floats, before: Floats) -> list[int | None]:
    """For each centre the place of yesterday's that it continues, so that all move as little as possible together."""
    distances = _distances(centres, before)
    size = min(distances.shape)
    ours = permutations(range(len(centres)), size)
    pairings = [dict(zip(chosen, range(size), strict=True)) for chosen in ours]
    if len(centres) < len(before):
        pairings = [dict(enumerate(chosen)) for chosen in permutations(range(len(before)), size)]
    elif len(centres) == len(before):
        pairings = [dict(enumerate(chosen)) for chosen in permutations(range(size))]
    best = min(pairings, key=lambda pairs: sum(float(distances[mine, theirs]) for mine, theirs in pairs.items()))
    return [best.get(place) for place in range(len(centres))]

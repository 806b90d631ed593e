"""Components and clusters, beside scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score, silhouette_score

from analytics.measures.opinion_groups import Grouping, group, matched
from analytics.measures.opinion_space import Space, full_ballots, positions, space_of
from analytics.measures.votes import Floats
from tests.analytics.measures.ballots import Society, votes


def blobs(sizes: list[int], apart: float, seed: int = 1) -> tuple[Floats, list[int]]:
    chance = np.random.default_rng(seed)
    angles = 2 * np.pi * np.arange(len(sizes)) / len(sizes)
    middles = apart * np.column_stack([np.cos(angles), np.sin(angles)])
    truth = np.repeat(np.arange(len(sizes)), sizes)
    return middles[truth] + chance.standard_normal((len(truth), 2)), truth.tolist()


def grouped(points: Floats, before: Floats | None = None) -> Grouping:
    return group(points, np.ones(len(points)), before)


def test_components_of_full_ballots_are_the_principal_ones() -> None:
    cast, _ = Society([0.5, 0.5], people=60, statements=20, seen=1e6).vote()
    dense = np.zeros((60, 20))
    dense[cast.rows, cast.columns] = cast.values
    oracle = PCA(2).fit(dense)
    space = space_of(cast)
    assert space.means == pytest.approx(oracle.mean_)
    assert np.abs((space.components[:2] * oracle.components_).sum(axis=1)) == pytest.approx([1, 1])
    # nobody's vote is missing, so the factor √(statements / votes) is 1
    assert np.abs(positions(cast, space)[:, :2]) == pytest.approx(np.abs(oracle.transform(dense)))


def test_a_position_by_hand() -> None:
    cast = votes({"a": {"s": 1, "t": 1}, "b": {"s": -1}})
    space = Space(np.array([0.0, 0.5]), np.array([[0.6, 0.8]]), np.array([5, 5]))
    # a: (1 − 0)·0.6 + (1 − 0.5)·0.8 = 1, times √(2/2); b: −0.6·√(2/1)
    assert positions(cast, space).ravel() == pytest.approx([1.0, -0.6 * 2**0.5])
    # with two more statements of fewer than five votes: √(4/4) for a, √(4/3) for b, who cast one vote of the four
    cast = votes({"a": {"s": 1, "t": 1, "u": 1}, "b": {"s": -1, "v": 0}})
    shown_to_few = Space(np.array([0, 0.5, 1, 0]), np.array([[0.6, 0.8, 0, 0]]), np.array([5, 5, 1, 4]))
    assert positions(cast, shown_to_few).ravel() == pytest.approx([1.0, -0.6 * (4 / 3) ** 0.5])
    profile = np.array([[1.0, np.nan]])
    assert full_ballots(profile, ~np.isnan(profile), space).ravel() == pytest.approx([0.6])


def test_three_components_where_four_groups_need_them() -> None:
    assert len(space_of(Society([0.25] * 4, people=800, seen=2).vote()[0]).components) == 3
    assert len(space_of(Society([0.5, 0.5], people=800, seen=2).vote()[0]).components) == 2


@pytest.mark.parametrize("sizes", [[60, 60], [150, 30], [50, 50, 50], [120, 60, 20], [40] * 4, [100, 60, 30, 30, 20]])
def test_blobs_are_found(sizes: list[int]) -> None:
    points, truth = blobs(sizes, 6.0)
    found = grouped(points)
    assert adjusted_rand_score(truth, found.labels) > 0.95
    assert np.bincount(found.labels).tolist() == sorted(np.bincount(found.labels).tolist(), reverse=True)


@pytest.mark.parametrize("seed", range(5))
def test_clusters_are_as_tight_as_the_best_of_many_random_starts(seed: int) -> None:
    points, _ = blobs([60, 50, 40], 2.0, seed)
    found = grouped(points)
    oracle = KMeans(len(found.centres), n_init=50, random_state=0).fit(points)
    spread = ((points - found.centres[found.labels]) ** 2).sum()
    assert spread <= oracle.inertia_ * 1.001
    assert found.silhouette == pytest.approx(silhouette_score(points, found.labels), abs=1e-9)


def test_a_weight_of_two_counts_like_two_points() -> None:
    points, _ = blobs([40, 30], 2.0)
    weights = np.where(np.arange(70) % 3 == 0, 2.0, 1.0)
    twice = np.repeat(points, weights.astype(int), axis=0)
    oracle = KMeans(2, n_init=50, random_state=0).fit(points, sample_weight=weights)
    weighted, written_out = group(points, weights), grouped(twice)
    assert adjusted_rand_score(oracle.labels_, weighted.labels) == 1
    assert weighted.silhouette == pytest.approx(written_out.silhouette, abs=0.01)
    assert weighted.centres == pytest.approx(written_out.centres)


def test_a_few_outliers_are_no_group() -> None:
    points, truth = blobs([60, 50], 5.0)
    outliers = np.array([[60.0, 60.0], [61.0, 60.0], [60.0, 61.0]])
    found = grouped(np.vstack([points, outliers]))
    assert len(found.centres) == 2
    assert adjusted_rand_score(truth, found.labels[:110]) > 0.9


@pytest.mark.parametrize("count", [0, 1, 4, 9])
def test_too_few_for_two_groups(count: int) -> None:
    found = grouped(np.random.default_rng(1).standard_normal((count, 2)))
    assert len(found.centres) == min(count, 1)
    assert found.labels.tolist() == [0] * count
    assert found.silhouette == 0


def test_all_in_one_place() -> None:
    found = grouped(np.ones((50, 2)))
    assert found.labels.tolist() == [0] * 50


def test_no_order_matters() -> None:
    points, _ = blobs([60, 50, 40], 3.0)
    order = np.random.default_rng(7).permutation(len(points))
    assert (grouped(points).labels[order] == grouped(points[order]).labels).all()


def test_many_points_are_grouped_by_a_sample() -> None:
    points, truth = blobs([3000, 2000, 1000], 6.0)
    assert adjusted_rand_score(truth, grouped(points).labels) > 0.99


def test_groups_stay_until_another_number_is_clearly_better() -> None:
    points, _ = blobs([180], 0.0)  # one cloud: no number of groups is much better than another
    before = grouped(points)
    scores = before.tried
    other = min((k for k in scores if k != len(before.centres)), key=lambda k: scores[len(before.centres)] - scores[k])
    assert scores[len(before.centres)] - scores[other] < 0.05
    start = KMeans(other, n_init=10, random_state=0).fit(points).cluster_centers_
    assert len(grouped(points, start).centres) == other
    apart, truth = blobs([60, 60, 60], 8.0)
    assert adjusted_rand_score(truth, grouped(apart, apart[[0, 60]]).labels) == 1


def test_centres_are_matched_with_the_least_movement() -> None:
    before = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    assert matched(np.array([[9.0, 0.0], [1.0, 9.0], [1.0, 1.0]]), before) == [1, 2, 0]
    assert matched(np.array([[0.0, 9.0], [9.0, 1.0]]), before) == [2, 1]
    # 5, 5 is nearer to 0, 0 than nothing, but the other three move less with it left out
    assert matched(np.vstack([before + 1, [[50.0, 50.0]]]), before) == [0, 1, 2, None]

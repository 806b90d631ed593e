"""The factorization against scikit-learn's, on composed matrices."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import NMF

from analytics.measures.factorization import Floats, Sparse, factorize, project


def sparse(dense: Floats) -> Sparse:
    rows, columns = np.nonzero(dense)
    return Sparse(rows, columns, dense[rows, columns], (dense.shape[0], dense.shape[1]))


def composed(rows: int = 60, columns: int = 25, count: int = 4) -> Floats:
    """Rows that are mixtures of `count` groups of columns, with some noise; two thirds of the cells are 0."""
    random = np.random.default_rng(7)
    groups = random.random((count, columns)) * (random.random((count, columns)) < 0.3)
    return random.random((rows, count)) @ groups + 0.05 * (random.random((rows, columns)) < 0.05)


def test_products_are_those_of_the_dense_matrix() -> None:
    dense = composed()
    other = np.random.default_rng(1).random((25, 3))
    assert np.allclose(sparse(dense).times(other), dense @ other)
    assert np.allclose(sparse(dense).transposed_times(dense[:, :2]), dense.T @ dense[:, :2])
    assert np.allclose(sparse(dense).of_rows(np.array([3, 9])).times(other), dense[[3, 9]] @ other)


@pytest.mark.parametrize("count", [1, 3, 4, 8])
def test_it_fits_as_well_as_another_implementation(count: int) -> None:
    dense = composed()
    weights, components = factorize(sparse(dense), count)
    oracle = NMF(count, init="nndsvda", max_iter=500, tol=0).fit(dense)
    assert np.linalg.norm(dense - weights @ components) <= oracle.reconstruction_err_ + 0.01 * np.linalg.norm(dense)
    assert weights.min() >= 0
    assert components.min() >= 0
    assert np.allclose(np.linalg.norm(components, axis=1), 1)


def test_known_components_stay_where_they_are() -> None:
    dense = composed()
    _, components = factorize(sparse(dense), 4)
    _, again = factorize(sparse(dense), 4, components[::-1])
    assert np.sum(again * components[::-1], axis=1).min() > 0.99  # cosines, in the order that was given


def test_new_components_join_the_known_ones() -> None:
    dense = composed()
    weights, components = factorize(sparse(dense), 4, factorize(sparse(dense), 2)[1])
    oracle = NMF(4, init="nndsvda", max_iter=500, tol=0).fit(dense)
    assert components.shape == (4, 25)
    assert np.linalg.norm(dense - weights @ components) <= oracle.reconstruction_err_ + 0.05 * np.linalg.norm(dense)


def test_the_same_matrix_gives_the_same_bits() -> None:
    one, other = (factorize(sparse(composed()), 3) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("rows", "columns", "count"), [(0, 0, 3), (1, 1, 3), (5, 1, 2), (1, 5, 2), (4, 4, 0)])
def test_small_matrices_have_fewer_components(rows: int, columns: int, count: int) -> None:
    weights, components = factorize(sparse(np.ones((rows, columns))), count)
    assert weights.shape == (rows, min(rows, columns, count))
    assert components.shape == (min(rows, columns, count), columns)


def test_an_unknown_row_goes_with_what_it_is_made_of() -> None:
    components = np.array([[1.0, 0.0, 0.0], [0.0, 0.6, 0.8]])
    weights = project(sparse(np.array([[0.0, 1.2, 1.6], [3.0, 0.0, 0.0]])), components)
    assert np.allclose(weights, [[0, 2], [3, 0]])

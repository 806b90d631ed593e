"""Non-negative matrix factorization of a sparse matrix X ≈ W·H: what groups of columns occur together.

Same matrix, same factors, bit for bit: nothing here is random but the fixed start of the power iteration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_ITERATIONS = 60
_POWER_ITERATIONS = 12
_SPARE_VECTORS = 6
_TINY = 1e-12


@dataclass(frozen=True)
class Sparse:
    """A matrix as its non-zero cells. Memory: 24 bytes a cell."""

    rows: Integers
    columns: Integers
    values: Floats
    shape: tuple[int, int]

    def of_rows(self, rows: Integers) -> Sparse:
        """Only these rows, renumbered in their order."""
        place = np.full(self.shape[0], -1)
        place[rows] = np.arange(len(rows))
        cells = place[self.rows] >= 0
        return Sparse(place[self.rows[cells]], self.columns[cells], self.values[cells], (len(rows), self.shape[1]))

    def times(self, dense: Floats) -> Floats:
        """X·D for D of columns × k: rows × k."""
        return _summed(self.rows, self.columns, self.values, dense, self.shape[0])

    def transposed_times(self, dense: Floats) -> Floats:
        """Xᵀ·D for D of rows × k: columns × k."""
        return _summed(self.columns, self.rows, self.values, dense, self.shape[1])


def _summed(into: Integers, other: Integers, values: Floats, dense: Floats, size: int) -> Floats:
    columns = [np.bincount(into, values * column[other], size) for column in np.ascontiguousarray(dense.T)]
    return np.stack(columns, axis=1) if columns else np.zeros((size, 0))


def factorize(matrix: Sparse, count: int, known: Floats | None = None) -> tuple[Floats, Floats]:
    """W (rows × k) and H (k × columns), both ≥ 0, that make ‖X − W·H‖² small; each row of H sums its squares to 1.

    `known` rows of H, if given, are the start of the first components; the other ones start from NNDSVD of what
    those leave unexplained. k is `count`, or less where the matrix has fewer rows or columns.
    Updates: hierarchical alternating least squares (Cichocki & Phan 2009, IEICE Trans. E92-A, algorithm 2).
    """
    start = np.zeros((0, matrix.shape[1])) if known is None else _unit(known)
    left = Sparse(matrix.rows, matrix.columns, _unexplained(matrix, start), matrix.shape)
    components = np.vstack([start, _nndsvd(left, max(0, min(count - len(start), *matrix.shape)))])
    weights = project(matrix, components)
    for _ in range(_ITERATIONS):
        components = _unit(_improved(components.T, matrix.transposed_times(weights), weights.T @ weights).T)
        weights = _improved(weights, matrix.times(components.T), components @ components.T)
    return weights, components


def project(matrix: Sparse, components: Floats, iterations: int = 20) -> Floats:
    """The W ≥ 0 (rows × k) that goes best with given components (k × columns)."""
    products, gram = matrix.times(components.T), components @ components.T
    weights = np.maximum(products, 0.0) / max(1, len(components))
    for _ in range(iterations):
        weights = _improved(weights, products, gram)
    return weights


def _improved(factor: Floats, products: Floats, gram: Floats) -> Floats:
    """One pass over the columns of a factor F that minimizes ‖X − F·G‖² in each, given X·Gᵀ and G·Gᵀ."""
    factor = factor.copy()
    for k in range(factor.shape[1]):
        step = (products[:, k] - factor @ gram[:, k]) / max(gram[k, k], _TINY)
        factor[:, k] = np.maximum(factor[:, k] + step, 0.0)
    return factor


def _unexplained(matrix: Sparse, components: Floats) -> Floats:
    """The values of the non-zero cells less what the components explain, at least 0."""
    if not len(components):
        return matrix.values
    weights = project(matrix, components)
    explained = np.zeros_like(matrix.values)
    for weight, component in zip(weights.T, components, strict=True):
        explained += weight[matrix.rows] * component[matrix.columns]
    return np.maximum(matrix.values - explained, 0.0)


def _nndsvd(matrix: Sparse, count: int) -> Floats:
    """`count` non-negative rows to start from: of each right singular vector the heavier sign
    (Boutsidis & Gallopoulos 2008, Pattern Recognition 41)."""
    if not count:
        return np.zeros((0, matrix.shape[1]))
    left, _, right = _singular_vectors(matrix, count)
    rows = []
    for u, v in zip(left.T, right, strict=True):
        sides = [(np.maximum(sign * u, 0), np.maximum(sign * v, 0)) for sign in (1, -1)]
        rows.append(max(sides, key=lambda side: float(np.linalg.norm(side[0]) * np.linalg.norm(side[1])))[1])
    return _unit(np.array(rows))


def _singular_vectors(matrix: Sparse, count: int) -> tuple[Floats, Floats, Floats]:
    """The leading singular vectors by subspace iteration (Halko, Martinsson & Tropp 2011, SIAM Review 53, 4.4)."""
    width = min(count + _SPARE_VECTORS, *matrix.shape)
    basis = np.random.default_rng(0).standard_normal((matrix.shape[1], width))
    for _ in range(_POWER_ITERATIONS):
        basis, _ = np.linalg.qr(matrix.transposed_times(matrix.times(basis)))
    left, values, right = np.linalg.svd(matrix.times(basis), full_matrices=False)
    return left[:, :count], values[:count], (right @ basis.T)[:count]


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norms > _TINY, norms, 1.0)

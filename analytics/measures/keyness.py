"""How typical words are of some texts beside others: log-likelihood keyness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIGNIFICANT = 6.63  # chi-squared with 1 degree of freedom, p = 0.01


def keyness(inside: Floats, outside: Floats) -> Floats:
    """Signed G² of each word: positive where it is more frequent inside than outside, negative where less.

    `inside` and `outside` count each word, in the same order; their sums are the sizes of the two parts.
    With a of c words inside and b of d outside, E₁ = c·(a + b)/(c + d) and E₂ = d·(a + b)/(c + d),
    G² = 2·(a·ln(a/E₁) + b·ln(b/E₂))   (Dunning 1993, Computational Linguistics 19; Rayson & Garside 2000,
    Comparing corpora using frequency profiling).
    G² of independent parts of a corpus, for instance its languages, may be added.
    """
    size_inside, size_outside = inside.sum(), outside.sum()
    if not size_inside or not size_outside:
        return np.zeros_like(inside)
    share = (inside + outside) / (size_inside + size_outside)
    excess = _excess(inside, size_inside * share) + _excess(outside, size_outside * share)
    return np.where(inside / size_inside >= share, 1.0, -1.0) * np.maximum(2 * excess, 0.0)


def _excess(found: Floats, expected: Floats) -> Floats:
    """found·ln(found/expected), which is 0 where nothing was found."""
    ratio = np.divide(found, expected, out=np.ones_like(found), where=(found > 0) & (expected > 0))
    return found * np.log(ratio)

"""What must not be shown because it would tell of single people (standards reference, 4.2).

No breakdown of a group with fewer than 10 valid answers, no cell below 5. Hiding one cell is useless
when a total gives it away, so further ones are hidden with it. Nothing can lower the two thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")

SMALLEST_GROUP = 10
SMALLEST_CELL = 5


def too_few(base: int) -> bool:
    """Whether a group has some valid answers, but too few to describe it."""
    return 0 < base < SMALLEST_GROUP


def hidden_cells(counts: Mapping[Key, int]) -> frozenset[Key]:
    """The cells of a one-way table, shown with its total, that must be hidden."""
    return _hidden(counts, SMALLEST_CELL)


def hidden_groups(bases: Mapping[Key, int]) -> frozenset[Key]:
    """The groups whose figures must be hidden where the figures of all groups together are shown.

    Without the complementary ones, "all" less the groups shown would be the small group itself.
    """
    return _hidden(bases, SMALLEST_GROUP)


def _hidden(counts: Mapping[Key, int], smallest: int) -> frozenset[Key]:
    """What is below `smallest`, then the next larger ones until nobody can work any of it out.

    The reader knows the sum of what is hidden. It is enough when each hidden cell, the others being at
    least 1, could still reach `smallest`: then not even "this one is small" can be told. An empty
    cell is shown; it hides nobody and would protect nobody. If there is not enough, all are hidden.
    """
    rising = sorted((key for key, count in counts.items() if count), key=lambda key: counts[key])
    hidden = [key for key in rising if counts[key] < smallest]
    for key in rising[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and _spread(counts, hidden) >= smallest):
            break
        hidden.append(key)
    return frozenset(hidden)


def _spread(counts: Mapping[Key, int], hidden: list[Key]) -> int:
    """The largest value that one hidden cell may have as far as the reader knows."""
    return sum(counts[key] for key in hidden) - (len(hidden) - 1)

"""Which parts of two sequences are the same, in order: patience difference, whose cost grows with the length.

The parts that stand once in both are anchors; from them the same parts before and behind are taken along, and
what is left between two anchors is treated alike. Only short rests are compared each with each.
Bram Cohen, "Patience Diff Advantages", 2010.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from surveys.comparison import out_of_order

ROUNDS = 12  # of looking for anchors between anchors
SHORT = 1_000  # pairs in a rest that is compared each with each


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs (place in `before`, place in `after`) of equal parts, both rising."""
    pairs: list[tuple[int, int]] = []
    todo = [(0, len(before), 0, len(after), ROUNDS)]
    while todo:
        low, high, start, end, rounds = todo.pop()
        while low < high and start < end and before[low] == after[start]:
            pairs.append((low, start))
            low, start = low + 1, start + 1
        while low < high and start < end and before[high - 1] == after[end - 1]:
            high, end = high - 1, end - 1
            pairs.append((high, end))
        if low == high or start == end or (high - low) * (end - start) == 1:
            continue
        anchors = _anchors(before, after, range(low, high), range(start, end)) if rounds else []
        for old, new in [*anchors, (high, end)] if anchors else []:
            todo.append((low, old, start, new, rounds - 1))
            low, start = old, new
        if not anchors and (high - low) * (end - start) <= SHORT:
            matcher = SequenceMatcher(None, before[low:high], after[start:end], autojunk=False)
            pairs += [(low + a + i, start + b + i) for a, b, size in matcher.get_matching_blocks() for i in range(size)]
    return sorted(pairs)


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], old: range, new: range) -> list[tuple[int, int]]:
    """The parts that stand once in both ranges and in the same order, as many as possible."""
    once = _once(before, old)
    pairs = sorted((once[part], place) for part, place in _once(after, new).items() if part in once)
    crossed = out_of_order([place for _, place in pairs])
    return [pair for position, pair in enumerate(pairs) if position not in crossed]


def _once(parts: Sequence[Hashable], places: range) -> dict[Hashable, int]:
    counts = Counter(parts[place] for place in places)
    return {parts[place]: place for place in places if counts[parts[place]] == 1}

"""What is different between two versions of a draft, passage by passage and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.comparison import out_of_order
from surveys.documents.alignment import aligned
from surveys.documents.passages import Document, Passage

SAME, CHANGED, ADDED, REMOVED, MOVED = "same", "changed", "added", "removed", "moved"
KEPT = "kept"  # a run is kept, removed or added

# A number with its separators is one word: who reads "2.000" struck out needs no puzzle.
_TOKEN = re.compile(r"([^\W\d]*\d+(?:[.,:]\d+)+|\w+|[^\w\s]|^)(\s*)")
_TELLING = re.compile(r"\w{4}|\d|\w+\W+\w+\W+\w+")  # what is worth showing as kept between two changes


@dataclass(frozen=True)
class Run:
    """A piece of text: kept, removed or added. Kept and removed runs make the old text, kept and added the new."""

    kind: str
    text: str


@dataclass(frozen=True)
class PassageChange:
    """What became of a passage. A moved one may be changed too: its runs tell. Added and removed ones have one run."""

    kind: str
    before: Passage | None
    after: Passage | None
    runs: tuple[Run, ...]

    @property
    def renumbered(self) -> bool:
        """Whether it is cited otherwise than before."""
        return self.before is not None and self.after is not None and self.before.number != self.after.number


def difference(before: Document, after: Document) -> tuple[PassageChange, ...]:
    """Each passage of both versions once, in the order of `after`; removed ones stand where they stood.

    Passages are known by their id: `after` has been through `surveys.documents.revision.revise`.
    """
    places = {passage.id: place for place, passage in enumerate(before.passages)}
    common = [passage.id for passage in after.passages if passage.id in places]
    elsewhere = {common[position] for position in out_of_order([places[passage_id] for passage_id in common])}
    gone = set(places) - set(common)
    changes = list(_removed(before, 0, gone, elsewhere))
    for passage in after.passages:
        place = places.get(passage.id)
        if place is None:
            changes.append(PassageChange(ADDED, None, passage, (Run(ADDED, passage.text),)))
            continue
        changes.append(_change(before.passages[place], passage, passage.id in elsewhere))
        if passage.id not in elsewhere:
            changes += _removed(before, place + 1, gone, elsewhere)
    return tuple(changes)


def _removed(before: Document, place: int, gone: set[str], elsewhere: set[str]) -> Iterator[PassageChange]:
    """The passages from `place` on that are gone, up to the first that stayed."""
    for passage in before.passages[place:]:
        if passage.id in gone:
            yield PassageChange(REMOVED, passage, None, (Run(REMOVED, passage.text),))
        elif passage.id not in elsewhere:
            return


def _change(before: Passage, after: Passage, elsewhere: bool) -> PassageChange:
    found = (Run(KEPT, after.text),) if before.text == after.text else runs(before.text, after.text)
    kind = MOVED if elsewhere else SAME if before.text == after.text else CHANGED
    return PassageChange(kind, before, after, found)


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts as runs; no run is empty, and a lone small word between two changes is part of them."""
    regions: list[list[str]] = []  # kept, removed, added
    for region in _regions(before, after):
        if regions and (regions[-1][1] or regions[-1][2]) and not _TELLING.search(region[0]) and any(region[1:]):
            regions[-1][1] += region[0] + region[1]
            regions[-1][2] += region[0] + region[2]
        else:
            regions.append(region)
    kinds = (KEPT, REMOVED, ADDED)
    return tuple(Run(kind, text) for region in regions for kind, text in zip(kinds, region, strict=True) if text)


def _regions(before: str, after: str) -> Iterator[list[str]]:
    """Kept text with what was removed and added behind it."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    kept = ""
    low, start = 0, 0
    pairs = aligned([word for word, _ in old], [word for word, _ in new])
    for a, b in [*pairs, (len(old), len(new))]:
        if a > low or b > start:
            yield [kept, _text(old[low:a]), _text(new[start:b])]
            kept = ""
        low, start = a + 1, b + 1
        if a == len(old):
            break
        kept += old[a][0]
        if old[a][1] == new[b][1]:
            kept += old[a][1]
        else:
            yield [kept, old[a][1], new[b][1]]
            kept = ""
    yield [kept, "", ""]


def _text(tokens: list[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in tokens)

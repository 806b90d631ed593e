"""Ids from one version of a draft to the next, so that comments stay on their passage."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from surveys.documents.alignment import aligned
from surveys.documents.identity import free, slug
from surveys.documents.passages import ARTICLE, CLAUSE, LETTER, NUMERAL, Document, Passage

ALIKE = 0.6  # share of words in common from which a passage is the same one
ALIKE_IN_PLACE = 0.4  # the same for one of the same number, or between the same neighbours
RARE = 10  # passages that a word may stand in to point at one of them
CANDIDATES = 5

_NUMBERED = (CLAUSE, LETTER, NUMERAL)
_MARKER = re.compile(
    r"(?:\(\w{1,4}\)|\w{1,4}[.)]|(?:Ayat|Huruf|Angka|Pasal|Paragraf|BAB) ?\S{1,10}"
    r"|Bagian (?:\S+ (?:[Bb]elas|[Pp]uluh)|\S+))\s*"
)


def revise(before: Document, after: Document, retired: Collection[str] = ()) -> Document:
    """`after` with the ids that its passages had in `before`.

    A passage is the same one if it reads the same, whatever its number now is; else the most similar one, of the
    same number first. New passages get ids that neither `before` nor `retired`, the ids of older versions, has.
    """
    partners = _partners(before.passages, after.passages)
    taken = {passage.id for passage in before.passages} | set(retired)
    result = []
    for place, passage in enumerate(after.passages):
        if place in partners:
            passage_id = before.passages[partners[place]].id
        else:
            passage_id = free(slug(passage), taken)
            taken.add(passage_id)
        result.append(replace(passage, id=passage_id))
    return Document(tuple(result))


def _partners(before: Sequence[Passage], after: Sequence[Passage]) -> dict[int, int]:
    """Place in `after` → place in `before`, each at most once."""
    old, new = _bodies(before), _bodies(after)
    old_keys = [(passage.kind, body) for passage, body in zip(before, old, strict=True)]
    new_keys = [(passage.kind, body) for passage, body in zip(after, new, strict=True)]
    partners = {b: a for a, b in aligned(old_keys, new_keys)}
    _match_moved(partners, old_keys, new_keys)
    used = set(partners.values())
    rated = sorted(_rated(before, after, old, new, partners))
    for _, b, a in rated:
        if b not in partners and a not in used:
            partners[b] = a
            used.add(a)
    return partners


def _bodies(passages: Sequence[Passage]) -> list[str]:
    """What each passage says without its number, with all that stands under it: a Pasal is known by its ayat."""
    bodies = [_MARKER.sub("", passage.text, count=1) if passage.number else passage.text for passage in passages]
    open_now: list[tuple[int, int]] = []  # depth, place
    whole = [[body] for body in bodies]
    for place, passage in enumerate(passages):
        depth = passage.level if passage.kind in _NUMBERED else 0
        open_now = [(d, p) for d, p in open_now if depth and d < depth]
        for _, above in open_now:
            whole[above].append(bodies[place])
        if depth or passage.kind == ARTICLE:
            open_now.append((depth, place))
    return ["\n".join(parts) for parts in whole]


def _match_moved(partners: dict[int, int], old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> None:
    """Adds the passages that stand elsewhere, word for word, and only once."""
    left_old, left_new = defaultdict(list), defaultdict(list)
    used = set(partners.values())
    for place, key in enumerate(old):
        if place not in used:
            left_old[key].append(place)
    for place, key in enumerate(new):
        if place not in partners:
            left_new[key].append(place)
    for key, places in left_new.items():
        if len(places) == 1 == len(left_old.get(key, ())) and key[1]:
            partners[places[0]] = left_old[key][0]


def _rated(
    before: Sequence[Passage], after: Sequence[Passage], old: list[str], new: list[str], partners: dict[int, int]
) -> Iterator[tuple[float, int, int]]:
    """(likeness below zero, place in `after`, place in `before`) of the pairs that are alike enough."""
    used = set(partners.values())
    words = {place: Counter(body.lower().split()) for place, body in enumerate(old) if place not in used}
    numbers = {passage.number: place for place, passage in enumerate(before) if passage.number and place in words}
    index = defaultdict(list)
    for place, counted in words.items():
        for word in counted:
            index[word].append(place)
    beside = _beside(partners, len(after))
    for b in range(len(after)):
        if b in partners:
            continue
        counted = Counter(new[b].lower().split())
        shared = Counter(place for word in counted if len(index[word]) <= RARE for place in index[word])
        same_number = numbers.get(after[b].number)
        for a in {place for place, _ in shared.most_common(CANDIDATES)} | {beside[b], same_number}:
            if a is None or a not in words or before[a].kind != after[b].kind:
                continue
            likeness = _likeness(words[a], counted)
            if likeness >= (ALIKE_IN_PLACE if a in (same_number, beside[b]) else ALIKE):
                yield -likeness - 0.1 * (a == same_number), b, a


def _beside(partners: dict[int, int], length: int) -> list[int]:
    """For each place in `after` the place in `before` as far behind the last partner."""
    result, last = [], -1
    for b in range(length):
        last = partners.get(b, last + 1)
        result.append(last)
    return result


def _likeness(before: Counter[str], after: Counter[str]) -> float:
    """The share of words that both have, 0 to 1 (Dice; difflib calls it the quick ratio)."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0

"""Comments that say nearly the same in nearly the same words: grouped, never deleted.

A text is cut into pairs of neighbouring words; two texts are alike when at least seven tenths of all their
pairs are common to both (Jaccard similarity). To find the group without reading all comments, each text has
keys: the smallest hashes of its pairs (a bottom-k sketch, Broder 1997). A group is called by a key of its
first text; a new text looks its own keys up among the groups' names, along an index, and joins the group whose
text it is really alike. Texts of few words have one key, of the whole text: they must be equal.

Hashes are stable: the same text has the same keys on every machine, for ever.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise

from sqlalchemy import ColumnElement, func, select, tuple_, union_all
from sqlalchemy.orm import Session, aliased

from surveys.models import Contribution

KEYS = 16  # of a text at most: as many groups are looked at
ALIKE = 0.7  # Jaccard similarity from which two texts are one group
FEWEST_WORDS = 8  # fewer must be equal

_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> tuple[str, ...]:
    """The keys of a text, 16 hexadecimal digits each, the smallest first; none for a text without a word."""
    words = _words(text)
    if not words:
        return ()
    if len(words) < FEWEST_WORDS:
        return (_hash("whole " + " ".join(words)),)
    return tuple(sorted({_hash(" ".join(pair)) for pair in _pairs(words)})[:KEYS])


def likeness(one: str, other: str) -> float:
    """The Jaccard similarity of the pairs of words of two texts, 0-1; of short ones, whether they are equal."""
    words, others = _words(one), _words(other)
    if min(len(words), len(others)) < FEWEST_WORDS:
        return float(words == others)
    pairs, other_pairs = _pairs(words), _pairs(others)
    return len(pairs & other_pairs) / len(pairs | other_pairs)


def campaign_of(session: Session, consultation_id: int, text: str) -> str | None:
    """The group that a new text of a consultation belongs to: one that is there, or a new one of its own.

    One statement along the index (consultation_id, campaign). None for a text without a word.
    """
    keys = fingerprint(text)
    if not keys:
        return None
    texts = _texts(session, consultation_id, keys)
    # In the order of the keys, so that of two groups that are alike the same one grows.
    joined = next((key for key in keys if key in texts and likeness(text, texts[key]) >= ALIKE), None)
    if joined:
        return joined
    # A name that a group of other texts has would put this one into it.
    return next((key for key in keys if key not in texts), _hash("alone " + " ".join(_words(text))))


def newer_alike() -> ColumnElement[bool]:
    """Whether a newer shown comment on a Contribution's passage is in its group: one step along an index."""
    newer = aliased(Contribution)
    return (
        select(newer.id)
        .where(
            newer.consultation_id == Contribution.consultation_id,
            newer.campaign == Contribution.campaign,
            newer.passage == Contribution.passage,
            newer.state == "shown",
            newer.parent_id.is_(None),
            tuple_(newer.day, newer.id) > tuple_(Contribution.day, Contribution.id),
        )
        .exists()
    )


def alike_counts(session: Session, consultation_id: int, passage: str, groups: Iterable[str]) -> dict[str, int]:
    """Group -> how many shown comments on a passage belong to it; replies of citizens don't count."""
    counted = (
        select(Contribution.campaign, func.count())
        .where(
            Contribution.consultation_id == consultation_id,
            Contribution.campaign.in_(sorted(set(groups) - {""})),
            Contribution.passage == passage,
            Contribution.state == "shown",
            Contribution.parent_id.is_(None),
        )
        .group_by(Contribution.campaign)
    )
    return {str(group): count for group, count in session.execute(counted)}


def _texts(session: Session, consultation_id: int, keys: tuple[str, ...]) -> Mapping[str, str]:
    """Key -> one text of the group that is called by it, where there is one."""
    parts = []
    for key in keys:
        found = select(Contribution.campaign, Contribution.text).where(
            Contribution.consultation_id == consultation_id, Contribution.campaign == key
        )
        part = found.limit(1).subquery()
        parts.append(select(part.c.campaign, part.c.text))
    return {str(campaign): text for campaign, text in session.execute(union_all(*parts))}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(words: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()

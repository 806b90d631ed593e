"""Rough words in what citizens write: an own, editable list in Indonesian and regional languages.

The list says which words a person should look at, never that a text is abuse: a word may have an innocent
meaning ("anjing" in a policy on stray dogs), and abuse needs no rough word. Data: abuse_words.toml, composed
for this project. The rule and its measured errors: docs/methods/moderation.md.

Pure, deterministic, linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from surveys.abuse_context import judged
from surveys.abuse_patterns import HARASSMENT, HATE, THREAT, Patterns
from surveys.abuse_spelling import Token, tokens
from surveys.abuse_vocabulary import INSULT, MILD, WORST, data_of_the_file, vocabulary, words

__all__ = [
    "HARASSMENT",
    "HATE",
    "INSULT",
    "LONGEST_WORD",
    "MILD",
    "THREAT",
    "WORST",
    "Match",
    "find",
    "percent",
    "words",
]

LONGEST_WORD = 80  # characters of a word or phrase
_BASE = {MILD: 30, INSULT: 60, WORST: 85}  # percent
_AIMED, _ANOTHER, _MOST_OTHERS = 30, 5, 10  # percent


@dataclass(frozen=True)
class Match:
    """A rough word in a text: where it stands, what the list calls it, and how bad (MILD, INSULT, WORST).

    `word` is THREAT, HATE or HARASSMENT for what needs no rough word. `aimed`: a word for "you" stands beside it,
    or "dasar" before it.
    """

    start: int
    end: int
    word: str
    severity: int
    aimed: bool = False


def find(text: str, added: Iterable[str] = (), taken_off: Iterable[str] = ()) -> tuple[Match, ...]:
    """The rough words in `text`, in its order, none over another.

    `added`: an agency's own words, taken as insults. `taken_off`: words of ours that it doesn't want.
    """
    known = vocabulary(frozenset(added), frozenset(taken_off))
    said = [*tokens(text)]
    found: list[Match] = []
    at = 0
    while at < len(said):
        length, hit = known.at(said, at)
        if hit and (meant := judged(known, said, at, length, hit)):
            found.append(Match(said[at].start, said[at + length - 1].end, hit.entry.word, *meant))
        at += length
    return _without_overlaps([*found, *_sequences(said)])


def percent(matches: Iterable[Match], roughness: float) -> int:
    """How likely a text is abuse, 0-100: the worst word, whether it is aimed at somebody, how many more there are.

    `roughness`, 0-1, is what a model says of the whole text, where that is more.
    """
    found = sorted(matches, key=lambda match: -match.severity)
    by_words = 0
    if found:
        others = min(_MOST_OTHERS, _ANOTHER * (len(found) - 1))
        by_words = _BASE[found[0].severity] + others + (_AIMED if any(match.aimed for match in found) else 0)
    return min(100, max(by_words, int(100 * roughness)))


def _sequences(said: Sequence[Token]) -> list[Match]:
    """Threats, hate and harassment; an agency can't take these off."""
    found = _patterns().find(said)
    return [Match(said[one.first].start, said[one.last].end, one.kind, WORST) for one in found]


def _without_overlaps(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Of those that overlap, the worst; of equals, the first and longest."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.start, -one.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
        elif match.severity > kept[-1].severity:
            kept[-1] = match
    return tuple(kept)


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    return Patterns(data_of_the_file()["patterns"])

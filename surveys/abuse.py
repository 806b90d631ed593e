"""Rough words in what citizens write: an own, editable list in Indonesian and regional languages.

The list says which words a person should look at, never that a text is abuse: a word may have an innocent
meaning ("anjing" in a policy on stray dogs), and abuse needs no rough word. Data: abuse_words.toml, composed
for this project. The rule and its measured errors: docs/methods/moderation.md.

Pure, deterministic, linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from surveys.abuse_patterns import Patterns
from surveys.abuse_spelling import Token, form, normalized, skeleton, tokens

MILD, INSULT, WORST = 1, 2, 3  # rough; said to or about a person; hate, threats, obscenity

LONGEST_WORD = 80  # characters of a word or phrase
_FILE = Path(__file__).with_name("abuse_words.toml")
_NEAR = 5  # words on each side that may show an innocent meaning
_ENDINGS = (
    *("mu", "nya", "lah", "ku", "kah", "an", "in", "e", "ne", "i", "kan", "pun"),
    *("kau", "lu", "lo", "loe", "kamu", "kalian", "semua", "banget", "bgt", "sekali"),
)
_BEGINNINGS = ("di", "ke", "ter", "se", "meng", "dasar", "kau", "kamu", "lu")
_MOST_AFFIXES = 2
_SHORTEST_BARE = 4  # letters of a word without vowels: "gblk"
_SHORTEST_STEM = 4  # letters, so that an ending is not taken off what is no word without it
_LEAST_SEEN = 3  # letters that must stand beside stars
_VOWEL = re.compile(r"[aeiou]")
_BASE = {MILD: 30, INSULT: 60, WORST: 85}  # percent
_AIMED, _ANOTHER, _MOST_OTHERS, _NEGATIVE, _ONLY_NEGATIVE = 25, 5, 10, 10, 25  # percent


@dataclass(frozen=True)
class Match:
    """A rough word in a text: where it stands, what the list calls it, and how bad (MILD, INSULT, WORST).

    `aimed`: a word for "you" stands beside it, or "dasar" before it.
    """

    start: int
    end: int
    word: str
    severity: int
    aimed: bool = False


@dataclass(frozen=True)
class _Entry:
    word: str
    severity: int


@dataclass(frozen=True)
class _List:
    entries: Mapping[tuple[str, ...], _Entry]  # forms of a word's parts -> the word
    innocent: Mapping[str, frozenset[str]]  # word -> forms nearby that show another meaning
    clean: frozenset[str]  # forms that only look like a rough word with an ending
    aims: frozenset[str]
    longest: Mapping[str, int]  # form -> words of the longest phrase that begins with it
    alphabet: Mapping[str, Sequence[str]]  # first letter -> forms of single words
    skeletons: Mapping[str, _Entry]  # of insults and worse
    animals: frozenset[str]  # words that insult only at a person
    foolish: frozenset[str]  # words that insult unless about a thing
    things: frozenset[str]
    persons: frozenset[str]
    fillers: frozenset[str]
    cries: frozenset[str]
    reports: frozenset[str]


def find(text: str, added: Iterable[str] = (), taken_off: Iterable[str] = ()) -> tuple[Match, ...]:
    """The rough words in `text`, in its order, none over another.

    `added`: an agency's own words, taken as insults. `taken_off`: words of ours that it doesn't want.
    """
    known = _list(frozenset(added), frozenset(taken_off))
    said = [*tokens(text)]
    found: list[Match] = []
    at = 0
    while at < len(said):
        length, entry = _entry_at(known, said, at)
        if entry and not _innocent(known, entry, said, at, length):
            aimed = _aimed(known, said, at, length)
            severity = _severity(known, entry, said, at, length, aimed=aimed)
            found.append(Match(said[at].start, said[at + length - 1].end, entry.word, severity, aimed))
        at += length
    return _without_overlaps([*found, *_sequences(text, said)])


def _sequences(text: str, said: Sequence[Token]) -> list[Match]:
    """Threats and hate against groups; an agency can't take these off."""
    found = _patterns().find(text, said)
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


def percent(matches: Iterable[Match], negativity: float) -> int:
    """How likely a text is abuse, 0-100: the worst word, whether it is aimed at somebody, how many more there are.

    `negativity`, 0-1, is what a model of sentiment says. Alone it never makes a text likely abuse: criticism
    is what a consultation is for.
    """
    found = sorted(matches, key=lambda match: -match.severity)
    if not found:
        return round(_ONLY_NEGATIVE * negativity)
    others = min(_MOST_OTHERS, _ANOTHER * (len(found) - 1))
    aimed = _AIMED if any(match.aimed for match in found) else 0
    return min(100, _BASE[found[0].severity] + aimed + others + round(_NEGATIVE * negativity))


def words() -> dict[str, int]:
    """The list as it stands in the file: word -> severity."""
    return {entry.word: entry.severity for entry in _list(frozenset(), frozenset()).entries.values()}


def _entry_at(known: _List, tokens: Sequence[Token], at: int) -> tuple[int, _Entry | None]:
    """The longest entry that begins at a token, and how many tokens it has."""
    longest = known.longest.get(tokens[at].form, 1)
    for length in range(min(longest, len(tokens) - at), 1, -1):
        if entry := known.entries.get(tuple(token.form for token in tokens[at : at + length])):
            return length, entry
    return 1, _single(known, tokens[at].form)


def _single(known: _List, word: str) -> _Entry | None:
    if word in known.clean:
        return None
    if "*" in word:
        return _starred(known, word)
    return known.entries.get((word,)) or known.skeletons.get(_chat(word)) or _inside(known, word, _MOST_AFFIXES)


def _chat(word: str) -> str:
    """The skeleton of a word that somebody wrote without vowels; '' of any other."""
    return skeleton(word) if len(word) >= _SHORTEST_BARE and not _VOWEL.search(word, 1) else ""


def _inside(known: _List, word: str, affixes: int) -> _Entry | None:
    """The word in one with endings, beginnings, or with "you" or "dasar" joined to it."""
    stems = (
        [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)] if word.endswith(_ENDINGS) else []
    )
    if word.startswith(_BEGINNINGS):
        stems += [word.removeprefix(beginning) for beginning in _BEGINNINGS if word.startswith(beginning)]
    for stem in stems:
        if len(stem) < _SHORTEST_STEM or stem in known.clean:
            continue
        entry = known.entries.get((stem,)) or (_inside(known, stem, affixes - 1) if affixes > 1 else None)
        if entry:
            return entry
    return None


def _starred(known: _List, shown: str) -> _Entry | None:
    """The word that stars hide, where enough of it is left. Of several, the worst."""
    if len(shown.replace("*", "")) < _LEAST_SEEN:
        return None
    pattern = re.compile("".join(r"\w{1,3}" if sign == "*" else re.escape(sign) for sign in shown))
    fitting = [known.entries[(word,)] for word in known.alphabet.get(shown[0], ()) if pattern.fullmatch(word)]
    return max(fitting, key=lambda entry: entry.severity, default=None)


def _innocent(known: _List, entry: _Entry, tokens: Sequence[Token], at: int, length: int) -> bool:
    near = tokens[max(0, at - _NEAR) : at + length + _NEAR]
    return not known.innocent.get(entry.word, frozenset()).isdisjoint(token.form for token in near)


def _aimed(known: _List, tokens: Sequence[Token], at: int, length: int) -> bool:
    before, after = tokens[max(0, at - 2) : at], tokens[at + length : at + length + 2]
    beside = {token.form for token in (*before, *after)}
    return bool(beside & known.aims) or any(token.form == "dasar" for token in before)


def _severity(known: _List, entry: _Entry, said: Sequence[Token], at: int, length: int, *, aimed: bool) -> int:
    """A rough word at nobody is mild: an animal that is just named, a foolish rule, what others were heard to say."""
    if entry.severity != INSULT or entry.word not in known.animals | known.foolish:
        return entry.severity
    before = [token.form for token in said[max(0, at - 3) : at]]
    after = [token.form for token in said[at + length : at + length + 3]]
    if not known.reports.isdisjoint(before):
        return MILD
    if aimed or any(token.disguised for token in said[at : at + length]):
        return INSULT
    if entry.word in known.animals:
        return INSULT if _at_person(known, before, after) else MILD
    thing = not known.things.isdisjoint([*before, *after])
    return MILD if thing and known.persons.isdisjoint([*before, *after]) else INSULT


def _at_person(known: _List, before: Sequence[str], after: Sequence[str]) -> bool:
    """Somebody stands beside, with nothing but small words between, or the word is cried out."""
    beside = (next((word for word in words if word not in known.fillers), "") for words in (before[::-1], after))
    return any(word in known.persons for word in beside) or (bool(after) and after[0] in known.cries)


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    return Patterns(_data()["patterns"])


@lru_cache(maxsize=64)
def _list(added: frozenset[str], taken_off: frozenset[str]) -> _List:
    data = _data()
    severities = {normalized(word): group["severity"] for group in data["group"] for word in group["words"]}
    wanted = {word: severity for word, severity in severities.items() if word not in taken_off}
    wanted |= dict.fromkeys(added, INSULT)
    entries = {tuple(form(part) for part in word.split()): _Entry(word, wanted[word]) for word in sorted(wanted)}
    singles = [parts[0] for parts in entries if len(parts) == 1]
    return _List(
        entries,
        {rule["word"]: frozenset(form(near) for near in rule["near"]) for rule in data["innocent"]},
        frozenset(form(word) for word in data["clean"]),
        frozenset(form(word) for word in data["aims"]),
        {parts[0]: len(parts) for parts in sorted(entries, key=len)},
        {letter: [*words] for letter, words in groupby(sorted(singles), key=lambda word: word[:1])},
        {skeleton(parts[0]): entry for parts, entry in entries.items() if len(parts) == 1 and entry.severity > MILD},
        frozenset(data["animals"]),
        frozenset(data["foolish"]),
        *(
            frozenset(form(word) for word in data[name])
            for name in ("things", "persons", "fillers", "cries", "reports")
        ),
    )


@lru_cache(maxsize=1)
def _data() -> Any:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))

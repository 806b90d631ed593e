"""The list of rough words, ready to look words up in: whatever their endings, stars, left out vowels and joined words.

Data: abuse_words.toml, composed for this project. Pure; each lookup is bounded by the length of the word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from surveys.abuse_spelling import Token, form, normalized, skeleton

MILD, INSULT, WORST = 1, 2, 3  # rough; said to or about a person; hate, threats, obscenity

_FILE = Path(__file__).with_name("abuse_words.toml")
# Word for "you", "dasar" and the like, joined to a word: it is aimed at somebody.
_AIMING_ENDINGS = ("kau", "lu", "lo", "loe", "kamu", "kalian", "kowe", "siah")
_ENDINGS = (
    *("mu", "nya", "lah", "ku", "kah", "an", "in", "e", "ne", "i", "kan", "pun", "semua", "banget", "bgt", "sekali"),
    *_AIMING_ENDINGS,
)
_AIMING_BEGINNINGS = (
    *("dasar", "kau", "kamu", "kalian", "otak", "muka", "mulut", "pejabat", "petugas", "camat", "lurah", "bupati"),
    *("lu", "si"),
)
_BEGINNINGS = ("di", "ke", "ter", "se", "meng", *_AIMING_BEGINNINGS)
_MOST_AFFIXES = 2
_SHORTEST_STEM = 4  # letters, so that an ending is not taken off what is no word without it
_SHORTEST_AIMED_STEM, _SHORTEST_AIM = 3, 3  # letters: "dasarasu", "asukau"
_SHORTEST_BARE = 4  # letters of a word without vowels: "gblk"
_LEAST_SEEN, _LONGEST_STARRED = 3, 24  # letters beside stars; characters with them
_HIDDEN_BY_STARS = 3  # letters that a row of stars stands for at most
_SHORTEST_SPLIT, _SHORTEST_PART = 6, 3  # letters of a word with a space in it, and of each part: "gob lok"
_SHORTEST_JOINED = 8  # letters of a phrase without its spaces: "otakudang"
_LONGEST_KEPT = 40
_VOWEL = re.compile(r"[aeiou]")


class Entry(NamedTuple):
    word: str
    severity: int
    form: str  # which words of the same sound share ("celleng", "celeng")


class Hit(NamedTuple):
    """An entry found in a text's word. `aimed`: "you", "dasar" or the like is joined to it."""

    entry: Entry
    aimed: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The list as an agency wants it, and the words that say what a rough word means in its place."""

    entries: Mapping[tuple[str, ...], Entry]  # forms of a word's parts -> the word
    longest: Mapping[str, int]  # form -> words of the longest phrase that begins with it
    joined: Mapping[str, Entry]  # phrases without their spaces
    alphabet: Mapping[str, Sequence[str]]  # first letter -> forms of single words
    skeletons: Mapping[str, Entry]  # of insults and worse
    clean: frozenset[str]  # forms that only look like a rough word with an ending
    innocent: Mapping[str, frozenset[str]]  # form -> forms nearby that show another meaning
    roles: Mapping[str, frozenset[str]]  # "animals", "persons"… -> forms; see the head of abuse_words.toml
    looked_up: dict[str, Hit | None]

    def at(self, tokens: Sequence[Token], at: int) -> tuple[int, Hit | None]:
        """The longest entry that begins at a token, and how many tokens it has."""
        first = tokens[at].form
        longest = self.longest.get(first, 1)
        if longest > 1:
            for length in range(min(longest, len(tokens) - at), 1, -1):
                if entry := self.entries.get(tuple(token.form for token in tokens[at : at + length])):
                    return length, Hit(entry)
        return 1, self._single(first)

    def _single(self, word: str) -> Hit | None:
        if len(word) > _LONGEST_KEPT:
            return None
        if word not in self.looked_up:
            if len(self.looked_up) > 20_000:  # what strangers send doesn't fill the memory
                self.looked_up.clear()
            self.looked_up[word] = self._look_up(word)
        return self.looked_up[word]

    def _look_up(self, word: str) -> Hit | None:
        if word in self.clean:
            return None
        if "*" in word:
            entry = self._starred(word)
        else:
            entry = self.entries.get((word,)) or self.skeletons.get(_chat(word)) or self.joined.get(word)
        return Hit(entry) if entry else self._inside(word, _MOST_AFFIXES)

    def _inside(self, word: str, affixes: int) -> Hit | None:
        """The word in one with endings, beginnings, or with "you" or "dasar" joined to it."""
        for stem, affix in _stems(word):
            aims = affix in _AIMING_BEGINNINGS or affix in _AIMING_ENDINGS
            shortest = _SHORTEST_AIMED_STEM if aims and len(affix) >= _SHORTEST_AIM else _SHORTEST_STEM
            if len(stem) < shortest or stem in self.clean:
                continue
            if entry := self.entries.get((stem,)):
                return Hit(entry, aims)
            if affixes > 1 and (hit := self._inside(stem, affixes - 1)):
                return Hit(hit.entry, aims or hit.aimed)
        return None

    def _starred(self, shown: str) -> Entry | None:
        """The word that stars hide, where enough of it is left. Of several, the worst, then the longest."""
        if len(shown.replace("*", "")) < _LEAST_SEEN or len(shown) > _LONGEST_STARRED:
            return None
        fitting = [self.entries[(word,)] for word in self.alphabet.get(shown[0], ()) if _fits(shown, word)]
        return max(fitting, key=lambda entry: (entry.severity, len(entry.form)), default=None)


@lru_cache(maxsize=64)
def vocabulary(added: frozenset[str], taken_off: frozenset[str]) -> Vocabulary:
    """The common list with an agency's own words, as insults, and without those that it took off."""
    data = data_of_the_file()
    severities = {normalized(word): group["severity"] for group in data["group"] for word in group["words"]}
    wanted = {word: severity for word, severity in severities.items() if word not in taken_off}
    wanted |= dict.fromkeys(added, INSULT)
    forms = {word: form_of(word) for word in sorted(wanted)}
    entries = {tuple(shape.split()): Entry(word, wanted[word], shape) for word, shape in forms.items()}
    entries = {parts: entry for whole in entries.values() for parts, entry in _split(whole)} | entries
    singles = {parts[0]: entry for parts, entry in entries.items() if len(parts) == 1}
    phrases = {form("".join(parts)): entry for parts, entry in entries.items() if " " in entry.form}
    return Vocabulary(
        entries,
        {parts[0]: len(parts) for parts in sorted(entries, key=len)},
        {word: entry for word, entry in phrases.items() if len(word) >= _SHORTEST_JOINED},
        {letter: [*words] for letter, words in groupby(sorted(singles), key=lambda word: word[:1])},
        {skeleton(word): entry for word, entry in singles.items() if entry.severity > MILD},
        frozenset(form(word) for word in data["clean"]),
        {form_of(rule["word"]): frozenset(form(near) for near in rule["near"]) for rule in data["innocent"]},
        {name: frozenset(form_of(word) for word in words) for name, words in data["roles"].items()},
        {},
    )


def words() -> dict[str, int]:
    """The common list as it stands in the file: word -> severity."""
    return {entry.word: entry.severity for entry in vocabulary(frozenset(), frozenset()).entries.values()}


@lru_cache(maxsize=1)
def data_of_the_file() -> Any:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _split(entry: Entry) -> Iterator[tuple[tuple[str, str], Entry]]:
    """A long word with one space in it. Not where a part is as short as a word of its own often is ("bang ke")."""
    word = entry.form
    if entry.severity > MILD and len(word) >= _SHORTEST_SPLIT and " " not in word:
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            yield (word[:place], word[place:]), entry


def form_of(phrase: str) -> str:
    return " ".join(form(part) for part in phrase.split())


def _chat(word: str) -> str:
    """The skeleton of a word that somebody wrote without vowels; '' of any other."""
    return skeleton(word) if len(word) >= _SHORTEST_BARE and not _VOWEL.search(word, 1) else ""


def _stems(word: str) -> list[tuple[str, str]]:
    """What is left without each ending and beginning, and which that was."""
    stems = []
    if word.endswith(_ENDINGS):
        stems += [(word.removesuffix(ending), ending) for ending in _ENDINGS if word.endswith(ending)]
    if word.startswith(_BEGINNINGS):
        stems += [(word.removeprefix(beginning), beginning) for beginning in _BEGINNINGS if word.startswith(beginning)]
    return stems


def _fits(shown: str, word: str) -> bool:
    """Whether stars may hide `word`: what is shown stands in it in order, and each star for one to three letters."""
    stars = shown.count("*")
    if not len(shown) <= len(word) <= len(shown) + stars * (_HIDDEN_BY_STARS - 1):
        return False
    if shown[-1] != "*" and shown[-1] != word[-1]:
        return False
    at = 0
    for piece in shown.split("*"):
        at = word.find(piece, at)
        if at < 0:
            return False
        at += len(piece) + 1
    return True

"""Rough words in what citizens write: an own, editable list in Indonesian and regional languages.

The list says which words a person should look at, never that a text is abuse: a word may have an innocent
meaning ("anjing" in a policy on stray dogs), and abuse needs no rough word. Data: abuse_words.toml, composed
for this project. The rule and its measured errors: docs/methods/moderation.md.

Pure, deterministic, linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MILD, INSULT, WORST = 1, 2, 3  # rough; said to or about a person; hate, threats, obscenity

LONGEST_WORD = 80  # characters of a word or phrase
_FILE = Path(__file__).with_name("abuse_words.toml")
_NEAR = 5  # words on each side that may show an innocent meaning
_ENDINGS = ("mu", "nya", "lah", "ku", "kah", "an", "e", "ne", "i")
_SHORTEST_STEM = 4  # letters, so that an ending is not taken off what is no word without it
_LEAST_SEEN = 3  # letters that must stand beside stars
_BASE = {MILD: 30, INSULT: 60, WORST: 85}  # percent
_AIMED, _ANOTHER, _MOST_OTHERS, _NEGATIVE, _ONLY_NEGATIVE = 25, 5, 10, 10, 25  # percent

# A word as people write it to get past a list: digits and signs for letters, and stars for what is left out.
_TOKEN = re.compile(r"[^\W_]+(?:[*@$!]+[^\W_]+)*|[@$][^\W_]+(?:[*@$!]+[^\W_]+)*")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-]{1,2}[^\W\d_](?!\w)){3,}")
_SIGNS = str.maketrans("0134579@$!", "oieastgasi")
_REPEATED = re.compile(r"(.)\1+")


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
class _Token:
    start: int
    end: int
    form: str  # as `_form` gives it; may hold stars


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
    longest: int  # words of the longest phrase


def find(text: str, added: Iterable[str] = (), taken_off: Iterable[str] = ()) -> tuple[Match, ...]:
    """The rough words in `text`, in its order, none over another.

    `added`: an agency's own words, taken as insults. `taken_off`: words of ours that it doesn't want.
    """
    known = _list(frozenset(added), frozenset(taken_off))
    tokens = [*_tokens(text)]
    found: list[Match] = []
    at = 0
    while at < len(tokens):
        length, entry = _entry_at(known, tokens, at)
        if entry and not _innocent(known, entry, tokens, at, length):
            aimed = _aimed(known, tokens, at, length)
            found.append(Match(tokens[at].start, tokens[at + length - 1].end, entry.word, entry.severity, aimed))
        at += length
    return tuple(found)


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


def normalized(word: str) -> str:
    """A word or phrase as the list keeps it; '' for one without a letter."""
    return " ".join(token[0] for token in _TOKEN.finditer(word.casefold()) if not token[0].isdecimal())


def _tokens(text: str) -> Iterator[_Token]:
    """The words of the text in order; letters with spaces between them are one word."""
    end = 0
    for spaced in _SPACED.finditer(text):
        yield from _words(text, end, spaced.start())
        yield _Token(spaced.start(), spaced.end(), _form(re.sub(r"\W", "", spaced[0])))
        end = spaced.end()
    yield from _words(text, end, len(text))


def _words(text: str, start: int, end: int) -> Iterator[_Token]:
    for token in _TOKEN.finditer(text, start, end):
        yield _Token(token.start(), token.end(), _form(token[0]))


def _form(word: str) -> str:
    """What is compared: small letters, signs read as letters, none twice in a row. A trailing 2 means "said twice"."""
    word = unicodedata.normalize("NFKC", word).casefold()
    if not word.isdecimal():
        word = word.removesuffix("2").translate(_SIGNS)
    return _REPEATED.sub(r"\1", word)


def _entry_at(known: _List, tokens: Sequence[_Token], at: int) -> tuple[int, _Entry | None]:
    """The longest entry that begins at a token, and how many tokens it has."""
    for length in range(min(known.longest, len(tokens) - at), 1, -1):
        if entry := known.entries.get(tuple(token.form for token in tokens[at : at + length])):
            return length, entry
    return 1, _single(known, tokens[at].form)


def _single(known: _List, form: str) -> _Entry | None:
    if form in known.clean:
        return None
    if "*" in form:
        return _starred(known, form)
    if entry := known.entries.get((form,)):
        return entry
    stems = (form.removesuffix(ending) for ending in _ENDINGS if form.endswith(ending))
    return next(
        (known.entries[(stem,)] for stem in stems if len(stem) >= _SHORTEST_STEM and (stem,) in known.entries), None
    )


def _starred(known: _List, form: str) -> _Entry | None:
    """The word that stars hide, where enough of it is left. Of several, the worst."""
    if len(form.replace("*", "")) < _LEAST_SEEN:
        return None
    pattern = re.compile("".join(r"\w{1,3}" if sign == "*" else re.escape(sign) for sign in form))
    fitting = [entry for parts, entry in known.entries.items() if len(parts) == 1 and pattern.fullmatch(parts[0])]
    return max(fitting, key=lambda entry: entry.severity, default=None)


def _innocent(known: _List, entry: _Entry, tokens: Sequence[_Token], at: int, length: int) -> bool:
    near = tokens[max(0, at - _NEAR) : at + length + _NEAR]
    return not known.innocent.get(entry.word, frozenset()).isdisjoint(token.form for token in near)


def _aimed(known: _List, tokens: Sequence[_Token], at: int, length: int) -> bool:
    before, after = tokens[max(0, at - 2) : at], tokens[at + length : at + length + 2]
    beside = {token.form for token in (*before, *after)}
    return bool(beside & known.aims) or any(token.form == "dasar" for token in before)


@lru_cache(maxsize=64)
def _list(added: frozenset[str], taken_off: frozenset[str]) -> _List:
    data = _data()
    severities = {normalized(word): group["severity"] for group in data["group"] for word in group["words"]}
    wanted = {word: severity for word, severity in severities.items() if word not in taken_off}
    wanted |= dict.fromkeys(added, INSULT)
    entries = {tuple(_form(part) for part in word.split()): _Entry(word, wanted[word]) for word in sorted(wanted)}
    return _List(
        entries,
        {rule["word"]: frozenset(_form(near) for near in rule["near"]) for rule in data["innocent"]},
        frozenset(_form(word) for word in data["clean"]),
        frozenset(_form(word) for word in data["aims"]),
        max((len(parts) for parts in entries), default=1),
    )


@lru_cache(maxsize=1)
def _data() -> Any:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))

"""Threats and hate against groups that need no rough word: a few sequences of common words.

Sequences stay within a sentence, and are passed over after a word of negation, fear or report: "jangan usir
pedagang", "takut dibakar". Words: the table `patterns` of abuse_words.toml. Gaps are bounded, so time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from surveys.abuse_spelling import Token, form

_OPENING = ("self", "you", "yours", "close", "person", "harm", "warn", "know", "wish", "expel", "group")  # a sequence
_BREAK = re.compile(r"[.!?;:\n]")
_GUARDED = 6  # words before a sequence
_SEQUENCES = {  # {name}: one of those words; ~4: up to four words between
    "ancaman": (
        r"{self} (?:{will} )?{harm} ~4{you}",
        r"{you} ~4{self} (?:{will} )?{harm}",
        r"ku{harm} ~4(?:{you}|{person})",
        r"(?:{you}|{person}) ~3(?:{deserve}|{will}) (?:mati|mampus|di{harm})",
        r"{harm} (?:{only} )?(?:{close} )?(?:{you}|dia|mereka|{person})",
        r"{warn} ~6{yours}",
        r"{know} ~4{yours}",
        r"{wish} ~2(?:{you}|{person}) ~3{ruin}",
    ),
    "kebencian": (
        r"{expel} (?:{only} )?~2{group}",
        r"{group} ~2(?:{deserve}|{will}|{only}) ~1di{expel}",
        r"{group} (?:{filler} ){{0,3}}{vermin}",
    ),
}


@dataclass(frozen=True)
class Found:
    first: int  # the number of its first token
    last: int
    kind: str


class Patterns:
    """The sequences made of the words that `data` names."""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        names = {name: _one_of(words) for name, words in data.items()}
        names["you"] = rf"(?:{names['you']}|{names['yours']})"
        names["yours"] = rf"(?:{names['yours']}|{names['close']} {names['aim']})"
        self._all = [
            (kind, re.compile(_gaps(sequence).format(**names) + r"(?!\S)"))
            for kind, sequences in _SEQUENCES.items()
            for sequence in sequences
        ]
        opening = {form(word.split()[0]) for name in _OPENING for word in data[name]}
        self._opening = opening | {"ku" + form(word) for word in data["harm"]}
        self._guards = frozenset(form(word) for word in data["guard"])
        self._places = frozenset(form(word) for word in data["place"])

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Found]:
        line, starts = _line(text, tokens)
        for first, start in enumerate(starts):
            if tokens[first].form not in self._opening:
                continue
            for kind, sequence in self._all:
                if found := sequence.match(line, start):
                    last = bisect_right(starts, found.end() - 1) - 1
                    if not self._guarded(tokens, first, last, kind):
                        yield Found(first, last, kind)
                        break

    def _guarded(self, tokens: Sequence[Token], first: int, last: int, kind: str) -> bool:
        said = {token.form for token in tokens[max(0, first - _GUARDED) : last + 1]}
        named = {token.form for token in tokens[max(0, first - 1) : last]}
        return bool(said & self._guards) or (kind == "kebencian" and bool(named & self._places))


def _one_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted((re.escape(form(word)) for word in words), key=len, reverse=True)) + ")"


def _gaps(sequence: str) -> str:
    return re.sub(r"~(\d)", r"(?:\\w+ ){{0,\1}}", sequence)


def _line(text: str, tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """The forms with spaces between them, a full stop where a sentence ends, and where each begins."""
    ends = [after.start for after in tokens[1:]] + [len(text)]
    parts = [
        token.form + (" . " if _BREAK.search(text, token.end, end) else " ")
        for token, end in zip(tokens, ends[: len(tokens)], strict=True)
    ]
    return "".join(parts), [0, *accumulate(len(part) for part in parts)][: len(parts)]

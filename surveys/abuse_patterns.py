"""Threats, hate and harassment that need no rough word: a few sequences of common words.

Sequences stay within a sentence, and are passed over after a word of negation, fear or report nearby: "jangan
usir pedagang", "takut dibakar". Words: the table `patterns` of abuse_words.toml. Gaps are bounded, so time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from surveys.abuse_spelling import Token, form

THREAT, HATE, HARASSMENT = "ancaman", "kebencian", "pelecehan"  # as they stand where a rough word would

_REPORTED = 6  # words before a sequence where a word of fear or report stands
_NEGATED = 2  # the same for negation
# What each sequence begins with, and the sequence. {name}: one of those words; ~4: up to four words between;
# a leading "!": only where somebody is called to do it, at the beginning of a sentence or after a word such as "ayo".
_SEQUENCES: dict[str, tuple[tuple[str, str], ...]] = {
    THREAT: (
        ("self", r"{self} (?:{will} )?(?:{harm}|{harming}) ~4{you}"),
        ("self", r"{self} (?:{will} )?(?:{harm}|{harming})mu"),
        ("you", r"{you} ~4{self} (?:{will} )?{harm}"),
        ("you person", r"(?:{you}|{person}) ~3(?:{deserve}|{will}) ~1(?:mati|mampus|di{harm})"),
        ("harm", r"{harm} (?:{only} ){{0,3}}(?:{close} )?(?:{you}|dia|mereka|{person})"),
        ("harm", r"!{harm} (?:{only} ){{0,3}}{property}"),
        ("warn", r"{warn} ~6{yours}"),
        ("careful", r"{careful} (?:{only} )?{kin}"),
        ("know", r"{know} ~4{yours}"),
        ("wish", r"{wish} ~3(?:{you}|{person}|{kin}) ~3{ruin}(?! matian)"),
        ("wish", r"{wish} ~1{ruin} ~2(?:{you}|{person}|{kin}|{property}|sekalian)"),
        ("die", r"{die} (?:{only} ){{0,3}}{you}{end}"),
        ("fate", r"{fate} {sealed}"),
        ("damn", r"!{damn}{end}"),
        ("damn", r"{damn} ~1(?:{you}|{person}|{kin}|sana|aja|saja)"),
        ("ended", r"{ended} {you}(?: (?:nanti|besok|semua|semuanya))?{end}"),
        ("allowed", r"{allowed} (?:darah|darahnya|darahmu)"),
    ),
    HATE: (
        ("expel", r"{expel} (?:{only} ){{0,3}}~2{group}"),
        ("group", r"{group} ~2(?:{deserve}|{will}|{only}) ~1di{expel}"),
        ("group", r"{group} ~2{expel} {only}"),
        ("group", r"{group} (?:{filler} ){{0,3}}(?:tukang )?{vermin}"),
        ("group", r"{group} (?:bukan|kayak|seperti|kyk|macam|lebih rendah dari) (?:manusia|binatang|hewan|{vermin})"),
        ("slur", r"{slur} {aim}{end}"),
        ("dasar", r"dasar (?:orang |si )?(?:{group}|{infirm})"),
        ("si", r"si (?:{infirm}) (?:itu|ini|mah|tu)"),
        ("woman", r"{woman} ~5{contempt}"),
    ),
    HARASSMENT: (
        ("undress", r"{undress} ~1{clothes}"),
        ("lie", r"{lie} (?:{along} )?{self}"),
        ("send", r"{send} ~1(?:foto|video|poto|pap) ~2{naked}"),
    ),
}


@dataclass(frozen=True)
class Found:
    first: int  # the number of its first token
    last: int
    kind: str


@dataclass(frozen=True)
class _Sequence:
    kind: str
    pattern: re.Pattern[str]
    called: bool


class Patterns:
    """The sequences made of the words that `data` names."""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        names = {name: _one_of(words) for name, words in data.items()}
        names["yours"] = rf"(?:{names['yours']}|{names['close']} {names['aim']})"
        names["you"] = rf"(?:{names['you']}|{names['yours']})"
        names["end"] = r"(?= (?:\.|\Z)|\Z)"
        self._opening = _openings(data, names)
        self._feints = re.compile(_one_of(data["feint"]) + r"(?!\S)")
        self._denials, self._reports = (frozenset(form(word) for word in data[name]) for name in ("denial", "report"))
        self._places, self._calls = (frozenset(form(word) for word in data[name]) for name in ("place", "call"))

    def find(self, tokens: Sequence[Token]) -> Iterator[Found]:
        line, starts = _line(tokens)
        for first, start in enumerate(starts):
            for one in self._opening.get(tokens[first].form, ()):
                found = one.pattern.match(line, start)
                if not found or (one.called and not self._called(tokens, first)):
                    continue
                last = bisect_right(starts, found.end() - 1) - 1
                if not self._guarded(tokens, first, last, one.kind):
                    yield Found(first, last, one.kind)
                    break

    def _called(self, tokens: Sequence[Token], first: int) -> bool:
        before = tokens[first - 1] if first else None
        return before is None or before.sentence != tokens[first].sentence or before.form in self._calls

    def _guarded(self, tokens: Sequence[Token], first: int, last: int, kind: str) -> bool:
        sentence = tokens[first].sentence
        said = [token.form for token in tokens[max(0, first - _REPORTED) : last + 1] if token.sentence == sentence]
        if self._feints.search(" ".join(said)):
            return False
        near = said[-(last - first + 1 + _NEGATED) :]
        named = [token.form for token in tokens[max(0, first - 1) : last]]
        return not (
            self._reports.isdisjoint(said)
            and self._denials.isdisjoint(near)
            and (kind != HATE or self._places.isdisjoint(named))
        )


def _openings(data: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> dict[str, list[_Sequence]]:
    """Form of a first word -> the sequences that may begin with it."""
    found: dict[str, list[_Sequence]] = defaultdict(list)
    prepared = [(kind, *one) for kind, sequences in _SEQUENCES.items() for one in sequences]
    prepared += [(THREAT, "ku", r"ku{harm} ~4(?:{you}|{person}|{property})")]
    for kind, beginnings, sequence in prepared:
        pattern = re.compile(_gaps(sequence.removeprefix("!")).format(**names) + r"(?!\S)")
        for word in _beginnings(beginnings, data):
            found[word].append(_Sequence(kind, pattern, sequence.startswith("!")))
    return dict(found)


def _beginnings(names: str, data: Mapping[str, Sequence[str]]) -> set[str]:
    if names == "ku":
        return {"ku" + form(word) for word in data["harm"]}
    wanted = {"you": ("you", "yours", "close"), "know": ("know",)}
    lists = [one for name in names.split() for one in wanted.get(name, (name,))]
    return {form(word.split()[0]) for name in lists for word in data.get(name, (name,))}


def _one_of(words: Sequence[str]) -> str:
    forms = (" ".join(form(part) for part in word.split()) for word in words)
    return "(?:" + "|".join(re.escape(word) for word in sorted(forms, key=len, reverse=True)) + ")"


def _gaps(sequence: str) -> str:
    return re.sub(r"~(\d)", r"(?:\\w+ ){{0,\1}}", sequence)


def _line(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """The forms with spaces between them, a full stop where a sentence ends, and where each begins."""
    parts = [
        token.form + (" " if after == token.sentence else " . ")
        for token, after in zip(tokens, [*(token.sentence for token in tokens[1:]), -1], strict=False)
    ]
    return "".join(parts), [0, *accumulate(len(part) for part in parts)][: len(parts)]

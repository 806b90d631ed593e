"""Sentences about public services and their apps, composed for training: no labelled collection has them.

A sentence is made of a subject, a word of praise or complaint, and what strengthens it or turns it around.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analytics.language import (
    composed_cases,
    composed_english_cases,
    composed_events,
    composed_scope,
    english_valence,
)
from analytics.language import composed_english as english_words
from analytics.language import composed_words as words
from analytics.language.patterns import patterns, sentence

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
_OTHER = {POSITIVE: NEGATIVE, NEGATIVE: POSITIVE}


class Topic(NamedTuple):
    subjects: list[str]
    said: dict[str, list[str]]  # by label


def _listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(",") if part.strip()]


def _topics(text: str) -> list[Topic]:
    blocks = [block.split("|") for block in text.strip().split("\n\n")]
    return [Topic(_listed(names), {POSITIVE: _listed(good), NEGATIVE: _listed(bad)}) for names, good, bad in blocks]


_TOPICS = _topics(words.SERVICE) + _topics(words.APPS)
_GOOD, _BAD, _TROUBLE, _NEEDED = map(_listed, (words.GOOD, words.BAD, words.TROUBLE, words.NEEDED))
_DONE, _ASKED, _NEUTRAL = map(_listed, (words.DONE, words.ASKED, words.NEUTRAL))
_ALONE = {POSITIVE: _listed(words.PRAISE), NEGATIVE: _listed(words.ANGER)}
_NEUTRAL_PARTS = [
    _listed(part)
    for part in (
        words.ASKING, words.DOING, words.THINGS, words.PLACES, words.TIMES, words.SUGGESTING, words.SUGGESTED,
    )
]  # fmt: skip
_HAPPENED = {POSITIVE: _listed(composed_events.GOOD), NEGATIVE: _listed(composed_events.BAD)}
_ENGLISH = Topic(
    _listed(english_words.SUBJECTS), {POSITIVE: _listed(english_words.GOOD), NEGATIVE: _listed(english_words.BAD)}
)
_LISTS = ((POSITIVE, "GOOD"), (NEGATIVE, "BAD"), (NEUTRAL, "NEUTRAL"))
_PATTERNS = {
    label: [patterns(getattr(part, name), part.LISTS) for part in (composed_cases, composed_scope)]
    for label, name in _LISTS
}
_ENGLISH_PATTERNS = {
    label: [patterns(getattr(composed_english_cases, name), composed_english_cases.LISTS)] for label, name in _LISTS
}
_NOT = ("tidak", "tidak", "tidak", "gak", "nggak", "tak", "ga", "tdk")
_SHORT_OF = ("kurang", "kurang", "kurang begitu", "belum", "tidak begitu", "bukannya", "jauh dari")
_PLEASE = ("mohon", "tolong", "harap", "harus", "mohon segera", "perlu")
_SHORT = {"tidak": "gak", "sudah": "udah", "sangat": "sgt", "banget": "bgt", "yang": "yg", "dengan": "dgn"}


def indonesian(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """`count` texts of one or two sentences, each with its label; as many of one label as of another."""
    chance = random.Random(seed)  # noqa: S311  # no secret hangs on it  # nosec B311
    for at in range(count):
        label = (POSITIVE, NEGATIVE, NEUTRAL)[at % 3]
        text = _neutral(chance) if label == NEUTRAL else _judging(label, chance)
        yield _spelled(text, chance), label


def cases(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The same from the patterns of what happens and of what a negation does; now and then two of them."""
    chance = random.Random(seed)  # noqa: S311  # no secret hangs on it  # nosec B311
    for text, label in _of_patterns(_PATTERNS, (" dan ", ", ", ". ", ", "), count, chance):
        yield _spelled(text, chance), label


def english_cases(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The same in English."""
    chance = random.Random(seed)  # noqa: S311  # no secret hangs on it  # nosec B311
    return _of_patterns(_ENGLISH_PATTERNS, (" and ", ", ", ". "), count, chance)


def english_words_alone() -> Iterator[tuple[str, str]]:
    """English words that judge, each alone and strengthened."""
    for label, listed in ((POSITIVE, english_valence.GOOD), (NEGATIVE, english_valence.BAD)):
        for word in dict.fromkeys(listed.split()):
            yield word, label
            yield f"very {word}", label


def _of_patterns(
    found: Mapping[str, Sequence[Sequence[str]]], joints: Sequence[str], count: int, chance: random.Random
) -> Iterator[tuple[str, str]]:
    for at in range(count):
        label = (POSITIVE, NEGATIVE, NEUTRAL)[at % 3]
        text = sentence(chance.choice(found[label]), chance)
        if chance.random() < 0.2:
            text += chance.choice(joints) + sentence(chance.choice(found[label]), chance)
        yield text, label


def english(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The same in English, simpler."""
    chance = random.Random(seed)  # noqa: S311  # no secret hangs on it  # nosec B311
    neutral = _listed(english_words.NEUTRAL)
    for at in range(count):
        label = (POSITIVE, NEGATIVE, NEUTRAL)[at % 3]
        yield (chance.choice(neutral) if label == NEUTRAL else _english(label, chance)), label


_ENGLISH_HAPPENED = {POSITIVE: _listed(english_words.HAPPENED_GOOD), NEGATIVE: _listed(english_words.HAPPENED_BAD)}


def _english(label: str, chance: random.Random) -> str:
    subject, word = chance.choice(_ENGLISH.subjects), chance.choice(_ENGLISH.said[label])
    turned = chance.choice(_ENGLISH.said[_OTHER[label]])
    other = chance.choice(_ENGLISH.said[label])
    forms = (
        f"the {subject} is {chance.choice(('', 'very ', 'so ', 'really '))}{word}",
        f"{word} {subject}",
        f"{subject} was {word} and {other}",
        f"the {subject} is {chance.choice(('not', 'never', 'not so'))} {turned}",
        f"{word}, {other}",
        f"{other} and {word}",
        chance.choice(_ENGLISH_HAPPENED[label]),
        chance.choice(_ENGLISH_HAPPENED[label]),
    )
    return chance.choice(forms)


def _neutral(chance: random.Random) -> str:
    """A fact, a question or a suggestion."""
    asking, doing, thing, place, time, suggesting, suggested = map(chance.choice, _NEUTRAL_PARTS)
    forms = (
        chance.choice(_NEUTRAL),
        chance.choice(_NEUTRAL),
        f"{asking} {doing} {thing}{chance.choice(('', ' ' + place))}{chance.choice(('?', ' ya', ' ?', ''))}",
        f"saya {doing} {thing} {place}",
        f"saya {doing} {thing} {time}",
        f"{chance.choice(('mau', 'ingin', 'datang untuk', 'akan', 'baru', 'sedang'))} {doing} {thing} {place}",
        f"{suggesting} {suggested}{chance.choice(('', ' ' + place))}",
    )
    return chance.choice(forms)


def _judging(label: str, chance: random.Random) -> str:
    text = _sentence(label, chance)
    form = chance.random()
    if form < 0.2:
        return text + chance.choice((" dan ", ", ", ". ", ", ")) + _sentence(label, chance)
    if form < 0.3:
        return chance.choice(_ALONE[label]) + chance.choice((". ", ", ", " ")) + text
    if form < 0.38:
        return text + chance.choice((". ", ", ", " ")) + chance.choice(_ALONE[label])
    if form < 0.5 and label == NEGATIVE:
        return _sentence(POSITIVE, chance) + chance.choice((" tapi ", ", tetapi ", ", sayang ", " namun ")) + text
    if form < 0.43:
        return chance.choice(("dulu ", "awalnya ")) + _plain(NEGATIVE, chance) + ", sekarang " + _plain(label, chance)
    return text


def _sentence(label: str, chance: random.Random) -> str:
    kinds: Sequence[Callable[[str, random.Random], str]] = (
        _plain,
        _plain,
        _plain,
        _turned,
        _turned,
        _state,
        _alone,
        _happened,
        _happened,
    )
    return chance.choice(kinds)(label, chance)


def _alone(label: str, chance: random.Random) -> str:
    return chance.choice(_ALONE[label])


def _happened(label: str, chance: random.Random) -> str:
    return chance.choice(_HAPPENED[label])


def _subject(chance: random.Random) -> str:
    return chance.choice(chance.choice(_TOPICS).subjects) + chance.choice(("", "", "", " di sini", " ini", " sekarang"))


def _plain(label: str, chance: random.Random) -> str:
    """A subject and what is said of it."""
    topic = chance.choice(_TOPICS)
    subject, said = chance.choice(topic.subjects), chance.choice(topic.said[label])
    before = chance.choice(("", "", "", "sangat ", "selalu ", "sungguh ", "memang ", "cukup ", "terlalu ", "makin "))
    if before == "terlalu " and label == POSITIVE:
        before = "sangat "
    after = chance.choice(("", "", "", " sekali", " banget", " terus", " lagi"))
    if before:
        after = ""
    text = chance.choice((f"{subject} {before}{said}{after}", f"{subject} {before}{said}{after}", f"{said} {subject}"))
    return text if chance.random() < 0.9 else said


def _turned(label: str, chance: random.Random) -> str:
    """A word of the other label, turned around by a negation."""
    subject = chance.choice((f"{_subject(chance)} ", f"{_subject(chance)} ", ""))
    if label == NEGATIVE:
        word = chance.choice(_GOOD)
        turn = chance.choice((*_NOT, *_SHORT_OF))
        return f"{subject}{turn} {word}"
    word = chance.choice(_BAD)
    turn = chance.choice((*_NOT, "tidak pernah", "tidak terlalu", "tanpa", "tidak bikin", "bukan yang", "tidak lagi"))
    return f"{subject}{turn} {word}"


def _state(label: str, chance: random.Random) -> str:
    """What there is or is not, what is done or still is not, what is asked for."""
    subject = chance.choice((f"{_subject(chance)} ", ""))
    if label == POSITIVE:
        trouble, done = chance.choice(_TROUBLE), chance.choice(_DONE)
        forms = [
            f"{subject}{chance.choice((*_NOT, 'tanpa', 'belum pernah'))} ada {trouble}".replace("tanpa ada", "tanpa"),
            f"{chance.choice(_NOT)} ada {trouble} {chance.choice(('sama sekali', 'selama ini', 'sejauh ini', ''))}",
            f"{subject}{chance.choice(('sudah', 'sudah', 'udah', 'akhirnya', 'langsung', 'cepat'))} {done}",
        ]
        return chance.choice(forms)
    trouble, needed, done = chance.choice(_TROUBLE), chance.choice(_NEEDED), chance.choice(_DONE)
    forms = [
        f"{subject}{chance.choice(('banyak', 'ada', 'sering ada', 'masih ada', 'selalu ada', 'penuh'))} {trouble}",
        f"{subject}{chance.choice((*_NOT, 'belum', 'tanpa', 'kurang'))} ada {needed}".replace("tanpa ada", "tanpa"),
        f"{subject}{chance.choice(('belum', 'belum juga', 'tidak kunjung', 'tidak', 'masih belum', 'blm'))} {done}",
        f"{subject}{chance.choice(_PLEASE)} {chance.choice(_ASKED)}",
    ]
    return chance.choice(forms)


def _spelled(text: str, chance: random.Random) -> str:
    """As people type: now and then a short spelling, an exclamation mark."""
    if chance.random() < 0.3:
        text = " ".join(_SHORT.get(word, word) for word in text.split(" "))
    return text + chance.choice(("", "", "", "", ".", "!", " ."))

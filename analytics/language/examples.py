"""What the sentiment model is trained on: each collection of the data folder, and how much it counts."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analytics.language import alignment, composed, spelling
from analytics.language.composed import NEGATIVE, NEUTRAL, POSITIVE

LANGUAGES = ("ace", "ban", "bbc", "bjn", "bug", "eng", "ind", "jav", "mad", "min", "nij", "sun")
_COPIES = 3  # languages that a review is put into
_KNOWN = 3  # words of it, at least, that are known there
_FACES = {
    POSITIVE: "👍 😊 ❤ 🙏 😍 👏 🎉 🥰 😁 💯 ⭐ 🌟 😄 💪 🤩 👌 😀 🙂 💖 😘 🤗 ✅ 🔥",
    NEGATIVE: "😡 👎 😭 😢 😠 🤬 😤 💩 😞 😔 🙄 😒 🤮 😩 😫 💔 🤦 😑 🤢 😣 😖 🖕 ❌",
    NEUTRAL: "🤔 📍 📅 📌 ➡ 📷 ? ??? . ... ! !!! , : ; -",
}


class Example(NamedTuple):
    text: str
    label: str
    weight: float = 1.0


class Sentence(NamedTuple):
    """One that stands in several languages under the same number."""

    number: str
    language: str
    label: str
    text: str


class Collection(NamedTuple):
    """Examples of one origin; `weight` for each on average, with as much for one label as for another."""

    examples: Sequence[Example]
    weight: float
    is_composed: bool = False


Words = Mapping[str, Sequence[str]]  # for a word, what it can be in another language


def rows(data: Path, name: str) -> list[list[str]]:
    """The lines below the header of a tab-separated file of the data folder."""
    lines = (data / "sentiment" / name).read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


def sentiment(data: Path, parts: Sequence[str] = ("train", "valid")) -> list[Collection]:
    """All that the data folder has; of the collections that are split, these parts."""
    reviews = [Example(text, label) for part in parts for label, text in rows(data, f"smsa/{part}.tsv")]
    parallel = [Sentence(part + number, *rest) for part in parts for number, *rest in rows(data, f"nusax/{part}.tsv")]
    return collected(reviews, parallel, dictionaries(data))


def collected(reviews: Sequence[Example], parallel: Sequence[Sentence], given: Mapping[str, Words]) -> list[Collection]:
    """Reviews, sentences in twelve languages, the reviews put into other languages, and what was composed.

    `given`: dictionaries from Indonesian; more words are learnt from the sentences.
    """
    words = {language: joined(given[language], learnt(parallel, language)) for language in sorted(given)}
    return [
        Collection(reviews, 1.0),
        Collection([Example(sentence.text, sentence.label) for sentence in parallel], 1.0),
        Collection(list(_translated(reviews, words)), 0.3),
        Collection([Example(*pair) for pair in composed.indonesian(20_000, seed=1)], 0.4, is_composed=True),
        Collection([Example(*pair) for pair in composed.cases(15_000, seed=1)], 0.4, is_composed=True),
        Collection([Example(*pair) for pair in composed.english(3000, seed=1)], 1 / 3, is_composed=True),
        Collection([Example(*pair) for pair in composed.english_cases(5000, seed=1)], 0.2, is_composed=True),
        Collection([Example(*pair) for pair in composed.english_words_alone()], 0.3),
        Collection([Example(face, label) for label, faces in _FACES.items() for face in faces.split() * 3], 1.0, True),
    ]


def weighed(collections: Sequence[Collection], share: float) -> list[Example]:
    """The examples of all, each with its weight; a composed one counts `share` times as much."""
    return [
        example
        for found in collections
        for example in balanced(found.examples, found.weight * (share if found.is_composed else 1))
    ]


def balanced(examples: Sequence[Example], weight: float) -> Iterator[Example]:
    """The examples with as much weight for one label as for another; `weight` for each on average."""
    counts = Counter(example.label for example in examples)
    share = weight * len(examples) / len(counts)
    return (example._replace(weight=share / counts[example.label]) for example in examples)


def dictionaries(data: Path) -> dict[str, Words]:
    """For each language the words for an Indonesian word."""
    found: dict[str, Words] = {}
    for language in LANGUAGES:
        if language != "ind":
            words = defaultdict(list)
            for indonesian, other in rows(data, f"nusax-lexicon/{language}.tsv"):
                words[indonesian].append(other)
            found[language] = words
    return found


def learnt(parallel: Sequence[Sentence], language: str) -> Words:
    """The words for an Indonesian word, as the same sentences in both languages show them."""
    other = {sentence.number: _words(sentence.text) for sentence in parallel if sentence.language == language}
    pairs = [
        (_words(sentence.text), other[sentence.number])
        for sentence in parallel
        if sentence.language == "ind" and sentence.number in other
    ]
    return alignment.lexicon(pairs)


def joined(one: Words, other: Words) -> Words:
    """What either says, each word once."""
    return {word: list(dict.fromkeys([*one.get(word, ()), *other.get(word, ())])) for word in sorted({*one, *other})}


def _translated(examples: Sequence[Example], words: Mapping[str, Words]) -> Iterator[Example]:
    """Each text in three languages, as far as their words are known: at least three words of the text."""
    chance = random.Random(3)  # noqa: S311  # no secret hangs on it  # nosec B311
    for text, label, weight in examples:
        read = _words(text)
        for language in chance.sample(sorted(words), _COPIES):
            known = words[language]
            if sum(word in known for word in read) >= _KNOWN:
                yield Example(" ".join(chance.choice(known.get(word, (word,))) for word in read), label, weight)


def _words(text: str) -> list[str]:
    return [piece.word for chunk in text.split() for piece in spelling.AS_MEANT.pieces(chunk)]

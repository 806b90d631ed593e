"""What the sentiment model is trained on: each collection of the data folder, and how much it counts."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analytics.language import composed, spelling
from analytics.language.composed import NEGATIVE, NEUTRAL, POSITIVE

LANGUAGES = ("ace", "ban", "bbc", "bjn", "bug", "eng", "ind", "jav", "mad", "min", "nij", "sun")
_FACES = {
    POSITIVE: "👍 😊 ❤ 🙏 😍 👏 🎉 🥰 😁 💯 ⭐ 🌟 😄 💪 🤩 👌 😀 🙂 💖 😘 🤗 ✅ 🔥",
    NEGATIVE: "😡 👎 😭 😢 😠 🤬 😤 💩 😞 😔 🙄 😒 🤮 😩 😫 💔 🤦 😑 🤢 😣 😖 🖕 ❌",
    NEUTRAL: "🤔 📍 📅 📌 ➡ 📷 ? ??? . ... ! !!! , : ; -",
}


class Example(NamedTuple):
    text: str
    label: str
    weight: float = 1.0


def rows(data: Path, name: str) -> list[list[str]]:
    """The lines below the header of a tab-separated file of the data folder."""
    lines = (data / "sentiment" / name).read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


def sentiment(data: Path, share: float, parts: Sequence[str] = ("train", "valid")) -> list[Example]:
    """Every example; of the collections that are split, these parts. `share`: how much a composed sentence counts."""
    reviews = [Example(text, label) for part in parts for label, text in rows(data, f"smsa/{part}.tsv")]
    parallel = [Example(text, label) for part in parts for *_, label, text in rows(data, f"nusax/{part}.tsv")]
    return weighed(reviews, parallel, dictionaries(data), share)


def weighed(
    reviews: Sequence[Example],
    parallel: Sequence[Example],
    words: Mapping[str, Mapping[str, Sequence[str]]],
    share: float,
) -> list[Example]:
    """Reviews, sentences in twelve languages, the reviews put into other languages, and what was composed."""
    weights = (
        (1.0, reviews),
        (1.0, parallel),
        (0.5, list(_translated(reviews, words))),
        (share * 0.4, [Example(*pair) for pair in composed.indonesian(20_000, seed=1)]),
        (share / 3, [Example(*pair) for pair in composed.english(3000, seed=1)]),
        (share, [Example(face, label) for label, faces in _FACES.items() for face in faces.split() * 3]),
    )
    return [example for weight, examples in weights for example in balanced(examples, weight)]


def balanced(examples: Sequence[Example], weight: float) -> Iterator[Example]:
    """The examples with as much weight for one label as for another; `weight` for each on average."""
    counts = Counter(example.label for example in examples)
    share = weight * len(examples) / len(counts)
    return (example._replace(weight=share / counts[example.label]) for example in examples)


def dictionaries(data: Path) -> dict[str, Mapping[str, Sequence[str]]]:
    """For each language the words for an Indonesian word."""
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    for language in LANGUAGES:
        if language != "ind":
            words = defaultdict(list)
            for indonesian, other in rows(data, f"nusax-lexicon/{language}.tsv"):
                words[indonesian].append(other)
            found[language] = words
    return found


def _translated(
    examples: Iterable[Example], dictionaries: Mapping[str, Mapping[str, Sequence[str]]]
) -> Iterator[Example]:
    """Each text with what a dictionary knows put into another language, where that is at least three words."""
    chance = random.Random(3)  # noqa: S311  # no secret hangs on it  # nosec B311
    languages = sorted(dictionaries)
    for text, label, weight in examples:
        words = dictionaries[chance.choice(languages)]
        read = [piece.word for chunk in text.split() for piece in spelling.AS_MEANT.pieces(chunk)]
        if sum(word in words for word in read) >= 3:
            yield Example(" ".join(chance.choice(words.get(word, [word])) for word in read), label, weight)

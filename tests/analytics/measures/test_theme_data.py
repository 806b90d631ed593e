"""Themes of real texts, measured: hotel and car reviews, and the same things said in many languages.

Measured with the ready set of keyword themes, which knows public services and neither hotels nor cars.
docs/methods/themes.md tells the figures.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from sklearn.metrics import normalized_mutual_info_score as nmi

from analytics.language.identification import identify_all
from analytics.measures.themes import Themes, suggest

NOT_SPOKEN_OF = {"neut", "neutral"}
NO_THEME = ""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of the try-out data."""
    data = os.environ.get("SUARA_DATA")
    if not data:
        pytest.skip("SUARA_DATA is not set: the themes were NOT measured on real texts")
    lines = (Path(data) / "sentiment" / name).read_text(encoding="utf-8").splitlines()
    header, *others = (line.split("\t") for line in lines)
    return [dict(zip(header, line, strict=True)) for line in others]


def tell(figures: str) -> None:
    print(f"\n{figures}")  # noqa: T201  for who measures


def aspect(row: dict[str, str]) -> str | None:
    """The only aspect that is spoken of; None where there are more or none."""
    spoken = [name for name, value in row.items() if name != "text" and value not in NOT_SPOKEN_OF]
    return spoken[0] if len(spoken) == 1 else None


def first_theme(themes: Themes) -> list[str]:
    """The theme of which an answer says most."""
    return [next(iter(assigned), NO_THEME) for assigned in themes.assignments]


def purity(found: Sequence[str], gold: Sequence[str]) -> float:
    """The share of texts that have the commonest aspect of their theme."""
    pairs = Counter(zip(found, gold, strict=True))
    return sum(max(n for (theme, _), n in pairs.items() if theme == one) for one in set(found)) / len(found)


@pytest.mark.parametrize(
    ("name", "least_nmi", "least_purity"),
    [("hoasa/valid.tsv", 0.5, 0.65), ("casa/valid.tsv", 0.3, 0.5)],
)
def test_themes_agree_with_the_aspects_that_people_marked(name: str, least_nmi: float, least_purity: float) -> None:
    table = rows(name)
    texts, aspects = [row["text"] for row in table], [aspect(row) for row in table]
    found = suggest(texts, identify_all(texts))
    pairs = [(theme, one) for theme, one in zip(first_theme(found), aspects, strict=True) if one]
    labels, gold = zip(*pairs, strict=True)
    score, pure = nmi(gold, labels), purity(labels, gold)
    tell(f"{name}: {len(gold)} texts on one aspect, {len(set(labels))} themes, NMI {score:.3f}, purity {pure:.3f}")
    assert score >= least_nmi
    assert pure >= least_purity


@pytest.mark.parametrize(("name", "topic"), [("nusax/valid.tsv", "id"), ("nusaparagraph-topic/valid.tsv", "label")])
def test_a_mixed_language_file_does_not_end_in_one_theme_a_language(name: str, topic: str) -> None:
    table = rows(name)
    texts, languages = [row["text"] for row in table], [row["lang"] for row in table]
    found = suggest(texts, identify_all(texts))
    labels = first_theme(found)
    by_language = nmi(languages, labels)
    by_topic = nmi([row[topic] for row in table], labels)
    tell(f"{name}: NMI of themes with languages {by_language:.3f}, with {topic} {by_topic:.3f}")
    assert by_language < 0.1
    of = Counter(languages)
    for theme, n in Counter(labels).items():
        language, most = Counter(
            lang for lang, label in zip(languages, labels, strict=True) if label == theme
        ).most_common(1)[0]
        assert not (most > 0.9 * n and most > 0.5 * of[language]), (theme, language)


def test_the_same_sentence_has_the_same_theme_in_twelve_languages() -> None:
    table = rows("nusax/valid.tsv")
    texts = [row["text"] for row in table]
    labels = first_theme(suggest(texts, identify_all(texts)))
    by_id: dict[str, list[str]] = {}
    for row, label in zip(table, labels, strict=True):
        by_id.setdefault(row["id"], []).append(label)
    pairs = [(a, b) for same in by_id.values() for at, a in enumerate(same) for b in same[:at]]
    alike = sum(a == b != NO_THEME for a, b in pairs) / len(pairs)
    by_chance = sum((n / len(labels)) ** 2 for n in Counter(labels).values())
    tell(f"nusax/valid.tsv: two translations of a sentence have the same theme {alike:.3f}, by chance {by_chance:.3f}")
    assert alike > 3 * by_chance


def test_themes_of_two_months_of_real_reviews_keep_most_ids() -> None:
    texts = [row["text"] for row in rows("hoasa/train.tsv")]
    august, september = texts[: len(texts) * 2 // 3], texts[len(texts) // 3 :]
    before = suggest(august, ["ind"] * len(august))
    after = suggest(september, ["ind"] * len(september), previous=Themes.load(before.dump()))
    found = {theme.id for theme in before.themes if theme.learned}
    kept = found & {theme.id for theme in after.themes}
    tell(f"hoasa/train.tsv: {len(kept)} of {len(found)} found themes keep their id in the next month")
    assert len(kept) >= 0.8 * len(found)

"""Themes as people see them: an id that stays, a name, key words, and answers that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.language.keyword_themes import KeywordTheme
from analytics.measures.corpus import Corpus, Floats, Integers
from analytics.measures.keyness import SIGNIFICANT, keyness
from analytics.measures.theme_shares import BELONGS, Draft

SEED, FOUND = "seed", "found"
MOST_WORDS, FEWEST_WORDS = 10, 3
EXAMPLES = 3
EXAMPLE_LENGTH = (15, 240)  # characters of a quote that is neither bare nor long
ONE_LANGUAGE = 0.9
SAME_THEME = 0.3  # cosine of what two months have learned of a theme


@dataclass(frozen=True)
class Theme:
    """A theme of some answers. An answer belongs to it when at least a tenth of its terms are on the theme."""

    id: str
    names: Mapping[str, str]  # "id" and "en"; of a found theme, its first key words
    source: str  # SEED: defined by key words; FOUND: in these answers, or in last month's
    part_of: str | None  # the keyword theme that a found one is a part of
    language: str | None  # the language of nine in ten of a found theme's answers; None where several share it
    weight: float  # mean share of the terms of an answer that are on the theme or its parts, 0 to 1
    n: int  # answers that belong to it or to one of its parts
    languages: Mapping[str, int]  # n by language
    words: Mapping[str, float]  # key word -> keyness (G²), the most typical first
    learned: Mapping[str, float]  # term -> weight: from here next month's theme starts
    examples: tuple[int, ...] = ()  # places of answers that show it, the best first


def portraits(
    corpus: Corpus,
    answers: Sequence[str],
    seeds: Sequence[KeywordTheme],
    drafts: Sequence[Draft],
    known: Mapping[str, Mapping[str, float]],
) -> list[Theme]:
    """The theme of each draft. `known`: what was learned last month of the found themes, by id."""
    quotes = _quotes(corpus, answers)
    taken = {theme.id for theme in seeds}
    kept = _ids_that_stay([draft.learned if draft.seed is None else {} for draft in drafts], known)
    taken |= set(kept.values())
    themes = []
    for place, draft in enumerate(drafts):
        words = _words(corpus, draft.whole)
        seed = None if draft.seed is None else seeds[draft.seed]
        id = seed.id if seed else kept.get(place) or _new_id(list(words), taken)
        taken.add(id)
        themes.append(_theme(corpus, quotes, draft, id, seed, words, seeds))
    return themes


def _theme(
    corpus: Corpus,
    quotes: Sequence[tuple[str, int]],
    draft: Draft,
    id: str,
    seed: KeywordTheme | None,
    words: Mapping[str, float],
    seeds: Sequence[KeywordTheme],
) -> Theme:
    belongs = np.where(draft.whole >= BELONGS, corpus.answers_of, 0.0)
    n = int(belongs.sum())
    by_language = np.bincount(corpus.language_of, belongs, len(corpus.languages)).astype(int).tolist()
    languages = {code: count for code, count in zip(corpus.languages, by_language, strict=True) if count}
    label = ", ".join(list(words)[:3])
    return Theme(
        id=id,
        names=dict(seed.names) if seed else {"id": label, "en": label},
        source=SEED if seed else FOUND,
        part_of=None if draft.part_of is None else seeds[draft.part_of].id,
        language=None if seed else next((code for code in languages if languages[code] >= ONE_LANGUAGE * n), None),
        weight=round(float(corpus.answers_of @ draft.whole) / max(float(corpus.answers_of.sum()), 1.0), 4),
        n=n,
        languages=languages,
        words=words,
        learned=draft.learned,
        examples=_examples(draft.whole, quotes),
    )


def _words(corpus: Corpus, share: Floats) -> dict[str, float]:
    """What is typical of the texts of a theme beside the other texts of their language: significant words, the
    most typical first, and a few more where there are hardly any."""
    belongs = share[corpus.rows] >= BELONGS
    of_cells = corpus.language_of[corpus.rows]
    total = np.zeros(len(corpus.terms))
    for language in range(len(corpus.languages)):
        inside = corpus.columns[belongs & (of_cells == language)]
        outside = corpus.columns[~belongs & (of_cells == language)]
        counts = [np.bincount(columns, minlength=len(corpus.terms)).astype(float) for columns in (inside, outside)]
        total += keyness(*counts)
    total = total.round(2)
    order = np.lexsort((np.arange(len(total)), -total))[:MOST_WORDS]
    kept = [
        at for place, at in enumerate(order) if total[at] >= SIGNIFICANT or (place < FEWEST_WORDS and total[at] > 0)
    ]
    if not kept:  # all texts are on this theme, so nothing is typical of it: the commonest words
        commonest = np.bincount(corpus.columns[belongs], minlength=len(corpus.terms))
        kept = [at for at in np.lexsort((np.arange(len(total)), -commonest))[:FEWEST_WORDS] if commonest[at]]
    return {corpus.terms[at]: float(total[at]) for at in kept}


def _ids_that_stay(learned: Sequence[Mapping[str, float]], known: Mapping[str, Mapping[str, float]]) -> dict[int, str]:
    """Place of a draft -> the id of last month's theme that it continues: the most alike first, each once."""
    alike = [
        (-_cosine(terms, before), id, place) for place, terms in enumerate(learned) for id, before in known.items()
    ]
    kept: dict[int, str] = {}
    for likeness, id, place in sorted(alike):
        if -likeness >= SAME_THEME and place not in kept and id not in kept.values():
            kept[place] = id
    return kept


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    lengths = [sum(weight**2 for weight in terms.values()) ** 0.5 for terms in (a, b)]
    product = sum(a[term] * b[term] for term in sorted(a.keys() & b.keys()))
    return round(product / (lengths[0] * lengths[1]), 6) if product else 0.0


def _new_id(words: Sequence[str], taken: set[str]) -> str:
    """An id that nobody has, from a theme's first words."""
    stem = "-".join(words[:2]).replace(" ", "-") or "tema"
    return next(
        id for number in range(1, len(taken) + 2) if (id := f"{stem}-{number}" if number > 1 else stem) not in taken
    )


def _quotes(corpus: Corpus, answers: Sequence[str]) -> list[tuple[str, int]]:
    """Text -> the answer that quotes it, the shortest, and its place."""
    quotes: list[tuple[str, int]] = [("", -1)] * corpus.size
    for place, text in enumerate(corpus.text_of.tolist()):
        if text >= 0:
            answer, (quote, known) = answers[place], quotes[text]
            if known < 0 or (len(answer), answer) < (len(quote), quote):
                quotes[text] = (answer, place)
    return quotes


def _examples(share: Floats, quotes: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """Places of answers: those most on the theme, and among them the fullest that are still short."""
    texts: Integers = np.flatnonzero(share >= BELONGS)
    lengths = np.array([len(quotes[text][0]) for text in texts.tolist()], dtype=np.int64)
    shortest, longest = EXAMPLE_LENGTH
    unfit = (lengths < shortest) | (lengths > longest)
    order = np.lexsort((texts, np.where(unfit, lengths, -lengths), -share[texts].round(1), unfit))
    return tuple(quotes[texts[at]][1] for at in order[:EXAMPLES])

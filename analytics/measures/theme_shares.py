"""Which part of what a text says belongs to which theme: keyword themes, and components found in the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.language import keyword_themes
from analytics.language.keyword_themes import KeywordTheme
from analytics.measures.corpus import Corpus, Floats, Integers
from analytics.measures.factorization import Sparse, factorize, project

FIRST_COMPONENTS = 12  # where there is no last month
NEW_COMPONENTS = 3  # that may join those known from last month; also how many themes more than the first there may be
TEXTS_A_COMPONENT = 7
LEARNING_TEXTS = 20_000
LEARNING_TERMS = 1_500
FEWEST_TEXTS = 2  # in which a term must occur
PART_OF_KEYWORD_THEME = 0.3
KEY_WORD_COUNTS = 2.0  # people chose it, so it tells more than another word
BELONGS = 0.1  # a text belongs to each theme on which at least this share of it is
FEWEST_ANSWERS = 3  # that must belong to a found theme
LEARNED_TERMS = 40  # that are kept of a component
_BLOCK = 5_000
_TINY = 1e-12


@dataclass(frozen=True)
class Keywords:
    """Which terms speak for which keyword theme, in each language of a corpus."""

    place: Integers  # term -> row in `shares`; 0 for terms that speak for none anywhere
    shares: Floats  # language × row × keyword theme; a term that speaks for two gives each a half

    @classmethod
    def of(cls, corpus: Corpus, themes: Sequence[KeywordTheme]) -> Keywords:
        speaking = [keyword_themes.themes_of_terms(themes, language) for language in corpus.languages]
        used = sorted(set().union(*speaking).intersection(corpus.terms))
        at = {term: row for row, term in enumerate(used, start=1)}
        shares = np.zeros((len(corpus.languages), len(used) + 1, len(themes)))
        for language, spoken in enumerate(speaking):
            for term in spoken.keys() & at.keys():
                shares[language, at[term], list(spoken[term])] = 1 / len(spoken[term])
        return cls(np.array([at.get(term, 0) for term in corpus.terms], dtype=np.int64), shares)

    def of_cells(self, corpus: Corpus, cells: slice) -> Floats:
        """cells × keyword theme."""
        languages = corpus.language_of[corpus.rows[cells]]
        return np.asarray(self.shares[languages, self.place[corpus.columns[cells]]])


@dataclass(frozen=True)
class Components:
    """What was learned from the texts: terms that occur together."""

    vocabulary: Integers  # column -> term of the corpus
    column: Integers  # term of the corpus -> column, or -1
    weights: Floats  # texts × components
    rows: Floats  # components × columns
    continued: int  # how many of the components, the first ones, continue what was known before

    def learned(self, corpus: Corpus, component: int) -> dict[str, float]:
        """The heaviest terms of a component with their weights."""
        row = self.rows[component].round(6)
        heaviest = np.lexsort((self.vocabulary, -row))[:LEARNED_TERMS]
        return {corpus.terms[self.vocabulary[at]]: float(row[at]) for at in heaviest if row[at] > 0}


@dataclass(frozen=True)
class Draft:
    """A theme as its shares of the texts, before it has an id and words."""

    seed: int | None  # place among the keyword themes; None: found
    part_of: int | None  # the keyword theme that a found one is a part of
    whole: Floats  # text -> share of it that is on this theme
    told: Floats  # the same, but 0 where it is told of a part of the theme
    learned: Mapping[str, float]


def learn(corpus: Corpus, previous: Sequence[Mapping[str, float]]) -> Components:
    """Components of the texts. The first ones continue the `previous` (term -> weight), in their order.

    Cells are weighted by information · exp(−marking): what marks a language says little of what the text is about,
    so a component gathers texts of many languages around the words that they share.
    """
    vocabulary = _vocabulary(corpus, previous)
    column = np.full(len(corpus.terms), -1)
    column[vocabulary] = np.arange(len(vocabulary))
    matrix = _matrix(corpus, vocabulary, column)
    used = int(np.count_nonzero(np.bincount(matrix.rows)))
    known = np.zeros((len(previous), len(vocabulary)))
    place = {corpus.terms[term]: at for at, term in enumerate(vocabulary)}
    for row, terms in zip(known, previous, strict=True):
        for term in terms.keys() & place.keys():
            row[place[term]] = terms[term]
    most = min(max(FIRST_COMPONENTS, len(previous) + NEW_COMPONENTS), max(len(previous), used // TEXTS_A_COMPONENT))
    _, rows = factorize(matrix.of_rows(corpus.sample(LEARNING_TEXTS)), most, known)
    return Components(vocabulary, column, project(matrix, rows), rows, len(previous))


def _vocabulary(corpus: Corpus, previous: Sequence[Mapping[str, float]]) -> Integers:
    """The commonest terms, and those known from before."""
    frequency = corpus.frequency()
    commonest = np.lexsort((np.arange(len(frequency)), -frequency))[:LEARNING_TERMS]
    known = set().union(*previous)
    kept = {int(term) for term in commonest if frequency[term] >= FEWEST_TEXTS}
    return np.array(sorted(kept.union(at for at, term in enumerate(corpus.terms) if term in known)), dtype=np.int64)


def _matrix(corpus: Corpus, vocabulary: Integers, column: Integers) -> Sparse:
    cells = column[corpus.columns] >= 0
    rows, columns = corpus.rows[cells], column[corpus.columns[cells]]
    values = corpus.information[cells] * np.exp(-corpus.marking(vocabulary))[columns]
    length = np.sqrt(np.bincount(rows, values**2, corpus.size))
    return Sparse(rows, columns, values / np.maximum(length, _TINY)[rows], (corpus.size, len(vocabulary)))


def parents(keywords: Keywords, components: Components) -> Integers:
    """Component -> the keyword theme that it is a part of, or -1.

    It is a part of the theme on whose key words most of its (squared) weight lies, if that is a good part.
    """
    themes = keywords.shares.shape[2]
    if not themes:
        return np.full(len(components.rows), -1)
    speaking = keywords.shares.max(axis=0, initial=0.0)[keywords.place[components.vocabulary]]
    part = components.rows**2 @ speaking
    return np.where(part.max(axis=1) >= PART_OF_KEYWORD_THEME, part.argmax(axis=1), -1)


def shares(corpus: Corpus, keywords: Keywords, components: Components, parent: Integers) -> Floats:
    """texts × (keyword themes, then components): the share of a text's terms that belongs to each; key words count
    twice. A row sums to 1 or less, because a term that nothing explains belongs to nobody.

    A key word belongs to its theme, or to those of the theme's components that explain it. Any other term is divided
    among the components as they explain it.
    """
    found = np.zeros((corpus.size, keywords.shares.shape[2] + len(components.rows)))
    for first in range(0, corpus.size, _BLOCK):
        last = min(first + _BLOCK, corpus.size)
        cells = slice(*np.searchsorted(corpus.rows, (first, last)).tolist())
        texts = corpus.rows[cells] - first
        belongs, counts = _of_cells(corpus, keywords, components, parent, cells)
        total = np.bincount(texts, counts, last - first)
        for theme, of_cells in enumerate(belongs.T):
            found[first:last, theme] = np.bincount(texts, of_cells * counts, last - first) / total
    return found


def _of_cells(
    corpus: Corpus, keywords: Keywords, components: Components, parent: Integers, cells: slice
) -> tuple[Floats, Floats]:
    """cells × (keyword themes, then components): how a term is divided, and how often each cell counts."""
    spoken = keywords.of_cells(corpus, cells)
    of_columns = np.vstack([components.rows.T, np.zeros(len(components.rows))])  # the last one, -1: not learned
    explained = components.weights[corpus.rows[cells]] * of_columns[components.column[corpus.columns[cells]]]
    is_part = parent[None, :] == np.arange(spoken.shape[1])[:, None]  # keyword themes × components
    by_parts = explained @ is_part.T
    own = spoken * (by_parts <= _TINY)
    parts = explained * ((spoken * (by_parts > _TINY) / np.maximum(by_parts, _TINY)) @ is_part)
    is_key = spoken.sum(axis=1) > 0
    others = explained / np.maximum(explained.sum(axis=1, keepdims=True), _TINY)
    return np.hstack([own, np.where(is_key[:, None], parts, others)]), np.where(is_key, KEY_WORD_COUNTS, 1.0)


def drafts(corpus: Corpus, keywords: Keywords, components: Components) -> list[Draft]:
    """The keyword themes in their order, then the found ones, the heaviest first.

    A found theme needs FEWEST_ANSWERS, and there are at most 15; what falls off goes to the keyword
    theme that it is a part of. The only part of a keyword theme is that theme.
    """
    parent = parents(keywords, components)
    of_texts = shares(corpus, keywords, components, parent)
    themes = keywords.shares.shape[2]
    own, found = of_texts[:, :themes], of_texts[:, themes:]
    kept = _kept(corpus, found, components.continued)
    parts = [[part for part in kept if parent[part] == theme] for theme in range(themes)]
    for component in range(len(parent)):
        if parent[component] >= 0 and (component not in kept or len(parts[parent[component]]) == 1):
            own[:, parent[component]] += found[:, component]
    drafted = [_keyword_draft(corpus, components, theme, own[:, theme], found, parts[theme]) for theme in range(themes)]
    for part in kept:
        whole_of = int(parent[part])
        if whole_of < 0 or len(parts[whole_of]) > 1:
            share = found[:, part]
            learned = components.learned(corpus, part)
            drafted.append(Draft(None, whole_of if whole_of >= 0 else None, share, share, learned))
    return drafted


def _kept(corpus: Corpus, found: Floats, continued: int) -> list[int]:
    """The components that are themes, the heaviest first. One from last month weighs double, so that it does not
    give way to a new one that happens to be a little heavier."""
    answers = corpus.answers_of @ (found >= BELONGS)
    weights = (corpus.answers_of @ found).round(6) * np.where(np.arange(found.shape[1]) < continued, 2.0, 1.0)
    heaviest = sorted(range(found.shape[1]), key=lambda component: (-weights[component], component))
    return [component for component in heaviest if answers[component] >= FEWEST_ANSWERS][
        : FIRST_COMPONENTS + NEW_COMPONENTS
    ]


def _keyword_draft(
    corpus: Corpus, components: Components, theme: int, own: Floats, found: Floats, parts: Sequence[int]
) -> Draft:
    if len(parts) == 1:
        return Draft(theme, None, own, own, components.learned(corpus, parts[0]))
    whole = own + found[:, list(parts)].sum(axis=1)
    told_of_a_part = (found[:, list(parts)] >= BELONGS).any(axis=1)
    return Draft(theme, None, whole, np.where(told_of_a_part, own, whole), {})

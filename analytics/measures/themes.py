"""What answers are about: keyword themes first, then themes found in the answers. docs/methods/themes.md tells how.

The same answers give the same themes in whatever order they come. Last month's themes are the seeds of this month's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from analytics.language import keyword_themes
from analytics.language.keyword_themes import KeywordTheme
from analytics.language.terms import Reader
from analytics.measures import theme_shares
from analytics.measures.corpus import Corpus, Progress, gather, unwatched
from analytics.measures.theme_portraits import FOUND, SEED, Theme, portraits
from analytics.measures.theme_shares import BELONGS, Draft

__all__ = ["FOUND", "METHOD", "SEED", "Theme", "Themes", "by_label", "suggest"]

METHOD = "themes-1"
MOST_RESTING = 10
_READ, _LEARNED, _STEPS = 50, 80, 100  # of progress: what reading and learning have reached when they end


@dataclass(frozen=True)
class Themes:
    """The themes of a set of answers, the heaviest first."""

    method: str
    n: int  # answers with at least one word that tells something
    languages: Mapping[str, int]  # n by language
    unassigned: float | None  # share of those answers that belong to no theme, 0 to 1; None where there are none
    themes: tuple[Theme, ...]
    # Found themes of earlier months that hardly any answer was on, the latest first: id -> what was learned of them.
    resting: Mapping[str, Mapping[str, float]]
    # For each answer its themes and their share of it, the largest first. A part stands there, not its whole.
    assignments: tuple[Mapping[str, float], ...] = field(default=(), repr=False)

    def dump(self) -> dict[str, Any]:
        """Plain values for JSON, without what points at single answers: `assignments` and `examples`."""
        plain = asdict(self)
        del plain["assignments"]
        for theme in plain["themes"]:
            del theme["examples"]
            theme["words"] = [
                list(pair) for pair in theme["words"].items()
            ]  # canonical JSON sorts the keys of a mapping
        return plain | {"themes": list(plain["themes"]), "resting": [list(pair) for pair in plain["resting"].items()]}

    @classmethod
    def load(cls, plain: Mapping[str, Any]) -> Themes:
        """The themes that `dump` wrote."""
        themes = tuple(Theme(**(theme | {"words": dict(theme["words"])})) for theme in plain["themes"])
        return cls(**(dict(plain) | {"themes": themes, "resting": dict(plain["resting"])}))


def suggest(
    answers: Sequence[str],
    languages: Sequence[str],
    seeds: Sequence[KeywordTheme] | None = None,
    previous: Themes | None = None,
    progress: Progress = unwatched,
) -> Themes:
    """The themes of `answers`, in which personal data are masked; each answer is in the language (ISO 639-3 code or
    "unknown") at the same place of `languages`.

    `seeds`: keyword themes, by default the ready set. `previous`: last month's themes.
    """
    seeds = keyword_themes.ready() if seeds is None else tuple(seeds)
    reader = Reader(term for theme in seeds for terms in theme.terms().values() for term in terms)
    corpus = gather(answers, languages, reader, lambda done, of: progress(_READ * done // of, _STEPS))
    progress(_READ, _STEPS)
    known = _known(previous)
    keywords = theme_shares.Keywords.of(corpus, seeds)
    components = theme_shares.learn(corpus, list(known.values()))
    progress(_LEARNED, _STEPS)
    drafts = theme_shares.drafts(corpus, keywords, components)
    found = {id: learned for id, learned in known.items() if id not in {theme.id for theme in seeds}}
    themes = portraits(corpus, answers, seeds, drafts, found)
    belongs = _assignments(corpus, drafts, themes)
    progress(_STEPS, _STEPS)
    told = [at for at, text in enumerate(corpus.text_of) if text >= 0]
    resting = [id for id in found if id not in {theme.id for theme in themes}][:MOST_RESTING]
    return Themes(
        method=METHOD,
        n=len(told),
        languages=dict(sorted(Counter(languages[at] for at in told).items())),
        unassigned=round(sum(not belongs[at] for at in told) / len(told), 4) if told else None,
        themes=tuple(sorted((theme for theme in themes if theme.n), key=lambda theme: (-theme.weight, theme.id))),
        resting={id: found[id] for id in resting},
        assignments=tuple(belongs),
    )


def _known(previous: Themes | None) -> dict[str, Mapping[str, float]]:
    """What was learned of the components of last month, and of those that rested."""
    if previous is None:
        return {}
    return {theme.id: theme.learned for theme in previous.themes if theme.learned} | dict(previous.resting)


def _assignments(corpus: Corpus, drafts: Sequence[Draft], themes: Sequence[Theme]) -> list[Mapping[str, float]]:
    """For each answer its themes with their shares, the largest first; empty where it has none. Of equal ones, the
    keyword theme that stands first in its file."""
    of_texts: list[list[tuple[float, int, str]]] = [[] for _ in range(corpus.size)]
    for draft, theme in zip(drafts, themes, strict=True):
        place = next(place for place in (draft.part_of, draft.seed, len(drafts)) if place is not None)
        for text in np.flatnonzero(draft.told >= BELONGS).tolist():
            of_texts[text].append((-round(float(draft.told[text]), 4), place, theme.id))
    ordered = [{id: -share for share, _, id in sorted(listed)} for listed in of_texts]
    return [ordered[text] if text >= 0 else {} for text in corpus.text_of.tolist()]


def by_label(themes: Themes, labels: Sequence[str]) -> dict[str, dict[str, int]]:
    """Theme -> label -> answers, given one label (for instance of sentiment) for each answer, in their order.

    An answer counts for each theme that it belongs to, and for what that is a part of.
    """
    whole = {theme.id: theme.part_of for theme in themes.themes}
    counts: dict[str, Counter[str]] = {theme.id: Counter() for theme in themes.themes}
    for assigned, label in zip(themes.assignments, labels, strict=True):
        for id in {*assigned, *(part_of for theme in assigned if (part_of := whole[theme]))}:
            counts[id][label] += 1
    return {id: dict(sorted(count.items())) for id, count in counts.items()}

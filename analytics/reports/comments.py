"""What a report says of comments: their tone, how often the machine is wrong, and what they are about. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from analytics.language.description import Analyzer
from analytics.measures import disclosure
from analytics.measures.distribution import distribution
from analytics.measures.figure import Figure, figure, unless
from analytics.measures.labelling import LABELS, NEEDS_READER, TRUE_LABELS, Stratum, corrected_shares, error_rate
from analytics.measures.participation import count
from analytics.measures.precision import wilson
from analytics.reports import model
from analytics.reports.groups import Answers, Cells, Group, withheld
from surveys.definition import COMMENT, Localized, Questionnaire

ACCURACY, MEASURED_IN = "accuracy", "docs/methods/sentiment.md"
THEMES, MOST_THEMES = "themes-share", 12

_LABELS: Mapping[str, Localized] = {
    "positive": {"id": "Positif", "en": "Positive"},
    "neutral": {"id": "Netral", "en": "Neutral"},
    "negative": {"id": "Negatif", "en": "Negative"},
    NEEDS_READER: {"id": "Perlu dibaca orang", "en": "Needs a reader"},
}


def sentiment(
    group: Group, questionnaires: Sequence[Questionnaire], analyzer: Analyzer, strata: Sequence[Stratum], cut: dt.date
) -> model.Sentiment | None:
    """None where nobody wrote anything. `strata`: what readers made of the group's samples."""
    questions = {question.code for one in questionnaires for question in one.with_role(COMMENT)}

    def cells(answers: Answers) -> Cells:
        counts: Counter[str] = Counter()
        for code in questions:
            counts.update(answers.statistics.texts.get(code, {}))
        return counts

    counts = cells(group.pool)
    if not counts:
        return None
    hidden = withheld(group, cells)
    parts = distribution(counts, LABELS, cut, analyzer.method)
    # With one label's share hidden, the corrected ones could give it away.
    secret = bool(hidden) or any(part.share.suppressed for part in parts)
    corrected = corrected_shares(counts, strata, cut)
    return model.Sentiment(
        analyzer=analyzer.name,
        version=analyzer.version,
        accuracy=_accuracy(analyzer, cut),
        measured_in=MEASURED_IN,
        texts=count(sum(counts.values()), cut),
        labels=tuple(
            model.Part(p.code, _LABELS[p.code], unless(p.code in hidden, p.count), unless(p.code in hidden, p.share))
            for p in parts
        ),
        error=error_rate(strata, cut),
        corrected=tuple(
            model.CorrectedShare(label, _LABELS[label], unless(secret, corrected[label])) for label in TRUE_LABELS
        ),
    )


def themes(group: Group, names: Mapping[str, Localized], cut: dt.date) -> tuple[model.Theme, ...]:
    """The MOST_THEMES that most comments are about, hidden ones last. `names`: theme -> its name."""
    counts = group.pool.themes
    comments = sum(sum(labels.values()) for labels in group.pool.statistics.texts.values())
    hidden = set(counts) if disclosure.too_few(comments) else withheld(group, lambda answers: answers.themes)
    ordered = sorted((code for code in counts if code in names), key=lambda code: (-counts[code], code))[:MOST_THEMES]
    # Hidden ones come last and by name: their place among the others would tell how many they are.
    ordered.sort(key=lambda code: (code in hidden, names[code]["id"] if code in hidden else ""))
    return tuple(
        model.Theme(
            code,
            names[code],
            unless(code in hidden, figure(counts[code], comments, THEMES, cut, places=0)),
            unless(code in hidden, _share(counts[code], comments, cut)),
        )
        for code in ordered
    )


def _share(n: int, comments: int, cut: dt.date) -> Figure:
    """Not available where comments were counted after the themes were worked out, until the next night."""
    if n > comments:
        return figure(None, comments, THEMES, cut)
    return figure(Fraction(n, comments), comments, THEMES, cut, wilson(n, comments))


def _accuracy(analyzer: Analyzer, cut: dt.date) -> Figure:
    right, texts = analyzer.measured
    if not texts:
        return figure(None, 0, ACCURACY, cut)
    return figure(Fraction(right, texts), texts, ACCURACY, cut, wilson(right, texts))

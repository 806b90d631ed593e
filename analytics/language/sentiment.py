"""Whether an open answer praises or complains. The door through which every figure on sentiment comes.

Knows Indonesian, ten regional languages and English; docs/methods/sentiment.md says how often it is right. It needs no
TextBlob; analytics/language/blob.py puts it in the place of TextBlob's own analyzer.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import exp
from typing import NamedTuple

from analytics.language import spelling
from analytics.language.description import IN_USE, SENTIMENT_MODEL, Analyzer, artefact
from analytics.language.model import Model

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
LABELS = (POSITIVE, NEUTRAL, NEGATIVE)
SURE = 0.5  # a label less probable than that needs a reader; docs/methods/sentiment.md says why
CLASSES = (NEGATIVE, POSITIVE, NEUTRAL)  # in the order of the model


class Probabilities(NamedTuple):
    positive: float
    neutral: float
    negative: float


class Sentiment(NamedTuple):
    """TextBlob's pair, and what is counted: the label."""

    polarity: float  # -1 to 1: how much more probable praise is than a complaint
    subjectivity: float  # 0 to 1: how probable it is that the text judges at all
    label: str
    probabilities: Probabilities
    needs_reader: bool  # the label is too unsure to be left to a machine


# A text without a word or an emoji says nothing, so nobody needs to read it.
_SPEECHLESS = Sentiment(0.0, 0.0, NEUTRAL, Probabilities(0.0, 1.0, 0.0), False)


class Evidence(NamedTuple):
    """A word of the text, at `start` to `end`, and how far it pushed towards the label, or away from it if below 0."""

    start: int
    end: int
    word: str
    contribution: float


class Explanation(NamedTuple):
    """Why a text got its label: `intercept` and the contributions add up to `score`, the label's logit."""

    sentiment: Sentiment
    score: float
    intercept: float
    evidence: tuple[Evidence, ...]


class SentimentAnalyzer:
    """What this module's users rely on."""

    description: Analyzer = IN_USE

    def analyze(self, text: str) -> Sentiment:
        return self.analyze_all([text])[0]

    def analyze_all(self, texts: Iterable[str]) -> list[Sentiment]:
        """One sentiment for each text, in order."""
        logits, counts = model().scores(list(texts))
        rows = zip(logits.tolist(), counts.tolist(), strict=True)
        return [_judged(*row) if count else _SPEECHLESS for row, count in rows]

    def explain(self, text: str) -> Explanation:
        """The words that pushed the text's label, in their order, each place once."""
        sentiment = self.analyze(text)
        column = CLASSES.index(sentiment.label)
        found: dict[tuple[int, int], float] = {}
        for start, end, logits in model().parts(text):
            found[start, end] = found.get((start, end), 0.0) + logits[column]
        evidence = tuple(Evidence(start, end, text[start:end], value) for (start, end), value in found.items())
        intercept = model().form.intercept[column]
        return Explanation(sentiment, float(model().scores([text]).logits[0, column]), intercept, evidence)


def _judged(negative: float, positive: float, neutral: float) -> Sentiment:
    """From the three logits to probabilities."""
    top = max(negative, positive, neutral)
    against, for_it, beside = exp(negative - top), exp(positive - top), exp(neutral - top)
    total = against + for_it + beside
    shares = Probabilities(for_it / total, beside / total, against / total)
    label = POSITIVE if positive == top else NEUTRAL if neutral == top else NEGATIVE
    return Sentiment(shares.positive - shares.negative, 1 - shares.neutral, label, shares, 1 / total < SURE)


@lru_cache(maxsize=1)
def analyzer() -> SentimentAnalyzer:
    """The analyzer that is in use."""
    return SentimentAnalyzer()


@lru_cache(maxsize=1)
def model() -> Model:
    return Model(artefact(SENTIMENT_MODEL), spelling.AS_MEANT)

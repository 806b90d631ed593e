"""The analyzer in TextBlob's place for one: `TextBlob(text, analyzer=BlobAnalyzer()).sentiment`.

TextBlob's own knows English only and calls every Indonesian text neutral, which would be a false figure.
"""

from __future__ import annotations

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from analytics.language.sentiment import Sentiment, analyzer


class BlobAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]  # TextBlob has no types
    """Nothing to train: `sentiment` is the one of `analytics.language.sentiment`."""

    kind = CONTINUOUS

    def analyze(self, text: str) -> Sentiment:
        return analyzer().analyze(text)

"""What the language tools say of a text that a citizen sends. The domain knows no models: it is handed the result."""

from __future__ import annotations

from analytics.language.sentiment import analyzer
from surveys import abuse
from surveys.abuse_lists import OwnWords
from surveys.personal_data import blank_tokens


def assess(text: str, own: OwnWords = OwnWords()) -> int:  # noqa: B008  frozen
    """How likely `text` is abuse, in percent: the list's words as the agency wants them, and how negative it sounds."""
    negativity = analyzer().analyze(blank_tokens(text)).probabilities.negative
    return abuse.percent(own.find(text), negativity)

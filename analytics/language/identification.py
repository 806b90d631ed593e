"""In which language an answer is written: Indonesian, English, or one of ten regional languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from analytics.language import spelling
from analytics.language.description import LANGUAGE_MODEL, artefact
from analytics.language.model import Model

UNKNOWN = "unknown"
_LEAST_LEAD = 0.5  # of the first logit before the second; docs/methods/sentiment.md says how often it is right


def identify(text: str) -> str:
    """The ISO 639-3 code of the text's language, or "unknown" when it has no words or could be one of several."""
    return identify_all([text])[0]


def identify_all(texts: Sequence[str]) -> list[str]:
    """`identify` for each text, in order."""
    logits, counts = model().scores(texts)
    first = logits.argmax(axis=1)
    ordered = np.sort(logits, axis=1)
    is_clear = (ordered[:, -1] - ordered[:, -2] >= _LEAST_LEAD) & (counts > 0)
    names = model().form.classes
    return [names[best] if clear else UNKNOWN for best, clear in zip(first.tolist(), is_clear.tolist(), strict=True)]


@lru_cache(maxsize=1)
def model() -> Model:
    return Model(artefact(LANGUAGE_MODEL), spelling.AS_SPELLED)

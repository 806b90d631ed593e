"""How likely a text is one that a person should look at before others read it: an insult, threat, hate, harassment.

A small linear model of its own sentences, beside the list of rough words that surveys/abuse.py reads with. What it
adds, and how often it is wrong: docs/methods/moderation.md.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from math import exp

from analytics.language import spelling
from analytics.language.description import ROUGHNESS_MODEL, artefact
from analytics.language.model import Model

ROUGH, HARMLESS = "rough", "harmless"
CLASSES = (ROUGH, HARMLESS)  # in the order of the model
_SIGNS = {"+": ROUGH, "-": HARMLESS}


def roughness(text: str) -> float:
    """0 to 1; from 0.6 on a person should look. 0 for a text without words."""
    logits, counts = _model().scores([text])
    if not counts[0]:
        return 0.0
    rough, harmless = logits[0].tolist()
    return 1 / (1 + exp(min(harmless - rough, 500.0)))


def sentences() -> list[tuple[str, str]]:
    """Each composed sentence with its class; the model is trained on them."""
    lines = (resources.files("analytics.language") / "rough_sentences.txt").read_text(encoding="utf-8").splitlines()
    return [(line[2:], _SIGNS[line[0]]) for line in lines if line[:1] in _SIGNS]


@lru_cache(maxsize=1)
def _model() -> Model:
    return Model(artefact(ROUGHNESS_MODEL), spelling.AS_MEANT)

"""A comment with the words marked that pushed its label, for pages that say why the machine gave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.language.sentiment import Evidence, analyzer
from analytics.measures.labelling import NEEDS_READER
from surveys.personal_data import blank_tokens

MOST_MARKS = 5
_WEAK = 0.35  # a word that pushes less than this much of what the strongest one does is not marked


@dataclass(frozen=True)
class Piece:
    """Some of the text. `push`: "" for plain text, "for" the label, or "against" it."""

    text: str
    push: str = ""


@dataclass(frozen=True)
class Marked:
    label: str  # one of measures.labelling.LABELS
    leaning: str  # the label that is most probable, also where a reader is needed
    probability: float  # of `leaning`, 0 to 1
    pieces: tuple[Piece, ...]


def marked(text: str) -> Marked:
    """The text in pieces, with the machine's label and what pushed it; as it stands where nothing did."""
    explanation = analyzer().explain(blank_tokens(text))
    said = explanation.sentiment
    return Marked(
        NEEDS_READER if said.needs_reader else said.label,
        said.label,
        max(said.probabilities),
        tuple(_pieces(text, _strongest(explanation.evidence))),
    )


def _strongest(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """The words that pushed most, in the order of the text, none over another."""
    strongest = max((abs(word.contribution) for word in evidence), default=0.0)
    told = [word for word in evidence if abs(word.contribution) >= _WEAK * strongest > 0]
    chosen: list[Evidence] = []
    for word in sorted(told, key=lambda word: -abs(word.contribution)):
        apart = all(word.end <= other.start or other.end <= word.start for other in chosen)
        if apart and len(chosen) < MOST_MARKS:
            chosen.append(word)
    return sorted(chosen)


def _pieces(text: str, words: list[Evidence]) -> Iterator[Piece]:
    at = 0
    for word in words:
        if word.start > at:
            yield Piece(text[at : word.start])
        yield Piece(text[word.start : word.end], "for" if word.contribution > 0 else "against")
        at = word.end
    if at < len(text):
        yield Piece(text[at:])

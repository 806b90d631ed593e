"""Finding consultations by the words of their titles and texts. Pure.

Of each text only its distinct words are kept, a tenth of its length: looking through those of a thousand
drafts takes milliseconds and is the same on every database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surveys.consultation_text import ConsultationText
from surveys.documents import Document

LONGEST_QUERY = 200
MOST_TERMS = 8
EXCERPT = 160  # characters

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"[*_#>`\[\]|]+")


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False  # it is what was looked for


@dataclass(frozen=True)
class Excerpt:
    """Where something was found. `passage`: the id of the passage; "" in the words around the draft."""

    pieces: tuple[Piece, ...]
    passage: str = ""


def terms(query: str) -> tuple[str, ...]:
    """The words of what somebody looks for, in small letters; each must be found."""
    return tuple(dict.fromkeys(_WORD.findall(query[:LONGEST_QUERY].lower())))[:MOST_TERMS]


def word_list(texts: Iterable[str]) -> str:
    """The distinct words of some texts, in small letters, one a line."""
    return "\n".join(sorted(set(_WORD.findall("\n".join(texts).lower()))))


def matches(words: str, wanted: Sequence[str]) -> bool:
    """Whether every wanted term stands in a word of a `word_list`."""
    return all(term in words for term in wanted)


def texts_of(text: ConsultationText, document: Document) -> Iterator[tuple[str, str]]:
    """Every text of a consultation in all its languages, each with the id of its passage ("": none)."""
    for texts in (text.title, text.summary, text.aims, text.background):
        for written in texts.values():
            yield "", _MARKUP.sub("", written)
    for stone in text.milestones:
        for written in stone.text.values():
            yield "", written
    for passage in document.passages:
        yield passage.id, passage.text


def excerpt(texts: Iterable[tuple[str, str]], wanted: Sequence[str]) -> Excerpt:
    """The stretch around the first place with the most of the wanted terms; no pieces where there is none."""
    best, most, where = "", 0, ""
    for passage, text in texts:
        small = text.lower()
        count = sum(term in small for term in wanted)
        if count > most:
            best, most, where = text, count, passage
    return Excerpt(marked(_stretch(best, wanted), wanted), where)


def marked(text: str, wanted: Sequence[str]) -> tuple[Piece, ...]:
    """The whole of a text, cut where something begins or ends that was looked for."""
    return tuple(_pieces(text, wanted))


def _pattern(wanted: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(term) for term in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)


def _stretch(text: str, wanted: Sequence[str]) -> str:
    """About `EXCERPT` characters of `text` with the first hit in them, cut between words."""
    text = " ".join(text.split())
    hit = _pattern(wanted).search(text)
    begin = max(0, hit.start() - EXCERPT // 3) if hit else 0
    if begin:
        begin = text.find(" ", begin, hit.start() if hit else None) + 1 or begin
    end = begin + EXCERPT
    if end < len(text):
        end = max(text.rfind(" ", begin, end), hit.end() if hit else 0)
    return ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")


def _pieces(text: str, wanted: Sequence[str]) -> Iterator[Piece]:
    done = 0
    for hit in _pattern(wanted).finditer(text):
        if hit.start() > done:
            yield Piece(text[done : hit.start()])
        yield Piece(hit[0], marked=True)
        done = hit.end()
    if done < len(text):
        yield Piece(text[done:])

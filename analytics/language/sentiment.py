"""Whether an open answer praises or complains. The door through which every figure on sentiment comes.

An analyzer is one of TextBlob's, so `TextBlob(text, analyzer=analyzer()).sentiment` works. TextBlob's
own knows English only and calls every Indonesian text neutral, which would be a false figure. This
one looks words up in a short list; docs/method-sentiment.md says how often it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from analytics.language import words
from analytics.language.description import IN_USE, Analyzer

POSITIVE, NEUTRAL, NEGATIVE = "positive", "neutral", "negative"
LABELS = (POSITIVE, NEUTRAL, NEGATIVE)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.,!?;\n]")
_ENDS = frozenset(".,!?;\n")
_REACH = 3  # a negation turns around the next judging word, if it stands within so many words


class Sentiment(NamedTuple):
    """TextBlob's pair, and what is counted: the label. `evidence` are the words that decided, with their sign."""

    polarity: float  # -1 to 1
    subjectivity: float  # 0 to 1
    label: str
    evidence: tuple[tuple[str, int], ...] = ()
    needs_reader: bool = False


class SentimentAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]  # TextBlob has no types
    """What this module's users rely on, beside TextBlob's own."""

    kind = CONTINUOUS
    description: Analyzer

    def analyze(self, text: str) -> Sentiment:
        raise NotImplementedError

    def analyze_all(self, texts: Iterable[str]) -> list[Sentiment]:
        """One sentiment for each text, in order; a model that works on batches does better here."""
        return [self.analyze(text) for text in texts]


@lru_cache(maxsize=1)
def analyzer() -> SentimentAnalyzer:
    """The analyzer that is in use."""
    return WordList()


class WordList(SentimentAnalyzer):
    """Counts known words, turned around by a negation before them and doubled by an intensifier."""

    description = IN_USE

    def analyze(self, text: str) -> Sentiment:
        evidence: list[tuple[str, int]] = []
        for clause in _clauses(text):
            evidence += _judged(clause)
        score, weight = sum(sign for _, sign in evidence), sum(abs(sign) for _, sign in evidence)
        label = POSITIVE if score > 0 else NEGATIVE if score < 0 else NEUTRAL
        return Sentiment(score / weight if weight else 0.0, min(1.0, weight / 4), label, tuple(evidence))


def _clauses(text: str) -> Iterator[list[str]]:
    """The known forms of the words of each stretch between two punctuation marks."""
    clause: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word in _ENDS:
            yield clause
            clause = []
        elif clause and (phrase := words.PHRASES.get((clause[-1], word))):
            clause[-1] = phrase
        else:
            clause.append(_plain(word))
    yield clause


@lru_cache(maxsize=10_000)
def _plain(word: str) -> str:
    """The spelling in which the lists know a word, if they do: bagusnya -> bagus, cepat-cepat -> cepat."""
    word = words.SPELLINGS.get(word, word)
    if _is_known(word):
        return word
    half, _, other = word.partition("-")
    for form in (half if half == other else word, *(word.removesuffix(suffix) for suffix in words.SUFFIXES)):
        if _is_known(form := words.SPELLINGS.get(form, form)):
            return form
    return word


def _is_known(word: str) -> bool:
    return word in words.POSITIVE or word in words.NEGATIVE or word in words.NEGATIONS


def _judged(clause: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The words that judge, each with its sign and strength."""
    negated_until = -1
    for at, word in enumerate(clause):
        if word in words.NEGATIONS:
            negated_until = at + _REACH
        sign = (word in words.POSITIVE) - (word in words.NEGATIVE)
        if not sign:
            continue
        before, after = clause[at - 1] if at else "", clause[at + 1] if at + 1 < len(clause) else ""
        if before in words.STRONGER_BEFORE or after in words.STRONGER_AFTER:
            sign *= 2
        yield word, -sign if at <= negated_until else sign
        negated_until = -1

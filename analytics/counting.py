"""From the answers of one survey's day to the statistics of its cells, and to what its comments say."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from analytics.language.identification import identify_all
from analytics.language.sentiment import SentimentAnalyzer
from analytics.measures.labelling import NEEDS_READER
from analytics.measures.statistics import CountedResponse, Pair, Statistics
from surveys.definition import COMMENT, ELEMENT, PROFILE, Question, Questionnaire
from surveys.personal_data import blank_tokens
from surveys.queries import AnswerBatch
from surveys.question_types import type_of

NO_UNIT = 0


class Cell(NamedTuple):
    """Which responses of the day a row of statistics is about; see `models.DailyFigure`."""

    version_id: int
    unit_id: int
    channel: str
    language: str
    profile_question: str
    profile_option: str


class Score(NamedTuple):
    """What the machine read out of a comment; see `models.TextScore`."""

    digest: str
    label: str
    polarity: int
    language: str


CommentId = tuple[str, str]  # response id, question code
Scores = Mapping[CommentId, Score]


@dataclass
class CountedDay:
    """What a day comes to: the statistics of every cell that has a response, and the score of every comment."""

    cells: dict[Cell, Statistics] = field(default_factory=dict)
    scores: dict[CommentId, Score] = field(default_factory=dict)


def count_day(
    batches: Iterable[AnswerBatch],
    questionnaires: Mapping[int, Questionnaire],
    analyzer: SentimentAnalyzer,
    known: Scores | None = None,
) -> CountedDay:
    """Count a day. `questionnaires`: by version id, all that were answered; `known`: scores by the same method.

    A pure function of the set of responses: neither their order nor the batches change the result, and
    what is known only saves reading the same text again.
    """
    readers = {version_id: _Reader(questionnaire) for version_id, questionnaire in questionnaires.items()}
    day = CountedDay()
    for batch in batches:
        answers = [json.loads(text) for text in batch.answers]
        scores = _scores(_comments(batch, answers, readers), analyzer, known or {})
        day.scores.update(scores)
        for cell, responses in _grouped(batch, answers, readers, scores).items():
            part = Statistics.of(responses, readers[cell.version_id].elements)
            day.cells[cell] = day.cells[cell].merge(part) if cell in day.cells else part
    return day


def _grouped(
    batch: AnswerBatch, answers: Iterable[Mapping[str, Any]], readers: Mapping[int, _Reader], scores: Scores
) -> dict[Cell, list[CountedResponse]]:
    """The responses of each cell; one response is in the cell of everybody and in one for each profile answer."""
    rows = zip(batch.ids, batch.version_ids, batch.unit_ids, batch.channels, batch.languages, answers, strict=True)
    groups: dict[Cell, list[CountedResponse]] = defaultdict(list)
    for response_id, version_id, unit_id, channel, language, given in rows:
        everybody, profiled, margins = readers[version_id].take_apart(response_id, given, scores)
        groups[Cell(version_id, unit_id or NO_UNIT, channel, language, "", "")].append(everybody)
        for question, option in margins:
            groups[Cell(version_id, unit_id or NO_UNIT, "", "", question, option)].append(profiled)
    return groups


def _comments(
    batch: AnswerBatch, answers: Iterable[Mapping[str, Any]], readers: Mapping[int, _Reader]
) -> Iterator[tuple[CommentId, str]]:
    for response_id, version_id, given in zip(batch.ids, batch.version_ids, answers, strict=True):
        for code in readers[version_id].comments:
            if code in given:
                yield (response_id, code), blank_tokens(given[code])


def _scores(comments: Iterable[tuple[CommentId, str]], analyzer: SentimentAnalyzer, known: Scores) -> Scores:
    """The score of every comment. Those not yet known are asked for in one go, and once for equal texts."""
    texts = dict(comments)
    digests = {comment: hashlib.blake2b(text.encode(), digest_size=8).hexdigest() for comment, text in texts.items()}
    scores = {
        comment: known[comment]
        for comment, digest in digests.items()
        if comment in known and known[comment].digest == digest
    }
    new = list(dict.fromkeys(text for comment, text in texts.items() if comment not in scores))
    read = dict(zip(new, zip(analyzer.analyze_all(new), identify_all(new), strict=True), strict=True))
    for comment, text in texts.items():
        if comment not in scores:
            sentiment, language = read[text]
            label = NEEDS_READER if sentiment.needs_reader else sentiment.label
            scores[comment] = Score(digests[comment], label, round(sentiment.polarity * 10), language)
    return scores


class _Reader:
    """What one questionnaire's answers are taken apart by."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.elements = tuple(question.code for question in questionnaire.with_role(ELEMENT))
        self.comments = tuple(question.code for question in questionnaire.with_role(COMMENT))
        self._scores = [(question.code, question.scores) for question in questionnaire.with_role(ELEMENT)]
        self._profile = questionnaire.with_role(PROFILE)
        self._others = tuple(question for question in questionnaire.questions if question.role != PROFILE)
        self._known: dict[Pair, Pair] = {}

    def take_apart(
        self, response_id: str, given: Mapping[str, Any], read: Scores
    ) -> tuple[CountedResponse, CountedResponse, list[Pair]]:
        """One response with everything that is counted of it; the same without its profile; its profile answers.

        A margin leaves out the other profile questions: with them it would be a crossed table.
        """
        others, profile = self._picks(self._others, given), self._picks(self._profile, given)
        scores = tuple(known.get(given.get(code, "")) for code, known in self._scores)
        comments = [(code, read[response_id, code]) for code in self.comments if code in given]
        texts = tuple((code, score.label, score.polarity) for code, score in comments)
        everybody = CountedResponse((*others, *profile), scores, texts)
        margins = [pair for pair in profile if "." not in pair[0]]  # no margin for each row of a matrix
        return everybody, CountedResponse(tuple(others), scores, texts), margins

    def _picks(self, questions: Iterable[Question], given: Mapping[str, Any]) -> list[Pair]:
        # One object for each pair: a hundred thousand responses pick the same few options.
        known = self._known
        return [
            known.setdefault(pair, pair)
            for question in questions
            if question.code in given
            for pair in type_of(question).picks(question, given[question.code])
        ]

"""From the answers of one survey's day to the statistics of its cells."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from analytics.language.sentiment import Sentiment, SentimentAnalyzer
from analytics.measures.statistics import CountedResponse, Pair, Statistics
from surveys.definition import COMMENT, ELEMENT, PROFILE, Question, Questionnaire
from surveys.queries import AnswerBatch
from surveys.question_types import type_of

_RULES = "counting-1"  # raise it when the same answers are counted differently: every day is counted again
NO_UNIT = 0


class Cell(NamedTuple):
    """Which responses of the day a row of statistics is about; see `models.DailyFigure`."""

    version_id: int
    unit_id: int
    channel: str
    language: str
    profile_question: str
    profile_option: str


def method(analyzer: SentimentAnalyzer) -> str:
    """By which rules and with which analyzer a day is counted."""
    return f"{_RULES} {analyzer.description.method}"


def count_day(
    batches: Iterable[AnswerBatch], questionnaires: Mapping[int, Questionnaire], analyzer: SentimentAnalyzer
) -> dict[Cell, Statistics]:
    """The statistics of every cell that has a response. `questionnaires`: by version id, all that were answered.

    A pure function of the set of responses: neither their order nor the batches change the result.
    """
    readers = {version_id: _Reader(questionnaire) for version_id, questionnaire in questionnaires.items()}
    cells: dict[Cell, Statistics] = {}
    for batch in batches:
        for cell, responses in _grouped(batch, readers, analyzer).items():
            part = Statistics.of(responses, readers[cell.version_id].elements)
            cells[cell] = cells[cell].merge(part) if cell in cells else part
    return cells


def _grouped(
    batch: AnswerBatch, readers: Mapping[int, _Reader], analyzer: SentimentAnalyzer
) -> dict[Cell, list[CountedResponse]]:
    """The responses of each cell; one response is in the cell of everybody and in one for each profile answer."""
    answers = [json.loads(text) for text in batch.answers]
    judged = _judged(zip(batch.version_ids, answers, strict=True), readers, analyzer)
    rows = zip(batch.version_ids, batch.unit_ids, batch.channels, batch.languages, answers, strict=True)
    groups: dict[Cell, list[CountedResponse]] = defaultdict(list)
    for version_id, unit_id, channel, language, given in rows:
        everybody, profiled, margins = readers[version_id].take_apart(given, judged)
        groups[Cell(version_id, unit_id or NO_UNIT, channel, language, "", "")].append(everybody)
        for question, option in margins:
            groups[Cell(version_id, unit_id or NO_UNIT, "", "", question, option)].append(profiled)
    return groups


def _judged(
    rows: Iterable[tuple[int, Mapping[str, Any]]], readers: Mapping[int, _Reader], analyzer: SentimentAnalyzer
) -> dict[str, Sentiment]:
    """The sentiment of every open answer, asked for in one go and once for equal texts."""
    texts = dict.fromkeys(
        given[code] for version_id, given in rows for code in readers[version_id].comments if code in given
    )
    return dict(zip(texts, analyzer.analyze_all(texts), strict=True))


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
        self, given: Mapping[str, Any], judged: Mapping[str, Sentiment]
    ) -> tuple[CountedResponse, CountedResponse, list[Pair]]:
        """One response with everything that is counted of it; the same without its profile; its profile answers.

        A margin leaves out the other profile questions: with them it would be a crossed table.
        """
        others, profile = self._picks(self._others, given), self._picks(self._profile, given)
        scores = tuple(known.get(given.get(code, "")) for code, known in self._scores)
        texts = tuple(
            (code, judged[given[code]].label, round(judged[given[code]].polarity * 10))
            for code in self.comments
            if code in given
        )
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

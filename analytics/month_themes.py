"""What the comments of one survey and month are about: worked out at night, kept for pages and reports.

A month starts from the themes of the month before, so that themes keep their names. So when a month
changes, the later ones of its survey are worked out again, and any schedule leads to the same themes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from analytics import facts, reading
from analytics.language import keyword_themes
from analytics.language.keyword_themes import KeywordTheme
from analytics.measures import themes
from analytics.measures.themes import Themes
from analytics.models import MonthThemes
from analytics.runs import Database, Run
from surveys import queries
from surveys.calendar import month_before, month_days
from surveys.canonical import canonical_json
from surveys.definition import COMMENT
from surveys.personal_data import blank_tokens
from surveys.queries import CommentKey

SurveyMonth = tuple[int, dt.date]  # survey id, first day of the month


@dataclass(frozen=True)
class MonthSummary:
    """The themes of a month, how many comments of each unit belong to each, and where to find examples.

    A comment may belong to several themes. `units`: unit id (0: none) -> theme -> comments; `labels`: theme ->
    label of sentiment -> comments; `examples`: theme -> comments that show it, which may have been withdrawn since.
    """

    themes: Themes
    units: Mapping[int, Mapping[str, int]]
    labels: Mapping[str, Mapping[str, int]]
    examples: Mapping[str, tuple[CommentKey, ...]]

    def dump(self) -> str:
        """Canonical JSON text, without a word of any answer."""
        examples = {
            theme: [[key.day.isoformat(), key.response_id, key.question_code] for key in keys]
            for theme, keys in self.examples.items()
        }
        units = {str(unit): dict(counts) for unit, counts in self.units.items()}
        plain = {"themes": self.themes.dump(), "units": units, "labels": self.labels, "examples": examples}
        return canonical_json(plain)

    @classmethod
    def load(cls, survey_id: int, text: str) -> MonthSummary:
        """What `dump` wrote."""
        plain = json.loads(text)
        examples = {
            theme: tuple(
                CommentKey(survey_id, dt.date.fromisoformat(day), response, question)
                for day, response, question in keys
            )
            for theme, keys in plain["examples"].items()
        }
        units = {int(unit): counts for unit, counts in plain["units"].items()}
        return cls(Themes.load(plain["themes"]), units, plain["labels"], examples)


class _Comment(NamedTuple):
    key: CommentKey
    unit_id: int
    text: str
    language: str
    label: str


def stale(session: Session, until: dt.date, analyzer_method: str) -> list[SurveyMonth]:
    """The surveys' months up to `until` whose themes must be worked out, in order: those whose comments changed
    or were read otherwise since, or whose key words did, and every later one of the same survey."""
    versions, known = reading.survey_versions(session), reading.themes_versions(session)
    methods = {
        survey.id: _method(analyzer_method, agency_seeds(session, survey.agency_id))
        for survey in queries.surveys(session)
    }
    found: list[SurveyMonth] = []
    for survey_id, month in sorted(at for at in versions if at[1] <= until):
        follows = bool(found) and found[-1][0] == survey_id
        wanted = (versions[survey_id, month], methods[survey_id])
        if follows or known.get((survey_id, month)) != wanted:
            found.append((survey_id, month))
    return found


def update(database: Database, run: Run, at: SurveyMonth, analyzer_method: str) -> None:
    """Work out the themes of one survey and month from its comments and the themes of the month before."""
    survey_id, month = at
    with database.read() as session:
        version = reading.survey_versions(session)[at]
        owners = {survey.id: survey.agency_id for survey in queries.surveys(session)}
        seeds = agency_seeds(session, owners[survey_id])
        before = month_before(month)
        previous = summary(session, survey_id, before)
        comments = list(_comments(session, survey_id, month))
    content = summarize(comments, seeds, previous.themes if previous else None).dump()
    with database.write() as session:
        run.require(session)
        facts.store_themes(session, survey_id, month, version, _method(analyzer_method, seeds), content)


def summary(session: Session, survey_id: int, month: dt.date) -> MonthSummary | None:
    """The themes of a survey's month as they were worked out last; None when they never were."""
    row = session.get(MonthThemes, (survey_id, month))
    return MonthSummary.load(survey_id, row.content) if row else None


def summarize(comments: Sequence[_Comment], seeds: Sequence[KeywordTheme], previous: Themes | None) -> MonthSummary:
    """The summary of a month's comments. Pure; their order does not matter."""
    comments = sorted(comments)
    texts, languages = [comment.text for comment in comments], [comment.language for comment in comments]
    found = themes.suggest(texts, languages, seeds, previous)
    whole = {theme.id: theme.part_of for theme in found.themes}
    units: dict[int, Counter[str]] = defaultdict(Counter)
    for comment, assigned in zip(comments, found.assignments, strict=True):
        units[comment.unit_id].update({*assigned, *filter(None, (whole[theme] for theme in assigned))})
    return MonthSummary(
        replace(found, assignments=()),
        dict(units),
        themes.by_label(found, [comment.label for comment in comments]),
        {theme.id: tuple(comments[place].key for place in theme.examples) for theme in found.themes},
    )


def _comments(session: Session, survey_id: int, month: dt.date) -> Iterator[_Comment]:
    asked = {
        version_id: [question.code for question in questionnaire.with_role(COMMENT)]
        for version_id, questionnaire in queries.versions(session, survey_id).items()
    }
    days = month_days(month)
    for day in queries.days_with_answers(session, survey_id, days[0], days[-1]):
        scores = facts.day_scores(session, survey_id, day)
        for batch in queries.answer_batches(session, survey_id, day):
            rows = zip(batch.ids, batch.version_ids, batch.unit_ids, batch.answers, strict=True)
            for response_id, version_id, unit_id, answers in rows:
                given: Mapping[str, Any] = json.loads(answers) if asked[version_id] else {}
                for code in asked[version_id]:
                    # What came in since the day was counted has no score yet; it is there the next night.
                    if code in given and (response_id, code) in scores:
                        score, _method = scores[response_id, code]
                        key = CommentKey(survey_id, day, response_id, code)
                        yield _Comment(key, unit_id or 0, blank_tokens(given[code]), score.language, score.label)


def agency_seeds(session: Session, agency_id: int) -> tuple[KeywordTheme, ...]:
    """The ready keyword themes with the agency's changes: other names and words, themes added or left out."""
    own = queries.keyword_themes(session, agency_id)
    seeds = []
    for seed in keyword_themes.ready():
        change = own.pop(seed.id, None)
        if change is None:
            seeds.append(seed)
        elif change.words:
            # The names that people gave; words of other languages stay as they were.
            seeds.append(KeywordTheme(seed.id, change.names, {**seed.words, "ind": change.words, "eng": ()}))
    added = (KeywordTheme(code, theme.names, {"ind": theme.words}) for code, theme in own.items() if theme.words)
    return (*seeds, *added)


def _method(analyzer_method: str, seeds: Sequence[KeywordTheme]) -> str:
    words = canonical_json([[seed.id, dict(seed.names), {k: list(v) for k, v in seed.words.items()}] for seed in seeds])
    return f"{themes.METHOD} {blake2b(f'{analyzer_method} {words}'.encode(), digest_size=8).hexdigest()}"

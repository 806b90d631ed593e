"""What one survey found in a month: satisfaction, the tone of its comments, and what they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from analytics import month_themes, reading, sampling
from analytics.comparable import comparable
from analytics.indexes import INDEXES
from analytics.language.description import IN_USE
from analytics.measures.distribution import Part, distribution
from analytics.measures.figure import Figure
from analytics.measures.labelling import (
    LABELS,
    NEEDS_READER,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    TRUE_LABELS,
    corrected_shares,
    error_rate,
)
from analytics.measures.satisfaction import SkmFigures, skm
from analytics.measures.statistics import Statistics
from analytics.measures.themes import Theme
from app.auth import needs
from app.extensions import db
from app.i18n import language
from app.staff.blueprint import blueprint
from app.staff.lookups import comments_of, survey_in_sight
from app.staff.marked import Marked, marked
from surveys import authoring
from surveys.calendar import month_days
from surveys.comments import CommentReader
from surveys.definition import COMMENT, ELEMENT, Questionnaire
from surveys.instruments import INSTRUMENTS
from surveys.instruments.skm import NAME as SKM
from surveys.models import Survey

MOST_THEMES, MOST_EXAMPLES = 12, 3
_ACROSS = (NEGATIVE, NEEDS_READER, NEUTRAL, POSITIVE)


@dataclass(frozen=True)
class Tone:
    """The machine's labels, how often a reader disagrees, and the shares corrected for that."""

    parts: list[Part]
    error: Figure
    corrected: dict[str, Figure]


class Bar(NamedTuple):
    """Where a label stands in a picture as wide as all of them together."""

    label: str
    x: str
    width: str


@dataclass(frozen=True)
class ThemeLine:
    theme: Theme
    name: str
    labels: dict[str, int]  # label -> comments
    examples: list[Marked]

    @property
    def bars(self) -> list[Bar]:
        """The labels side by side, from complaints to praise."""
        total, reached, bars = sum(self.labels.values()), 0, []
        for label in _ACROSS:
            if count := self.labels.get(label):
                bars.append(Bar(label, f"{100 * reached / total:.2f}%", f"{100 * count / total:.2f}%"))
                reached += count
        return bars


@blueprint.get("/surveys/<int:survey_id>/results")
@needs("code-comments")
def survey_results(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    months = sorted((month for owner, month in reading.survey_versions(db.session) if owner == survey.id), reverse=True)
    month = _asked(months)
    questionnaire = authoring.questionnaire_of(survey)
    context: dict[str, Any] = {"survey": survey, "questionnaire": questionnaire, "months": months, "month": month}
    if month is not None:
        context |= _found(survey, questionnaire, month)
    return render_template("staff/results.html", **context)


def _asked(months: Sequence[dt.date]) -> dt.date | None:
    """The month that the address asks for, else the newest one."""
    asked = request.args.get("month", "")
    return next((month for month in months if f"{month:%Y-%m}" == asked), months[0] if months else None)


def _found(survey: Survey, questionnaire: Questionnaire, month: dt.date) -> dict[str, Any]:
    last = month_days(month)[-1]
    cut = reading.data_cut(db.session, month) or last
    alike = comparable(db.session, month, last, [survey.id])
    facts = reading.everybody(db.session, month, last, [survey.id])
    statistics = Statistics.total(alike.statistics(fact) for fact in facts)
    # Other instruments have rating questions too, and neither an IKM nor a grade.
    elements = [element.code for element in questionnaire.with_role(ELEMENT)] if questionnaire.instrument == SKM else []
    return {
        "cut": cut,
        "responses": statistics.n,
        "several": bool(alike.left_out),
        "satisfaction": _satisfaction(statistics, elements, cut),
        "instrument": INSTRUMENTS.get(questionnaire.instrument),
        "index": _index(questionnaire, statistics, cut),
        "names": {question.code: question.name or question.label for question in questionnaire.questions},
        "tone": _tone(statistics, questionnaire, survey.agency_id, cut),
        "themes": _themes(comments_of(survey), survey.id, month),
    }


def _satisfaction(statistics: Statistics, elements: Sequence[str], cut: dt.date) -> SkmFigures | None:
    return skm(statistics, elements, cut) if elements and statistics.n else None


def _index(questionnaire: Questionnaire, statistics: Statistics, cut: dt.date) -> dict[str, Any] | None:
    """The index of an instrument that isn't the SKM; None without one, or without an answer."""
    index = INDEXES.get(questionnaire.instrument) if questionnaire.instrument != SKM else None
    return index(statistics, cut) if index and statistics.n else None


def _tone(statistics: Statistics, questionnaire: Questionnaire, agency_id: int, cut: dt.date) -> Tone | None:
    counts = dict.fromkeys(LABELS, 0)
    for question in questionnaire.with_role(COMMENT):
        for label, n in statistics.texts.get(question.code, {}).items():
            counts[label] += n
    if not any(counts.values()):
        return None
    strata = sampling.strata(db.session, [agency_id], cut, reading.counting_method(IN_USE))
    corrected = corrected_shares(counts, strata, cut)
    parts = distribution(counts, LABELS, cut, IN_USE.method)
    return Tone(parts, error_rate(strata, cut), {label: corrected[label] for label in TRUE_LABELS})


def _themes(reader: CommentReader, survey_id: int, month: dt.date) -> list[ThemeLine]:
    found = month_themes.summary(db.session, survey_id, month)
    if found is None:
        return []
    whole = [theme for theme in found.themes.themes if theme.part_of is None][:MOST_THEMES]
    keys = [key for theme in whole for key in found.examples.get(theme.id, ())[:MOST_EXAMPLES]]
    texts = {key: comment.text for key, comment in reader.still_there(keys).items()}
    return [
        ThemeLine(
            theme,
            theme.names.get(language()) or theme.names["id"],
            dict(found.labels.get(theme.id, {})),
            [marked(texts[key]) for key in found.examples.get(theme.id, ())[:MOST_EXAMPLES] if key in texts],
        )
        for theme in whole
    ]

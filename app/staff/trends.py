"""How each question of a survey went over the months, and where its answers stopped being comparable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import render_template
from flask.typing import ResponseReturnValue

from analytics import reading
from analytics.comparable import steps
from analytics.measures.figure import Figure
from analytics.measures.statistics import Statistics
from analytics.measures.trends import MEAN, Stretch, comparable, mean, most_picked, share, stretch
from analytics.reports.charts import Trend, trend
from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import survey_in_sight
from surveys import authoring, queries
from surveys.calendar import month_days, next_month
from surveys.definition import Localized, Question
from surveys.models import Survey
from surveys.queries import VersionRow
from surveys.question_types import type_of
from surveys.question_types.choice import Choice

MOST_MONTHS = 12

Counted = Mapping[tuple[dt.date, int], Statistics]


@dataclass(frozen=True)
class Run:
    """A stretch as the page shows it: from which version on, and of which option the share is, if it is one."""

    number: int
    stretch: Stretch
    option: Localized


@dataclass(frozen=True)
class QuestionTrend:
    question: Question
    shares: bool
    runs: list[Run]
    chart: Trend


@blueprint.get("/surveys/<int:survey_id>/trends")
@needs("code-comments")
def survey_trends(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    months = sorted(month for owner, month in reading.survey_versions(db.session) if owner == survey.id)[-MOST_MONTHS:]
    return render_template(
        "staff/trends.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        trends=_trends(survey, months[0], months[-1]) if months else [],
    )


def _trends(survey: Survey, first: dt.date, last: dt.date) -> list[QuestionTrend]:
    """One for each question of the newest version with one pick, over the months from `first` to `last`."""
    history = queries.version_history(db.session, [survey.id]).get(survey.id, ())
    months = _months(first, last)
    picks = {month: reading.picks_in_month(db.session, survey.id, month) for month in months}
    counted = {(month, version_id): found for month, by_id in picks.items() for version_id, found in by_id.items()}
    asked = [question for question in history[-1].questionnaire.questions if isinstance(type_of(question), Choice)]
    return [found for question in asked if (found := _trend(question, history, counted, months))]


def _trend(
    question: Question, history: Sequence[VersionRow], counted: Counted, months: Sequence[dt.date]
) -> QuestionTrend | None:
    numbers = {version.id: version for version in history}
    made = [_run(question.code, ids, numbers, counted, months[-1]) for ids in comparable(steps(history), question.code)]
    runs = [run for run in made if run is not None and run.stretch.points]
    if not runs:
        return None
    shares = runs[-1].stretch.points[0][1].method != MEAN
    # A scale of other scores can't share an axis: such a line is in the table only.
    drawn = [run.stretch.points for run in runs if (run.stretch.points[0][1].method != MEAN) == shares]
    lowest, highest = (0.0, 1.0) if shares else _ends(question, drawn)
    return QuestionTrend(question, shares, runs, trend(drawn, months, lowest, highest))


def _run(
    code: str, ids: tuple[int, ...], versions: Mapping[int, VersionRow], counted: Counted, cut: dt.date
) -> Run | None:
    """The run of the versions `ids`, measured as the newest of them asks it; None where they don't ask for one pick."""
    question = versions[ids[-1]].questionnaire.by_code.get(code)
    if question is None or not isinstance(type_of(question), Choice):
        return None
    cut = month_days(cut)[-1]
    number = versions[ids[0]].number
    if question.scores and len(question.scores) == len(question.options):
        measure = partial(mean, code=code, scores=question.scores, cut=cut)
        return Run(number, stretch(ids, counted, measure), {})
    whole = Statistics.total(statistics for (_, version_id), statistics in counted.items() if version_id in ids)
    top = most_picked(whole, code, [option.code for option in question.options])
    label = next((option.label for option in question.options if option.code == top), {})
    return Run(number, stretch(ids, counted, partial(share, code=code, option=top, cut=cut)), label)


def _ends(question: Question, drawn: Sequence[Sequence[tuple[dt.date, Figure]]]) -> tuple[float, float]:
    """The ends of the axis: those of the newest scale, and further out where an older one went."""
    figures = [found for line in drawn for _, found in line]
    values = [float(end) for one in figures for end in (one.value, one.low, one.high) if end is not None]
    scores = [float(score) for score in question.scores.values()]
    return min(scores + values), max(scores + values)


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    months = [first]
    while months[-1] < last:
        months.append(next_month(months[-1]))
    return months

"""How each question of a survey went over the months, and where its answers stopped being comparable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from analytics import reading, series
from analytics.indexes import INDEXES
from analytics.reports.charts import Trend, trend
from analytics.series import Counted, Series
from app.auth import needs
from app.extensions import db
from app.staff.blueprint import blueprint
from app.staff.lookups import survey_in_sight
from surveys import authoring, queries
from surveys.calendar import month_days, next_month
from surveys.definition import Localized
from surveys.instruments import INSTRUMENTS
from surveys.models import Survey
from surveys.queries import VersionRow

MOST_MONTHS = 12
FEW = 30  # answers: with fewer, a figure jumps and its interval, which takes it for a normal one, is too narrow


@dataclass(frozen=True)
class Drawn:
    """A series with its chart. `few`: whether a month of it has few answers."""

    series: Series
    chart: Trend
    few: bool


@dataclass(frozen=True)
class Topic:
    """A question, or the instrument as a whole, with all that is followed of it."""

    name: Localized
    drawn: list[Drawn]

    @property
    def kind(self) -> str:
        return self.drawn[0].series.kind


@blueprint.get("/surveys/<int:survey_id>/trends")
@needs("code-comments")
def survey_trends(survey_id: int) -> ResponseReturnValue:
    survey = survey_in_sight(survey_id)
    months = sorted(month for owner, month in reading.survey_versions(db.session) if owner == survey.id)[-MOST_MONTHS:]
    return render_template(
        "staff/trends.html",
        survey=survey,
        questionnaire=authoring.questionnaire_of(survey),
        topics=_topics(survey, _months(months[0], months[-1])) if months else [],
        few=FEW,
    )


def _topics(survey: Survey, months: Sequence[dt.date]) -> list[Topic]:
    """The index of the instrument, if any, then one for each question of the newest version that was answered."""
    history = queries.version_history(db.session, [survey.id]).get(survey.id, ())
    counted, cut = _counted(survey, history, months), month_days(months[-1])[-1]
    index = series.of_index(history, counted, cut)
    found = [(INSTRUMENTS[history[-1].questionnaire.instrument].title, [index])] if index else []
    found += [
        (question.name or question.label, series.of_question(question.code, history, counted, cut))
        for question in history[-1].questionnaire.questions
    ]
    return [Topic(name, [_drawn(one, months) for one in lines]) for name, lines in found if lines]


def _counted(survey: Survey, history: Sequence[VersionRow], months: Sequence[dt.date]) -> Counted:
    # Only an index needs more than the picks, and reading it all takes four times as long.
    indexed = history[-1].questionnaire.instrument in INDEXES
    read = reading.in_month if indexed else reading.picks_in_month
    by_month = {month: read(db.session, survey.id, month) for month in months}
    return {(month, version_id): found for month, by_id in by_month.items() for version_id, found in by_id.items()}


def _drawn(one: Series, months: Sequence[dt.date]) -> Drawn:
    points = [run.stretch.points for run in one.drawn]
    few = any((figure.base or 0) < FEW for run in one.runs for _, figure in run.stretch.points)
    return Drawn(one, trend(points, months, *one.ends), few)


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    months = [first]
    while months[-1] < last:
        months.append(next_month(months[-1]))
    return months

"""A survey's answers as a table that other programs, and our own import, can read.

Never in it: ids, keys, receipts, or anything else that leads to who answered. Rows are ordered by
day and then by a random id, so the order of arrival can't be read from the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.definition import Questionnaire, load
from surveys.interchange.response_table import EXPORTED, cells_of, question_columns, received_cell
from surveys.interchange.units import surveyed_units
from surveys.models import Response, SurveyVersion
from surveys.publication import public_survey

_AT_ONCE = 500  # rows in memory


def count_responses(session: Session, public_id: str) -> int:
    """How many rows `export_rows` gives below the header. Raises UnknownSurvey."""
    survey = public_survey(session, public_id)
    return session.scalars(select(func.count()).where(Response.survey_id == survey.id)).one()


def export_rows(session: Session, public_id: str) -> Iterator[list[str]]:
    """The header, then a row of texts for each response of a survey, read as a stream. Raises UnknownSurvey.

    Columns: `received_at` (local day, and hour where it is kept), `channel`, `language`, `unit`, then
    the questions of the newest version, then those that only earlier versions asked.
    """
    survey = public_survey(session, public_id)
    versions = _questionnaires(session, survey.id)
    units = {unit.id: unit.name for unit in surveyed_units(session, survey.id)}
    newest_first = (versions[number] for number in sorted(versions, reverse=True))
    columns = dict.fromkeys(name for version in newest_first for name in question_columns(version.questions))
    yield [*EXPORTED, *columns]
    query = (
        select(
            Response.day,
            Response.hour,
            Response.channel,
            Response.language,
            Response.unit_id,
            Response.version_id,
            Response.answers,
        )
        .where(Response.survey_id == survey.id)
        .order_by(Response.day, Response.id)
    )
    for row in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        cells = cells_of(versions[row.version_id], json.loads(row.answers))
        unit = units.get(row.unit_id, "")
        yield [
            received_cell(row.day, row.hour),
            row.channel,
            row.language,
            unit,
            *(cells.get(name, "") for name in columns),
        ]


def _questionnaires(session: Session, survey_id: int) -> dict[int, Questionnaire]:
    """Version id -> its questionnaire, for the published ones: only they have answers."""
    published = SurveyVersion.published_at.is_not(None)
    query = select(SurveyVersion.id, SurveyVersion.definition)
    rows = session.execute(query.where(SurveyVersion.survey_id == survey_id, published))
    return {row.id: load(row.definition) for row in rows}

"""What people wrote before its personal data were masked: kept only where a survey says so, and deleted in time.

An agency that must act on a comment may need the telephone number in it. So the author of a survey
can have texts that masking changed kept as they were, apart from the answers, for some days. Nothing
reads them but `kept`; pages, exports and analyses know the masked answers alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, tuple_
from sqlalchemy.orm import Session

from surveys.answers import AnswerSheet, masked_answers
from surveys.definition import Questionnaire
from surveys.models import OriginalText

PERIODS = (30, 90)  # days, to choose from
_KEY = (OriginalText.survey_id, OriginalText.day, OriginalText.response_id, OriginalText.question)


def rows_for(
    response: Mapping[str, Any], questionnaire: Questionnaire, sheet: AnswerSheet, days: int | None
) -> list[dict[str, Any]]:
    """The rows of OriginalText that belong to a row of intake.response_row; none without `days`.

    They are kept for that many days after the answer's own, so an old answer that is imported late is
    deleted the next night.
    """
    if not days:
        return []
    masked = masked_answers(questionnaire, sheet.answers)
    key = {"survey_id": response["survey_id"], "day": response["day"], "response_id": response["id"]}
    until = response["day"] + dt.timedelta(days=days)
    return [
        {**key, "question": code, "text": sheet.answers[code], "delete_after": until}
        for code, value in masked.items()
        if sheet.answers[code] != value
    ]


def count(session: Session, survey_id: int) -> int:
    return session.scalars(select(func.count()).where(OriginalText.survey_id == survey_id)).one()


def kept(session: Session, survey_id: int, *, limit: int, offset: int = 0) -> Sequence[OriginalText]:
    """A survey's originals, those of the newest day first; within a day in an order that says nothing."""
    ours = select(OriginalText).where(OriginalText.survey_id == survey_id)
    ordered = ours.order_by(OriginalText.day.desc(), OriginalText.response_id, OriginalText.question)
    return session.scalars(ordered.limit(limit).offset(offset)).all()


def delete_expired(session: Session, today: dt.date, most: int) -> int:
    """Delete up to `most` originals whose last day is before `today`; how many were. Commit at once."""
    expired = select(*_KEY).where(OriginalText.delete_after < today).limit(most)
    gone = session.execute(delete(OriginalText).where(tuple_(*_KEY).in_(expired)))
    return cast("CursorResult[Any]", gone).rowcount

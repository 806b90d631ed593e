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
from surveys.base import insert_for
from surveys.definition import Questionnaire
from surveys.models import OriginalText, Survey

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


def keep(
    session: Session, survey_id: int, day: dt.date, texts: Mapping[str, Mapping[str, str]], today: dt.date
) -> None:
    """Keep texts that were masked after they had been stored: response id -> question code -> text.

    Only where the survey keeps originals, and only while it would on `today`. One that is there stays.
    """
    days = session.get_one(Survey, survey_id).originals_days
    if not days or (until := day + dt.timedelta(days=days)) < today:
        return
    key = {"survey_id": survey_id, "day": day, "delete_after": until}
    rows = [
        {**key, "response_id": response_id, "question": code, "text": text}
        for response_id, by_question in texts.items()
        for code, text in by_question.items()
    ]
    session.execute(insert_for(session, OriginalText).on_conflict_do_nothing(), rows)


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

"""Write facts: a survey's day is replaced whole, a report is added and never changed. Nobody else writes them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from analytics import reading
from analytics.counting import Cell, CommentId, Score, Scores
from analytics.models import CountedDay, DailyFigure, MonthlyReport, MonthThemes, OpinionMap, SampledComment, TextScore
from analytics.sampling import Sampled
from surveys.base import insert_for

_FIGURES = cast("Table", DailyFigure.__table__)  # not the class: its unit of work would double the time


def day_facts(session: Session, survey_id: int, day: dt.date) -> dict[Cell, str]:
    """The statistics of each cell as they are stored, as text."""
    columns = [getattr(DailyFigure, name) for name in Cell._fields]
    rows = select(*columns, DailyFigure.statistics).where(DailyFigure.survey_id == survey_id, DailyFigure.day == day)
    return {Cell(*key): statistics for *key, statistics in session.execute(rows)}


def day_scores(session: Session, survey_id: int, day: dt.date) -> dict[CommentId, tuple[Score, str]]:
    """The stored score of each comment of a day, and the method by which it came about."""
    score = TextScore
    columns = (score.digest, score.label, score.polarity, score.language, score.method)
    rows = session.execute(
        select(score.response_id, score.question_code, *columns).where(score.survey_id == survey_id, score.day == day)
    )
    return {(row[0], row[1]): (Score(*row[2:-1]), row[-1]) for row in rows}


def score_rows(survey_id: int, day: dt.date, scores: Scores, method: str) -> list[dict[str, Any]]:
    """The rows of `scores`, made before a transaction begins."""
    return [
        {
            "survey_id": survey_id,
            "day": day,
            "response_id": response_id,
            "question_code": question,
            **score._asdict(),
            "method": method,
        }
        for (response_id, question), score in sorted(scores.items())
    ]


def store_scores(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write some rows of scores, over older ones of the same comments."""
    statement = insert_for(session, TextScore)
    names = (*Score._fields, "method")
    keys = ["survey_id", "day", "response_id", "question_code"]
    session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_={name: statement.excluded[name] for name in names}),
        rows,
    )


def drop_scores(session: Session, survey_id: int, day: dt.date, comments: Iterable[CommentId]) -> None:
    """Forget the scores of comments that are no more."""
    by_question: dict[str, list[str]] = {}
    for response_id, question in comments:
        by_question.setdefault(question, []).append(response_id)
    score = TextScore
    for question, response_ids in by_question.items():
        gone = (score.question_code == question, score.response_id.in_(response_ids))
        session.execute(delete(score).where(score.survey_id == survey_id, score.day == day, *gone))


def add_sample(session: Session, month: dt.date, agency_id: int, sample: Iterable[Sampled], method: str) -> None:
    """Keep a month's random sample of an agency's comments."""
    session.add_all(
        SampledComment(
            month=month,
            agency_id=agency_id,
            **sampled.comment.columns,
            label=sampled.label,
            label_size=sampled.size,
            method=method,
        )
        for sampled in sample
    )
    session.flush()


def store_themes(
    session: Session, survey_id: int, month: dt.date, facts_version: int, method: str, content: str
) -> None:
    """Put a month's themes in place of what was worked out before."""
    worked_out = {"facts_version": facts_version, "method": method, "content": content}
    statement = insert_for(session, MonthThemes).values(survey_id=survey_id, month=month, **worked_out)
    session.execute(statement.on_conflict_do_update(index_elements=["survey_id", "month"], set_=worked_out))


def store_opinions(
    session: Session, consultation_id: int, revision: str, method: str, content: str, now: dt.datetime
) -> None:
    """Put a consultation's opinion groups in place of what was worked out before."""
    worked_out = {"computed_at": now, "revision": revision, "method": method, "content": content}
    statement = insert_for(session, OpinionMap).values(consultation_id=consultation_id, **worked_out)
    session.execute(statement.on_conflict_do_update(index_elements=["consultation_id"], set_=worked_out))


def rows_of(survey_id: int, day: dt.date, facts: Mapping[Cell, str]) -> list[dict[str, Any]]:
    """The rows of a day's facts (statistics as text), made before a transaction begins."""
    return [
        {"survey_id": survey_id, "day": day, **cell._asdict(), "statistics": statistics}
        for cell, statistics in sorted(facts.items())
    ]


def replace_day(
    session: Session, survey_id: int, day: dt.date, rows: Sequence[dict[str, Any]], revision: int, method: str
) -> None:
    """Put `rows` in place of all that is stored of the day, in one stroke: 4,400 of them (200 units) take 60 ms.

    `revision` of the answers and `method` are those by which they were counted.
    """
    note_counted(session, survey_id, day, revision, method, changes=1)
    session.execute(delete(_FIGURES).where(_FIGURES.c.survey_id == survey_id, _FIGURES.c.day == day))
    if rows:
        session.execute(insert(_FIGURES), rows)


def note_counted(session: Session, survey_id: int, day: dt.date, revision: int, method: str, changes: int = 0) -> None:
    """Note how the day was counted last, and whether its facts came out different (`changes` 1).

    Comes first in a transaction: the row is a lock, so two who replace one day do so one after the other.
    """
    values = {"survey_id": survey_id, "day": day, "revision": revision, "method": method, "changes": changes}
    noted = {"revision": revision, "method": method, "changes": CountedDay.changes + changes}
    statement = insert_for(session, CountedDay).values(**values)
    session.execute(statement.on_conflict_do_update(index_elements=["survey_id", "day"], set_=noted))


def freeze_report(
    session: Session, month: dt.date, agency_id: int | None, content: str, data_cut: dt.date, now: dt.datetime
) -> bool:
    """Add a report's canonical `content` as the next revision; whether there was anything to add.

    The same content as in the newest revision adds nothing. `agency_id` None: all agencies.
    """
    digest = hashlib.sha256(content.encode()).hexdigest()
    newest = reading.newest_report(session, month, agency_id)
    if newest and newest.digest == digest:
        return False
    session.add(
        MonthlyReport(
            month=month,
            agency_id=agency_id,
            revision=newest.revision + 1 if newest else 1,
            content=content,
            digest=digest,
            data_cut=data_cut,
            frozen_at=now,
        )
    )
    session.flush()
    return True

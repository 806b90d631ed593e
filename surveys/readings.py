"""What readers say of the comments of a monthly random sample."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from surveys import audit
from surveys.base import insert_for
from surveys.coding import require_comment
from surveys.errors import InvalidEntry, Problem
from surveys.models import READER_LABELS, ReaderLabel, Survey
from surveys.queries import CommentKey


def label_comment(session: Session, survey: Survey, key: CommentKey, label: str, now: dt.datetime, actor: str) -> None:
    """Say that a comment of `survey` praises, complains or does neither: one of READER_LABELS.

    Whoever labels it again corrects what was said before. Raises UnknownComment, and InvalidEntry for `label`.
    """
    if label not in READER_LABELS:
        raise InvalidEntry(Problem("label", "missing"))
    require_comment(session, survey, key)
    said = {"label": label, "reader": actor, "at": now}
    statement = insert_for(session, ReaderLabel).values(**key.columns, **said)
    session.execute(statement.on_conflict_do_update(index_elements=list(key.columns), set_=said))
    audit.record(
        session,
        survey,
        "comment-labelled",
        now,
        actor,
        comment=key.mark,
        month=key.month.isoformat(),
        question=key.question_code,
        label=label,
    )

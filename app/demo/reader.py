"""A reader of the monthly samples in the demo, who agrees with the machine about as often as people do.

So reports and pages show an error rate with its interval, and corrected shares. The labels say nothing of
how good the model is: they are thrown dice. `docs/methods/sentiment.md` has its measured errors.
"""

from __future__ import annotations

import datetime as dt
import random

from sqlalchemy.orm import Session

from analytics import sampling
from analytics.sampling import Sampled
from app.database import reading, writing
from surveys import queries
from surveys.models import READER_LABELS, Survey
from surveys.readings import label_comment

AGREES = 0.85  # the share of comments where the reader says what the machine said


def read_sample(session: Session, agency_id: int, month: dt.date, at: dt.datetime, reader: str) -> None:
    """Label what is not labelled yet of an agency's sample of `month`, all at the moment `at`."""
    with reading():
        sample = sampling.comments(session, month, agency_id)
        labelled = queries.reader_labels(session, [sampled.comment for sampled in sample])
        session.rollback()
    with writing():
        for sampled in sample:
            if sampled.comment not in labelled:
                survey = session.get_one(Survey, sampled.comment.survey_id)
                label_comment(session, survey, sampled.comment, said(sampled), at, reader)
        session.commit()


def said(sampled: Sampled) -> str:
    """What the reader says of a comment; the same each time. Where the machine leaves it open, anything."""
    chance = random.Random(sampled.comment.mark)  # noqa: S311  # chance that can be repeated  # nosec B311
    others = [label for label in READER_LABELS if label != sampled.label]
    return chance.choice(others) if sampled.label not in READER_LABELS or chance.random() >= AGREES else sampled.label

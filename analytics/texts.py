"""What the jobs keep of comments: the score of each, and each month's random sample for a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from analytics import facts, sampling
from analytics.counting import CommentId, Score, Scores
from analytics.runs import Database, Run
from surveys import queries

T = TypeVar("T")
ROWS_AT_ONCE = 2000  # written in one transaction


def store(
    database: Database,
    run: Run,
    at: tuple[int, dt.date],
    stored: Mapping[CommentId, tuple[Score, str]],
    scores: Scores,
    method: str,
) -> None:
    """Bring the stored scores of a survey's day up to date, in pieces: each holds the lock for a moment."""
    new = {comment: score for comment, score in scores.items() if stored.get(comment) != (score, method)}
    rows = facts.score_rows(*at, new, method)
    for piece in _pieces(rows):
        with database.write() as session:
            run.require(session)
            facts.store_scores(session, piece)
    for gone in _pieces(sorted(stored.keys() - scores.keys())):
        with database.write() as session:
            run.require(session)
            facts.drop_scores(session, *at, gone)


def draw_samples(database: Database, run: Run, month: dt.date, method: str) -> None:
    """Draw each agency's sample of a counted month that has none yet."""
    with database.read() as session:
        waiting = [a.id for a in queries.agencies(session) if not sampling.has_sample(session, month, a.id)]
        samples = {agency_id: sampling.draw(session, month, agency_id, method) for agency_id in waiting}
    for agency_id, sample in samples.items():
        with database.write() as session:
            run.require(session)
            facts.add_sample(session, month, agency_id, sample, method)


def _pieces(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[at : at + ROWS_AT_ONCE] for at in range(0, len(items), ROWS_AT_ONCE))

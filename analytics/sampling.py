"""Each month's random sample of an agency's comments, and what a reader made of it.

Whoever reads learns how often the machine's labels are right (measures.labelling). The sample of a month
is drawn once its days are counted, and then stays as it is: answers that come later are not in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from analytics.measures.labelling import LABELS, Stratum, allocate
from analytics.models import SampledComment, TextScore
from surveys import queries
from surveys.calendar import TIME_ZONES, day_begins, month_before, month_days
from surveys.queries import CommentKey

POOLED_MONTHS = 3  # the latest sample that was read to its end, and those of the two months before it


class Sampled(NamedTuple):
    """One comment of a sample. `label`: the machine's; `size`: how many comments of the month have it."""

    comment: CommentKey
    label: str
    size: int


@dataclass(frozen=True)
class Progress:
    """How far a sample is read. Comments that were withdrawn since are not in it."""

    month: dt.date
    comments: int
    read: int


def draw(session: Session, month: dt.date, agency_id: int, method: str) -> list[Sampled]:
    """The random sample of an agency's comments of `month` that were scored by `method`; [] without any.

    Chance comes from the responses' random ids: put in order by a hash of month and id, the first ones of
    each label are a simple random sample, and drawing again draws the same.
    """
    days = month_days(month)
    surveys = [survey.id for survey in queries.surveys(session) if survey.agency_id == agency_id]
    scored = select(*_comment(TextScore), TextScore.label).where(
        TextScore.survey_id.in_(surveys), TextScore.day.between(days[0], days[-1]), TextScore.method == method
    )
    by_label: dict[str, list[CommentKey]] = {label: [] for label in LABELS}
    for *comment, label in session.execute(scored):
        by_label[label].append(CommentKey(*comment))
    drawn = allocate({label: len(comments) for label, comments in by_label.items()})
    return [
        Sampled(comment, label, len(comments))
        for label, comments in by_label.items()
        for comment in sorted(comments, key=lambda comment: _chance(month, comment))[: drawn[label]]
    ]


def _chance(month: dt.date, comment: CommentKey) -> bytes:
    return hashlib.sha256(f"{month} {comment.response_id} {comment.question_code}".encode()).digest()


def has_sample(session: Session, month: dt.date, agency_id: int) -> bool:
    drawn = select(SampledComment.month).where(SampledComment.month == month, SampledComment.agency_id == agency_id)
    return session.scalar(drawn.limit(1)) is not None


def comments(session: Session, month: dt.date, agency_id: int) -> list[Sampled]:
    """An agency's sample of a month, in random order; without what was withdrawn since."""
    rows = session.execute(_there(SampledComment.month == month, SampledComment.agency_id == agency_id))
    return sorted(map(_sampled, rows), key=lambda sampled: _chance(month, sampled.comment))


def progress(session: Session, agency_id: int) -> list[Progress]:
    """How far each of an agency's samples is read, the newest first."""
    drawn = _drawn(session, [agency_id], dt.date.max)
    labels = queries.reader_labels(session, _comments_in(drawn))
    return [
        Progress(month, len(sample), sum(sampled.comment in labels for sampled in sample))
        for (_, month), sample in sorted(drawn.items(), reverse=True)
    ]


def strata(session: Session, agency_ids: Collection[int], cut: dt.date, method: str) -> list[Stratum]:
    """What readers made of these agencies' samples as at the end of the local day `cut`, labels of `method` only.

    Of each agency the latest sample that was then read to its end counts, with those of the two months before it
    that were too.
    """
    until = max(day_begins(cut + dt.timedelta(days=1), zone) for zone in TIME_ZONES)
    drawn = _drawn(session, agency_ids, cut, method)
    said = queries.reader_labels(session, _comments_in(drawn))
    labels = {comment: label.label for comment, label in said.items() if label.at < until}
    complete: dict[int, list[dt.date]] = defaultdict(list)
    for agency_id, month in sorted(drawn, reverse=True):
        if all(sampled.comment in labels for sampled in drawn[agency_id, month]):
            complete[agency_id].append(month)
    return [
        stratum
        for agency_id, months in complete.items()
        for month in months
        if month in _pooled(months[0])
        for stratum in _strata(drawn[agency_id, month], labels)
    ]


def _pooled(newest: dt.date) -> list[dt.date]:
    months = [newest]
    while len(months) < POOLED_MONTHS:
        months.append(month_before(months[-1]))
    return months


def _strata(sample: Iterable[Sampled], labels: dict[CommentKey, str]) -> list[Stratum]:
    read: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for sampled in sample:
        read[sampled.label, sampled.size][labels[sampled.comment]] += 1
    return [Stratum(label, size, counts) for (label, size), counts in sorted(read.items())]


def _drawn(
    session: Session, agency_ids: Collection[int], until: dt.date, method: str | None = None
) -> dict[tuple[int, dt.date], list[Sampled]]:
    """(agency id, month) -> its sample, without what was withdrawn since."""
    conditions = [SampledComment.agency_id.in_(agency_ids), SampledComment.month <= until]
    if method is not None:
        conditions.append(SampledComment.method == method)
    found: dict[tuple[int, dt.date], list[Sampled]] = defaultdict(list)
    for row in session.execute(_there(*conditions)):
        found[row.agency_id, row.month].append(_sampled(row))
    return found


def _comments_in(drawn: Mapping[tuple[int, dt.date], Sequence[Sampled]]) -> list[CommentKey]:
    return [sampled.comment for sample in drawn.values() for sampled in sample]


def _sampled(row: Any) -> Sampled:
    return Sampled(CommentKey(*row[:4]), row.label, row.label_size)


def _there(*conditions: Any) -> Select[Any]:
    """Sampled comments that still exist: the nightly job forgets the score of one that is gone."""
    sampled = SampledComment
    same = [getattr(TextScore, column.key) == column for column in _comment(sampled)]
    return (
        select(*_comment(sampled), sampled.label, sampled.label_size, sampled.agency_id, sampled.month)
        .join(TextScore, and_(*same))
        .where(*conditions)
    )


def _comment(table: Any) -> list[Any]:
    return [table.survey_id, table.day, table.response_id, table.question_code]

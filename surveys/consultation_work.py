"""What each consultation waits for: its draft, comments to screen, answers, an outcome with its day. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from surveys import consultation_standing, consultation_versions, follow_up_lists
from surveys.consultation_standing import OVERDUE, Standing
from surveys.definition import Localized
from surveys.follow_up_lists import Progress
from surveys.lifecycle import CLOSED, SCHEDULED
from surveys.models import Consultation, ConsultationVersion, Contribution, OutcomePoint, Statement
from surveys.screening import APPEALED, WAITING

_NOTHING = Progress(0, 0)


@dataclass(frozen=True)
class Work:
    """What is to be done in one consultation.

    `where`: its place in its life, with the day that matters next. `draft`: how its newest version stands, see
    consultation_versions. `to_screen`: comments that wait, and appeals. `proposals`: statements of citizens that wait.
    `progress` of the answers and `points` of the outcome are counted once it is closed.
    """

    consultation: Consultation
    title: Localized
    where: Standing
    draft: str
    to_screen: int
    proposals: int
    progress: Progress
    points: int


def standing(consultation: Consultation, now: dt.datetime) -> Standing:
    """Its place in its life at `now`."""
    dates = consultation.opens_at, consultation.closes_at, consultation.outcome_days
    return consultation_standing.standing(consultation.state, *dates, consultation.agency.time_zone, now)


def missed(consultation: Consultation, now: dt.datetime) -> bool:
    """Whether its last day went by before it was opened."""
    return consultation.state == SCHEDULED and consultation.closes_at is not None and consultation.closes_at <= now


def work(session: Session, consultations: Sequence[Consultation], now: dt.datetime) -> list[Work]:
    """What waits in each of these, in their order; a few queries, however many there are."""
    if not consultations:
        return []
    ids = [row.id for row in consultations]
    standings = {row.id: standing(row, now) for row in consultations}
    closed = [id_ for id_ in ids if standings[id_].name in (CLOSED, OVERDUE)]
    titles, drafts = consultation_versions.titles(session, ids), _drafts(session, ids)
    comments, proposals = _comments(session, ids), _proposals(session, ids)
    progress = follow_up_lists.progress_of(session, closed) if closed else {}
    points = _points(session, closed) if closed else {}
    return [
        Work(
            row,
            titles[row.id],
            standings[row.id],
            drafts[row.id],
            comments.get(row.id, 0),
            proposals.get(row.id, 0),
            progress.get(row.id, _NOTHING),
            points.get(row.id, 0),
        )
        for row in consultations
    ]


def _drafts(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Consultation -> how its newest version stands; the texts, which are long, stay unread."""
    later = aliased(ConsultationVersion)
    newest = select(func.max(later.number)).where(later.consultation_id == ConsultationVersion.consultation_id)
    columns = ConsultationVersion.consultation_id, ConsultationVersion.published_at, ConsultationVersion.submitted_by
    query = select(*columns).where(
        ConsultationVersion.consultation_id.in_(ids), ConsultationVersion.number == newest.scalar_subquery()
    )
    return {id_: consultation_versions.standing_of(published, by) for id_, published, by in session.execute(query)}


def _comments(session: Session, ids: Collection[int]) -> dict[int, int]:
    query = select(Contribution.consultation_id, func.count()).where(
        Contribution.consultation_id.in_(ids), Contribution.state.in_((WAITING, APPEALED))
    )
    return dict(session.execute(query.group_by(Contribution.consultation_id)).all())


def _proposals(session: Session, ids: Collection[int]) -> dict[int, int]:
    query = select(Statement.consultation_id, func.count()).where(
        Statement.consultation_id.in_(ids), Statement.state == WAITING
    )
    return dict(session.execute(query.group_by(Statement.consultation_id)).all())


def _points(session: Session, ids: Collection[int]) -> dict[int, int]:
    query = select(OutcomePoint.consultation_id, func.count()).where(OutcomePoint.consultation_id.in_(ids))
    return dict(session.execute(query.group_by(OutcomePoint.consultation_id)).all())

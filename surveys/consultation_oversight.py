"""Consultations of all agencies as oversight sees them: how far they are, what was hidden and why, who looked.

Reads only, and no single comment: numbers, reasons and looks. The dates of all consultations are read for the
summary and the order; the comments are counted once, for the page that is shown and for the share answered.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys import consultation_list, follow_up_lists
from surveys.calendar import last_day, local_time
from surveys.consultation_list import ListedConsultation
from surveys.consultation_standing import CLOSING_SOON, OVERDUE, Standing
from surveys.definition import Localized
from surveys.follow_up_lists import Progress
from surveys.lifecycle import ANSWERED, CLOSED, OPEN
from surveys.models import AuditEntry, Consultation, Contribution, ModerationStep
from surveys.running_totals import LOOK

STATES = (OVERDUE, CLOSED, OPEN, "scheduled", ANSWERED)  # in the order of the list
PAGE = 25
MOST_LOOKS = 20  # of one consultation
_PREFIX = "consultation:"
_NEVER = dt.date.max


@dataclass(frozen=True)
class Look:
    at: dt.datetime
    actor: str


@dataclass(frozen=True)
class Watched:
    """A consultation with its numbers. `closes`, `due`, `published`: local days; `overdue`: days; `reasons`: of what
    is hidden; `progress`: comments that the public sees, and those of them that have an answer."""

    public_id: str
    title: Localized
    agency: str
    time_zone: str
    state: str  # one of STATES
    running_totals: str
    closes: dt.date | None
    due: dt.date | None
    published: dt.date | None
    overdue: int
    progress: Progress
    hidden: int
    appealed: int
    reasons: dict[str, int]
    looks: tuple[Look, ...]  # the newest first
    more_looks: int  # how many are left out


@dataclass(frozen=True)
class Summary:
    """`states`: state -> how many. `median_days`: from the last day to the outcome, of those with one; `progress`:
    comments on consultations that are over, and those of them that have an answer."""

    states: dict[str, int]
    median_days: float | None
    progress: Progress


@dataclass(frozen=True)
class Wanted:
    """'' for whatever agency, whatever state."""

    agency: str = ""
    state: str = ""


@dataclass(frozen=True)
class Overview:
    """`agencies`: the names of all that have consultations. `following`: where the next page begins, or ''."""

    summary: Summary
    lines: tuple[Watched, ...]
    agencies: tuple[str, ...]
    following: str


def watched(session: Session, now: dt.datetime, wanted: Wanted, after: str = "", size: int = PAGE) -> Overview:
    """A page of the consultations that the public can see, of all agencies: the most overdue first, then those whose
    answer is due next, those that close next, those that open next, and the answered ones, the newest first.

    The summary is that of the wanted agency. `after`: the public id that ended the page before; another one means
    the beginning.
    """
    every = consultation_list.listed(session)
    placed = sorted(
        ((_place(row, where), row, where) for row, where in ((row, row.standing(now)) for row in every)),
        key=lambda each: each[0],
    )
    ours = [(row, where) for _key, row, where in placed if wanted.agency in ("", row.agency)]
    chosen = [(row, where) for row, where in ours if wanted.state in ("", _state(where))]
    start = next((at for at, (row, _where) in enumerate(chosen, start=1) if row.public_id == after), 0)
    shown = chosen[start : start + size]
    over = {row.id for row, where in ours if _state(where) in (OVERDUE, CLOSED, ANSWERED)}
    progress = follow_up_lists.progress_of(session, over | {row.id for row, _where in shown})
    return Overview(
        summary=_summary(ours, [each for id_, each in progress.items() if id_ in over]),
        lines=tuple(_lines(session, shown, progress)),
        agencies=tuple(sorted({row.agency for row in every})),
        following=shown[-1][0].public_id if len(chosen) > start + size else "",
    )


def _state(where: Standing) -> str:
    return OPEN if where.name == CLOSING_SOON else where.name


def _place(row: ListedConsultation, where: Standing) -> tuple[int, int, int]:
    state, day = _state(where), where.day or _NEVER
    if state == ANSWERED:
        since = row.outcome_published_at
        return STATES.index(state), -int(since.timestamp()) if since else 0, -row.id
    return STATES.index(state), -where.late or day.toordinal(), row.id


def _summary(rows: Sequence[tuple[ListedConsultation, Standing]], told: Collection[Progress]) -> Summary:
    """`told`: the progress of those that are over."""
    days = [_day(row, row.outcome_published_at) - _day(row, row.closes_at) for row, where in rows if _both(row, where)]
    return Summary(
        states=dict(Counter(_state(where) for _row, where in rows)),
        median_days=median(days) if days else None,
        progress=Progress(sum(each.answered for each in told), sum(each.total for each in told)),
    )


def _both(row: ListedConsultation, where: Standing) -> bool:
    return where.name == ANSWERED and row.closes_at is not None and row.outcome_published_at is not None


def _day(row: ListedConsultation, moment: dt.datetime | None) -> int:
    """The local day as a number."""
    return local_time(moment, row.time_zone)[0].toordinal() if moment else 0


def _lines(
    session: Session, rows: Sequence[tuple[ListedConsultation, Standing]], progress: Mapping[int, Progress]
) -> list[Watched]:
    ids = [row.id for row, _where in rows]
    titles = consultation_list.titles(session, [row.version_id for row, _where in rows])
    rules = dict(
        session.execute(select(Consultation.id, Consultation.running_totals).where(Consultation.id.in_(ids))).all()
    )
    counts, reasons, looks = _counts(session, ids), _reasons(session, ids), _looks(session, ids)
    lines = []
    for row, where in rows:
        closes = local_time(row.closes_at, row.time_zone)[0] if row.closes_at else None
        since = row.outcome_published_at
        seen = looks.get(row.id, [])
        lines.append(
            Watched(
                public_id=row.public_id,
                title=titles[row.version_id],
                agency=row.agency,
                time_zone=row.time_zone,
                state=_state(where),
                running_totals=rules[row.id],
                closes=last_day(row.closes_at, row.time_zone) if row.closes_at else None,
                due=closes + dt.timedelta(days=row.outcome_days) if closes else None,
                published=local_time(since, row.time_zone)[0] if since else None,
                overdue=where.late,
                progress=progress.get(row.id, Progress(0, 0)),
                hidden=counts.get((row.id, "hidden"), 0),
                appealed=counts.get((row.id, "appealed"), 0),
                reasons=reasons.get(row.id, {}),
                looks=tuple(seen[:MOST_LOOKS]),
                more_looks=max(0, len(seen) - MOST_LOOKS),
            )
        )
    return lines


def _counts(session: Session, ids: Collection[int]) -> dict[tuple[int, str], int]:
    """(Consultation, state) -> how many comments."""
    query = select(Contribution.consultation_id, Contribution.state, func.count())
    ours = query.where(Contribution.consultation_id.in_(ids), Contribution.state.in_(("hidden", "appealed")))
    grouped = ours.group_by(Contribution.consultation_id, Contribution.state)
    return {(id_, state): count for id_, state, count in session.execute(grouped)}


def _reasons(session: Session, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Consultation -> why comments are hidden now: the reason of each one's last decision to hide."""
    hidden = Contribution.consultation_id.in_(ids), Contribution.state.in_(("hidden", "appealed"))
    last = (
        select(func.max(ModerationStep.id))
        .join(Contribution, Contribution.id == ModerationStep.contribution_id)
        .where(ModerationStep.step == "hidden", *hidden)
        .group_by(ModerationStep.contribution_id)
    )
    query = (
        select(Contribution.consultation_id, ModerationStep.reason, func.count())
        .join(Contribution, Contribution.id == ModerationStep.contribution_id)
        .where(ModerationStep.id.in_(last), *hidden)
        .group_by(Contribution.consultation_id, ModerationStep.reason)
        .order_by(func.count().desc(), ModerationStep.reason)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for consultation_id, reason, count in session.execute(query):
        found[consultation_id][reason] = count
    return found


def _looks(session: Session, ids: Collection[int]) -> dict[int, list[Look]]:
    query = (
        select(AuditEntry.subject, AuditEntry.at, AuditEntry.actor)
        .where(AuditEntry.kind == LOOK, AuditEntry.subject.in_([f"{_PREFIX}{id_}" for id_ in ids]))
        .order_by(AuditEntry.id.desc())
    )
    found: dict[int, list[Look]] = defaultdict(list)
    for subject, at, actor in session.execute(query):
        found[int(subject.removeprefix(_PREFIX))].append(Look(at, actor))
    return found

"""The comments as moderators see them: a page at a time, along an index, however many there are. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from surveys.calendar import local_time
from surveys.canonical import is_storable
from surveys.contributions import LIKELY_ABUSE
from surveys.errors import UnknownContribution
from surveys.models import Consultation, Contribution, ModerationStep
from surveys.moderation import mark

WAITING, APPEALED, SHOWN, HIDDEN = "waiting", "appealed", "shown", "hidden"
STATES = (APPEALED, WAITING, SHOWN, HIDDEN)
PAGE = 20  # comments

Key = tuple[int, dt.date, str]  # abuse in percent (0 where it doesn't sort), day, id


@dataclass(frozen=True)
class Filter:
    """Which comments: of one state, and of a stance, passage or campaign where one is named.

    `likely_abuse`: only those that the machine thinks are, the likeliest first; otherwise the oldest day first.
    """

    state: str = WAITING
    stance: str = ""
    passage: str | None = None  # '' is the whole text
    campaign: str = ""
    likely_abuse: bool = False


@dataclass(frozen=True)
class Step:
    step: str
    reason: str
    note: str
    actor: str  # empty: the citizen
    day: dt.date  # local to the agency


@dataclass(frozen=True)
class Screened:
    """A comment with all that was done with it, oldest first. `mark`: see moderation.mark. `alike`: in its campaign."""

    id: str
    day: dt.date
    state: str
    passage: str
    parent_id: str | None
    version_id: int
    stance: str
    text: str
    language: str
    abuse: int | None
    campaign: str | None
    mark: str
    steps: tuple[Step, ...]
    alike: int

    @property
    def appeal(self) -> str:
        """Why the writer wants a second look."""
        return next((step.note for step in reversed(self.steps) if step.step == APPEALED), "")


@dataclass(frozen=True)
class Page:
    items: tuple[Screened, ...]
    following: Key | None  # where the next page begins


def page(
    session: Session, consultation: Consultation, asked: Filter, after: Key | None = None, size: int = PAGE
) -> Page:
    """The comments that `asked` names, from the key `after` on."""
    rows = list(session.scalars(selection(consultation.id, asked, after).limit(size + 1)))
    shown = rows[:size]
    return Page(_dressed(session, consultation, shown), _key(asked, shown[-1]) if len(rows) > size else None)


def selection(consultation_id: int, asked: Filter, after: Key | None) -> Select[Contribution]:
    """The statement behind a page: one walk along an index from the key on, never an offset."""
    query = select(Contribution).where(
        Contribution.consultation_id == consultation_id, Contribution.state == asked.state, *_narrowed(asked)
    )
    if not asked.likely_abuse:
        if after:
            query = query.where(tuple_(Contribution.day, Contribution.id) > tuple_(*after[1:]))
        return query.order_by(Contribution.day, Contribution.id)
    query = query.where(Contribution.abuse >= LIKELY_ABUSE)
    columns = (Contribution.abuse, Contribution.day, Contribution.id)
    if after:
        query = query.where(tuple_(*columns) < tuple_(*after))
    return query.order_by(*(column.desc() for column in columns))


def find(session: Session, consultation: Consultation, contribution_id: str) -> Screened:
    """One comment. Raises UnknownContribution, for a withdrawn one too."""
    row = session.get(Contribution, contribution_id) if is_storable(contribution_id) else None
    if row is None or row.consultation_id != consultation.id or row.state not in STATES:
        raise UnknownContribution(contribution_id)
    return _dressed(session, consultation, [row])[0]


def counts(session: Session, consultation_id: int) -> dict[str, int]:
    """State -> how many comments stand in it."""
    counted = (
        select(Contribution.state, func.count())
        .where(Contribution.consultation_id == consultation_id)
        .group_by(Contribution.state)
    )
    found = dict(session.execute(counted).all())
    return {state: found.get(state, 0) for state in STATES}


def _narrowed(asked: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.stance:
        conditions.append(Contribution.stance == asked.stance)
    if asked.passage is not None:
        conditions.append(Contribution.passage == asked.passage)
    if asked.campaign:
        conditions.append(Contribution.campaign == asked.campaign)
    return conditions


def _key(asked: Filter, row: Contribution) -> Key:
    return (row.abuse or 0) if asked.likely_abuse else 0, row.day, row.id


def _dressed(session: Session, consultation: Consultation, rows: Sequence[Contribution]) -> tuple[Screened, ...]:
    steps = _steps(session, [row.id for row in rows], consultation.agency.time_zone)
    alike = _alike(session, consultation.id, {row.campaign for row in rows if row.campaign})
    return tuple(_dress(row, steps.get(row.id, ()), alike.get(row.campaign or "", 1)) for row in rows)


def _dress(row: Contribution, steps: tuple[Step, ...], alike: int) -> Screened:
    return Screened(
        id=row.id,
        day=row.day,
        state=row.state,
        passage=row.passage,
        parent_id=row.parent_id,
        version_id=row.version_id,
        stance=row.stance,
        text=row.text,
        language=row.language,
        abuse=row.abuse,
        campaign=row.campaign,
        mark=mark(row),
        steps=steps,
        alike=alike,
    )


def _steps(session: Session, ids: Sequence[str], time_zone: str) -> dict[str, tuple[Step, ...]]:
    query = select(ModerationStep).where(ModerationStep.contribution_id.in_(ids)).order_by(ModerationStep.id)
    found: dict[str, tuple[Step, ...]] = {}
    for row in session.scalars(query):
        step = Step(row.step, row.reason, row.note, row.actor, local_time(row.at, time_zone)[0])
        found[row.contribution_id] = (*found.get(row.contribution_id, ()), step)
    return found


def _alike(session: Session, consultation_id: int, campaigns: set[str]) -> dict[str, int]:
    """Campaign -> how many comments belong to it."""
    counted = (
        select(Contribution.campaign, func.count())
        .where(Contribution.consultation_id == consultation_id, Contribution.campaign.in_(sorted(campaigns)))
        .group_by(Contribution.campaign)
    )
    return {str(campaign): count for campaign, count in session.execute(counted)}

"""What the public may see of comments: a page at a time, with their traces and what the agency replied. Reads only.

A comment waits unseen until it is shown. Once hidden or withdrawn, its place, its day and the reason stay;
its text, stance and replies of the agency don't. Pages go by the key (day, id), newest first, so a page far back
costs no more than the first; ids are random, so within a day the order says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Select, bindparam, func, select, tuple_, union_all
from sqlalchemy.orm import Session

from surveys import campaigns
from surveys.calendar import local_time
from surveys.canonical import is_storable
from surveys.errors import UnknownContribution
from surveys.models import Contribution, ModerationStep, Reply
from surveys.models.contribution import STANCES
from surveys.theme_members import memberships

Key = tuple[dt.date, str]  # day, id

PUBLIC_STATES = ("shown", "hidden", "appealed", "withdrawn")
PAGE = 20  # comments
FEW_REPLIES = 3  # of citizens, below a comment in a list


@dataclass(frozen=True)
class Trace:
    """One thing that was done with a comment: step and reason are codes, the day is the agency's."""

    step: str
    reason: str
    day: dt.date


@dataclass(frozen=True)
class AgencyReply:
    verdict: str
    text: str
    day: dt.date
    by_theme: bool  # given to several comments that say the same


@dataclass(frozen=True)
class PublicContribution:
    """A comment as the public sees it; stance and text are empty once it is hidden or withdrawn."""

    id: str
    day: dt.date
    state: str
    passage: str
    parent_id: str | None
    stance: str
    text: str
    language: str
    traces: tuple[Trace, ...] = ()  # oldest first; of those of shown comments only corrections
    replies: tuple[AgencyReply, ...] = ()
    children: tuple[PublicContribution, ...] = ()  # replies of citizens, oldest first
    more_children: int = 0  # how many are left out
    campaign: str = ""
    alike: int = 0  # others on the passage that say nearly the same, and stand below this one

    @property
    def hidden(self) -> bool:
        return self.state in ("hidden", "appealed")

    @property
    def trace(self) -> Trace | None:
        """What was done last."""
        return self.traces[-1] if self.traces else None


@dataclass(frozen=True)
class Page:
    items: tuple[PublicContribution, ...]
    following: Key | None  # where the next page begins


def page(
    session: Session,
    consultation_id: int,
    passage: str,
    time_zone: str,
    after: Key | None = None,
    size: int = PAGE,
    campaign: str = "",
) -> Page:
    """The comments on a passage ('' for those on the whole), newest day first, with the first replies of each.

    Of shown ones that say nearly the same only the newest; with a `campaign` all of that one.
    """
    keys = _keys(session, consultation_id, passage, after, size + 1, campaign)
    shown = [id_ for _, id_ in keys[:size]]
    children = _first_children(session, shown)
    dressed = {item.id: item for item in _dressed(session, [*_rows(session, shown), *children], time_zone)}
    items = [_with_children(dressed[id_], children, dressed) for id_ in shown if id_ in dressed]
    if groups := set() if campaign else {item.campaign for item in items} - {""}:
        alike = campaigns.alike_counts(session, consultation_id, passage, groups)
        items = [replace(item, alike=alike.get(item.campaign, 1) - 1) for item in items]
    return Page(tuple(items), keys[size - 1] if len(keys) > size else None)


def thread(
    session: Session,
    consultation_id: int,
    contribution_id: str,
    time_zone: str,
    after: Key | None = None,
    size: int = PAGE,
) -> tuple[PublicContribution, Page]:
    """A comment and a page of the replies to it, oldest day first. Raises UnknownContribution."""
    if not is_storable(contribution_id):
        raise UnknownContribution
    found = _dressed(session, _rows(session, [contribution_id]), time_zone)
    known = select(Contribution.consultation_id).where(Contribution.id == contribution_id)
    if not found or session.scalar(known) != consultation_id:
        raise UnknownContribution(contribution_id)
    children = select(Contribution).where(
        Contribution.parent_id == contribution_id, Contribution.state.in_(PUBLIC_STATES)
    )
    if after:
        children = children.where(tuple_(Contribution.day, Contribution.id) > tuple_(*after))
    rows = list(session.scalars(children.order_by(Contribution.day, Contribution.id).limit(size + 1)))
    items = tuple(_dressed(session, rows[:size], time_zone))
    following = (rows[size - 1].day, rows[size - 1].id) if len(rows) > size else None
    return found[0], Page(items, following)


def stance_counts(session: Session, consultation_id: int, passage: str) -> dict[str, int]:
    """Stance -> how many shown comments on a passage ('' for those on the whole) take it; replies don't count."""
    counted = (
        select(Contribution.stance, func.count())
        .where(
            Contribution.consultation_id == consultation_id,
            Contribution.passage == passage,
            Contribution.state == "shown",
            Contribution.parent_id.is_(None),
        )
        .group_by(Contribution.stance)
    )
    counts = dict(session.execute(counted).all())
    return {stance: counts.get(stance, 0) for stance in STANCES}


def passage_counts(session: Session, consultation_id: int) -> dict[str, int]:
    """Passage -> how many comments on it are shown, replies of citizens among them. '' is the whole text."""
    counted = (
        select(Contribution.passage, func.count())
        .where(Contribution.consultation_id == consultation_id, Contribution.state == "shown")
        .group_by(Contribution.passage)
    )
    return dict(session.execute(counted).all())


def agency_replies(session: Session, ids: Sequence[str], time_zone: str) -> dict[str, tuple[AgencyReply, ...]]:
    """Contribution -> what the agency replied to it alone, then to its themes."""
    columns = (Reply.verdict, Reply.text, Reply.at)
    single = select(Reply.contribution_id, *columns).where(Reply.contribution_id.in_(ids))
    member = memberships(ids)
    themed = (
        select(member.c.contribution_id, *columns).join(Reply, Reply.theme_id == member.c.theme_id).order_by(Reply.id)
    )
    found: dict[str, tuple[AgencyReply, ...]] = {}
    for statement, by_theme in ((single, False), (themed, True)):
        for id_, verdict, text, at in session.execute(statement):
            reply = AgencyReply(verdict, text, local_time(at, time_zone)[0], by_theme)
            found[str(id_)] = (*found.get(str(id_), ()), reply)
    return found


def traces(session: Session, ids: Sequence[str], time_zone: str) -> dict[str, tuple[Trace, ...]]:
    """Contribution -> what was done with it, oldest first. Who did it, and notes, are not for the public."""
    steps = (
        select(ModerationStep.contribution_id, ModerationStep.step, ModerationStep.reason, ModerationStep.at)
        .where(ModerationStep.contribution_id.in_(ids))
        .order_by(ModerationStep.id)
    )
    found: dict[str, tuple[Trace, ...]] = {}
    for id_, step, reason, at in session.execute(steps):
        found[id_] = (*found.get(id_, ()), Trace(step, reason, local_time(at, time_zone)[0]))
    return found


def _keys(
    session: Session, consultation_id: int, passage: str, after: Key | None, limit: int, campaign: str
) -> list[Key]:
    """The next keys, newest day first."""
    day, id_ = after or (None, None)
    values = {"consultation": consultation_id, "passage": passage, "group": campaign, "size": limit}
    found = session.execute(_key_query(bool(campaign), bool(after)), {**values, "after_day": day, "after_id": id_})
    return [(day, id_) for day, id_ in found]


@cache
def _key_query(campaign: bool, after: bool) -> Select[dt.date, str]:
    """Each state is read along its index and stops early; then they are merged. Putting it together takes longer
    than running it, so that is done once."""
    parts = []
    for state in ("shown",) if campaign else PUBLIC_STATES:
        keys = select(Contribution.day, Contribution.id).where(
            Contribution.consultation_id == bindparam("consultation"),
            Contribution.passage == bindparam("passage"),
            Contribution.state == state,
            Contribution.parent_id.is_(None),
        )
        if campaign:
            keys = keys.where(Contribution.campaign == bindparam("group"))
        elif state == "shown":
            keys = keys.where(~campaigns.newer_alike())
        if after:
            mark = (
                bindparam("after_day", type_=Contribution.day.type),
                bindparam("after_id", type_=Contribution.id.type),
            )
            keys = keys.where(tuple_(Contribution.day, Contribution.id) < tuple_(*mark))
        part = keys.order_by(Contribution.day.desc(), Contribution.id.desc()).limit(bindparam("size")).subquery()
        parts.append(select(part.c.day, part.c.id))
    merged = union_all(*parts).subquery()
    newest: Select[dt.date, str] = select(merged.c.day, merged.c.id)
    return newest.order_by(merged.c.day.desc(), merged.c.id.desc()).limit(bindparam("size"))


def _rows(session: Session, ids: Sequence[str]) -> list[Contribution]:
    public = select(Contribution).where(Contribution.id.in_(ids), Contribution.state.in_(PUBLIC_STATES))
    return list(session.scalars(public))


def _dressed(session: Session, rows: Iterable[Contribution], time_zone: str) -> list[PublicContribution]:
    """The rows as the public sees them, with their traces and the agency's replies."""
    rows = list(rows)
    if not rows:
        return []
    ids = [row.id for row in rows]
    done = traces(session, ids, time_zone)
    replied = agency_replies(session, [row.id for row in rows if row.state == "shown"], time_zone)
    return [_dress(row, done.get(row.id, ()), replied.get(row.id, ())) for row in rows]


def _dress(row: Contribution, done: tuple[Trace, ...], replies: tuple[AgencyReply, ...]) -> PublicContribution:
    shown = row.state == "shown"
    return PublicContribution(
        id=row.id,
        day=row.day,
        state=row.state,
        passage=row.passage,
        parent_id=row.parent_id,
        stance=row.stance if shown else "",
        text=row.text if shown else "",
        language=row.language,
        traces=tuple(trace for trace in done if trace.step == "corrected") if shown else done,
        replies=replies,
        campaign=(row.campaign or "") if shown else "",
    )


def _first_children(session: Session, ids: Sequence[str]) -> dict[Contribution, int]:
    """The first replies below each of the comments, oldest day first, with the number of all below the same one."""
    parent, age = Contribution.parent_id, (Contribution.day, Contribution.id)
    numbered = (
        select(
            Contribution.id,
            func.row_number().over(partition_by=parent, order_by=age).label("place"),
            func.count().over(partition_by=parent).label("total"),
        )
        .where(Contribution.parent_id.in_(ids), Contribution.state.in_(PUBLIC_STATES))
        .subquery()
    )
    first = select(Contribution, numbered.c.total).join(numbered, numbered.c.id == Contribution.id)
    rows = session.execute(first.where(numbered.c.place <= FEW_REPLIES).order_by(numbered.c.place))
    return dict(rows.all())


def _with_children(
    item: PublicContribution, children: Mapping[Contribution, int], dressed: Mapping[str, PublicContribution]
) -> PublicContribution:
    """The comment with the first replies below it, and how many more there are."""
    below = [child for child in children if child.parent_id == item.id]
    if not below:
        return item
    more = children[below[0]] - len(below)
    return replace(item, children=tuple(dressed[child.id] for child in below), more_children=more)

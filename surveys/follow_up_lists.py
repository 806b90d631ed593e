"""What is answered and what is not, for those who answer. Reads only.

Lists go by the key (day, id), the oldest first. Only what the public sees is listed: running totals stay
the business of surveys.running totals' own pages, and what waits for screening is not answered yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from surveys.follow_up import mark, reply_to
from surveys.models import Contribution, Reply, Theme
from surveys.theme_members import members, members_of, memberships

Key = tuple[dt.date, str]  # day, id

PAGE = 50
_AT_ONCE = 500  # keys read together
TO_ANSWER, ANSWERED = "to-answer", "answered"


@dataclass(frozen=True)
class Progress:
    """How many of the comments that the public sees have an answer, singly or by their theme."""

    answered: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.answered


@dataclass(frozen=True)
class Wanted:
    """What a list holds. `theme_id`: of this theme; 0: of none; None: whatever theme."""

    state: str = TO_ANSWER
    stance: str = ""
    theme_id: int | None = None


@dataclass(frozen=True)
class GivenReply:
    verdict: str
    text: str
    mark: str  # surveys.follow_up.mark


@dataclass(frozen=True)
class Line:
    """A comment for those who answer. `reply`: to it alone; `themes`: id -> name."""

    id: str
    day: dt.date
    passage: str
    stance: str
    text: str
    state: str
    themes: dict[int, str]
    answered_by_theme: bool
    reply: GivenReply | None


@dataclass(frozen=True)
class ThemeLine:
    id: int
    name: str
    count: int  # comments that the public sees
    reply: GivenReply | None


@dataclass(frozen=True)
class Overview:
    """`themes`: those without an answer first, then the largest."""

    progress: Progress
    themes: list[ThemeLine]


@dataclass(frozen=True)
class Listed:
    """How many comments the public sees, and the ids of the rest, nearly always fewer: those that are not shown are
    `hidden`, and `replies` is what citizens say to each other, whatever its state."""

    total: int = 0
    hidden: frozenset[str] = frozenset()
    replies: frozenset[str] = frozenset()

    def among(self, ids: set[str]) -> set[str]:
        """Those of `ids` that are listed."""
        return ids.difference(self.hidden, self.replies)


@dataclass(frozen=True)
class Known:
    """What is asked of all comments of a consultation at once, so that a page asks it once.

    `inside`: theme_members.members. `answered`: the ids of those with an answer, singly or by a theme, whatever their
    state.
    """

    inside: Mapping[int, set[str]]
    answered: set[str]
    listed: Listed

    @property
    def progress(self) -> Progress:
        return _progress(self.answered, self.listed)


def known(session: Session, consultation_id: int) -> Known:
    """Who is in which theme, who has an answer, and who isn't listed."""
    inside = members(session, consultation_id)
    answered = _answered(session, [consultation_id], inside).get(consultation_id, set())
    return Known(inside, answered, _listed(session, [consultation_id]).get(consultation_id, Listed()))


def overview(session: Session, consultation_id: int, read: Known | None = None) -> Overview:
    """How far the answers are, and the themes of a consultation with their sizes. `read`: where that was done."""
    read = read or known(session, consultation_id)
    query = select(Theme.id, Theme.name, Reply).outerjoin(Reply, Reply.theme_id == Theme.id)
    themes = [
        ThemeLine(id_, name, len(read.listed.among(read.inside.get(id_, set()))), _given(reply))
        for id_, name, reply in session.execute(query.where(Theme.consultation_id == consultation_id))
    ]
    themes.sort(key=lambda theme: (theme.reply is not None, -theme.count, theme.name))
    return Overview(read.progress, themes)


def theme_page(
    session: Session, theme: Theme, after: Key | None = None, size: int = PAGE
) -> tuple[ThemeLine, list[Line], Key | None]:
    """One theme of a consultation, a page of its comments, answered or not, and where the next one begins."""
    assert theme.consultation_id is not None  # those of surveys aren't answered
    listed = _listed(session, [theme.consultation_id]).get(theme.consultation_id, Listed())
    inside = listed.among(members_of(session, [theme.id]).get(theme.id, set()))
    line = ThemeLine(theme.id, theme.name, len(inside), _given(reply_to(session, theme)))
    lines, following = _page(session, theme.consultation_id, "", inside.__contains__, after, size)
    return line, lines, following


def theme_names(session: Session, consultation_id: int) -> dict[int, str]:
    """Theme -> its name, in the order of the names."""
    named = select(Theme.id, Theme.name).where(Theme.consultation_id == consultation_id)
    return dict(session.execute(named.order_by(Theme.name_key)).all())


def progress(session: Session, consultation_id: int) -> Progress:
    """Comments of citizens to the draft; what they reply to each other needs no answer of the agency."""
    return progress_of(session, [consultation_id]).get(consultation_id, Progress(0, 0))


def progress_of(session: Session, consultation_ids: Collection[int]) -> dict[int, Progress]:
    """Consultation -> `progress` of it, counted in one go; those without comments are left out."""
    answered = _answered(session, consultation_ids)
    every = _listed(session, consultation_ids)
    return {id_: _progress(answered.get(id_, set()), listed) for id_, listed in every.items() if listed.total}


def page(
    session: Session,
    consultation_id: int,
    wanted: Wanted,
    after: Key | None = None,
    size: int = PAGE,
    read: Known | None = None,
) -> tuple[list[Line], Key | None]:
    """A page of comments and where the next one begins. `read`: where that was done."""
    fits = _fits(read or known(session, consultation_id), wanted)
    return _page(session, consultation_id, wanted.stance, fits, after, size)


def line(session: Session, contribution: Contribution) -> Line:
    """One comment, whatever its state."""
    return _lines(session, [contribution])[0]


def _fits(read: Known, wanted: Wanted) -> Callable[[str], bool]:
    """Whether the comment with an id belongs into the list."""
    without, within = {*read.listed.hidden, *read.listed.replies}, []
    if wanted.state == TO_ANSWER:
        without |= read.answered
    elif wanted.state == ANSWERED:
        within.append(read.answered)
    if wanted.theme_id:
        within.append(read.inside.get(wanted.theme_id, set()))
    elif wanted.theme_id == 0:
        without.update(*read.inside.values())
    return lambda id_: id_ not in without and all(id_ in ids for ids in within)


def _page(
    session: Session, consultation_id: int, stance: str, fits: Callable[[str], bool], after: Key | None, size: int
) -> tuple[list[Line], Key | None]:
    """The keys are read in their order, from the index, until a page of them fits; then its texts."""
    keys = select(Contribution.id).where(Contribution.consultation_id == consultation_id, Contribution.state == "shown")
    if stance:
        keys = keys.where(Contribution.stance == stance)
    if after:
        keys = keys.where(tuple_(Contribution.day, Contribution.id) > tuple_(*after))
    in_order = keys.order_by(Contribution.day, Contribution.id).execution_options(yield_per=_AT_ONCE)
    with closing(session.scalars(in_order)) as read:
        found = list(islice(filter(fits, read), size + 1))
    rows = session.scalars(select(Contribution).where(Contribution.id.in_(found[:size])))
    listed = [row for row in rows if row.state == "shown" and row.parent_id is None]  # it may have changed meanwhile
    listed.sort(key=lambda row: (row.day, row.id))
    following = (listed[-1].day, listed[-1].id) if len(found) > size and listed else None
    return _lines(session, listed), following


def _listed(session: Session, consultation_ids: Collection[int]) -> dict[int, Listed]:
    """Consultation -> what of it is listed, in one look through an index; those without comments are left out."""
    conditions = Contribution.state != "shown", Contribution.parent_id.is_not(None)
    texts = (func.aggregate_strings(Contribution.id, ",").filter(condition) for condition in conditions)
    query = select(Contribution.consultation_id, func.count(), *texts)
    ours = query.where(Contribution.consultation_id.in_(consultation_ids)).group_by(Contribution.consultation_id)
    found = {}
    for id_, count, *unseen in session.execute(ours):
        hidden, replies = (frozenset(text.split(",") if text else ()) for text in unseen)
        found[id_] = Listed(count - len(hidden | replies), hidden, replies)
    return found


def _progress(answered: set[str], listed: Listed) -> Progress:
    return Progress(len(listed.among(answered)), listed.total)


def _answered(
    session: Session, consultation_ids: Collection[int], inside: Mapping[int, set[str]] | None = None
) -> dict[int, set[str]]:
    """Consultation -> the ids of what has an answer, singly or by a theme, whatever its state; those without any are
    left out. `inside`: theme_members.members, where they were read."""
    ours = Reply.consultation_id.in_(consultation_ids)
    if inside is None:
        inside = members_of(session, select(Reply.theme_id).where(ours, Reply.theme_id.is_not(None)))
    replies = select(Reply.consultation_id, Reply.contribution_id, Reply.theme_id).where(ours)
    found: dict[int, set[str]] = {}
    for consultation_id, contribution_id, theme_id in session.execute(replies):
        ids = inside.get(theme_id, ()) if theme_id else [str(contribution_id)]
        found.setdefault(consultation_id, set()).update(ids)
    return found


def _lines(session: Session, rows: Sequence[Contribution]) -> list[Line]:
    ids = [row.id for row in rows]
    single = {
        reply.contribution_id: reply for reply in session.scalars(select(Reply).where(Reply.contribution_id.in_(ids)))
    }
    named: dict[str, dict[int, str]] = {}
    answered = set()
    member = memberships(ids)
    themed = (
        select(member.c.contribution_id, Theme.id, Theme.name, Reply.id)
        .join(Theme, Theme.id == member.c.theme_id)
        .outerjoin(Reply, Reply.theme_id == Theme.id)
        .order_by(Theme.name)
    )
    for id_, theme_id, name, reply_id in session.execute(themed):
        named.setdefault(id_, {})[theme_id] = name
        if reply_id is not None:
            answered.add(id_)
    return [
        Line(
            id=row.id,
            day=row.day,
            passage=row.passage,
            stance=row.stance,
            text=row.text,
            state=row.state,
            themes=named.get(row.id, {}),
            answered_by_theme=row.id in answered,
            reply=_given(single.get(row.id)),
        )
        for row in rows
    ]


def _given(reply: Reply | None) -> GivenReply | None:
    return GivenReply(reply.verdict, reply.text, mark(reply)) if reply else None

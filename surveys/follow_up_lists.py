"""What is answered and what is not, for those who answer. Reads only.

Lists go by the key (day, id), the oldest first. Only what the public sees is listed: running totals stay
the business of surveys.running totals' own pages, and what waits for screening is not answered yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select, tuple_
from sqlalchemy.orm import Session

from surveys.follow_up import mark, reply_to
from surveys.models import Contribution, Reply, Theme
from surveys.theme_members import members, memberships

Key = tuple[dt.date, str]  # day, id

PAGE = 50
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


def overview(session: Session, consultation_id: int) -> Overview:
    """How far the answers are, and the themes of a consultation with their sizes."""
    inside, unseen = members(session, consultation_id), _unseen(session, consultation_id)
    query = select(Theme.id, Theme.name, Reply).outerjoin(Reply, Reply.theme_id == Theme.id)
    themes = [
        ThemeLine(id_, name, len(inside.get(id_, set()) - unseen), _given(reply))
        for id_, name, reply in session.execute(query.where(Theme.consultation_id == consultation_id))
    ]
    themes.sort(key=lambda theme: (theme.reply is not None, -theme.count, theme.name))
    return Overview(_progress(session, consultation_id, inside, unseen), themes)


def theme_line(session: Session, theme: Theme) -> ThemeLine:
    """One theme of a consultation."""
    assert theme.consultation_id is not None  # those of surveys aren't answered
    inside = members(session, theme.consultation_id).get(theme.id, set())
    count = len(inside - _unseen(session, theme.consultation_id))
    return ThemeLine(theme.id, theme.name, count, _given(reply_to(session, theme)))


def theme_names(session: Session, consultation_id: int) -> dict[int, str]:
    """Theme -> its name, in the order of the names."""
    named = select(Theme.id, Theme.name).where(Theme.consultation_id == consultation_id)
    return dict(session.execute(named.order_by(Theme.name_key)).all())


def progress(session: Session, consultation_id: int, inside: Mapping[int, set[str]] | None = None) -> Progress:
    """Comments of citizens to the draft; what they reply to each other needs no answer of the agency.

    `inside`: theme_members.members, where the caller has read them.
    """
    inside = members(session, consultation_id) if inside is None else inside
    return _progress(session, consultation_id, inside, _unseen(session, consultation_id))


def progress_of(session: Session, consultation_ids: Collection[int]) -> dict[int, Progress]:
    """Consultation -> `progress` of it, counted in one go; those without comments are left out."""
    answered = func.sum(case((_answered(consultation_ids), 1), else_=0))
    counted = select(Contribution.consultation_id, answered, func.count()).where(
        Contribution.consultation_id.in_(consultation_ids),
        Contribution.state == "shown",
        Contribution.parent_id.is_(None),
    )
    rows = session.execute(counted.group_by(Contribution.consultation_id))
    return {id_: Progress(int(done), total) for id_, done, total in rows}


def page(
    session: Session, consultation_id: int, wanted: Wanted, after: Key | None = None, size: int = PAGE
) -> tuple[list[Line], Key | None]:
    """A page of comments and where the next one begins."""
    query = select(Contribution).where(*_public(consultation_id), *_conditions(consultation_id, wanted))
    if after:
        query = query.where(tuple_(Contribution.day, Contribution.id) > tuple_(*after))
    rows = list(session.scalars(query.order_by(Contribution.day, Contribution.id).limit(size + 1)))
    following = (rows[size - 1].day, rows[size - 1].id) if len(rows) > size else None
    return _lines(session, rows[:size]), following


def line(session: Session, contribution: Contribution) -> Line:
    """One comment, whatever its state."""
    return _lines(session, [contribution])[0]


def _public(consultation_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Contribution.consultation_id == consultation_id,
        Contribution.state == "shown",
        Contribution.parent_id.is_(None),
    )


def _conditions(consultation_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    answered = _answered([consultation_id])
    found = [answered if wanted.state == ANSWERED else ~answered] if wanted.state else []
    if wanted.stance:
        found.append(Contribution.stance == wanted.stance)
    if wanted.theme_id is not None:
        themed = _in_a_theme(consultation_id, wanted.theme_id)
        found.append(themed if wanted.theme_id else ~themed)
    return found


def _in_a_theme(consultation_id: int, theme_id: int = 0) -> ColumnElement[bool]:
    """Whether a comment is in this theme, or in any where the id is 0."""
    member = memberships(consultations=[consultation_id])
    inside = select(member.c.contribution_id)
    return Contribution.id.in_(inside.where(member.c.theme_id == theme_id) if theme_id else inside)


def _answered(consultation_ids: Collection[int]) -> ColumnElement[bool]:
    """Whether a comment has an answer, singly or by a theme.

    Two conditions, though one list of ids is quicker on SQLite: PostgreSQL, without statistics, loops over that one.
    """
    member = memberships(consultations=consultation_ids)
    singly = exists().where(Reply.contribution_id == Contribution.id)
    by_theme = select(member.c.contribution_id).join(Reply, Reply.theme_id == member.c.theme_id)
    return or_(singly, Contribution.id.in_(by_theme))


def _unseen(session: Session, consultation_id: int) -> set[str]:
    """What isn't listed, by id: nearly always less than what is."""
    others = Contribution.consultation_id == consultation_id, not_(and_(*_public(consultation_id)))
    return set(session.scalars(select(Contribution.id).where(*others)))


def _progress(
    session: Session, consultation_id: int, inside: Mapping[int, set[str]], unseen: Collection[str]
) -> Progress:
    """The same as `progress_of` says, from who is `inside` which theme."""
    replies = select(Reply.contribution_id, Reply.theme_id).where(Reply.consultation_id == consultation_id)
    answered: set[str] = set()
    for contribution_id, theme_id in session.execute(replies):
        answered.update(inside.get(theme_id, ()) if theme_id else [str(contribution_id)])
    total = session.scalars(select(func.count()).where(*_public(consultation_id))).one()
    return Progress(len(answered.difference(unseen)), total)


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

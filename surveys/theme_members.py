"""Which contributions are in which theme of a consultation: the one place that says it.

A contribution is in a theme if a code of the theme stands on it, whoever put it there, or if it was put there by
hand. Codes of an unfinished double coding count when it is finished: until then nobody sees them.

A theme is *answered* once the agency replied to it or named it behind a point of the outcome. Citizens read that, so
no step on the bench takes a comment out of an answered theme; only `follow_up.take_out` does. When a step brings
comments into one, they have its answer too, and the audit trail says how many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select, union
from sqlalchemy.orm import Session

from surveys import audit
from surveys.base import insert_for
from surveys.comments import Source
from surveys.models import (
    Code,
    CodeAssignment,
    CommentReading,
    Consultation,
    DoubleCodedComment,
    OutcomeTheme,
    Reply,
    Theme,
    ThemedContribution,
)


def memberships(only: Collection[str]) -> Subquery:
    """A row for each theme that these few contributions are in, once: contribution_id, theme_id."""
    by_hand = select(ThemedContribution.contribution_id, ThemedContribution.theme_id)
    return union(
        by_hand.where(ThemedContribution.contribution_id.in_(only)),
        _by_code().where(CommentReading.response_id.in_(only)),
    ).subquery("membership")


def members(session: Session, consultation_id: int) -> Mapping[int, set[str]]:
    """Theme of the consultation -> the ids of the contributions in it; see `members_of`."""
    return members_of(session, select(Theme.id).where(Theme.consultation_id == consultation_id))


def members_of(session: Session, themes: Collection[int] | Select[Any]) -> Mapping[int, set[str]]:
    """Theme -> the ids of the contributions in it, whatever their state; a theme without any is missing.

    For questions about all of them: read once, and counted here in half of the databases' time. A theme's ids come
    as one text, since twenty thousand rows cost more than what is in them. By hand and by code are two questions, so
    that neither has to be sorted.
    """
    by_hand = select(ThemedContribution.theme_id, _as_text(ThemedContribution.contribution_id))
    by_code = _by_code().with_only_columns(Code.theme_id, _as_text(CommentReading.response_id))
    found: dict[int, set[str]] = {}
    for query, theme_id in ((by_hand, ThemedContribution.theme_id), (by_code, Code.theme_id)):
        for id_, text in session.execute(query.where(theme_id.in_(themes)).group_by(theme_id)):
            found.setdefault(id_, set()).update(text.split(","))
    return found


def is_answered(theme_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a theme was replied to, or stands behind a point of the outcome."""
    return or_(theme_id.in_(select(Reply.theme_id).where(Reply.theme_id.is_not(None))), theme_id.in_(_named()))


@contextmanager
def answers_kept(
    session: Session, source: Source, now: dt.datetime, actor: str, only: Collection[str] | None = None
) -> Iterator[None]:
    """Around a step on the bench: what answered themes of the source cover stays, and what joins them is noted.

    `only`: the ids of the contributions that the step is about, where it isn't about all.
    """
    answered = _answered_themes(session, source) if isinstance(source, Consultation) else {}
    before = _sizes(session, answered, only)
    if answered:
        coded = _by_code().where(Code.theme_id.in_(answered))
        if only is not None:
            coded = coded.where(CommentReading.response_id.in_(only))
        keep = insert_for(session, ThemedContribution).from_select(["contribution_id", "theme_id"], coded.distinct())
        session.execute(keep.on_conflict_do_nothing())
    yield
    for theme_id, count in _sizes(session, answered, only).items():
        if joined := count - before.get(theme_id, 0):
            detail = {"theme": theme_id, "name": answered[theme_id], "count": joined}
            audit.record(session, source, "answered-theme-grew", now, actor, **detail)


def _as_text(ids: Any) -> Any:
    return func.aggregate_strings(ids, ",")


def _by_code() -> Select[tuple[str, int]]:
    waiting = or_(DoubleCodedComment.first_codes.is_(None), DoubleCodedComment.second_codes.is_(None))
    unfinished = select(DoubleCodedComment.double_coding_id).where(
        DoubleCodedComment.consultation_id.is_not(None), waiting
    )
    blind = select(DoubleCodedComment.response_id).where(DoubleCodedComment.double_coding_id.in_(unfinished))
    query = (
        select(CommentReading.response_id.label("contribution_id"), Code.theme_id)
        .join(CodeAssignment, CodeAssignment.reading_id == CommentReading.id)
        .join(Code, Code.id == CodeAssignment.code_id)
        .where(CommentReading.consultation_id.is_not(None), Code.theme_id.is_not(None))
        .where(CommentReading.response_id.not_in(blind))
    )
    return query  # type: ignore[return-value]  # a code's theme may be missing, but not here


def _named() -> Select[tuple[int]]:
    return select(OutcomeTheme.theme_id)


def _answered_themes(session: Session, consultation: Consultation) -> dict[int, str]:
    mine = select(Theme.id, Theme.name).where(Theme.consultation_id == consultation.id)
    return dict(session.execute(mine.where(is_answered(Theme.id.expression))).all())


def _sizes(session: Session, themes: dict[int, str], only: Collection[str] | None) -> dict[int, int]:
    if not themes:
        return {}
    if only is None:
        return {theme_id: len(ids) for theme_id, ids in members_of(session, themes).items()}
    member = memberships(only)
    counted = select(member.c.theme_id, func.count()).where(member.c.theme_id.in_(themes))
    return dict(session.execute(counted.group_by(member.c.theme_id)).all())

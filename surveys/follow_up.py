"""What the agency answers to comments: singly, or to a theme that several of them share.

Themes are those of the thematic bench (surveys.themes); who is in one, surveys.theme_members says.

A reply is public at once. Changing one keeps what it said before in the audit trail, and of two people who
write at the same time the second is told. Reads for pages: surveys.follow_up_lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.base import insert_for
from surveys.comment_readers import READ_STATES
from surveys.entries import check_text
from surveys.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    Problem,
    UnknownContribution,
    UnknownTheme,
    WrongState,
)
from surveys.lifecycle import ANSWERED, CLOSED, OPEN
from surveys.models import VERDICTS, Consultation, Contribution, Reply, Theme, ThemedContribution
from surveys.themes import theme_of

LONGEST_REPLY = 10_000
_AT_ONCE = 500  # contributions in one statement


def contribution_of(session: Session, consultation: Consultation, contribution_id: str) -> Contribution:
    """The consultation's contribution with this id. Raises UnknownContribution."""
    row = session.get(Contribution, contribution_id)
    if row is None or row.consultation_id != consultation.id:
        raise UnknownContribution
    return row


def put_into(
    session: Session,
    consultation: Consultation,
    theme_id: int,
    contribution_ids: Collection[str],
    now: dt.datetime,
    actor: str,
) -> int:
    """Put contributions into a theme by hand, beside the themes that they have; how many are new in it.

    Ids that are no contribution of this consultation are left out. Raises UnknownTheme.
    """
    theme = theme_of(session, consultation, theme_id, stays=True)
    added = 0
    for some in _batches(contribution_ids):
        ours = select(Contribution.id).where(
            Contribution.id.in_(some),
            Contribution.consultation_id == consultation.id,
            Contribution.state != "withdrawn",
        )
        rows = [{"contribution_id": id_, "theme_id": theme.id} for id_ in session.scalars(ours)]
        if rows:
            new = insert_for(session, ThemedContribution).values(rows).on_conflict_do_nothing()
            # Counted by what comes back: PostgreSQL's driver doesn't say how many of several rows were new.
            added += len(session.scalars(new.returning(ThemedContribution.__table__.c.contribution_id)).all())
    if added:
        audit.record(session, consultation, "comments-themed", now, actor, theme=theme.id, name=theme.name, count=added)
    return added


def take_out(
    session: Session,
    consultation: Consultation,
    theme_id: int,
    contribution_ids: Collection[str],
    now: dt.datetime,
    actor: str,
) -> int:
    """Take out of a theme what was put into it by hand; how many. What a code brings stays: its code is the reason.

    Raises UnknownTheme.
    """
    theme = theme_of(session, consultation, theme_id)
    inside = delete(ThemedContribution).where(ThemedContribution.theme_id == theme.id)
    taken = sum(
        _count(session, inside.where(ThemedContribution.contribution_id.in_(some)))
        for some in _batches(contribution_ids)
    )
    if taken:
        detail = {"theme": theme.id, "name": theme.name, "count": taken}
        audit.record(session, consultation, "comments-unthemed", now, actor, **detail)
    return taken


def reply_to(session: Session, to: Contribution | Theme) -> Reply | None:
    """What was answered to it alone."""
    column = Reply.contribution_id if isinstance(to, Contribution) else Reply.theme_id
    return session.scalar(select(Reply).where(column == to.id))


def mark(reply: Reply | None) -> str:
    """A sign for what a reply says now: a form carries it, and `reply` sees whether it is still the same."""
    return reply.at.isoformat() if reply else ""


def reply(
    session: Session,
    consultation: Consultation,
    to: Contribution | Theme,
    *,
    verdict: str,
    text: str,
    seen: str,
    now: dt.datetime,
    actor: str,
) -> Reply:
    """Answer a contribution or a theme, or change the answer; the text holds the reason, so none goes without.

    `seen`: the `mark` of the reply that the writer saw. The same once more changes nothing. Raises WrongState where
    nothing can be answered, UnknownTheme for one that was dissolved, ChangedMeanwhile, and InvalidEntry: `verdict`
    unknown; `text` missing, too-long, not-storable.
    """
    text = text.replace("\r\n", "\n").strip()
    _lock(session, to)
    _check(consultation, to, verdict, text)
    there = reply_to(session, to)
    if there and (there.verdict, there.text) == (verdict, text):
        return there
    if mark(there) != seen:
        raise ChangedMeanwhile
    detail: dict[str, Any] = {"verdict": verdict, **_named(to)}
    if there:
        detail["before"] = {"verdict": there.verdict, "text": there.text, "actor": there.actor}
    else:
        there = Reply(consultation_id=consultation.id, **_named(to))
        session.add(there)
    there.verdict, there.text, there.at, there.actor = verdict, text, now, actor
    session.flush()
    audit.record(session, consultation, "reply-changed" if "before" in detail else "replied", now, actor, **detail)
    return there


def _lock(session: Session, to: Contribution | Theme) -> None:
    """Read again what is answered, and keep it so: of two first answers the second finds the first, and what was
    withdrawn or dissolved meanwhile gets none. Raises UnknownTheme."""
    table = type(to)
    again = select(table).where(table.id == to.id).with_for_update()
    if session.scalar(again.execution_options(populate_existing=True)) is None:
        raise UnknownTheme  # a contribution always stays


def _check(consultation: Consultation, to: Contribution | Theme, verdict: str, text: str) -> None:
    if consultation.state not in (OPEN, CLOSED, ANSWERED):
        raise WrongState(consultation.state, ANSWERED)
    if isinstance(to, Contribution) and to.state not in READ_STATES:
        raise WrongState(to.state, ANSWERED)
    if verdict not in VERDICTS:
        raise InvalidEntry(Problem("verdict", "unknown"))
    if not text:
        raise InvalidEntry(Problem("text", "missing"))
    check_text("text", text, LONGEST_REPLY)


def _named(to: Contribution | Theme) -> dict[str, Any]:
    return {"contribution_id": to.id} if isinstance(to, Contribution) else {"theme_id": to.id}


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    wanted = sorted(set(ids))
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))


def _count(session: Session, statement: Any) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount

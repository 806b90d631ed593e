"""Themes: groups of codes, and what they mean together. Every step goes into the audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import CursorResult, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import audit
from surveys.codebook import checked_name, checked_text, successors
from surveys.comments import Source, belongs, columns_of
from surveys.errors import ChangedMeanwhile, TakenName, UnknownTheme, WrongState
from surveys.models import Code, Theme
from surveys.theme_members import answers_kept, is_answered

LONGEST_NAME = 200  # characters of a theme's name
LONGEST_INTERPRETATION = 20_000


def theme_of(session: Session, source: Source, theme_id: int, *, stays: bool = False) -> Theme:
    """The source's theme with this id. `stays`: nobody dissolves it until the commit. Raises UnknownTheme."""
    query = select(Theme).where(Theme.id == theme_id, belongs(Theme, source))
    theme = session.scalar(query.with_for_update(read=True, key_share=True) if stays else query)
    if theme is None:
        raise UnknownTheme
    return theme


def create_theme(session: Session, source: Source, name: str, now: dt.datetime, actor: str) -> Theme:
    """A theme without codes. Raises TakenName, and InvalidEntry for `name`."""
    name = checked_name(name, LONGEST_NAME)
    theme = Theme(**columns_of(source), name=name, name_key=name.lower(), interpretation="", revision=1)
    try:
        with session.begin_nested():
            session.add(theme)
            session.flush()
    except IntegrityError as error:
        raise TakenName from error
    audit.record(session, source, "theme-created", now, actor, theme=theme.id, name=name)
    return theme


def rename_theme(session: Session, source: Source, theme_id: int, name: str, now: dt.datetime, actor: str) -> None:
    """Raises UnknownTheme, TakenName, and InvalidEntry for `name`."""
    theme, name = theme_of(session, source, theme_id), checked_name(name, LONGEST_NAME)
    if theme.name == name:
        return
    before = theme.name
    _change(session, source, theme_id, theme.revision, name=name, name_key=name.lower())
    audit.record(session, source, "theme-renamed", now, actor, theme=theme_id, old_name=before, name=name)


def write_theme(
    session: Session,
    source: Source,
    theme_id: int,
    revision: int,
    *,
    name: str,
    interpretation: str,
    code_ids: Collection[int],
    now: dt.datetime,
    actor: str,
) -> None:
    """Name a theme, say what it means and which codes belong to it; they leave the themes that they were in.

    `revision`: that of the theme when the writer began. Raises ChangedMeanwhile when somebody else wrote
    since, UnknownTheme, TakenName, UnknownCode, RetiredCode, InvalidEntry for `name` and `interpretation`.
    """
    name, interpretation = (
        checked_name(name, LONGEST_NAME),
        checked_text("interpretation", interpretation, LONGEST_INTERPRETATION),
    )
    # All of the codebook, in one order: two people who move codes between themes must not wait for each other.
    session.execute(select(Code.id).where(belongs(Code, source)).order_by(Code.id).with_for_update())
    chosen = successors(session, source, code_ids)
    _change(session, source, theme_id, revision, name=name, name_key=name.lower(), interpretation=interpretation)
    mine = update(Code).where(belongs(Code, source))
    with answers_kept(session, source, now, actor):
        session.execute(mine.where(Code.theme_id == theme_id, Code.id.not_in(chosen)).values(theme_id=None))
        session.execute(mine.where(Code.id.in_(chosen)).values(theme_id=theme_id))
    codes = sorted(session.scalars(select(Code.name).where(Code.id.in_(chosen))))
    detail = {"theme": theme_id, "name": name, "codes": codes, "characters": len(interpretation)}
    audit.record(session, source, "theme-written", now, actor, **detail)


def dissolve_theme(session: Session, source: Source, theme_id: int, now: dt.datetime, actor: str) -> None:
    """Take a theme away. Its codes and comments stay without one, and the audit trail keeps its interpretation.

    Raises UnknownTheme, and WrongState for one that was answered: citizens read that answer.
    """
    theme = session.scalar(select(Theme).where(Theme.id == theme_id, belongs(Theme, source)).with_for_update())
    if theme is None:
        raise UnknownTheme
    if session.scalar(select(is_answered(literal(theme_id)))):
        raise WrongState("answered", "dissolved")
    session.execute(update(Code).where(Code.theme_id == theme_id).values(theme_id=None))
    detail = {"theme": theme_id, "name": theme.name, "interpretation": theme.interpretation}
    session.delete(theme)
    audit.record(session, source, "theme-dissolved", now, actor, **detail)


def _change(session: Session, source: Source, theme_id: int, revision: int, **values: object) -> None:
    """Set columns of a theme if nobody has since `revision`."""
    its = select(Theme.id).where(Theme.id == theme_id, belongs(Theme, source))
    unchanged = update(Theme).where(Theme.id.in_(its), Theme.revision == revision)
    try:
        with session.begin_nested():
            written = session.execute(unchanged.values(**values, revision=revision + 1))
    except IntegrityError as error:
        raise TakenName from error
    if cast("CursorResult[Any]", written).rowcount == 0:
        raise ChangedMeanwhile if session.scalar(its) else UnknownTheme

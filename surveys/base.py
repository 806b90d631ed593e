"""The declarative base, and the few column types that every table shares."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, MetaData
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B and no U/V pair: what is left survives a phone line, handwriting and a photocopy.
UNAMBIGUOUS = "34679ACDEFGHJKMNPQRTVWXY"


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as UTC without a zone and handed out as an aware UTC datetime.

    A naive datetime is refused: it would be a guess about a zone.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def random_id() -> str:
    """128 random bits as 32 hexadecimal digits; says nothing about order or time."""
    return secrets.token_hex(16)


def random_code(length: int) -> str:
    """A random code of look-alike-free letters and digits, for addresses that people type."""
    return "".join(secrets.choice(UNAMBIGUOUS) for _ in range(length))


def insert_for(session: Session, model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT in the session's dialect: both say the same about conflicts, in classes of their own."""
    table: Any = model.__table__
    return postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)

"""A report as canonical JSON text, its digest, and back. The text is what is stored, compared and handed out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from analytics.reports.model import MonthlyReport
from surveys.canonical import canonical_json


def dump(report: MonthlyReport) -> str:
    """The canonical JSON text of a report. Decimals are strings, so that 91.50 stays 91.50."""
    return canonical_json(_plain(report))


def load(text: str) -> MonthlyReport:
    """The report that `dump` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    report = _read(MonthlyReport, json.loads(text))
    assert isinstance(report, MonthlyReport)
    return report


def digest(text: str) -> str:
    """SHA-256 of a report's canonical text, in hexadecimal: whoever has the file can recompute it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


@lru_cache(maxsize=64)
def _fields(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, data: Any) -> Any:
    """`data` as the type `kind`, which is one of those that the report is made of."""
    if isinstance(kind, types.UnionType):
        return None if data is None else _read(typing.get_args(kind)[0], data)
    if typing.get_origin(kind) is tuple:
        return tuple(_read(typing.get_args(kind)[0], item) for item in data)
    if dataclasses.is_dataclass(kind):
        assert isinstance(kind, type)
        # An older report lacks what was added since; what has no default there is missed all the same.
        return kind(**{name: _read(part, data[name]) for name, part in _fields(kind).items() if name in data})
    if kind is Decimal:
        return Decimal(data)
    return dt.date.fromisoformat(data) if kind is dt.date else data

"""Which comments a page of the coding bench shows: read from the address, offered as choices, carried along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.filters import month
from app.staff.bench import Bench
from app.staff.contribution_words import STANCE_NAMES
from app.staff.lookups import served_units
from surveys.comments import CODED, UNCODED, UNREAD, Selection
from surveys.models import Survey
from surveys.thematic import CodeLine

STATE_NAMES = {
    UNREAD: _("Belum dibaca"),
    CODED: _("Sudah berkode"),
    UNCODED: _("Dibaca, tanpa kode"),
}
WHOLE = "-"  # in an address: comments on the whole draft; nothing at all means all


@dataclass(frozen=True)
class Choice:
    """One list to pick from: the address's name for it, its label, and value -> words. `picked` is "" for all."""

    name: str
    label: str
    options: dict[str, str]
    picked: str


@dataclass(frozen=True)
class CommentFilter:
    choices: tuple[Choice, ...]

    @property
    def arguments(self) -> dict[str, str]:
        """What an address carries to show the same comments."""
        return {choice.name: choice.picked for choice in self.choices if choice.picked}

    @property
    def selection(self) -> Selection:
        picked = self.arguments
        part = picked.get("question", picked.get("passage"))
        return Selection(
            part="" if part == WHOLE else part,
            unit_id=int(picked["unit"]) if "unit" in picked else None,
            stance=picked.get("stance", ""),
            month=dt.date.fromisoformat(f"{picked['month']}-01") if "month" in picked else None,
            state=picked.get("state", ""),
            code_id=int(picked["code"]) if "code" in picked else None,
        )


def comment_filter(bench: Bench, codes: Iterable[CodeLine]) -> CommentFilter:
    """The filter that the address asks for. What is not offered is not asked for."""
    months: Any = {f"{first:%Y-%m}": month(first) for first in bench.reader.months}
    parts = {part or WHOLE: name for part, name in bench.parts.items()}
    if isinstance(bench.source, Survey):
        units = {str(served.unit_id): served.unit.name for served in served_units(bench.source)}
        own = (_choice("unit", gettext("Unit"), units), _choice("question", gettext("Pertanyaan"), parts))
    else:
        stances = {stance: str(name) for stance, name in STANCE_NAMES.items()}
        own = (_choice("stance", gettext("Sikap"), stances), _choice("passage", gettext("Bagian naskah"), parts))
    return CommentFilter(
        (
            _choice("state", gettext("Keadaan"), {state: str(name) for state, name in STATE_NAMES.items()}),
            _choice("code", gettext("Kode"), {str(code.id): code.name for code in codes}),
            _choice("month", gettext("Bulan"), months),
            *own,
        )
    )


def _choice(name: str, label: str, options: dict[str, str]) -> Choice:
    asked = request.args.get(name, "")
    return Choice(name, label, options, asked if asked in options else "")

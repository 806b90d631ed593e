"""What an agency says about a draft that it asks people about: title, plain summary, background, aims, timeline."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from surveys.canonical import canonical_json, is_storable
from surveys.definition import Localized
from surveys.errors import InvalidEntry, Problem

LONGEST_TITLE = 200
LONGEST_TEXT = 10_000
MOST_MILESTONES = 30

_TEXTS = ("summary", "background", "aims")


@dataclass(frozen=True)
class Milestone:
    """A step of the draft's way, as "Rapat pembahasan"."""

    day: dt.date
    text: Localized


@dataclass(frozen=True)
class ConsultationText:
    """The words around a draft. Texts are Markdown but for the title and the milestones, which are plain."""

    title: Localized
    summary: Localized = field(default_factory=dict)
    background: Localized = field(default_factory=dict)
    aims: Localized = field(default_factory=dict)
    milestones: tuple[Milestone, ...] = ()


def dump(text: ConsultationText) -> str:
    """`text` as canonical JSON. Raises ValueError for what can't be stored."""
    value = asdict(text)
    value["milestones"] = [{"day": stone.day.isoformat(), "text": dict(stone.text)} for stone in text.milestones]
    return canonical_json(value)


def load(content: str) -> ConsultationText:
    """The text that `dump` wrote."""
    value: dict[str, Any] = json.loads(content)
    stones = tuple(Milestone(dt.date.fromisoformat(one["day"]), one["text"]) for one in value.pop("milestones"))
    return ConsultationText(**value, milestones=stones)


def check(text: ConsultationText) -> None:
    """Raise InvalidEntry for the first thing wrong: `title` missing, any text too-long or not-storable,
    `milestones` too-many."""
    if not text.title.get("id", "").strip():
        raise InvalidEntry(Problem("title", "missing"))
    _check_texts("title", text.title, LONGEST_TITLE)
    for name in _TEXTS:
        _check_texts(name, getattr(text, name), LONGEST_TEXT)
    if len(text.milestones) > MOST_MILESTONES:
        raise InvalidEntry(Problem("milestones", "too-many", limit=str(MOST_MILESTONES)))
    for stone in text.milestones:
        _check_texts("milestones", stone.text, LONGEST_TITLE)


def _check_texts(field_name: str, texts: Mapping[str, str], longest: int) -> None:
    for language, text in texts.items():
        name = field_name if language == "id" else f"{field_name}-{language}"
        if len(text) > longest:
            raise InvalidEntry(Problem(name, "too-long", limit=str(longest)))
        if not is_storable(text):
            raise InvalidEntry(Problem(name, "not-storable"))

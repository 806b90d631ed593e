"""Answers from a file: paper forms typed in, another tool's data, what was exported elsewhere.

An import is idempotent: each row has a key of its own, and a key is stored once. So it can be cut
off and run again, and it is stored in small steps that never keep a citizen waiting for the database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, BinaryIO, cast

from sqlalchemy import CursorResult, insert, select
from sqlalchemy.orm import Session

from surveys import changed_days, originals
from surveys.answers import AnswerSheet, without_apart
from surveys.base import insert_for
from surveys.calendar import local_time
from surveys.canonical import canonical_json, is_storable
from surveys.definition import Questionnaire
from surveys.errors import InvalidAnswers, Problem, SurveyNotOpen
from surveys.intake import check_sheet, response_row
from surveys.interchange.delimited import Layout, Record, inspect, records
from surveys.interchange.response_table import (
    CHANNEL,
    EXTERNAL_ID,
    LANGUAGE,
    RECEIVED_AT,
    UNIT,
    answers_of,
    check_header,
    received_of,
)
from surveys.interchange.units import SurveyedUnit, surveyed_units
from surveys.lifecycle import CLOSED, OPEN
from surveys.models import CHANNELS, OriginalText, Response, Survey
from surveys.publication import PublicSurvey, public_survey
from surveys.question_types import AnswerProblem
from surveys.question_types.base import shorten
from surveys.receipts import Keyring

AFTER_CLOSING = ("paper", "import")  # what a closed survey still takes; its database refuses the rest
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,6})?\Z", re.ASCII)


@dataclass(frozen=True)
class Target:
    """The survey that a file is imported into, and its units by every name that a file may give them."""

    survey: PublicSurvey
    state: str
    units: Mapping[str, SurveyedUnit]
    only_unit: SurveyedUnit | None  # where a file needn't name the unit

    @property
    def version(self) -> tuple[int, Questionnaire]:
        return self.survey.version_id, self.survey.questionnaire


@dataclass(frozen=True)
class Row:
    """A good row. `dated`: the file says when; else `received` is the day of the import and no part of the key."""

    line: int
    sheet: AnswerSheet
    received: tuple[dt.date, int | None]
    dated: bool
    key: bytes


@dataclass(frozen=True)
class Rejection:
    """A row that is not stored, and what is wrong with it, by column."""

    line: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Stored:
    accepted: int
    already_there: int
    rejected: tuple[Rejection, ...]


def find_target(session: Session, public_id: str, now: dt.datetime) -> Target:
    """Where to import to. Raises UnknownSurvey, and SurveyNotOpen for one that takes no answers of any channel."""
    survey = public_survey(session, public_id)
    state = survey.state_at(now)
    if state not in (OPEN, CLOSED):
        raise SurveyNotOpen(state)
    units = surveyed_units(session, survey.id)
    names = {name: unit for unit in units for name in (unit.name, unit.full_name)}
    # Contact data come from people alone, and nobody is asked for them by a file.
    survey = replace(survey, questionnaire=without_apart(survey.questionnaire))
    return Target(survey, state, names, units[0] if len(units) == 1 else None)


def check_file(target: Target, file: BinaryIO) -> Layout:
    """Read a whole file once, before anything of it is stored. Raises RefusedFile."""
    layout = inspect(file)
    check_header(target.survey.questionnaire, layout.header, layout.header_line)
    return layout


def read_rows(target: Target, file: BinaryIO, layout: Layout, now: dt.datetime) -> Iterator[Row | Rejection]:
    """Each record of a checked file as a row to store, or what is wrong with it."""
    reader = _Reader(target, layout, now)
    for record in records(file, layout):
        yield reader.read(record)


def store(session: Session, target: Target, rows: Sequence[Row], keyring: Keyring) -> Stored:
    """Store the rows that are not there yet and mark their days as changed. Raises SurveyNotOpen.

    A row whose external id is known with other answers is rejected: nothing is overwritten in silence.
    """
    state = session.scalar(select(Survey.state).where(Survey.id == target.survey.id))
    if state not in (OPEN, CLOSED):
        raise SurveyNotOpen(str(state))
    hashes = [[key.key_hash(row.key) for key in keyring.keys] for row in rows]
    known = _known(session, [key_hash for row_hashes in hashes for key_hash in row_hashes])
    new: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    rejected: list[Rejection] = []
    for row, row_hashes in zip(rows, hashes, strict=True):
        values = response_row(target.survey.id, target.version, row.sheet, row.received, row_hashes[0])
        before = next((known[key_hash] for key_hash in row_hashes if key_hash in known), None)
        if before is None:
            known[row_hashes[0]] = _content(values)
            new.append(values)
            aside += originals.rows_for(values, target.survey.questionnaire, row.sheet, target.survey.originals_days)
        elif not _same(before, _content(values), row.dated):
            rejected.append(Rejection(row.line, (Problem(EXTERNAL_ID, "same-key-other-answers"),)))
    accepted = insert_new(session, new)
    _keep_originals(session, aside)
    changed_days.mark(session, target.survey.id, (values["day"] for values in new))
    return Stored(accepted, len(rows) - accepted - len(rejected), tuple(rejected))


def insert_new(session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows of `intake.response_row` whose keys are not there yet; how many were."""
    if not rows:
        return 0
    statement = insert_for(session, Response).on_conflict_do_nothing(index_elements=["key_hash"])
    options = {"preserve_rowcount": True}
    return cast(CursorResult[Any], session.execute(statement, rows, execution_options=options)).rowcount


def _keep_originals(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store rows of OriginalText whose response is there: an import beside this one may have stored it first."""
    if rows:
        ids = {row["response_id"] for row in rows}
        there = set(session.scalars(select(Response.id).where(Response.id.in_(ids))))
        if known := [row for row in rows if row["response_id"] in there]:
            session.execute(insert(OriginalText), known)


def _known(session: Session, hashes: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """What is stored already, by key hash."""
    query = select(Response.key_hash, Response.unit_id, Response.answers, Response.day, Response.hour)
    return {row[0]: tuple(row[1:]) for row in session.execute(query.where(Response.key_hash.in_(hashes)))}


def _content(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return values["unit_id"], values["answers"], values["day"], values["hour"]


def _same(before: tuple[Any, ...], now: tuple[Any, ...], dated: bool) -> bool:
    return before == now if dated else before[:2] == now[:2]


class _Reader:
    """Reads one file's records in order, counting equal ones: the second of two twins stays itself."""

    def __init__(self, target: Target, layout: Layout, now: dt.datetime) -> None:
        self.target, self.header, self.now = target, layout.header, now
        self.places = {name: place for place, name in enumerate(layout.header)}
        self.twins: Counter[bytes] = Counter()  # eight bytes a row, so that millions fit

    def read(self, record: Record) -> Row | Rejection:
        try:
            return self._row(record.line, self._cells(record.cells))
        except AnswerProblem as error:
            return Rejection(record.line, (error.problem,))
        except InvalidAnswers as error:
            in_order = sorted(error.problems.values(), key=lambda problem: self.places.get(problem.field, 0))
            return Rejection(record.line, tuple(in_order))

    def _cells(self, cells: list[str]) -> dict[str, str]:
        surplus = any(cell.strip() for cell in cells[len(self.header) :])
        if surplus or len(cells) < len(self.header):
            raise AnswerProblem(Problem("", "wrong-cell-count", limit=str(len(self.header)), found=str(len(cells))))
        named = dict(zip(self.header, cells, strict=False))
        for name, text in named.items():
            if not is_storable(text):
                raise AnswerProblem(Problem(name, "unreadable-text"))
        return named

    def _row(self, line: int, cells: Mapping[str, str]) -> Row:
        aside = {name: cells.get(name, "").strip() for name in (RECEIVED_AT, CHANNEL, LANGUAGE, UNIT, EXTERNAL_ID)}
        unit = self._unit(aside[UNIT])
        time_zone = unit.time_zone if unit else self.target.survey.time_zone
        dated = bool(aside[RECEIVED_AT])
        today = local_time(self.now, time_zone)[0]
        received = received_of(aside[RECEIVED_AT], time_zone, self.now) if dated else (today, None)
        answers, problems = answers_of(self.target.survey.questionnaire, cells)
        language, channel = self._language(aside[LANGUAGE] or "id"), self._channel(aside[CHANNEL] or "import")
        sheet = AnswerSheet(answers, language, channel, unit.id if unit else None, problems)
        check_sheet(self.target.survey.questionnaire, sheet)
        return Row(line, sheet, received, dated, self._key(sheet, received if dated else None, aside[EXTERNAL_ID]))

    def _unit(self, name: str) -> SurveyedUnit | None:
        if not name:
            return self.target.only_unit
        if name not in self.target.units:
            raise AnswerProblem(Problem(UNIT, "unknown-unit", found=shorten(name)))
        return self.target.units[name]

    def _language(self, tag: str) -> str:
        if not _LANGUAGE.match(tag):
            raise AnswerProblem(Problem(LANGUAGE, "unknown-language", found=shorten(tag)))
        return tag

    def _channel(self, channel: str) -> str:
        if channel not in CHANNELS:
            raise AnswerProblem(Problem(CHANNEL, "unknown-option", limit=" ".join(CHANNELS), found=shorten(channel)))
        if self.target.state == CLOSED and channel not in AFTER_CLOSING:
            raise AnswerProblem(Problem(CHANNEL, "after-closing", limit=" ".join(AFTER_CLOSING), found=channel))
        return channel

    def _key(self, sheet: AnswerSheet, received: tuple[dt.date, int | None] | None, external_id: str) -> bytes:
        """What this row is known by when it comes again: its external id, else its content and which twin it is."""
        public_id = self.target.survey.public_id
        if external_id:
            return canonical_json([public_id, EXTERNAL_ID, external_id]).encode()
        when = [str(part) for part in received or ()]
        content = [public_id, sheet.answers, sheet.language, sheet.channel, sheet.unit_id, when]
        digest = blake2b(canonical_json(content).encode(), digest_size=8).digest()
        self.twins[digest] += 1
        return canonical_json([*content, self.twins[digest]]).encode()

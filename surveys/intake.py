"""Taking answers in: checked once more, masked, stored once, acknowledged with a receipt."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, or_, select
from sqlalchemy import insert as insert_into
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from surveys import contacts, originals, quotas
from surveys.answers import AnswerSheet, apart, check_on_path, masked_answers, unknown_questions
from surveys.base import random_id
from surveys.canonical import canonical_json
from surveys.contacts import Cipher
from surveys.definition import Questionnaire, Quota
from surveys.errors import InvalidAnswers, SameKeyOtherAnswers, SurveyNotOpen
from surveys.lifecycle import CLOSED, OPEN
from surveys.models import Contact, OriginalText, Response, Survey, SurveyVersion
from surveys.publication import PublicSurvey
from surveys.receipts import ServerKey

_TABLE = Response.__table__
_COLUMNS = [column.name for column in _TABLE.columns]
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Receipt:
    """What the citizen gets: the code, and whether this send was the one that stored the answers."""

    code: str
    stored: bool


def check_sheet(questionnaire: Questionnaire, sheet: AnswerSheet) -> None:
    """Raise InvalidAnswers with the first problem of each question, unless the sheet can be stored.

    Answers off the path are no problem: `response_row` leaves them out.
    """
    problems = {**unknown_questions(questionnaire, sheet.answers), **check_on_path(questionnaire, sheet)}
    if problems:
        raise InvalidAnswers(problems)


def response_row(
    survey_id: int,
    version: tuple[int, Questionnaire],
    sheet: AnswerSheet,
    received: tuple[dt.date, int | None],
    key_hash: str,
) -> dict[str, Any]:
    """The one row of a response, by column name, from a sheet that check_sheet has passed.

    Whichever door the sheet came through, answers off the path are dropped here, and personal data in what
    people wrote is masked.
    `received`: the local day, and the hour where it is kept.
    """
    version_id, questionnaire = version
    day, hour = received
    return {
        "id": random_id(),
        "survey_id": survey_id,
        "version_id": version_id,
        "unit_id": sheet.unit_id,
        "channel": sheet.channel,
        "language": sheet.language,
        "day": day,
        "hour": hour,
        "answers": canonical_json(masked_answers(questionnaire, sheet.answers)),
        "key_hash": key_hash,
    }


@dataclass(frozen=True)
class Submission:
    """Checked answers, ready to be stored: made before a transaction begins, so that nobody waits for the checks."""

    code: str
    row: Mapping[str, Any]
    now: dt.datetime
    originals: Sequence[Mapping[str, Any]] = ()  # rows of what was written before masking, where the survey keeps it
    contacts: Sequence[Mapping[str, Any]] = ()  # rows of surveys.contacts
    quotas: Sequence[Quota] = ()  # those that these answers count for

    @property
    def is_single(self) -> bool:
        """Whether `statement` alone stores it all."""
        return not (self.originals or self.contacts or self.quotas)


def prepare(
    survey: PublicSurvey,
    version: tuple[int, Questionnaire],
    sheet: AnswerSheet,
    key: bytes,
    server_key: ServerKey,
    now: dt.datetime,
    cipher: Cipher | None = None,
) -> Submission:
    """Check a citizen's answers, and split off what is kept apart from them. Raises InvalidAnswers.

    `version`: the id and questionnaire of the published version that was answered. `key`: the form's,
    which is stored once. `cipher`: what contact data are sealed with, if the questionnaire asks for them.
    """
    check_sheet(version[1], sheet)
    code = server_key.code(key)
    received = survey.local_time(now, sheet.unit_id)
    row = response_row(survey.id, version, sheet, received, server_key.receipt_hash(code))
    return Submission(
        code,
        row,
        now,
        originals.rows_for(row, version[1], sheet, survey.originals_days),
        _contact_rows(survey.id, version[1], sheet, received[0], cipher),
        _concerned(survey.questionnaire.quotas, version[1], row),
    )


def _contact_rows(
    survey_id: int, questionnaire: Questionnaire, sheet: AnswerSheet, day: dt.date, cipher: Cipher | None
) -> list[dict[str, Any]]:
    given = apart(questionnaire, sheet.answers)
    if not given:
        return []
    if cipher is None:
        raise ValueError("contact data need a cipher")
    subject = contacts.subject_of(survey_id)
    return [contacts.row(cipher, subject, fields, day, question.kept_days or 1) for question, fields in given]


def _concerned(wanted: Sequence[Quota], questionnaire: Questionnaire, row: Mapping[str, Any]) -> Sequence[Quota]:
    """By the stored answers, so what a quota counts can be counted again later."""
    return quotas.concerned(wanted, questionnaire, json.loads(row["answers"])) if wanted else ()


def statement(dialect: Dialect, submission: Submission) -> tuple[str, Any]:
    """The insert of a response's row, and its parameters, for the driver's own `execute`.

    It writes one row, or none if the key came before or the survey is not open: `accept` says which. The statement
    looks for itself whether the survey is open, so closing it needs no lock.
    """
    insert = _compiled(dialect)
    return insert.sql, insert.parameters({**submission.row, "now": submission.now})


def accept(connection: Connection, submission: Submission) -> Receipt:
    """Store checked answers, once for each key, in the connection's transaction.

    Raises SurveyNotOpen, QuotaReached (roll back then), and SameKeyOtherAnswers when the key came before with
    other answers.
    """
    driver: Any = connection.connection.driver_connection
    if driver.execute(*statement(connection.dialect, submission)).rowcount == 1:
        if not submission.is_single:
            _store_beside(connection, submission)
        return Receipt(submission.code, stored=True)
    _require_same(connection, submission.row)
    return Receipt(submission.code, stored=False)


def _store_beside(connection: Connection, submission: Submission) -> None:
    """What goes with an answer that was stored just now. The quotas last: who holds a count keeps others waiting."""
    if submission.originals:
        connection.execute(insert_into(OriginalText), submission.originals)
    if submission.contacts:
        connection.execute(insert_into(Contact), submission.contacts)
    quotas.take(connection, submission.row["survey_id"], submission.quotas)


@dataclass(frozen=True)
class _Insert:
    """The insert of one `response_row` (and `now`), compiled once.

    Handed to the driver as it is: SQLAlchemy's way to it costs more than the insert itself.
    """

    sql: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]
    processors: Mapping[str, Any]
    positional: bool

    @classmethod
    def compile(cls, dialect: Dialect) -> _Insert:
        compiled = _insert_if_open(dialect.name).compile(dialect=dialect)
        types = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
        names = tuple(compiled.positiontup or types)
        processors = {name: processor for name, kind in types.items() if (processor := kind.bind_processor(dialect))}
        return cls(str(compiled), names, compiled.params, processors, bool(compiled.positiontup))

    def parameters(self, values: Mapping[str, Any]) -> Any:
        given = {**self.fixed, **values}
        for name, processor in self.processors.items():
            given[name] = processor(given[name])
        return tuple(given[name] for name in self.names) if self.positional else {n: given[n] for n in self.names}


_compiled = lru_cache(maxsize=4)(_Insert.compile)


def _insert_if_open(dialect: str) -> Insert:
    """INSERT that does nothing on a known key, or on a survey that is not open."""
    values = select(*(bindparam(name, type_=_TABLE.c[name].type) for name in _COLUMNS)).where(
        Survey.id == bindparam("survey_id"),
        Survey.state == OPEN,
        or_(Survey.closes_at.is_(None), Survey.closes_at > bindparam("now")),
        SurveyVersion.id == bindparam("version_id"),
        SurveyVersion.survey_id == Survey.id,
        SurveyVersion.published_at.is_not(None),
    )
    insert: postgresql.Insert | sqlite.Insert = _INSERTS[dialect](_TABLE)
    return insert.from_select(_COLUMNS, values, include_defaults=False).on_conflict_do_nothing(
        index_elements=["key_hash"]
    )


def _require_same(connection: Connection, row: Mapping[str, Any]) -> None:
    """Nothing was stored: fine if the same answers are there already, else say why."""
    same = ("version_id", "unit_id", "answers")
    known = connection.execute(
        select(*(_TABLE.c[name] for name in same)).where(Response.key_hash == row["key_hash"])
    ).first()
    if known is None:
        state = connection.execute(select(Survey.state).where(Survey.id == row["survey_id"])).scalar_one()
        raise SurveyNotOpen(CLOSED if state == OPEN else state)
    if tuple(known) != tuple(row[name] for name in same):
        raise SameKeyOtherAnswers

"""Importing a text into a survey, as the command does it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.instruments import skm
from surveys.interchange.responses import Rejection, Row, check_file, find_target, read_rows, store
from surveys.models import Response, Survey
from surveys.receipts import Keyring

NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)  # ten in the morning in Jakarta, noon in Jayapura
KEYS = Keyring.of([b"k" * 32])
HEADER = ",".join(skm.ELEMENT_CODES)
GOOD = "4,3,2,4,3,4,4,3,4"


@dataclass
class Result:
    accepted: int
    already_there: int
    rejected: dict[int, list[tuple[str, str]]]  # line -> (column, problem code)


Import = Callable[..., Result]


def importer(session: Session, survey: Survey) -> Import:
    def run(
        text: str | bytes, into: Survey | None = None, now: dt.datetime = NOW, keys: Keyring = KEYS, at_once: int = 200
    ) -> Result:
        file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
        target = find_target(session, (into or survey).public_id, now)
        read = list(read_rows(target, file, check_file(target, file), now))
        result = Result(0, 0, {})
        for start in range(0, len(read), at_once):
            step = read[start : start + at_once]
            stored = store(session, target, [row for row in step if isinstance(row, Row)], keys)
            session.commit()
            result.accepted += stored.accepted
            result.already_there += stored.already_there
            for bad in [row for row in step if isinstance(row, Rejection)] + list(stored.rejected):
                result.rejected[bad.line] = [(problem.field, problem.code) for problem in bad.problems]
        return result

    return run


def stored(session: Session) -> list[Response]:
    return list(session.scalars(select(Response).order_by(Response.day, Response.hour, Response.answers)))

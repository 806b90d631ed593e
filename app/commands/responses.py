"""`flask responses`: answers from files and into them."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import click
from flask.cli import AppGroup

from app import clock, progress
from app.database import reading, writing
from app.extensions import db
from app.security import derived_keys
from surveys.errors import Problem, RefusedFile, SurveyNotOpen, UnknownSurvey
from surveys.interchange import delimited
from surveys.interchange.response_export import count_responses, export_rows
from surveys.interchange.responses import Rejection, Row, Stored, Target, check_file, find_target, read_rows, store
from surveys.receipts import Keyring

ROWS_AT_ONCE = 200  # a step this small keeps SQLite's write lock for far less than a tenth of a second

group = AppGroup("responses", help="Answers, from files and into them.")

# Problem code -> words. `{limit}` is the bound that was crossed, `{found}` what stands there.
REASONS = {
    "after-closing": "the survey is closed and takes only {limit}",
    "broken-record": "can't be read, a quotation mark is open or a cell too large ({found})",
    "empty-file": "the file is empty",
    "in-the-future": '"{found}" is in the future',
    "incomplete-ranking": 'not a full ranking ("{found}")',
    "missing-column": "required columns are missing: {found}",
    "not-a-date": '"{found}" is not a date like 2026-11-03 or 2026-11-03T09:00',
    "not-a-number": '"{found}" is not a number',
    "not-a-telephone": '"{found}" is not a telephone number',
    "not-an-email": '"{found}" is not an e-mail address',
    "not-xliff": "the file is not XLIFF 2 ({found})",
    "not-xml": "the file is not XML ({found})",
    "not-utf-8": "the file is not UTF-8 text ({found}); save it as CSV UTF-8",
    "repeated-column": "columns stand there twice: {found}",
    "repeated-rank": "a rank is given twice",
    "required": "required, and empty",
    "rule": "against a rule of the survey: {limit}",
    "same-key-other-answers": "this external id is stored already, with other answers",
    "too-early": '"{found}" is before {limit}',
    "too-large": "{found} is more than {limit}",
    "too-late": '"{found}" is after {limit}',
    "too-long": "{found} characters, at most {limit} are allowed",
    "too-many-choices": "{found} choices, at most {limit} are allowed",
    "too-small": "{found} is less than {limit}",
    "unknown-column": "unknown columns: {found}",
    "unknown-language": '"{found}" is not a language tag like id or en',
    "unknown-option": '"{found}" is not among the options {limit}',
    "unknown-unit": '"{found}" is not a unit of this survey',
    "unreadable-text": "holds characters that can't be stored",
    "wrong-cell-count": "{found} cells, but the header has {limit}",
    "wrong-type": '"{found}" is not an answer to this question',
}


@group.command("import")
@click.argument("public_id", metavar="ID")
@click.argument("path", metavar="FILE.csv", type=click.Path(path_type=Path))
def import_responses(public_id: str, path: Path) -> None:
    """Store the answers of a CSV file in the survey ID, each row once.

    The header holds question codes and, where wanted, received_at, channel, language, unit and
    external_id. Rejected rows are printed with line, column and reason; the others are stored.
    """
    now = clock.now()
    with _clear_errors(public_id), path.open("rb") as file:
        with reading():
            target = find_target(db.session, public_id, now)
            db.session.rollback()
        results = _import(target, file, now)
    lines = [_in_words(rejection) for result in results for rejection in result.rejected]
    accepted = sum(result.accepted for result in results)
    already_there = sum(result.already_there for result in results)
    for line in lines:
        click.echo(line)
    click.echo(f"accepted: {accepted}\nalready there: {already_there}\nrejected: {len(lines)}")
    if lines and not accepted + already_there:
        raise click.ClickException(f"No row of {path} could be imported.")


@group.command("export")
@click.argument("public_id", metavar="ID")
@click.option("--format", type=click.Choice(["csv"]), default="csv", expose_value=False, help="How it is written.")
@click.option("--out", "path", required=True, type=click.Path(path_type=Path), help="The file to write.")
def export_responses(public_id: str, path: Path) -> None:
    """Write the answers of the survey ID to a file that spreadsheets and `responses import` read."""
    with _clear_errors(public_id), reading(), _replacing(path) as file:
        total = count_responses(db.session, public_id)
        rows = export_rows(db.session, public_id)
        delimited.write([next(rows)], file)
        with progress.bar("Exporting", total, rows) as shown:
            delimited.write(shown, file)
    click.echo(f"{total} responses written to {path}")


def import_keys() -> Keyring:
    """What rows are recognised by when they come again."""
    return Keyring.of(derived_keys("imports"))


def _import(target: Target, file: BinaryIO, now: dt.datetime) -> list[Stored]:
    layout = check_file(target, file)
    rows = read_rows(target, file, layout, now)
    keys = import_keys()
    results, done = [], 0
    with progress.bar("Importing", layout.last_line) as shown:
        while step := list(itertools.islice(rows, ROWS_AT_ONCE)):
            results.append(_store(target, step, keys))
            shown.update(step[-1].line - done)
            done = step[-1].line
    return results


def _store(target: Target, step: list[Row | Rejection], keys: Keyring) -> Stored:
    """Store the good rows of one step in one transaction; its rejected rows in the order of the file."""
    with writing():
        stored = store(db.session, target, [row for row in step if isinstance(row, Row)], keys)
        db.session.commit()
    rejected = [row for row in step if isinstance(row, Rejection)] + list(stored.rejected)
    return Stored(stored.accepted, stored.already_there, tuple(sorted(rejected, key=lambda row: row.line)))


def _in_words(rejection: Rejection) -> str:
    return f"line {rejection.line}: " + "; ".join(_reason(problem) for problem in rejection.problems)


def _reason(problem: Problem) -> str:
    words = REASONS[problem.code].format(limit=problem.limit, found=problem.found).rstrip()
    return f"{problem.field}: {words}" if problem.field else words


@contextlib.contextmanager
def _clear_errors(public_id: str) -> Iterator[None]:
    """Turn what can go wrong with a survey or a file into one line on standard error."""
    try:
        yield
    except UnknownSurvey as error:
        raise click.ClickException(f"There is no published survey {public_id}.") from error
    except SurveyNotOpen as error:
        raise click.ClickException(f"Survey {public_id} takes no answers: it is {error.state}.") from error
    except RefusedFile as error:
        where = f"line {error.line}: " if error.line else ""
        raise click.ClickException(f"The file was refused. {where}{_reason(error.problem)}") from error
    except OSError as error:
        raise click.ClickException(": ".join(filter(None, (error.filename, error.strerror)))) from error


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A new file, for its owner's eyes, that takes its place at `path` only when it is complete."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            yield file
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise

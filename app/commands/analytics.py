"""`flask analytics`: figures brought up to date, and indexes of raw answers."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from flask.cli import AppGroup

from app import clock, progress
from app.commands.responses import REASONS
from surveys.calendar import TIME_ZONES, earliest_day, local_time
from surveys.errors import Problem, RefusedFile
from surveys.instruments import INSTRUMENTS
from surveys.interchange import delimited
from surveys.scoring import WEIGHTS

if TYPE_CHECKING:
    from analytics.jobs import Counted

SHOWN_PROBLEMS = 20
NAMES = tuple(INSTRUMENTS)

group = AppGroup("analytics", help="Figures from answers.")


@group.command("run")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last local day to count; by default, today.")
def run(until: dt.datetime | None) -> None:
    """Bring every figure up to date: count the days that changed, group opinions, freeze the months that are over.

    Before that, answers that older masks let pass are masked.
    """
    from analytics.runs import SupersededRun

    latest = max(local_time(clock.now(), zone)[0] for zone in TIME_ZONES)
    last_day = until.date() if until else latest
    if last_day > latest:
        raise click.ClickException(f"{last_day} is in the future; the figures can be counted until {latest}.")
    try:
        counted = count(last_day)
        mapped = group_opinions()
        frozen = report()
    except SupersededRun as error:
        raise click.ClickException("Another run of the same period has taken over; it counts everything.") from error
    click.echo(
        f"Figures are up to date until {last_day}: {counted.days} days counted, {counted.changed} changed, "
        f"{mapped} consultations grouped anew, {frozen} monthly reports frozen."
    )


def count(last_day: dt.date) -> Counted:
    """Mask what older masks let pass, and count the days up to `last_day` that changed. Raises SupersededRun."""
    from analytics import jobs
    from analytics.language.sentiment import analyzer
    from app.jobs import database, mask_answers

    with progress.watcher("Masking   ") as watcher:
        mask_answers(database(), clock.now, watcher)
    with progress.watcher("Counting  ") as watcher:
        return jobs.nightly(database(), last_day, clock.now, analyzer(), watcher)


def group_opinions() -> int:
    """Work out the opinion groups of consultations with new votes; how many. Raises SupersededRun."""
    from analytics.opinion_maps import update_maps
    from app.jobs import database

    return update_maps(database(), earliest_day(clock.now()).isoformat(), clock.now)


def report() -> int:
    """Freeze the reports of the months that are over; how many were added. Raises SupersededRun."""
    from analytics import jobs
    from analytics.reports.build import content
    from app.jobs import database

    with progress.watcher("Reporting ") as watcher:
        return sum(jobs.monthly(database(), earliest_day(clock.now()), clock.now, content, watcher).values())


@group.command("index")
@click.argument("name", type=click.Choice(NAMES))
@click.argument("path", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--weight", type=click.Choice(WEIGHTS), help="How an old report of the skm wrote 1/9.")
def index(name: str, path: Path, weight: str | None) -> None:
    """Score raw answers to an instrument and print the figures as JSON.

    The header holds the codes of the instrument's rating questions, a row the answers of one respondent
    as scores, empty where not answered; other columns are ignored. `skm`: the nine element codes, 1 to 4.
    `sus`: sus1 to sus10, 1 to 5. `nps`: nps, 0 to 10. `csat`: csat, 1 to 5. `ces`: ces, 1 to 7. `a11`:
    satisfaction, trust, effectiveness, ease, efficiency, equity, employee, 1 to 5. `govuk`: satisfaction,
    1 to 5. `spak`, `spkp` and `utaut`: docs/methods/instruments.md lists their codes.
    """
    from analytics.indexes import INDEXES, skm_index

    if weight and name != "skm":
        raise click.UsageError("--weight is for the skm only.")
    with refusals(), path.open("rb") as file:
        statistics = _statistics(file, name)
    today = clock.now().date()
    found = skm_index(statistics, today, weight) if weight else INDEXES[name](statistics, today)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Say in one line why a file was refused or could not be read, and end the command."""
    try:
        yield
    except RefusedFile as error:
        where = f"line {error.line}: " if error.line else ""
        raise click.ClickException(f"The file was refused. {where}{_reason(error.problem)}") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error


def _statistics(file: BinaryIO, name: str) -> Any:
    from analytics.raw_answers import rated_questions, statistics_of

    questions = rated_questions(name)
    layout = delimited.inspect(file)
    check_header(layout, [question.code for question in questions])
    records = list(delimited.records(file, layout))
    rows = (dict(zip(layout.header, record.cells, strict=False)) for record in records)
    statistics, problems = statistics_of(rows, questions)
    for place, problem in problems[:SHOWN_PROBLEMS]:
        click.echo(f"line {records[place].line}: {_reason(problem)}", err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} answers can't be scored; nothing was.")
    return statistics


def check_header(layout: delimited.Layout, needed: Sequence[str]) -> None:
    """Raise RefusedFile unless every question has exactly one column."""
    wrong = {
        "missing-column": [code for code in needed if code not in layout.header],
        "repeated-column": [code for code in needed if layout.header.count(code) > 1],
    }
    for reason, codes in wrong.items():
        if codes:
            raise RefusedFile(Problem(codes[0], reason, found=", ".join(codes)), layout.header_line)


def _reason(problem: Problem) -> str:
    where = f"{problem.field}: " if problem.field else ""
    return where + REASONS[problem.code].format(limit=problem.limit, found=problem.found)

"""`flask analytics`: figures brought up to date, and indexes of raw answers."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from flask.cli import AppGroup

from app import clock, progress
from app.commands.responses import REASONS
from surveys.calendar import TIME_ZONES, earliest_day, local_time
from surveys.errors import Problem, RefusedFile
from surveys.interchange import delimited
from surveys.scoring import WEIGHTS

if TYPE_CHECKING:
    from analytics.jobs import Counted

SHOWN_PROBLEMS = 20

group = AppGroup("analytics", help="Figures from answers.")


@group.command("run")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last local day to count; by default, today.")
def run(until: dt.datetime | None) -> None:
    """Bring every figure up to date: count the days that changed, freeze the months that are over.

    Before that, answers that older masks let pass are masked.
    """
    from analytics.runs import SupersededRun

    latest = max(local_time(clock.now(), zone)[0] for zone in TIME_ZONES)
    last_day = until.date() if until else latest
    if last_day > latest:
        raise click.ClickException(f"{last_day} is in the future; the figures can be counted until {latest}.")
    try:
        counted = count(last_day)
        frozen = report()
    except SupersededRun as error:
        raise click.ClickException("Another run of the same period has taken over; it counts everything.") from error
    click.echo(
        f"Figures are up to date until {last_day}: {counted.days} days counted, {counted.changed} changed, "
        f"{frozen} monthly reports frozen."
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


def report() -> int:
    """Freeze the reports of the months that are over; how many were added. Raises SupersededRun."""
    from analytics import jobs
    from analytics.reports.build import content
    from app.jobs import database

    with progress.watcher("Reporting ") as watcher:
        return sum(jobs.monthly(database(), earliest_day(clock.now()), clock.now, content, watcher).values())


@group.command("index")
@click.argument("name", type=click.Choice(["skm"]), expose_value=False)
@click.argument("path", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--weight", type=click.Choice(WEIGHTS), default=WEIGHTS[0], help="How an old report wrote 1/9.")
def index(path: Path, weight: str) -> None:
    """Score raw answers and print the figures as JSON.

    `skm`: the header holds the nine element codes, a row the answers 1 to 4 of one respondent, empty
    where not answered; other columns are ignored.
    """
    from analytics.raw_answers import skm_index

    with refusals(), path.open("rb") as file:
        statistics = _statistics(file)
    click.echo(json.dumps(skm_index(statistics, clock.now().date(), weight), ensure_ascii=False, indent=2))


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


def _statistics(file: BinaryIO) -> Any:
    from analytics.raw_answers import skm_statistics

    layout = delimited.inspect(file)
    _check_header(layout)
    records = list(delimited.records(file, layout))
    statistics, problems = skm_statistics(dict(zip(layout.header, record.cells, strict=False)) for record in records)
    for place, problem in problems[:SHOWN_PROBLEMS]:
        click.echo(f"line {records[place].line}: {_reason(problem)}", err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} answers can't be scored; nothing was.")
    return statistics


def _check_header(layout: delimited.Layout) -> None:
    """Raise RefusedFile unless every element has exactly one column."""
    from surveys.instruments.skm import ELEMENT_CODES

    wrong = {
        "missing-column": [code for code in ELEMENT_CODES if code not in layout.header],
        "repeated-column": [code for code in ELEMENT_CODES if layout.header.count(code) > 1],
    }
    for reason, codes in wrong.items():
        if codes:
            raise RefusedFile(Problem(codes[0], reason, found=", ".join(codes)), layout.header_line)


def _reason(problem: Problem) -> str:
    where = f"{problem.field}: " if problem.field else ""
    return where + REASONS[problem.code].format(limit=problem.limit, found=problem.found)

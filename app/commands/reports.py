"""`flask reports`: monthly reports as files."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock, progress
from app.config import ROOT
from app.i18n import DEFAULT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from analytics.reports.editions import Edition
    from analytics.runs import Database

STYLES = ("suara.css", "office.css", "reports.css")

group = AppGroup("reports", help="Monthly reports as files.")


@group.command("build")
@click.argument("month", metavar="YYYY-MM", type=click.DateTime(["%Y-%m"]))
@click.option("--agency", "code", metavar="CODE", help="One agency with all below it; by default, all agencies.")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="The folder to write into.")
def build(month: dt.datetime, code: str | None, folder: Path) -> None:
    """Write the report of a month to report.html and report.json.

    A month that is over and counted is frozen first; of a running month the report is provisional.
    """
    edition = _edition(month.date(), code)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, {"report.html": _page(edition), "report.json": edition.envelope()})
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    state = "provisional" if edition.provisional else f"revision {edition.revision}"
    click.echo(f"{code or 'all agencies'}, {month:%Y-%m}, {state}: {folder / 'report.html'}, {folder / 'report.json'}")


def _edition(month: dt.date, code: str | None) -> Edition:
    """The newest report there is, after freezing what can be. Raises ClickException."""
    from analytics import jobs
    from analytics.reports import editions
    from app.jobs import database
    from surveys.queries import agencies

    opened = database()
    with opened.read() as session:
        ids = {agency.code: agency.id for agency in agencies(session)}
        complete = jobs.is_counted(session, month)
    if code is not None and code not in ids:
        raise click.ClickException(f"There is no agency {code}.")
    if complete:
        _freeze(opened, month, len(ids) + 1)
    with opened.read() as session:
        edition = editions.find(session, month, None if code is None else ids[code])
    if edition is None:
        raise click.ClickException(f"Nothing of {month:%Y-%m} is counted yet; `flask analytics run` does that.")
    return edition


def _freeze(opened: Database, month: dt.date, reports: int) -> None:
    from analytics import jobs
    from analytics.reports.build import content
    from analytics.runs import SupersededRun

    with progress.bar("Reporting ", reports) as shown:

        def watched(session: Session, month: dt.date, agency_id: int | None) -> str:
            shown.update(1)
            return content(session, month, agency_id)

        try:
            jobs.freeze_month(opened, month, clock.now, watched)
        except SupersededRun as error:
            raise click.ClickException("Another run is making the same reports; try again when it is done.") from error


def _page(edition: Edition) -> str:
    from analytics.reports import html

    loader = current_app.jinja_loader
    assert loader is not None
    styles = "\n".join((ROOT / "app" / "static" / name).read_text(encoding="utf-8") for name in STYLES)
    return html.page(edition, html.environment(loader, NullTranslations(), DEFAULT), styles)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Put all files in their places, or none: each is complete before the first one is moved."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".report-") as waiting:
        for name, text in files.items():
            (Path(waiting) / name).write_text(text, encoding="utf-8")
        for name in files:
            os.replace(Path(waiting) / name, folder / name)

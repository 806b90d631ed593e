"""`flask demo`: a believable year of answers to look around in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock, progress
from app.commands import analytics
from app.commands.responses import import_keys
from app.config import Settings
from app.database import reading
from app.extensions import db
from surveys.calendar import earliest_day
from surveys.publication import open_surveys

group = AppGroup("demo", help="A believable demo.")


@group.command("load")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day after the last answers; by default, today.")
@click.option("--yes", is_flag=True, help="Load it even though this is no development machine.")
def load(today: dt.datetime | None, yes: bool) -> None:
    """Add three agencies, their surveys, a year of answers, reports, two consultations, an account of each role."""
    from app.demo import loading

    if not (_settings().development or yes):
        raise click.ClickException("This is not a development machine. Say --yes if you want the demo here.")
    present = earliest_day(clock.now())
    if today and today.date() > present:
        raise click.ClickException(f"{today.date()} is in the future.")
    with reading():
        complete = loading.is_complete(db.session)
        db.session.rollback()
    if complete:
        click.echo("The demo is already there; nothing was changed.")
    else:
        _load(today.date() if today else present)
    _show()


@group.command("accounts")
def accounts() -> None:
    """Print the addresses of the demo and the accounts to sign in with."""
    _show()


def _load(today: dt.date) -> None:
    """The accounts come last: where they are, everything is."""
    from app.demo import loading, people

    first_day = loading.build_agencies(db.session, today)
    last_day = first_day + dt.timedelta(days=people.DAYS - 1)
    answers = list(people.answered(first_day, people.SEED, people.RESPONSES))
    with progress.bar("Answering ", len(answers)) as shown:
        loading.store_answers(db.session, answers, import_keys(), shown.update)
    loading.enter_denominators(db.session, answers, last_day)
    _count(first_day, last_day)
    loading.code_comments(db.session, clock.now())
    loading.consult(db.session, today, import_keys())
    analytics.group_opinions()
    loading.open_accounts(db.session, _accounts_file(), clock.now())


def _count(first_day: dt.date, last_day: dt.date) -> None:
    """Count, let the samples of past months be read, and then report: as if the year had gone by."""
    from app.demo import loading

    analytics.count(last_day)
    months = loading.whole_months(first_day, last_day)
    with progress.bar("Reading   ", len(months), months) as shown:
        for month in shown:
            loading.read_samples(db.session, month, clock.now)
    analytics.report()


def _show() -> None:
    base = _settings().base_url
    with reading():
        surveys = open_surveys(db.session, clock.now())
        db.session.rollback()
    click.echo(f"\nHome page    {base}/")
    for survey in surveys:
        click.echo(f"Survey       {base}/s/{survey.public_id}  {survey.agency}")
    click.echo(f"Consultation {base}/k")
    click.echo(f"Sign in      {base}/office/sign-in")
    if _accounts_file().exists():
        click.echo(f"\nDemo accounts, kept in {_accounts_file()}:")
        click.echo(_accounts_file().read_text(encoding="utf-8"))


def _accounts_file() -> Path:
    return _settings().instance / "demo-accounts.txt"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings

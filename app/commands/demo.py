"""`flask demo`: a believable year of answers to look around in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock, progress
from app.config import Settings
from app.database import reading
from app.demo import loading, people
from app.demo.places import WIB
from app.extensions import db
from app.security import derived_keys
from surveys.calendar import local_time
from surveys.publication import open_surveys
from surveys.receipts import Keyring

group = AppGroup("demo", help="A believable demo.")


@group.command("load")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day after the last answers; by default, today.")
@click.option("--yes", is_flag=True, help="Load it even though this is no development machine.")
def load(today: dt.datetime | None, yes: bool) -> None:
    """Add three agencies, their surveys, a year of answers, reports, and an account of each role."""
    if not (_settings().development or yes):
        raise click.ClickException("This is not a development machine. Say --yes if you want the demo here.")
    with reading():
        complete = loading.is_complete(db.session)
        db.session.rollback()
    if complete:
        click.echo("The demo is already there; nothing was changed.")
    else:
        _load(today.date() if today else local_time(clock.now(), WIB)[0])
    _show()


@group.command("accounts")
def accounts() -> None:
    """Print the addresses of the demo and the accounts to sign in with."""
    _show()


def _load(today: dt.date) -> None:
    first_day = loading.build_agencies(db.session, today)
    answers = list(people.answered(first_day, people.SEED, people.RESPONSES))
    with progress.bar("Answers ", len(answers)) as shown:
        loading.store_answers(db.session, answers, Keyring.of(derived_keys("imports")), shown.update)
    last_day = first_day + dt.timedelta(days=people.DAYS)
    loading.enter_denominators(db.session, answers, last_day)
    loading.open_accounts(db.session, _accounts_file(), clock.now())


def _show() -> None:
    base = _settings().base_url
    with reading():
        surveys = open_surveys(db.session, clock.now())
        db.session.rollback()
    click.echo(f"\nHome page    {base}/")
    for survey in surveys:
        click.echo(f"Survey       {base}/s/{survey.public_id}  {survey.agency}")
    click.echo(f"Sign in      {base}/office/sign-in")
    if _accounts_file().exists():
        click.echo(f"\nDemo accounts, kept in {_accounts_file()}:")
        click.echo(_accounts_file().read_text(encoding="utf-8"))


def _accounts_file() -> Path:
    return _settings().instance / "demo-accounts.txt"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings

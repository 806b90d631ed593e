"""`flask user`: the accounts of staff and oversight."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.auth import accounts, passwords
from app.auth.permissions import OVERSIGHT, ROLES
from app.database import writing
from app.extensions import db
from surveys.models import Agency

PROBLEMS = {
    "missing": "give a password on standard input",
    "too-short": f"the password needs at least {passwords.SHORTEST} characters",
    "too-long": f"the password may have at most {passwords.LONGEST} characters",
    "is-email": "the password must not be the e-mail address",
    "too-common": "the password is easy to guess; use several unrelated words",
}

group = AppGroup("user", help="Staff and oversight accounts.")


@group.command("create")
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the person may do.")
@click.option("--agency", "code", help="Code of the agency; for every role but oversight.")
@click.option("--name", default="", help="Name of the person.")
def create(email: str, role: str, code: str | None, name: str) -> None:
    """Create an account. The password is read from standard input, or asked for in a terminal."""
    cleaned = accounts.clean_email(email)
    if cleaned is None:
        raise click.ClickException(f"{email!r} is not an e-mail address")
    if len(name) > 200:
        raise click.ClickException("the name may have at most 200 characters")
    if (role == OVERSIGHT) is (code is not None):
        raise click.ClickException("--agency is for every role but oversight, and needed there")
    with passwords.turn():
        stored = passwords.hashed(_password(cleaned))
    with writing():
        _create(db.session, cleaned, role, code, name, stored)
        db.session.commit()
    click.echo(f"Created {cleaned} ({role}).")


def _create(session: Session, email: str, role: str, code: str | None, name: str, stored: str) -> None:
    agency = session.scalar(select(Agency).where(Agency.code == code)) if code else None
    if code and agency is None:
        raise click.ClickException(f"there is no agency with the code {code!r}")
    agency_id = agency.id if agency else None
    try:
        accounts.create(session, email, role, agency_id, clock.now(), name=accounts.clean_name(name), password=stored)
    except accounts.TakenEmail:
        raise click.ClickException(f"there is an account for {email} already") from None


def _password(email: str) -> str:
    """From a terminal without echo and twice; else one line of standard input."""
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if problem := passwords.problem_with(password, email):
        raise click.ClickException(PROBLEMS[problem])
    return password

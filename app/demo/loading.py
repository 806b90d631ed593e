"""Putting the demo into the database, in steps that can be cut off and taken up again.

Agencies come first, then their answers, which have keys of their own and are stored once, and the
accounts last: where they are, the demo is complete.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics import jobs
from analytics.runs import Clock
from app.auth import accounts, passwords
from app.auth.permissions import ADMINISTRATOR, ANALYST, APPROVER, AUTHOR, OVERSIGHT
from app.database import reading, writing
from app.demo import bench, consultations, people
from app.demo.people import Answered
from app.demo.places import AGENCIES, OTHER_SERVICE, Agency, Unit
from app.demo.reader import read_sample
from app.jobs import database
from surveys import agencies, authoring, changed_days, drafting
from surveys.answers import AnswerSheet
from surveys.authoring import Plan
from surveys.calendar import day_begins, local_time, next_month
from surveys.canonical import canonical_json
from surveys.definition import ONE_PAGE, PAGES
from surveys.intake import check_sheet, response_row
from surveys.interchange.responses import insert_new
from surveys.models import Agency as AgencyRow
from surveys.models import ServiceUnit, Survey
from surveys.publication import PublicSurvey, public_survey
from surveys.receipts import Keyring

ROWS_AT_ONCE = 200  # as in an import: nobody waits for the database meanwhile
READ_AFTER = dt.timedelta(days=4, hours=9)  # after the end of a month, its sample of comments is read
Watch = Callable[[int], None]  # called with how many more responses are stored


@dataclass(frozen=True)
class Account:
    email: str
    role: str
    name: str
    agency: str | None = None


HOME = AGENCIES[0].code
ACCOUNTS = (
    Account("penulis@tirtamulya.example", AUTHOR, "Sari Wulandari", HOME),
    Account("penyetuju@tirtamulya.example", APPROVER, "Bambang Sutrisno", HOME),
    Account("analis@tirtamulya.example", ANALYST, "Nurul Aini", HOME),
    Account("admin@tirtamulya.example", ADMINISTRATOR, "Yohanes Kurniawan", HOME),
    Account("pengawas@ombudsman.example", OVERSIGHT, "Maria Tuasela"),
)


def is_complete(session: Session) -> bool:
    return accounts.find(session, ACCOUNTS[-1].email) is not None


def build_agencies(session: Session, today: dt.date) -> dt.date:
    """Add what is missing of agencies, units and open surveys; the first day that the surveys were open.

    That is the day a year before `today`, or before the day on which an earlier load was cut off.
    """
    for agency in AGENCIES:
        with writing():
            if session.scalar(select(AgencyRow.id).where(AgencyRow.code == agency.code)) is None:
                _build_agency(session, agency, today - dt.timedelta(days=people.DAYS))
            session.commit()
    survey = _surveys(session)[HOME]
    assert survey.opens_at is not None
    return local_time(survey.opens_at, survey.time_zone)[0]


def store_answers(session: Session, answers: Sequence[Answered], keyring: Keyring, watch: Watch) -> None:
    """Store the answers that are not there yet, and mark their days as changed."""
    surveys = _surveys(session)
    numbered = enumerate(answers)
    while step := list(itertools.islice(numbered, ROWS_AT_ONCE)):
        rows = [_row(surveys[answer.agency], answer, number, keyring) for number, answer in step]
        with writing():
            if insert_new(session, rows):
                _mark(session, rows)
            session.commit()
        watch(len(step))


def enter_denominators(session: Session, answers: Sequence[Answered], last_day: dt.date) -> None:
    """For every whole month up to `last_day`, how many people the units served: so many that the rate is the unit's."""
    chance = random.Random(people.SEED)  # noqa: S311  # chance that can be repeated  # nosec B311
    counts = Counter((a.unit, str(a.answers.get("layanan", OTHER_SERVICE[0])), a.day.replace(day=1)) for a in answers)
    months = whole_months(min(answer.day for answer in answers), last_day)
    counted = [(agency.code, unit.code, unit.reach) for agency in AGENCIES for unit in agency.units if unit.reach]
    for agency, unit, reach in counted:
        with writing():
            ours = select(ServiceUnit).join(AgencyRow).where(AgencyRow.code == agency, ServiceUnit.code == unit)
            for service, month in itertools.product(session.scalars(ours).one().service_types, months):
                served = round((counts[unit, service.code, month] + 1) / (reach * chance.uniform(0.8, 1.25)))
                agencies.enter_denominator(session, service, month, served)
            session.commit()


def code_comments(session: Session, now: dt.datetime) -> None:
    """Let the staff of HOME group the comments on its survey."""
    coders = tuple(account.email for account in ACCOUNTS if account.role in (ANALYST, ADMINISTRATOR))
    bench.code_comments(session, _surveys(session)[HOME].id, (coders[0], coders[1]), now)


def read_samples(session: Session, month: dt.date, clock: Clock) -> None:
    """Draw each agency's sample of a counted month, and let it be read some days after the month's end."""
    jobs.draw_samples(database(), month, clock)
    with reading():
        agencies_ = session.execute(select(AgencyRow.id, AgencyRow.code, AgencyRow.time_zone)).all()
        session.rollback()
    for agency_id, code, time_zone in agencies_:
        at = day_begins(next_month(month), time_zone) + READ_AFTER
        if code in {agency.code for agency in AGENCIES} and at < clock():
            read_sample(session, agency_id, month, at, f"pembaca@{code}.example")


def consult(session: Session, today: dt.date, keyring: Keyring) -> None:
    """Let HOME consult its citizens: one draft is open, another one was answered."""
    consultations.build(session, HOME, today, (ACCOUNTS[0].email, ACCOUNTS[1].email), keyring)


def open_accounts(session: Session, path: Path, now: dt.datetime) -> None:
    """Create an account of each role with a random password, written to `path` for the machine's owner alone."""
    chosen = {account.email: "-".join(secrets.token_hex(2) for _ in range(4)) for account in ACCOUNTS}
    hashes = {}
    for email, password in chosen.items():
        with passwords.turn():
            hashes[email] = passwords.hashed(password)
    lines = [f"{account.role:<14} {account.email:<30} {chosen[account.email]}" for account in ACCOUNTS]
    with writing():
        ids = dict(session.execute(select(AgencyRow.code, AgencyRow.id)).all())
        for account in ACCOUNTS:
            agency_id = ids[account.agency] if account.agency else None
            stored = hashes[account.email]
            accounts.create(session, account.email, account.role, agency_id, now, name=account.name, password=stored)
        # Before the commit: an account whose password nobody knows would be worse than a file too many.
        _write_private(path, "\n".join(lines) + "\n")
        session.commit()


def _surveys(session: Session) -> dict[str, PublicSurvey]:
    """Agency code -> the survey that came with the demo, the agency's first."""
    with reading():
        codes = [agency.code for agency in AGENCIES]
        found = select(AgencyRow.code, Survey.public_id).join(Survey.agency).where(AgencyRow.code.in_(codes))
        # The agency's first survey comes last, and stays.
        first = dict(session.execute(found.order_by(Survey.id.desc())).all())
        surveys = {code: public_survey(session, public_id) for code, public_id in first.items()}
        session.rollback()
    return surveys


def _build_agency(session: Session, agency: Agency, first_day: dt.date) -> None:
    parent = session.scalar(select(AgencyRow.id).where(AgencyRow.code == agency.parent)) if agency.parent else None
    row = agencies.create_agency(session, agency.code, agency.name, agency.time_zone, parent)
    units = [_build_unit(session, row, unit) for unit in agency.units]
    opening = day_begins(first_day, agency.time_zone)
    drafted = opening - dt.timedelta(days=12, hours=-9)  # at nine in the morning
    layout = PAGES if agency.paged else ONE_PAGE
    author, approver = ACCOUNTS[0].email, ACCOUNTS[1].email
    asked = drafting.skm_questionnaire(session, units, agency.title, layout)
    survey = authoring.create_survey(session, row, asked, Plan(units, opening), now=drafted, actor=author)
    authoring.submit(session, survey, drafted + dt.timedelta(days=1), author)
    authoring.approve(session, survey, drafted + dt.timedelta(days=5), approver)
    authoring.open_survey(session, survey, opening, approver)


def _build_unit(session: Session, agency: AgencyRow, unit: Unit) -> ServiceUnit:
    row = agencies.create_unit(session, agency, unit.code, unit.name, unit.time_zone)
    for service in row.service_types:
        agencies.rename_service_type(session, service, OTHER_SERVICE[1])
    for code, name in unit.services.items():
        agencies.add_service_type(session, row, code, name)
    return row


def _row(survey: PublicSurvey, answer: Answered, number: int, keyring: Keyring) -> dict[str, Any]:
    unit = survey.unit_by_code(answer.unit)
    sheet = AnswerSheet(answer.answers, answer.language, answer.channel, unit.id if unit else None)
    check_sheet(survey.questionnaire, sheet)
    key = keyring.current.key_hash(canonical_json(["demo", survey.public_id, number]).encode())
    return response_row(survey.id, (survey.version_id, survey.questionnaire), sheet, (answer.day, answer.hour), key)


def _mark(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    for survey_id in {row["survey_id"] for row in rows}:
        changed_days.mark(session, survey_id, (row["day"] for row in rows if row["survey_id"] == survey_id))


def whole_months(first_day: dt.date, last_day: dt.date) -> list[dt.date]:
    months = []
    month = first_day if first_day.day == 1 else next_month(first_day)
    while next_month(month) <= last_day + dt.timedelta(days=1):
        months.append(month)
        month = next_month(month)
    return months


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    path.chmod(0o600)  # also when it was there before

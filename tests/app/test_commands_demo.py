"""`flask demo`: loaded once, whole, and printed with the accounts that open it."""

from __future__ import annotations

import datetime as dt
import json
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.measures.labelling import NEEDS_READER
from analytics.models import CountedDay, MonthlyReport, OpinionMap, SampledComment
from analytics.sampling import Sampled
from app import clock, create_app
from app.auth import passwords
from app.auth.models import StaffUser
from app.auth.permissions import ROLES
from app.commands import demo
from app.demo import bench, consultations, loading, people, reader
from app.extensions import db
from surveys.comment_readers import reader_of
from surveys.double_coding import double_codings
from surveys.interchange.responses import insert_new
from surveys.models import (
    Agency,
    Code,
    CommentReading,
    Consultation,
    Contribution,
    Denominator,
    ReaderLabel,
    Response,
    ServiceType,
    ServiceUnit,
    Statement,
    Survey,
    SurveyTransition,
    Vote,
    Voter,
)
from surveys.queries import CommentKey
from surveys.receipts import Keyring
from surveys.thematic import code_lines, theme_lines
from tests import databases

FEW, DAYS = 300, 70
COUNT, HASHED, CONSULT = demo._count, passwords.hashed, loading.consult


@pytest.fixture(autouse=True)
def a_small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten weeks of few answers, and, but where a test asks for them, no figures and no real hashes."""
    monkeypatch.setattr(people, "RESPONSES", FEW)
    monkeypatch.setattr(people, "DAYS", DAYS)
    monkeypatch.setattr(bench, "READ", 5)
    monkeypatch.setattr(bench, "SAMPLE", 10)
    monkeypatch.setattr(demo, "_count", lambda first_day, last_day: None)
    monkeypatch.setattr(loading, "consult", lambda session, today, keyring: None)
    monkeypatch.setattr(passwords, "hashed", lambda password: "slow hashes aside")
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC))


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["demo", *arguments])


def count(session: Session, table: type) -> int:
    number = session.scalars(select(func.count()).select_from(table)).one()
    session.rollback()  # or the next command would wait for this transaction
    return number


def contents(session: Session) -> list[tuple[object, ...]]:
    columns = (Response.answers, Response.day, Response.hour, Response.channel, Response.language, ServiceUnit.code)
    query = select(*columns).join(ServiceUnit, ServiceUnit.id == Response.unit_id)
    found = sorted((tuple(row) for row in session.execute(query)), key=str)
    session.rollback()
    return found


def test_load_fills_everything_once(app: Flask, session: Session, tmp_path: Path) -> None:
    result = run(app, "load")
    assert result.exit_code == 0, result.output
    assert count(session, Response) == FEW
    assert count(session, Agency) == 3
    surveys = session.scalars(select(Survey)).all()
    assert [survey.state for survey in surveys] == ["open"] * 3
    for survey in surveys:
        assert f"http://127.0.0.1:8000/s/{survey.public_id}" in result.stdout
    assert count(session, SurveyTransition) == 12
    before = contents(session)
    accounts = (tmp_path / "demo-accounts.txt").read_text()
    again = run(app, "load")
    assert again.exit_code == 0
    assert "already there" in again.stdout
    assert accounts in again.stdout
    assert contents(session) == before


def test_load_counts_every_day_and_reports_every_month(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_count", COUNT)
    result = run(app, "load")
    assert result.exit_code == 0, result.output
    days = session.execute(select(Response.survey_id, Response.day).distinct()).all()
    assert set(session.execute(select(CountedDay.survey_id, CountedDay.day))) == set(days)
    reports = session.execute(select(MonthlyReport.month, MonthlyReport.agency_id)).all()
    assert {month for month, _ in reports} == {dt.date(2026, 9, 1), dt.date(2026, 10, 1)}
    assert len(reports) == 2 * 4, "three agencies, and all of them"
    sampled = session.scalars(select(SampledComment.response_id).where(SampledComment.month == dt.date(2026, 10, 1)))
    labels = session.scalars(select(ReaderLabel)).all()
    assert {label.response_id for label in labels} == set(sampled), "October is read, September began before the demo"
    # On the fifth of November at nine in the morning, in Jakarta and in Ambon: no report of October knows it.
    assert {label.at.astimezone(dt.UTC).day for label in labels} == {5}


def test_it_consults_citizens_once(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "consult", CONSULT)
    assert run(app, "load").exit_code == 0
    loading.consult(session, dt.date(2026, 11, 24), Keyring.of([b"x" * 32]))
    told = consultations.TEXTS
    states = dict(session.execute(select(Consultation.state, Consultation.id)).all())
    assert set(states) == {"open", "answered"}, "a second load adds none"
    written = Counter(session.scalars(select(Contribution.state).where(Contribution.consultation_id == states["open"])))
    assert written == {"shown": len(told["market"]["comments"]) + 9 - 2, "hidden": 1, "waiting": 2}
    assert session.scalar(select(func.count()).select_from(Voter)) == consultations.VOTERS
    votes = session.scalar(select(func.count()).select_from(Vote))
    counted = session.execute(select(func.sum(Statement.agree + Statement.disagree + Statement.passed))).scalar_one()
    assert votes == counted
    map_ = session.scalars(select(OpinionMap)).one()
    assert {one["group"] for one in json.loads(map_.content)["bins"]} >= {"A", "B"}


def test_the_reader_agrees_with_the_machine_in_the_stated_share() -> None:
    keys = [CommentKey(1, dt.date(2026, 10, 1), str(number), "saran") for number in range(4000)]
    agreed = [reader.said(Sampled(key, "neutral", 1)) == "neutral" for key in keys]
    # The standard error of a share of 0.85 in 4,000 is 0.0056.
    assert sum(agreed) / len(agreed) == pytest.approx(reader.AGREES, abs=4 * 0.0056)
    assert {reader.said(Sampled(key, NEEDS_READER, 1)) for key in keys[:100]} == {"positive", "neutral", "negative"}


def test_its_staff_have_grouped_comments(app: Flask, session: Session) -> None:
    run(app, "load")
    [coded] = set(session.scalars(select(Code.survey_id).where(Code.survey_id.is_not(None))))
    reader = reader_of(session, session.get_one(Survey, coded), "analis@tirtamulya.example")
    codes = code_lines(reader)
    assert len(codes) == len(bench.CODES)
    assert {theme.name: len(theme.codes) for theme in theme_lines(reader, codes)} == {
        "Cara petugas melayani": 2,
        "Waktu warga": 2,
    }
    [double] = double_codings(session, session.get_one(Survey, coded))
    assert double.finished
    of_survey = CommentReading.survey_id == coded
    assert session.scalar(select(func.count()).select_from(CommentReading).where(of_survey)) == 2 * 10 + 5


def test_accounts_of_each_role_open_the_office(
    app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "hashed", HASHED)
    run(app, "load")
    file = tmp_path / "demo-accounts.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    users = {user.email: user for user in session.scalars(select(StaffUser))}
    assert {user.role for user in users.values()} == set(ROLES)
    for line in file.read_text().splitlines():
        role, email, password = line.split()
        assert users[email].role == role
        assert passwords.matches(password, users[email].password)
    printed = run(app, "accounts").stdout
    assert file.read_text() in printed
    assert "http://127.0.0.1:8000/office/sign-in" in printed


def test_days_end_yesterday_and_hours_are_local(app: Flask, session: Session) -> None:
    run(app, "load", "--today", "2026-03-01")
    first, last = session.execute(select(func.min(Response.day), func.max(Response.day))).one()
    assert dt.date(2025, 12, 21) == first < last == dt.date(2026, 2, 28)


def test_units_have_denominators_for_whole_months(app: Flask, session: Session) -> None:
    run(app, "load")
    rows = session.execute(
        select(ServiceUnit.code, func.count(func.distinct(Denominator.month)), func.min(Denominator.people))
        .join(ServiceType, ServiceType.unit_id == ServiceUnit.id)
        .join(Denominator, Denominator.service_type_id == ServiceType.id)
        .group_by(ServiceUnit.code)
    )
    months = {code: (number, fewest > 0) for code, number, fewest in rows}
    assert months["rsud"] == (1, True)
    assert "mobil-keliling" not in months
    assert set(session.scalars(select(Denominator.month))) == {dt.date(2026, 10, 1)}


def test_a_load_that_was_cut_off_is_completed_by_the_next_one(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0

    def cut_off(*arguments: Any) -> int:
        nonlocal steps
        steps += 1
        if steps == 4:
            raise RuntimeError("the power is gone")
        return insert_new(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "ROWS_AT_ONCE", 50)
        patched.setattr(loading, "insert_new", cut_off)
        assert isinstance(run(app, "load").exception, RuntimeError)
    assert (count(session, Response), count(session, StaffUser)) == (150, 0)
    assert run(app, "load", "--today", "2026-11-20").exit_code == 0
    assert (count(session, Response), count(session, StaffUser)) == (FEW, len(ROLES))
    last_day = session.scalar(select(func.max(Response.day)))
    assert last_day == dt.date(2026, 11, 23), "it is still the demo of the first call"


def test_the_same_day_gives_the_same_demo(database_url: str, sqlite: databases.SQLite, tmp_path: Path) -> None:
    def loaded(url: str) -> list[tuple[object, ...]]:
        app = create_app(databases.settings(url, tmp_path))
        assert run(app, "load").exit_code == 0
        with app.app_context():
            found = contents(db.session)
            db.session.remove()
            db.engine.dispose()
        return found

    with sqlite.database() as url:
        first = loaded(url)
    assert len(first) == FEW
    assert loaded(database_url) == first


def test_the_future_has_no_answers(app: Flask, session: Session) -> None:
    result = run(app, "load", "--today", "2026-11-25")
    assert (result.exit_code, result.stderr) == (1, "Error: 2026-11-25 is in the future.\n")
    assert count(session, Agency) == 0


def test_production_wants_to_be_asked(database_url: str, tmp_path: Path) -> None:
    app = create_app(databases.settings(database_url, tmp_path, environment="production"))
    result = run(app, "load")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: This is not a development machine. Say --yes if you want the demo here.\n"
    assert run(app, "load", "--yes").exit_code == 0
    with app.app_context():
        db.engine.dispose()

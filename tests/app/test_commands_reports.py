"""`flask reports build`: what it writes, says and leaves behind."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.models import MonthlyReport
from app.commands import reports as commands
from tests import builders, counted
from tests.analytics.reports.answered import example_scores
from tests.client import parse, text_of


@pytest.fixture
def counted_app(app: Flask, session: Session) -> Flask:
    """The worked example of the reference, counted."""
    agency = builders.agency(session, code="dukcapil", name="Dinas Kependudukan")
    survey = builders.survey(session, [builders.unit(session, agency)])
    counted.answer(session, survey, example_scores())
    session.commit()
    counted.count(app)
    return app


def build(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["reports", "build", *map(str, arguments)])


def frozen(session: Session) -> int:
    session.rollback()
    return session.scalars(select(func.count()).select_from(MonthlyReport)).one()


def test_an_agencys_report(counted_app: Flask, session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    result = build(counted_app, "2026-10", "--agency", "dukcapil", "--out", folder)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    assert result.stdout == f"dukcapil, 2026-10, revision 1: {folder / 'report.html'}, {folder / 'report.json'}\n"
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.json"]
    satisfaction = json.loads((folder / "report.json").read_text())["report"]["satisfaction"]
    assert (satisfaction["ikm"]["value"], satisfaction["grade"]) == ("91.48", "A")
    assert satisfaction["lowest"] == ["waktu", "prosedur", "produk"]
    assert frozen(session) == 2  # the agency's, and that of all


def test_the_page_stands_alone(counted_app: Flask, tmp_path: Path) -> None:
    build(counted_app, "2026-10", "--agency", "dukcapil", "--out", tmp_path)
    page = (tmp_path / "report.html").read_text()
    tree = parse(page)
    assert len(list(tree.iter("h1"))) == 1
    assert "91,48 dari 100" in text_of(tree)
    outside = [e.get(name) for e in tree.iter() for name in ("src", "href") if e.get(name)]
    assert [address for address in outside if not str(address).startswith("#")] == []
    assert not list(tree.iter("script"))
    assert "url(" not in page
    assert "--brand" in page


def test_the_report_of_all_agencies(counted_app: Flask, tmp_path: Path) -> None:
    result = build(counted_app, "2026-10", "--out", tmp_path)
    assert result.stdout.startswith("all agencies, 2026-10, revision 1: ")
    report = json.loads((tmp_path / "report.json").read_text())["report"]
    assert report["agency"] is None
    assert report["rows"][0]["party"]["code"] == "dukcapil"


def test_building_again_adds_nothing_and_gives_the_same_file(
    counted_app: Flask, session: Session, tmp_path: Path
) -> None:
    build(counted_app, "2026-10", "--out", tmp_path)
    first = (tmp_path / "report.json").read_bytes()
    build(counted_app, "2026-10", "--out", tmp_path)
    assert (tmp_path / "report.json").read_bytes() == first
    assert frozen(session) == 2


def test_a_running_month_is_provisional_and_not_kept(counted_app: Flask, session: Session, tmp_path: Path) -> None:
    counted.count(counted_app, dt.date(2026, 11, 1))
    result = build(counted_app, "2026-11", "--out", tmp_path)
    assert ", provisional: " in result.stdout
    assert frozen(session) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2026-10", "--agency", "nobody"], "There is no agency nobody."),
        (["2026-12"], "Nothing of 2026-12 is counted yet; `flask analytics run` does that."),
        (["2026-13"], "Invalid value for 'YYYY-MM'"),
    ],
)
def test_what_can_not_be_built(counted_app: Flask, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = build(counted_app, *arguments, "--out", tmp_path / "out")
    assert result.exit_code != 0
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_half_done_is_left(counted_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.json").write_text("older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "report.html")

    monkeypatch.setattr(commands.os, "replace", full)
    result = build(counted_app, "2026-10", "--out", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == "Error: report.html: No space left on device\n"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".report")] == []
    assert (tmp_path / "report.json").read_text() == "older"


def test_a_folder_that_is_a_file(counted_app: Flask, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    result = build(counted_app, "2026-10", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path / 'out'}: File exists\n"

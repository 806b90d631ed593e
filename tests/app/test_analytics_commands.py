"""`flask analytics`: run and index, as a person or a script calls them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import clock
from app.commands.analytics import group
from surveys.canonical import canonical_json
from surveys.instruments.skm import ELEMENT_CODES
from tests import builders, worked_example
from tests.conftest import NOW


def csv(path: Path, table: list[dict[str, str]], delimiter: str = ",") -> Path:
    lines = [delimiter.join(table[0]), *(delimiter.join(row.values()) for row in table)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_index_of_the_worked_example(app: Flask, tmp_path: Path, delimiter: str) -> None:
    table = [{"nama": "x", **row} for row in worked_example.answers()]  # other columns are ignored
    result = app.test_cli_runner().invoke(group, ["index", "skm", str(csv(tmp_path / "a.csv", table, delimiter))])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    elements = found.pop("elements")
    low, high = found.pop("interval")
    assert low < 91.48 < high
    assert found == {
        "instrument": "skm",
        "base": 29,
        "index": 3.659,
        "ikm": 91.48,
        "grade": "A",
        "perception": 4,
        "performance": "very-good",
        "lowest": ["waktu", "prosedur", "produk"],
        "weight": "1/E",
        "grade_table": "PermenPANRB 14/2017",
    }
    assert list(elements) == list(ELEMENT_CODES)
    assert elements["waktu"].pop("interval")[0] < 3.4483
    assert elements["waktu"] == {"average": 3.4483, "conversion": 86.21, "grade": "B", "rank": 9, "base": 29}


@pytest.mark.parametrize(("weight", "ikm"), [("0.111", 91.38), ("0.11", 90.56)])
def test_the_index_of_an_old_report_can_be_reproduced(app: Flask, tmp_path: Path, weight: str, ikm: float) -> None:
    file = csv(tmp_path / "a.csv", worked_example.answers())
    result = app.test_cli_runner().invoke(group, ["index", "skm", str(file), "--weight", weight])
    found = json.loads(result.stdout)
    assert (found["ikm"], found["weight"], found["interval"]) == (ikm, weight, None)


def test_an_index_of_no_answers_is_null_and_never_zero(app: Flask, tmp_path: Path) -> None:
    file = csv(tmp_path / "a.csv", [dict.fromkeys(ELEMENT_CODES, "") | {"x": "1"}])
    result = app.test_cli_runner().invoke(group, ["index", "skm", str(file)])
    found = json.loads(result.stdout)
    assert (found["base"], found["ikm"], found["index"], found["grade"], found["interval"]) == (
        0,
        None,
        None,
        None,
        None,
    )
    assert found["elements"]["waktu"] == dict.fromkeys(("average", "interval", "conversion", "grade", "rank")) | {
        "base": 0
    }


def test_answers_that_cannot_be_scored_are_named_and_nothing_is_printed(app: Flask, tmp_path: Path) -> None:
    table = worked_example.answers()
    table[1]["waktu"], table[3]["biaya"] = "5", "empat"
    result = app.test_cli_runner().invoke(group, ["index", "skm", str(csv(tmp_path / "a.csv", table))])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        'line 3: waktu: "5" is not among the options 1 2 3 4',
        'line 5: biaya: "empat" is not among the options 1 2 3 4',
        "Error: 2 answers can't be scored; nothing was.",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfea\x00", "not UTF-8"),
        (b"waktu,biaya\n4,4\n", "line 1: persyaratan: required columns are missing: persyaratan, prosedur, produk"),
        ((",".join((*ELEMENT_CODES, "waktu"))).encode() + b"\n", "waktu: columns stand there twice: waktu"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    app: Flask, tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    result = app.test_cli_runner().invoke(group, ["index", "skm", str(tmp_path / "a.csv")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("sus", "a,b\n1,2\n", "line 1: sus1: required columns are missing: sus1, sus2, sus3, sus4"),
        ("nps", "nps\n11\n", 'line 2: nps: "11" is not among the options 0 1 2'),
        ("csat", "csat\n0\n", 'line 2: csat: "0" is not among the options 1 2 3 4 5'),
        ("ces", "ces,ces\n1,1\n", "ces: columns stand there twice: ces"),
        ("govuk", "", "the file is empty"),
        ("spak", "diskriminasi,kecurangan,gratifikasi,pungli,percaloan\n4,4,4,4,5\n", 'percaloan: "5" is not among'),
    ],
)
def test_a_bad_file_of_any_instrument_is_refused(
    app: Flask, tmp_path: Path, name: str, content: str, shown: str
) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    result = app.test_cli_runner().invoke(group, ["index", name, str(tmp_path / "a.csv")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert shown in result.stderr


def test_the_index_of_another_instrument(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;nps\n1;10\n2;9\n3;0\n4;7\n5;\n", encoding="utf-8")
    result = app.test_cli_runner().invoke(group, ["index", "nps", str(tmp_path / "a.csv")])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    # 100 × (2 − 1) / 4; the fifth has no answer.
    assert (found["instrument"], found["index"], found["base"], found["grade"]) == ("nps", 25, 4, None)
    assert found["questions"]["nps"]["counts"]["0"] == 1


def test_the_weight_is_for_the_skm_alone(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nps\n10\n", encoding="utf-8")
    result = app.test_cli_runner().invoke(group, ["index", "nps", str(tmp_path / "a.csv"), "--weight", "0.11"])
    assert result.exit_code == 2
    assert "--weight is for the skm only" in result.stderr


def test_a_file_that_is_not_there(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(group, ["index", "skm", str(tmp_path / "no.csv")])
    assert result.exit_code == 1
    assert "No such file" in result.stderr


def test_run_brings_the_figures_up_to_date(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    for answers in worked_example.answers():
        builders.response(session, survey, canonical_json(answers), dt.date(2026, 10, 5))
    builders.response(session, survey, canonical_json(worked_example.answers()[0]), dt.date(2026, 11, 24))
    session.commit()
    first, again = (app.test_cli_runner().invoke(group, ["run"]) for _ in range(2))
    assert first.exit_code == 0, first.output
    assert first.stdout == (
        "Figures are up to date until 2026-11-24: 2 days counted, 2 changed, "
        "0 consultations grouped anew, 2 monthly reports frozen.\n"
    )
    assert again.stdout.endswith("1 days counted, 0 changed, 0 consultations grouped anew, 0 monthly reports frozen.\n")


def test_run_does_not_count_the_future(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 11, 24, 16, 0, tzinfo=dt.UTC))  # the 25th in Jayapura
    runner = app.test_cli_runner()
    assert runner.invoke(group, ["run", "--until", "2026-11-25"]).exit_code == 0
    result = runner.invoke(group, ["run", "--until", "2026-11-26"])
    assert result.exit_code == 1
    assert result.stderr == "Error: 2026-11-26 is in the future; the figures can be counted until 2026-11-25.\n"

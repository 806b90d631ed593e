"""`flask responses import` and `export`: what they print, when they fail, what they leave behind."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands import responses as commands
from surveys.instruments import skm
from surveys.models import Response, Survey
from tests import builders

HEADER = ",".join(skm.ELEMENT_CODES)
GOOD = "4,3,2,4,3,4,4,3,4"


@pytest.fixture
def survey(session: Session) -> Survey:
    made = builders.survey(session, [builders.unit(session, builders.agency(session), code="loket")])
    session.commit()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["responses", *map(str, arguments)])


def stored(session: Session) -> int:
    number = session.scalars(select(func.count()).select_from(Response)).one()
    session.rollback()  # or the next command would wait for this transaction
    return number


def test_import_counts_what_it_did(app: Flask, session: Session, survey: Survey, file: Path) -> None:
    file.write_text(f"{HEADER}\n{GOOD}\n{GOOD}\n9{GOOD[1:]}\n")
    first = run(app, "import", survey.public_id, file)
    assert first.stdout == (
        'line 4: persyaratan: "9" is not among the options 1 2 3 4\naccepted: 2\nalready there: 0\nrejected: 1\n'
    )
    assert first.exit_code == 0
    assert "accepted: 0\nalready there: 2\nrejected: 1\n" in run(app, "import", survey.public_id, file).stdout
    assert stored(session) == 2


def test_a_file_of_many_steps(
    app: Flask, session: Session, survey: Survey, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "ROWS_AT_ONCE", 3)
    header, row = f"external_id,{HEADER}", f"A,1{GOOD[1:]}"
    file.write_text("\n".join([header, f"A,{GOOD}", row, "x", *(f"{number},{GOOD}" for number in range(9))]))
    result = run(app, "import", survey.public_id, file)
    assert result.stdout == (
        "line 3: external_id: this external id is stored already, with other answers\n"
        "line 4: 1 cells, but the header has 10\n"
        "accepted: 10\nalready there: 0\nrejected: 2\n"
    )
    assert stored(session) == 10


def test_every_reason_of_a_row_stands_in_its_line(app: Flask, survey: Survey, file: Path) -> None:
    file.write_text(f"usia,{HEADER}\n200,,3,2,4,3,4,4,3,4\nabc,{GOOD}\n,{GOOD}\n")
    lines = run(app, "import", survey.public_id, file).stdout.splitlines()
    assert lines[0] == "line 2: usia: 200 is more than 120; persyaratan: required, and empty"
    assert lines[1] == 'line 3: usia: "abc" is not a number'


def test_nothing_good_in_a_file_is_a_failure(app: Flask, survey: Survey, file: Path) -> None:
    file.write_text(f"{HEADER}\n{GOOD[2:]}\n")
    result = run(app, "import", survey.public_id, file)
    assert (result.exit_code, result.stderr) == (1, f"Error: No row of {file} could be imported.\n")
    assert "rejected: 1" in result.stdout


def test_a_file_without_rows_is_none(app: Flask, survey: Survey, file: Path) -> None:
    file.write_text(f"{HEADER}\n")
    assert run(app, "import", survey.public_id, file).exit_code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file was refused. the file is empty"),
        (f"{HEADER},umur,nama\n".encode(), "The file was refused. line 1: umur: unknown columns: umur, nama"),
        ("a,b\n1,é\n".encode("latin-1"), "The file was refused. line 2: the file is not UTF-8 text (0xe9)"),
        (f'{HEADER}\n"{GOOD}\n'.encode(), "The file was refused. line 2: can't be read"),
    ],
)
def test_a_refused_file_is_one_clear_line(app: Flask, survey: Survey, file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    result = run(app, "import", survey.public_id, file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {words}")
    assert result.stderr.count("\n") == 1


def test_what_is_not_there_is_said_in_one_line(app: Flask, session: Session, survey: Survey, file: Path) -> None:
    missing = run(app, "import", survey.public_id, file)
    assert (missing.exit_code, missing.stderr) == (1, f"Error: {file}: No such file or directory\n")
    file.write_text(f"{HEADER}\n{GOOD}\n")
    unknown = run(app, "import", "nowhere", file)
    assert (unknown.exit_code, unknown.stderr) == (1, "Error: There is no published survey nowhere.\n")
    survey.state = "results-published"
    session.commit()
    ended = run(app, "import", survey.public_id, file)
    assert (ended.exit_code, ended.stderr) == (
        1,
        f"Error: Survey {survey.public_id} takes no answers: it is results-published.\n",
    )


def test_every_problem_of_an_answer_has_words() -> None:
    """The codes are read from the code that gives them, so that a new one can't be forgotten."""
    sources = [*Path("surveys/question_types").glob("*.py"), *Path("surveys/interchange").glob("*.py")]
    assert sources
    found = {
        code
        for source in sources
        for code in re.findall(
            r'Problem\([^"\n]*(?:"[^"\n]*", )?"([a-z0-9-]+)"[,)]', source.read_text(encoding="utf-8")
        )
    }
    never_in_a_file = {"repeated"}  # a form's field can come twice, a cell can't
    assert found - never_in_a_file <= commands.REASONS.keys()


def test_export_writes_a_file_that_imports_elsewhere(
    app: Flask, session: Session, survey: Survey, file: Path, tmp_path: Path
) -> None:
    file.write_text(f'saran,received_at,unit,{HEADER}\n"=1+1",2026-11-03T09:00,loket,{GOOD}\n')
    run(app, "import", survey.public_id, file)
    out = tmp_path / "out.csv"
    result = run(app, "export", survey.public_id, "--format", "csv", "--out", out)
    assert (result.exit_code, result.stdout) == (0, f"1 responses written to {out}\n")
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfreceived_at,channel,language,unit,persyaratan,")
    assert b"\r\n2026-11-03T09:00,import,id,loket,4," in data
    assert data.endswith(b",'=1+1\r\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "already there: 1" in run(app, "import", survey.public_id, out).stdout, "an imported row is known again"
    other = builders.survey(session, [builders.unit(session, survey.agency, code="lain")])
    session.commit()
    assert 'unit: "loket" is not a unit of this survey' in run(app, "import", other.public_id, out).stdout


def test_a_failed_export_leaves_the_old_file(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    result = run(app, "export", "nowhere", "--out", out)
    assert (result.exit_code, result.stderr) == (1, "Error: There is no published survey nowhere.\n")
    assert (out.read_text(), [path.name for path in tmp_path.glob("*out*")]) == ("before", ["out.csv"])
    nowhere = run(app, "export", "nowhere", "--out", tmp_path / "no" / "out.csv")
    assert "No such file or directory" in nowhere.stderr

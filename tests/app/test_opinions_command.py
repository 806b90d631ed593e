"""`flask analytics opinion-groups`, as a person or a script calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from app.commands.opinions import group
from tests import databases
from tests.analytics.measures.ballots import Society

HEADER = "voter-id,comment-id,vote\n"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app whose database nobody made: the command needs none."""
    folder = tmp_path_factory.mktemp("opinions")
    return create_app(databases.settings(f"sqlite:///{folder / 'none.db'}", folder))


def run(app: Flask, path: Path) -> Result:
    return app.test_cli_runner().invoke(group, ["opinion-groups", str(path)])


def printed(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def society() -> list[tuple[str, str, str]]:
    cast, _ = Society([0.6, 0.4], people=150, statements=30, seen=0.6).vote()
    cells = zip(cast.rows.tolist(), cast.columns.tolist(), cast.values.tolist(), strict=True)
    return [(cast.voters[row], cast.statements[column], str(vote)) for row, column, vote in cells]


def table(path: Path, rows: list[tuple[str, str, str]], **style: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **style).writerows([("voter-id", "comment-id", "vote"), *rows])
    return path


def test_the_groups_of_a_table(app: Flask, tmp_path: Path) -> None:
    rows = society()
    found = printed(run(app, table(tmp_path / "votes.csv", rows)))
    counts = {voter: sum(row[0] == voter for row in rows) for voter, _, _ in rows}
    assert found["voters"].keys() == {voter for voter, count in counts.items() if count >= 7}
    assert set(found["voters"].values()) == {"A", "B"}
    assert [one["group"] for one in found["groups"]] == ["A", "B"]
    assert [one["voters"] for one in found["groups"]] == [list(found["voters"].values()).count(name) for name in "AB"]
    assert found["base"]["votes"] == len(rows)
    first = found["dividing"][0]
    cast = [
        vote for voter, statement, vote in rows if statement == first["statement"] and found["voters"][voter] == "A"
    ]
    assert first["counts"]["A"] == {
        "agree": cast.count("1"),
        "disagree": cast.count("-1"),
        "pass": cast.count("0"),
        "base": len(cast),
    }
    assert found["coordinated"] == {"same-ballot": [], "machine-paced": []}
    assert found["without-coordinated"]["dividing"] == found["dividing"]


def test_quick_and_careful_readers_read_the_same(app: Flask, tmp_path: Path) -> None:
    rows = society()
    plain = run(app, table(tmp_path / "plain.csv", rows)).stdout
    others: list[dict[str, Any]] = [
        {"quoting": csv.QUOTE_ALL},
        {"lineterminator": "\n"},
        {"delimiter": ";"},
        {"delimiter": "\t", "quoting": csv.QUOTE_ALL},
    ]
    for at, style in enumerate(others):
        assert run(app, table(tmp_path / f"{at}.csv", rows, **style)).stdout == plain


def test_other_columns_spaces_and_a_mark_are_ignored(app: Flask, tmp_path: Path) -> None:
    rows = society()
    plain = run(app, table(tmp_path / "plain.csv", rows)).stdout
    lines = [
        f"{at},Wed Jun 18 2014, {statement} ,{voter},{vote},\u00e9" for at, (voter, statement, vote) in enumerate(rows)
    ]
    text = "\n".join(["\ufefftimestamp,datetime,comment-id,voter-id,vote,note", *lines, ""])
    path = tmp_path / "more.csv"
    path.write_text(text, encoding="utf-8")
    assert run(app, path).stdout == plain
    path.write_text(text.rstrip("\n"), encoding="utf-8")
    assert run(app, path).stdout == plain


def test_the_last_row_counts(app: Flask, tmp_path: Path) -> None:
    rows = society()
    turned = [(voter, statement, str(-int(vote))) for voter, statement, vote in rows]
    plain = run(app, table(tmp_path / "plain.csv", rows)).stdout
    assert run(app, table(tmp_path / "twice.csv", [*turned, *rows])).stdout == plain


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "The file was refused. the file is empty"),
        (HEADER.encode(), "The file was refused. the file is empty"),
        (b"\n\n\n", "The file was refused. the file is empty"),
        (b"voter-id,vote\na,1\n", "comment-id: required columns are missing: comment-id"),
        (b"voter-id,vote,comment-id,vote\na,1,s,1\n", "vote: columns stand there twice: vote"),
        (f"{HEADER}a,s,1\na,t,2\n".encode(), 'line 3: vote: "2" is not among the options 1, 0, -1'),
        (f"{HEADER}a,s,agree\n".encode(), 'line 2: vote: "agree" is not among'),
        (f"{HEADER}a,s,\n".encode(), 'line 2: vote: "" is not among'),
        (f"{HEADER}a,s,1\n,t,1\n".encode(), "line 3: voter-id: required, and empty"),
        (f"{HEADER}a, ,1\n".encode(), "line 2: comment-id: required, and empty"),
        (f"{HEADER}a,s,1\na,t\n".encode(), "line 3: 2 cells, but the header has 3"),
        (f'{HEADER}a,"s,1\n'.encode(), "can't be read, a quotation mark is open"),
        (HEADER.encode() + b"a,\xff,1\n", "line 2: the file is not UTF-8 text (0xff)"),
        (HEADER.encode("utf-16"), "the file is not UTF-8 text (UTF-16)"),
        (b"\x00\x01\x02\x03", "the file is not UTF-8 text (NUL)"),
        (HEADER.encode() + b"a,s," + b"1" * 3_000_000, "a cell too large"),
    ],
)
def test_bad_tables_get_one_clear_line(app: Flask, tmp_path: Path, content: bytes, line: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    result = run(app, path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert line in result.stderr
    assert len(result.stderr) < 300


def test_files_that_are_none(app: Flask, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        result = run(app, path)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_a_huge_file_is_refused_at_once(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode())
        file.truncate(2**33 + 1)  # a hole, so that no disk is needed
    result = run(app, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is more than" in result.stderr


def test_long_ids_and_odd_ones(app: Flask, tmp_path: Path) -> None:
    names = {"p00000": "=1+1", "p00001": "é" * 20, "p00002": "7" * 64, "p00003": "8" * 200, "p00004": "a b"}
    rows = [(names.get(voter, voter), statement, vote) for voter, statement, vote in society()]
    found = printed(run(app, table(tmp_path / "long.csv", rows)))
    plain = printed(run(app, table(tmp_path / "plain.csv", society())))
    for name, other in names.items():
        assert found["voters"].get(other) == plain["voters"].get(name)

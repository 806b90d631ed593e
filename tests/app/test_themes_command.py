"""`flask analytics themes`, as a person or a script calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from app.commands.themes import group
from tests import databases
from tests.analytics.measures.comments import composed

PARKING = """
[[themes]]
id = "parkir"
name.id = "Parkir"
name.en = "Parking"
words.ind = ["parkir"]
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app whose database nobody made: the command needs none."""
    folder = tmp_path_factory.mktemp("themes")
    return create_app(databases.settings(f"sqlite:///{folder / 'none.db'}", folder))


def table(path: Path, texts: list[str], header: tuple[str, str] = ("no", "saran")) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *((str(at), text) for at, text in enumerate(texts, start=1))])
    return path


def run(app: Flask, path: Path, *more: str) -> Result:
    return app.test_cli_runner().invoke(group, ["themes", str(path), "--column", "saran", *more])


def printed(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_themes_of_a_table(app: Flask, tmp_path: Path) -> None:
    comments, gold = composed()
    found = printed(run(app, table(tmp_path / "a.csv", comments)))
    assert (found["method"], found["rows"], found["n"]) == ("themes-1", len(comments), len(comments))
    assert sum(found["languages"].values()) == len(comments)
    weights = [theme["weight"] for theme in found["themes"]]
    assert weights == sorted(weights, reverse=True)
    cost = next(theme for theme in found["themes"] if theme["id"] == "biaya")
    assert (cost["label"], cost["label_en"], cost["source"]) == ("Biaya atau tarif", "Cost or fee", "seed")
    assert cost["n"] == gold.count("biaya")
    assert {"biaya", "tarif"} <= set(cost["words"])
    assert len(cost["words"]) == len(cost["keyness"])
    for example in cost["examples"]:
        assert comments[example["row"] - 1] == example["text"]
        assert gold[example["row"] - 1] == "biaya"
    assert [line["row"] for line in found["assignments"]] == list(range(1, len(comments) + 1))
    assert {theme for line in found["assignments"] for theme in line["themes"]} <= {t["id"] for t in found["themes"]}


def test_two_runs_print_the_same(app: Flask, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", composed()[0])
    assert run(app, path).stdout == run(app, path).stdout


def test_key_words_of_your_own(app: Flask, tmp_path: Path) -> None:
    seeds = tmp_path / "themes.toml"
    seeds.write_text(PARKING, encoding="utf-8")
    path = table(tmp_path / "a.csv", ["parkir sempit", "petugas ramah"])
    found = printed(run(app, path, "--seeds", str(seeds)))
    assert [theme["id"] for theme in found["themes"]] == ["parkir"]
    assert found["unassigned"] == 0.5


def test_hostile_rows_are_answered(app: Flask, tmp_path: Path) -> None:
    hostile = [
        "",
        "🙂",
        "a" * 100_000,
        "parkir " * 14_000,
        "\x00antre\x00",
        "\u202eالخدمة\u202c",
        '"; DROP TABLE',
        "=1+1",
    ]
    found = printed(run(app, table(tmp_path / "a.csv", hostile)))
    assert (found["rows"], len(found["assignments"])) == (len(hostile), len(hostile))
    assert all(len(example["text"]) <= 400 for theme in found["themes"] for example in theme["examples"])


def test_a_header_alone_has_no_themes(app: Flask, tmp_path: Path) -> None:
    found = printed(run(app, table(tmp_path / "a.csv", [])))
    assert (found["rows"], found["n"], found["unassigned"], found["themes"], found["assignments"]) == (
        0,
        0,
        None,
        [],
        [],
    )


def test_short_rows_are_empty(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("no,saran\n1\n2,antre lama\n", encoding="utf-8")
    assert printed(run(app, path))["n"] == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        ("no,saran\n1,é\n".encode("latin-1"), "line 2: the file is not UTF-8 text"),
        ("no,saran\n".encode("utf-16"), "the file is not UTF-8 text"),
        (b'no,saran\n1,"open\n', "a quotation mark is open"),
        (b"no,usul\n1,antre\n", 'one column "saran"; the columns are: no, usul'),
        (b"saran,saran\n1,antre\n", 'one column "saran"; the columns are: saran, saran'),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_line(app: Flask, tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    refused(run(app, path), reason)


def test_no_file_is_told_in_one_line(app: Flask, tmp_path: Path) -> None:
    refused(run(app, tmp_path / "none.csv"), "No such file")
    path = table(tmp_path / "a.csv", ["antre"])
    refused(run(app, path, "--seeds", str(tmp_path / "none.toml")), "No such file")
    refused(run(app, tmp_path), "Is a directory")


@pytest.mark.parametrize("content", [b"themes = 3", b"\xff\xfe", b"", b"[[themes]]\nid = 7"])
def test_key_words_that_are_wrong_are_refused_in_one_line(app: Flask, tmp_path: Path, content: bytes) -> None:
    seeds = tmp_path / "themes.toml"
    seeds.write_bytes(content)
    refused(run(app, table(tmp_path / "a.csv", ["antre"]), "--seeds", str(seeds)), "themes.toml")


def refused(result: Result, reason: str) -> None:
    assert result.exit_code != 0
    assert result.stdout == ""
    assert reason in result.stderr
    assert result.stderr.strip().count("\n") == 0

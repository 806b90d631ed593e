"""`flask analytics sentiment` and `train`, as a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analytics.language import making
from analytics.language.sentiment import LABELS
from app.commands.language import group


def labels(given: bytes) -> list[str]:
    result = CliRunner().invoke(group, ["sentiment"], input=given)
    assert result.exit_code == 0, result.output
    assert result.stdout == "" or result.stdout.endswith("\n")
    return result.stdout.split("\n")[:-1]


def test_a_label_for_each_line() -> None:
    given = b"Pelayanan cepat dan ramah\r\ntidak ramah\nJam berapa kantor buka?"
    assert labels(given) == ["positive", "negative", "neutral"]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (b"", 0),
        (b"\n", 1),
        (b"\n\n\n", 3),
        (b"\r\n", 1),
        (b"bagus", 1),
        (b"bagus\n", 1),
        (b"\xff\xfe bagus\xc3\n\x80", 2),
        (b"ba\0gus\n\0\n", 2),
        ("bagus\u2028jelek\x0b\x0c\x1c\x85\r lambat\n".encode(), 1),
        (("lama " * 20_000).encode() + b"\n" + b"a" * 100_000 + b"\n", 2),
        ("خدمة بطيئة\n👍👍\n\U0001f621".encode(), 3),
        (b"baik\n" * 5_001, 5_001),
    ],
    ids=[
        "nothing", "an empty line", "empty lines", "Windows", "no line end", "line end", "no UTF-8", "NUL",
        "other separators", "long lines", "other scripts", "more than a batch",
    ],
)  # fmt: skip
def test_hostile_input_has_one_label_a_line(given: bytes, lines: int) -> None:
    found = labels(given)
    assert len(found) == lines
    assert set(found) <= set(LABELS)


def test_json_tells_why() -> None:
    result = CliRunner().invoke(group, ["sentiment", "--json"], input="Petugas tidak ramah\n\n")
    complaint, nothing = map(json.loads, result.stdout.splitlines())
    assert complaint["label"] == "negative"
    assert complaint["language"] == "ind"
    assert set(complaint["probabilities"]) == set(LABELS)
    assert sum(complaint["probabilities"].values()) == pytest.approx(1, abs=0.001)
    assert [(word["word"], word["start"], word["end"]) for word in complaint["evidence"]] == [
        ("Petugas", 0, 7),
        ("tidak", 8, 13),
        ("ramah", 14, 19),
    ]
    assert {"label": "neutral", "language": "unknown", "needs_reader": False, "evidence": []}.items() <= nothing.items()


def test_a_folder_without_the_data_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(group, ["train", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "sentiment/smsa" in result.stderr


def test_training_without_its_packages_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making.util, "find_spec", lambda name: None)
    result = CliRunner().invoke(group, ["train", str(tmp_path)])
    assert result.exit_code == 1
    assert "requirements-dev.txt" in result.stderr

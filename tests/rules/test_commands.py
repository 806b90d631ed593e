"""The flask commands: each has help, and README.md lists them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from flask import Flask

from app.config import ROOT

# What product.md promises for now; more come with the issues that build them.
PROMISED = {
    "analytics index",
    "analytics opinion-groups",
    "analytics run",
    "analytics sentiment",
    "analytics themes",
    "analytics train",
    "demo load",
    "reports build",
    "responses export",
    "responses import",
    "scheduler",
    "user create",
}
FROM_EXTENSIONS = {"db", "run", "shell", "routes", "roles", "users"}


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by the words that call it."""
    for name, command in sorted(group.commands.items()):
        if not before and name in FROM_EXTENSIONS:
            continue
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name, command


@pytest.fixture(scope="module")
def ours(bare_app: Flask) -> dict[str, click.Command]:
    return dict(commands(bare_app.cli))


def test_every_promised_command_is_there(ours: dict[str, click.Command]) -> None:
    assert ours.keys() >= PROMISED


def test_every_command_says_what_it_does(bare_app: Flask, ours: dict[str, click.Command]) -> None:
    runner = bare_app.test_cli_runner()
    for name, command in ours.items():
        result = runner.invoke(args=[*name.split(), "--help"])
        assert result.exit_code == 0, f"flask {name} --help: {result.output}"
        assert command.get_short_help_str(), f"flask {name} has no help"


def test_readme_lists_every_command(ours: dict[str, click.Command]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `flask ([^`]+)` \|", readme, flags=re.MULTILINE)
    listed = {" ".join(word for word in row.split() if re.fullmatch(r"[a-z][a-z-]*", word)) for row in rows}
    assert ours.keys() - listed == set()
    assert listed - ours.keys() == {"db upgrade"}  # an extension's, and needed to set up

"""What stands where in the repository, and what may never stand in it."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

from app.config import ROOT

TOP_LEVEL = {
    "app", "surveys", "analytics", "templates", "migrations", "tests", "docs", "deploy",
    "wsgi.py", "requirements.txt", "requirements-dev.txt", "requirements-cluster.txt",
    "README.md", "Makefile", "pyproject.toml", "CHANGELOG.md", "LICENSE", "SECURITY.md",
}  # fmt: skip

FOLDERS_OF_A_MACHINE = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|mnt)/")
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "misc", "common"}


@cache
def kept_files() -> list[Path]:
    """The files that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode()  # fmt: skip
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    plain = [path for path in kept_files() if b"\0" not in path.read_bytes()]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in plain}


def test_the_top_level_is_the_house() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in kept_files()}
    assert {name for name in found if not name.startswith(".")} <= TOP_LEVEL


def test_no_text_names_a_machine() -> None:
    assert [name for name, text in texts().items() if FOLDERS_OF_A_MACHINE.search(text)] == []


def test_locked_packages_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pins = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.MULTILINE)
        hashed = re.findall(r"^[a-z0-9][\w.-]*==\S+[^\n]*\\\n\s+--hash=sha256:", text, flags=re.MULTILINE)
        assert pins
        assert len(pins) == len(hashed), "every pin carries its hashes"


def test_run_time_and_test_pins_agree() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_modules_are_named_after_what_they_know() -> None:
    assert [path for path in kept_files() if path.suffix == ".py" and path.stem in FORBIDDEN_NAMES] == []


def test_a_path_of_a_machine_is_seen() -> None:
    assert FOLDERS_OF_A_MACHINE.search("see /home" + "/ani/suara")
    assert not FOLDERS_OF_A_MACHINE.search("https://example.go.id/home/page and docs/work/plan")

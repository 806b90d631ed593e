"""Every setting is explained in docs/operations.md, and nothing is explained that isn't one."""

from __future__ import annotations

import ast
import re

from app.config import ROOT
from tests.rules.house import PACKAGES, name_of, python_files, tree

_NAME = re.compile(r"[A-Z][A-Z0-9_]+\Z")


def names_read(module: ast.AST) -> set[str]:
    """The environment names that a module looks up: every upper-case text handed to a call or an index."""
    names: set[str] = set()
    for node in ast.walk(module):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call):
            given = node.args
        if isinstance(node, ast.Subscript):
            given = [node.slice]
        names |= {item.value for item in given if isinstance(item, ast.Constant) and isinstance(item.value, str)}
    return {name for name in names if _NAME.match(name)}


def names_explained() -> set[str]:
    section = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").split("## Settings")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z0-9_]+)` \|", section, flags=re.MULTILINE))


def test_every_setting_is_explained() -> None:
    assert names_explained() == names_read(tree(ROOT / "app" / "config.py"))


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        name_of(path)
        for path in python_files(*PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    }
    assert readers == {"app/config.py"}


def test_a_name_is_seen_wherever_it_is_read() -> None:
    module = ast.parse('environ.get("A_B", 1)\nenviron["C_D"]\n_require(environ, "E_F", "G_H")\nother("lower")')
    assert names_read(module) == {"A_B", "C_D", "E_F", "G_H"}

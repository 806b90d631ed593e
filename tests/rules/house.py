"""What the rules look at: the files of the house, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.config import ROOT

PACKAGES = ("app", "surveys", "analytics")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def functions(module: ast.AST) -> Iterator[FunctionNode]:
    for node in ast.walk(module):
        if isinstance(node, FunctionNode):
            yield node


def length(function: FunctionNode) -> int:
    """Lines from `def` to the end, without decorators."""
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def body_length(function: FunctionNode) -> int:
    """Lines of what a function does: without its signature and its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    assert body[-1].end_lineno is not None
    return body[-1].end_lineno - body[0].lineno + 1

"""Who may know whom: the contracts in pyproject.toml, and what import-linter can't see."""

from __future__ import annotations

import ast
import logging

import grimp
import pytest
from importlinter import configuration
from importlinter.application.use_cases import lint_imports

from app.config import ROOT
from tests.rules.allowed import AllowedContract
from tests.rules.house import PACKAGES, functions, name_of, python_files, tree

OURS = {*PACKAGES, "tests"}


def test_every_contract_is_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(ROOT)
    # Not the linter's command line: it sets up logging anew, which would silence our loggers in all later tests.
    configuration.configure()
    kept = lint_imports(config_filename="pyproject.toml", cache_dir=None, no_logo=True)
    assert kept, capsys.readouterr().out
    assert not logging.getLogger("suara.jobs").disabled


def imported(module: ast.AST) -> set[str]:
    """The first names of everything a module imports."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def late_imports(module: ast.AST) -> list[str]:
    """Imports inside functions: something lives in the wrong place."""
    return [
        f"line {node.lineno}, in {function.name}"
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_a_migration_never_imports_our_models() -> None:
    # Tables of tomorrow would change what yesterday's step did.
    found = {name_of(path): imported(tree(path)) & OURS for path in python_files("migrations/versions")}
    assert {name: names for name, names in found.items() if names} == {}


def test_no_import_hides_in_a_function() -> None:
    files = [path for path in python_files(*PACKAGES) if "commands" not in path.parts]  # these may, to start quickly
    found = {name_of(path): late_imports(tree(path)) for path in files}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_late_and_foreign_imports_are_seen() -> None:
    module = ast.parse("from surveys.models import Survey\ndef f():\n    import app.auth")
    assert imported(module) == {"surveys", "app"}
    assert late_imports(module) == ["line 3, in f"]


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        ("analytics.jobs", "surveys.queries", True),
        ("analytics.jobs", "analytics.facts", True),
        ("analytics.jobs", "surveys.intake", False),
        ("analytics.measures.skm", "surveys.intake", True),  # has a contract of its own
    ],
)
def test_an_import_that_is_not_allowed_is_seen(importer: str, imported: str, kept: bool) -> None:
    graph = grimp.ImportGraph()
    for module in ("analytics", "surveys.queries", importer, imported):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    options = {"allowed_modules": ["surveys.queries"], "except_modules": ["analytics.measures"]}
    contract = AllowedContract("facts", {}, {"source_modules": ["analytics"], **options})
    assert contract.check(graph, verbose=False).kept is kept

"""A contract for import-linter: some packages may import nothing of ours but what is listed."""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class AllowedContract(Contract):
    """The table of directions says what a package may know; everything else of ours is forbidden.

    `source_modules` and `allowed_modules` stand for themselves and all that is below them, and
    `except_modules` are taken out of the sources: they have a stricter contract of their own.
    """

    type_name = "allowed"

    source_modules = fields.SetField(subfield=fields.StringField())
    allowed_modules = fields.SetField(subfield=fields.StringField())
    except_modules = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        sources, allowed, excepted = self.source_modules, self.allowed_modules, self.except_modules
        missing = {name for name in {*sources, *allowed} if name not in graph.modules}
        ours = {module for module in graph.modules if not graph.is_module_squashed(module)}
        wrong = [
            (module, imported)
            for module in sorted(ours)
            if _within(module, sources) and not _within(module, excepted)
            for imported in sorted(graph.find_modules_directly_imported_by(module) & ours)
            if not _within(imported, {*sources, *allowed})
        ]
        return ContractCheck(kept=not wrong and not missing, metadata={"wrong": wrong, "missing": sorted(missing)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for module, imported in check.metadata["wrong"]:
            output.print_error(f"{module} may not import {imported}", bold=False)
        for module in check.metadata["missing"]:
            output.print_error(f"there is no module {module}", bold=False)


def _within(module: str, packages: Any) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)

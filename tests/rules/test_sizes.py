"""Small functions and small files: the sizes of the codebases that this one is modelled on."""

from __future__ import annotations

import ast
from statistics import median

from tests.rules.house import PACKAGES, FunctionNode, body_length, functions, length, name_of, python_files, tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 300
LONGEST_VIEW = 30
MEDIAN_FUNCTION = 9
MEDIAN_VIEW = 10

OURS = python_files(*PACKAGES, "tests", "deploy")


def long_functions(module: ast.AST, longest: int) -> list[str]:
    return [
        f"line {function.lineno}: {function.name} has {length(function)} lines"
        for function in functions(module)
        if length(function) > longest
    ]


def is_view(function: FunctionNode) -> bool:
    """A function that a route leads to."""
    routes = {"route", "get", "post", "put", "delete", "patch"}
    calls = [item.func for item in function.decorator_list if isinstance(item, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in routes for call in calls)


def views() -> list[tuple[str, FunctionNode]]:
    return [
        (f"{name_of(path)}:{function.lineno} {function.name}", function)
        for path in python_files("app")
        for function in functions(tree(path))
        if is_view(function)
    ]


def test_functions_are_small() -> None:
    long = {name_of(path): long_functions(tree(path), LONGEST_FUNCTION) for path in OURS}
    assert {name: found for name, found in long.items() if found} == {}


def test_files_are_small() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}, "split it by what it knows"


def test_half_of_the_functions_have_few_lines() -> None:
    sizes = [body_length(function) for path in python_files(*PACKAGES) for function in functions(tree(path))]
    assert median(sizes) <= MEDIAN_FUNCTION


def test_views_have_four_moves() -> None:
    sizes = {name: length(view) for name, view in views()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_VIEW} == {}
    assert median(sizes.values()) <= MEDIAN_VIEW


def test_a_long_function_is_seen() -> None:
    module = ast.parse("def long():\n" + "    step()\n" * LONGEST_FUNCTION)
    assert long_functions(module, LONGEST_FUNCTION) == ["line 1: long has 61 lines"]


def test_a_view_is_known_by_its_route() -> None:
    module = ast.parse("@blueprint.get('/')\ndef home(): ...\n@cache\ndef other(): ...")
    assert [function.name for function in functions(module) if is_view(function)] == ["home"]

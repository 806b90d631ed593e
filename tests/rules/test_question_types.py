"""One question type: one class, one field, one template, and words for everything that may be wrong."""

from __future__ import annotations

import ast

from app.config import ROOT
from app.forms import FIELDS
from surveys.question_types import QUESTION_TYPES
from tests.rules.house import functions, python_files, tree

FROM_PROGRAMS = {"wrong-type"}  # reading a form never gives an answer of the wrong type


def problem_codes(module: ast.AST) -> set[str]:
    """The codes of the problems that a module can find in an answer."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    named = [call.args[1] for call in calls if ast.unparse(call.func) == "Problem" and len(call.args) > 1]
    return {code.value for code in named if isinstance(code, ast.Constant)}


def worded_codes() -> set[str]:
    """The codes that app/errors.py has advice for."""
    [words] = [found for found in functions(tree(ROOT / "app" / "errors.py")) if found.name == "problem_words"]
    tables = [node for node in ast.walk(words) if isinstance(node, ast.Dict)]
    return {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)}


def test_every_type_has_a_field_and_a_template() -> None:
    templates = {path.stem for path in (ROOT / "templates" / "questions").glob("*.html")}
    assert FIELDS.keys() == QUESTION_TYPES.keys()
    assert templates == QUESTION_TYPES.keys()


def test_every_problem_has_words() -> None:
    modules = [*python_files("surveys/question_types"), ROOT / "surveys" / "answers.py"]
    found = {code for path in modules for code in problem_codes(tree(path))}
    assert found
    assert found - FROM_PROGRAMS <= worded_codes()


def test_a_code_is_seen() -> None:
    assert problem_codes(ast.parse('Problem(field, "too-red", limit="x")\nother("no", "code")')) == {"too-red"}

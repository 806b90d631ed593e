"""What of a questionnaire's logic is found before anybody answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from surveys.checks import problems
from surveys.definition import Computed, Questionnaire, load
from surveys.errors import InvalidQuestionnaire, Problem
from surveys.instruments import INSTRUMENTS
from tests.surveys.test_branching import CAME, CHAIN, PERIOD, SUMS, made, q

DEEP: Any = True
for _ in range(40):
    DEEP = ["not", DEEP]

SCOPE = (CAME, q("n", "number"), q("day", "date"), q("many", "multiple"), q("grid", "matrix"), q("free"))


def found(*questions: Any, computed: tuple[Computed, ...] = ()) -> list[tuple[str, str, str, str]]:
    return [(p.field, p.code, p.limit, p.found) for p in problems(made(*questions, computed=computed))]


@pytest.mark.parametrize(
    ("condition", "code", "shown"),
    [
        (["answer"], "wrong-count", "answer"),
        (["=", ["answer", "came"]], "wrong-count", "="),
        (["eval", "1"], "unknown-operator", "eval"),
        ([], "not-an-expression", "[]"),
        ([["not"]], "not-an-expression", "[['not']]"),
        ({"a": 1}, "bad-literal", "dict"),
        (["=", ["answer", "n"], 1e16], "bad-literal", "1e+16"),
        (["answered", "nobody"], "unknown-code", "nobody"),
        (["answered", 7], "unknown-code", "7"),
        (["=", ["answer", "came"], "mungkin"], "unknown-option", "mungkin"),
        (["in", ["answer", "came"], "ya", "mungkin"], "unknown-option", "mungkin"),
        (["has", ["answer", "many"], "mungkin"], "unknown-option", "mungkin"),
        (["=", ["answer", "grid.a"], "mungkin"], "unknown-option", "mungkin"),
        (["=", ["if", ["answered", "n"], ["answer", "came"], "tidak"], "x"], "unknown-option", "x"),
        (["answered", "grid.c"], "unknown-code", "grid.c"),
        (["=", ["score", "free"], 1], "no-scores", "free"),
        (["=", ["answer", "n"], "3"], "wrong-kind", "="),
        (["=", ["answer", "n"], None], "wrong-kind", "="),
        (["<", ["answer", "free"], "b"], "wrong-kind", "<"),
        (["<", ["answer", "day"], "kemarin"], "wrong-kind", "<"),
        (["=", ["answer", "many"], "ya"], "wrong-kind", "="),
        (["has", ["answer", "came"], "ya"], "wrong-kind", "has"),
        (["+", ["answer", "n"], ["answer", "free"]], "wrong-kind", "+"),
        (["+", ["answer", "n"], 1], "wrong-kind", "number"),
        (["all", ["answer", "n"]], "wrong-kind", "all"),
        (["=", ["length", ["answer", "came"]], 2], "wrong-kind", "length"),
        (["=", ["round", ["answer", "n"], 5], 2], "bad-literal", "round"),
        (["=", ["round", ["answer", "n"], ["answer", "n"]], 2], "bad-literal", "round"),
        (["any", *[True] * 600], "too-large", ""),
        (DEEP, "too-deep", ""),
        (["answered", "later"], "later-question", "later"),
        (["answered", "target"], "later-question", "target"),
        (["answered", "sum-later"], "later-question", "sum-later"),
    ],
)
def test_a_wrong_condition(condition: Any, code: str, shown: str) -> None:
    computed = (Computed("sum-later", ["sum", ["answer", "n"], ["answer", "later"]]),)
    for part in ("shown_if", "required_if"):
        target = q("target", **{part: condition})
        assert found(*SCOPE, target, q("later", "number"), computed=computed) == [("target", code, part, shown)]


@pytest.mark.parametrize(
    "condition",
    [
        ["=", ["answer", "came"], "ya"],
        ["!=", ["answer", "day"], "2026-01-01"],
        [">", "2026-01-01", ["answer", "day"]],
        ["has", ["answer", "grid"], "a"],
        ["in", ["answer", "n"], 1, 2.5],
        ["=", ["answer", "came"], ["answer", "grid.a"]],
        [">", ["count", ["answer", "many"]], 1],
        [">", ["round", ["mean", ["score", "came"], ["score", "grid.a"], None], 2], 0.5],
        ["=", ["if", ["answered", "n"], ["answer", "n"], None], 3],
        [">", ["length", ["answer", "free"]], 10],
        [">", ["answer", "total"], 3],
    ],
)
def test_a_right_condition(condition: Any) -> None:
    computed = (Computed("total", ["sum", ["answer", "n"], 1]),)
    assert found(*SCOPE, q("target", shown_if=condition), computed=computed) == []


def test_the_questionnaires_of_the_tests_on_branching_are_in_order() -> None:
    assert problems(CHAIN) == problems(PERIOD) == []
    assert {(p.field, p.code) for p in problems(SUMS)} == {("egg", "cycle"), ("hen", "cycle"), ("none", "unknown-code")}


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_instruments_are_in_order(name: str) -> None:
    assert problems(INSTRUMENTS[name].questionnaire({"id": "Judul"})) == []


def test_computed_values() -> None:
    computed = (
        Computed("came", 1),  # type: ignore[arg-type]  # a literal is an expression too
        Computed("a b", ["answer", "n"]),
        Computed("bad", ["+", ["answer", "free"], 1]),
        Computed("self", ["answer", "self"]),
    )
    assert [(field, code) for field, code, _, _ in found(*SCOPE, computed=computed)] == [
        ("came", "taken-code"),
        ("a b", "bad-code"),
        ("self", "cycle"),
        ("bad", "wrong-kind"),
    ]
    many = tuple(Computed(f"c{n}", ["answer", "n"]) for n in range(101))
    assert found(*SCOPE, computed=many) == [("computed", "too-many-computed", "100", "101")]


def test_texts_name_only_earlier_questions() -> None:
    assert found(q("a", label={"id": "{b} {nobody}"}), q("b")) == [("a", "later-question", "label", "b")]
    assert found(q("a"), q("b", hint={"id": "{a}"})) == []


def test_a_rule_is_about_its_own_answer() -> None:
    assert found(q("a", "number"), q("b", valid_if=["answered", "a"])) == [("b", "no-effect", "valid_if", "")]
    total = (Computed("total", ["+", ["answer", "a"], ["answer", "b"]]),)
    assert found(q("a", "number"), q("b", "number", valid_if=["=", ["answer", "total"], 100]), computed=total) == []


def test_a_question_of_no_known_type() -> None:
    assert found(replace(CAME, type="hologram")) == [("came", "unknown-type", "", "hologram")]


IF_YES = ["=", ["answer", "came"], "ya"]
IF_NO = ["=", ["answer", "came"], "tidak"]


@pytest.mark.parametrize(
    ("questions", "lost"),
    [
        ([CAME, q("x", shown_if=["all", IF_YES, IF_NO])], ["x"]),
        ([CAME, q("x", shown_if=False)], ["x"]),
        ([CAME, q("x", shown_if=[">", 1, 2])], ["x"]),
        ([CAME, q("x", shown_if=["any", IF_YES, IF_NO])], []),
        # What stands on a lost question is lost too.
        ([CAME, q("x", shown_if=["all", IF_YES, IF_NO]), q("y", shown_if=["answered", "x"])], ["x", "y"]),
        # Asked only after "no", so an answer and a "yes" don't go together.
        ([CAME, q("s", "choice", shown_if=IF_NO), q("x", shown_if=["all", IF_YES, ["answered", "s"]])], ["x"]),
        ([CAME, q("s", "choice", shown_if=IF_NO), q("x", shown_if=["any", IF_YES, ["answered", "s"]])], []),
        # Numbers can't all be tried; a part that can is enough.
        ([CAME, q("n", "number"), q("x", shown_if=["all", [">", ["answer", "n"], 3], IF_YES, ["not", True]])], ["x"]),
        ([CAME, q("n", "number"), q("x", shown_if=["all", [">", ["answer", "n"], 3], IF_YES])], []),
        ([q("m", "multiple"), q("x", shown_if=[">", ["count", ["answer", "m"]], 2])], ["x"]),
        ([q("g", "matrix"), q("x", shown_if=["all", ["answered", "g.a"], ["not", ["answered", "g.b"]]])], []),
    ],
)
def test_unreachable_questions(questions: list[Any], lost: list[str]) -> None:
    assert [(p.field, p.code) for p in problems(made(*questions))] == [(code, "unreachable") for code in lost]


def test_a_section_that_nobody_sees() -> None:
    never: Questionnaire = made(q("x"), q("y"), shown_if=["not", True])
    assert [p.field for p in problems(never)] == ["x", "y"]


def test_a_definition_nested_beyond_reading_is_refused() -> None:
    with pytest.raises(InvalidQuestionnaire):
        load('{"title":{"id":"x"},"languages":["id"],"sections":' + "[" * 100_000 + "]" * 100_000 + "}")


def test_a_problem_says_where_it_is() -> None:
    (problem,) = problems(made(CAME, q("x", shown_if=["=", ["answer", "came"], "mungkin"])))
    assert problem == Problem("x", "unknown-option", limit="shown_if", found="mungkin")

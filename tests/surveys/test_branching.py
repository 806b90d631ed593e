"""The path of answers through a questionnaire: what is asked, required, refused, worked out and said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from surveys.answers import AnswerSheet, check_on_path
from surveys.branching import computed_values, pages, path
from surveys.definition import Computed, Option, Question, Questionnaire, Section
from surveys.errors import Problem
from surveys.question_types import Value

YES_NO = (Option("ya", {"id": "Ya", "en": "Yes"}, 1), Option("tidak", {"id": "Tidak", "en": "No"}, 0))


def q(code: str, kind: str = "short-text", **fields: Any) -> Question:
    options = YES_NO if kind in ("choice", "multiple", "scale", "matrix") else ()
    rows = (Option("a", {"id": "Loket A"}), Option("b", {"id": "Loket B"})) if kind == "matrix" else ()
    return Question(code, kind, fields.pop("label", {"id": code}), options=options, rows=rows, **fields)


def made(*questions: Question, computed: tuple[Computed, ...] = (), shown_if: Any = None) -> Questionnaire:
    return Questionnaire({"id": "x"}, (Section("s", {}, questions, shown_if),), computed=computed)


def on_path(questionnaire: Questionnaire, answers: dict[str, Value]) -> list[str]:
    return [question.code for question in path(questionnaire, answers).questions]


CAME = q("came", "choice")
CHAIN = made(
    CAME,
    q("wait", "number", shown_if=["=", ["answer", "came"], "ya"]),
    q("why", shown_if=[">", ["answer", "wait"], 30]),
    q("who", shown_if=["not", ["answered", "why"]]),
)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["came", "who"]),
        ({"came": "ya"}, ["came", "wait", "who"]),
        ({"came": "ya", "wait": "31"}, ["came", "wait", "why", "who"]),
        ({"came": "ya", "wait": "31", "why": "x"}, ["came", "wait", "why"]),
        # Answers off the path count as not given, whatever stands on them.
        ({"came": "tidak", "wait": "31", "why": "x"}, ["came", "who"]),
        ({"wait": "31", "why": "x"}, ["came", "who"]),
        ({"came": "ya", "wait": "many", "why": "x"}, ["came", "wait", "who"]),
    ],
)
def test_path(answers: dict[str, Value], asked: list[str]) -> None:
    assert on_path(CHAIN, answers) == asked
    assert path(CHAIN, answers).answers == {code: answers[code] for code in asked if code in answers}


def test_without_logic_nothing_is_worked_out() -> None:
    plain = made(CAME, q("why"))
    answers: dict[str, Value] = {"came": "ya"}
    assert not plain.has_logic
    assert path(plain, answers).questions is plain.questions
    assert path(plain, answers).answers is answers


def test_a_section_has_a_condition_for_all_its_questions() -> None:
    later = Section("t", {}, (q("a"), q("b", shown_if=["answered", "a"])), ["=", ["answer", "came"], "ya"])
    both = replace(made(CAME), sections=(*made(CAME).sections, later))
    assert on_path(both, {"came": "ya", "a": "x"}) == ["came", "a", "b"]
    assert on_path(both, {"came": "tidak", "a": "x"}) == ["came"]


def test_required_if() -> None:
    both = made(CAME, q("why", required_if=["=", ["score", "came"], 0]))
    assert check_on_path(both, AnswerSheet({"came": "ya"}, "id", "web")) == {}
    assert check_on_path(both, AnswerSheet({"came": "tidak"}, "id", "web")) == {"why": Problem("why", "required")}


def test_what_is_off_the_path_is_neither_required_nor_refused() -> None:
    chain = made(CAME, q("wait", "number", required=True, shown_if=["=", ["answer", "came"], "ya"]))
    unread = Problem("wait", "not-a-number")
    assert check_on_path(chain, AnswerSheet({"came": "tidak"}, "id", "web", problems={"wait": unread})) == {}
    found = check_on_path(chain, AnswerSheet({"came": "ya"}, "id", "web", problems={"wait": unread}))
    assert found == {"wait": unread}


RULE = ["<=", ["answer", "end"], ["answer", "start"]]
PERIOD = made(q("start", "date"), q("end", "date", valid_if=RULE, invalid_message={"id": "Salah", "en": "Wrong"}))


@pytest.mark.parametrize(
    ("answers", "broken"),
    [
        ({"start": "2026-01-02", "end": "2026-01-01"}, False),
        ({"start": "2026-01-02", "end": "2026-01-03"}, True),
        ({"start": "2026-01-02"}, False),
        # A rule about what was never answered can't be kept, so it holds nobody up.
        ({"end": "2026-01-03"}, False),
    ],
)
def test_valid_if(answers: dict[str, Value], broken: bool) -> None:
    expected = {"end": Problem("end", "rule", limit="Salah")} if broken else {}
    assert check_on_path(PERIOD, AnswerSheet(answers, "id", "web")) == expected


def test_the_types_own_problem_comes_before_the_rule() -> None:
    limited = made(q("n", "number", minimum="5", valid_if=[">", ["answer", "n"], 6]))
    assert check_on_path(limited, AnswerSheet({"n": "4"}, "id", "web"))["n"].code == "too-small"


COMPUTED = (
    Computed("double", ["*", ["answer", "total"], 2]),  # written before what it stands on
    Computed("total", ["sum", ["answer", "x"], ["answer", "y"]]),
    Computed("egg", ["answer", "hen"]),
    Computed("hen", ["answer", "egg"]),
)
SUMS = made(
    q("x", "number"),
    q("y", "number", shown_if=["answered", "x"]),
    q("big", shown_if=[">=", ["answer", "double"], 10]),
    q("none", shown_if=["answered", "egg"]),
    computed=COMPUTED,
)


def test_computed_values_follow_from_the_answers_so_far() -> None:
    # (2 + 3) × 2 = 10
    assert on_path(SUMS, {"x": "2", "y": "3"}) == ["x", "y", "big"]
    assert on_path(SUMS, {"x": "2"}) == ["x", "y"]
    assert computed_values(SUMS, {"x": "2", "y": "3"}) == {"double": 10.0, "total": 5.0}
    assert computed_values(SUMS, {}) == {"double": None, "total": None}


def test_a_long_chain_of_computed_values_is_no_trouble() -> None:
    chain = [Computed(f"c{n}", ["+", ["answer", f"c{n - 1}"], 1]) for n in range(1, 400)]
    whole = made(q("c0", "number"), q("end", shown_if=["=", ["answer", "c399"], 399]), computed=tuple(chain))
    assert on_path(whole, {"c0": "0"}) == ["c0", "end"]


@pytest.mark.parametrize(
    ("text", "answers", "said"),
    [
        ({"id": "Mengapa {came}?", "en": "Why {came}?"}, {"came": "tidak"}, {"id": "Mengapa Tidak?", "en": "Why No?"}),
        ({"id": "{n} km", "en": "{n} km"}, {"n": "1.5"}, {"id": "1,5 km", "en": "1.5 km"}),
        ({"id": "{day}"}, {"day": "2026-03-09"}, {"id": "9/3/2026"}),
        ({"id": "{many}"}, {"many": ["ya", "tidak"]}, {"id": "Ya, Tidak"}),
        ({"id": "{grid.a} {grid}"}, {"grid": {"a": "ya"}}, {"id": "Ya Loket A: Ya"}),
        ({"id": "{grid.b} {grid.c}"}, {"grid": {"a": "ya"}}, {"id": "… {grid.c}"}),
        ({"id": "{came} {nobody} {} {a b"}, {}, {"id": "… {nobody} {} {a b"}),
        ({"id": "{came}"}, {"came": "forged"}, {"id": "…"}),
        ({"id": "{free}"}, {"free": "{came}" + "x" * 200}, {"id": "{came}" + "x" * 93 + "…"}),
    ],
)
def test_earlier_answers_stand_in_later_texts(
    text: dict[str, str], answers: dict[str, Value], said: dict[str, str]
) -> None:
    before = (CAME, q("n", "number"), q("day", "date"), q("many", "multiple"), q("grid", "matrix"), q("free"))
    last = path(made(*before, q("last", label=text, hint=text)), answers).questions[-1]
    assert last.label == said
    assert last.hint == said


def test_pages_break_before_what_depends_on_the_page() -> None:
    whole = made(
        q("x", "number"),
        q("free"),
        q("seen", shown_if=["answered", "total"]),  # through the computed value
        q("piped", hint={"id": "{free}"}),
        q("must", required_if=["answered", "piped"]),
        q("ruled", "number", valid_if=[">", ["answer", "ruled"], ["answer", "x"]]),
        computed=(Computed("total", ["sum", ["answer", "x"]]),),
    )
    broken = [[question.code for question in sections[0].questions] for sections in pages(whole, [whole.sections])]
    assert broken == [["x", "free"], ["seen", "piped"], ["must", "ruled"]]

"""Conditions as rows and as expressions: what is put together is stored, and read back as it was put together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.conditions import OPERATORS, WITHOUT_VALUE, Condition, Rule, Subject, expression, is_fit, rule_of, subjects
from surveys.definition import Option, Question

SCALE = tuple(Option(str(score), {"id": f"Nilai {score}"}, score) for score in range(5))
PLAIN = (Option("ya", {"id": "Ya"}), Option("tidak", {"id": "Tidak"}))
QUESTIONS = (
    Question("pilih", "choice", {"id": "Pilih"}, options=PLAIN),
    Question("skala", "scale", {"id": "Skala"}, options=SCALE),
    Question("banyak", "multiple", {"id": "Banyak"}, options=PLAIN),
    Question("urut", "ranking", {"id": "Urut"}, options=PLAIN),
    Question("tabel", "matrix", {"id": "Tabel"}, options=SCALE, rows=(Option("kursi", {"id": "Kursi"}),)),
    Question("lama", "number", {"id": "Lama"}),
    Question("umur", "number", {"id": "Umur"}, bands=(0, 18, 65)),
    Question("hari", "date", {"id": "Hari"}),
    Question("saran", "long-text", {"id": "Saran"}),
)
KNOWN = subjects(QUESTIONS)

# What the table of expressions says for each row.
CASES: list[tuple[Condition, list[Any]]] = [
    (Condition("pilih", "is", "ya"), ["=", ["answer", "pilih"], "ya"]),
    (Condition("pilih", "is-not", "ya"), ["!=", ["answer", "pilih"], "ya"]),
    (Condition("skala", "at-least", "3"), [">=", ["score", "skala"], 3]),
    (Condition("skala", "at-most", "0"), ["<=", ["score", "skala"], 0]),
    (Condition("tabel.kursi", "is", "2"), ["=", ["answer", "tabel.kursi"], "2"]),
    (Condition("banyak", "includes", "ya"), ["has", ["answer", "banyak"], "ya"]),
    (Condition("banyak", "excludes", "ya"), ["not", ["has", ["answer", "banyak"], "ya"]]),
    (Condition("lama", "at-least", "30"), [">=", ["answer", "lama"], 30]),
    (Condition("lama", "is", "2.5"), ["=", ["answer", "lama"], 2.5]),
    (Condition("umur", "is", "18-64"), ["=", ["answer", "umur"], "18-64"]),
    (Condition("hari", "at-most", "2026-11-03"), ["<=", ["answer", "hari"], "2026-11-03"]),
    (Condition("saran", "answered"), ["answered", "saran"]),
    (Condition("saran", "unanswered"), ["not", ["answered", "saran"]]),
]


@pytest.mark.parametrize(("condition", "stored"), CASES)
def test_a_row_is_stored_as_an_expression(condition: Condition, stored: list[Any]) -> None:
    assert is_fit(condition, KNOWN) == ""
    assert expression(Rule((condition,)), KNOWN) == stored
    assert rule_of(stored, KNOWN) == Rule((condition,))


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    subject: Subject = draw(st.sampled_from(list(KNOWN.values())))
    operator = draw(st.sampled_from(OPERATORS[subject.kind]))
    if operator in WITHOUT_VALUE:
        return Condition(subject.code, operator)
    if subject.options:
        return Condition(subject.code, operator, draw(st.sampled_from(subject.options)).code)
    number = st.integers(-(10**9), 10**9).map(str)
    return Condition(subject.code, operator, draw(st.dates().map(str) if subject.kind == "date" else number))


@given(st.lists(conditions(), max_size=5), st.sampled_from(["all", "any"]))
def test_a_rule_is_read_back_as_it_was_put_together(rows: list[Condition], join: str) -> None:
    rule = Rule(tuple(rows), join if len(rows) > 1 else "all")
    assert rule_of(expression(rule, KNOWN), KNOWN) == rule


@pytest.mark.parametrize(
    "other",
    [
        ["<", ["answer", "lama"], 3],
        ["all", ["any", ["answered", "lama"], ["answered", "hari"]], ["answered", "pilih"]],
        [">", ["+", ["answer", "lama"], 1], 3],
        ["=", ["answer", "tidak-ada"], "ya"],
        ["=", ["answer", "pilih"], "mungkin"],
        [">=", ["score", "skala"], 9],
        ["=", ["answer", "lama"], True],
        [],
        ["=", 1, 1],
    ],
)
def test_what_rows_cannot_say_is_left_alone(other: list[Any]) -> None:
    assert rule_of(other, KNOWN) is None


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        (Condition("tidak-ada", "is", "ya"), "code"),
        (Condition("tabel", "is", "2"), "code"),
        (Condition("saran", "is", "x"), "operator"),
        (Condition("pilih", "at-least", "ya"), "operator"),
        (Condition("pilih", "is", "mungkin"), "value"),
        (Condition("lama", "is", "١٢"), "value"),
        (Condition("lama", "is", ""), "value"),
    ],
)
def test_what_does_not_fit_says_which_part(condition: Condition, wrong: str) -> None:
    assert is_fit(condition, KNOWN) == wrong

"""Each question type reads posted strings, refuses what is not an answer, and writes what it reads back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import check_answers, read_answers
from surveys.canonical import canonical_json, is_storable
from surveys.definition import Option, Question
from surveys.question_types import QUESTION_TYPES, band_codes, type_of

OPTIONS = (Option("a", {"id": "A"}), Option("b", {"id": "B"}), Option("c", {"id": "C"}))
LABEL = {"id": "?"}
CHOICE = Question("q", "choice", LABEL, options=OPTIONS)
MULTIPLE = Question("q", "multiple", LABEL, options=OPTIONS, max_choices=2)
MATRIX = Question("q", "matrix", LABEL, options=OPTIONS, rows=(Option("x", LABEL), Option("y", LABEL)), required=True)
RANKING = Question("q", "ranking", LABEL, options=OPTIONS)
NUMBER = Question("q", "number", LABEL, minimum="0", maximum="10.5")
AGE = Question("q", "number", LABEL, minimum="5", maximum="120", bands=(0, 18, 65))
DATE = Question("q", "date", LABEL, minimum="2026-01-01", maximum="2026-12-31")
LINE = Question("q", "short-text", LABEL, max_length=5)
TEXT = Question("q", "long-text", LABEL)


def answer(question: Question, posted: dict[str, list[str]]) -> tuple[Any, str]:
    """The value, and the code of what is wrong with it, '' for nothing."""
    values, problems = read_answers([question], lambda name: posted.get(name, []))
    found = problems or check_answers([question], values)
    return values.get("q"), found["q"].code if found else ""


@pytest.mark.parametrize(
    ("question", "posted", "value"),
    [
        (CHOICE, {"q": ["b"]}, "b"),
        (CHOICE, {"q": [" b "]}, "b"),
        (CHOICE, {"q": [""]}, None),
        (MULTIPLE, {"q": ["c", "a"]}, ["a", "c"]),  # in the question's order
        (MULTIPLE, {"q": ["c;a"]}, ["a", "c"]),  # one cell of a file
        (MATRIX, {"q.x": ["a"], "q.y": ["c"]}, {"x": "a", "y": "c"}),
        (RANKING, {"q.a": ["2"], "q.b": ["3"], "q.c": ["1"]}, ["c", "a", "b"]),
        (NUMBER, {"q": ["0"]}, "0"),  # zero is an answer
        (NUMBER, {"q": ["2,50"]}, "2.5"),
        (NUMBER, {"q": ["10.5"]}, "10.5"),
        (AGE, {"q": ["17"]}, "0-17"),
        (AGE, {"q": ["18"]}, "18-64"),
        (AGE, {"q": ["65"]}, "65+"),
        (AGE, {"q": ["18-64"]}, "18-64"),
        (DATE, {"q": ["2026-11-03"]}, "2026-11-03"),
        (DATE, {"q": ["3/11/2026"]}, "2026-11-03"),
        (LINE, {"q": ["  lima  "]}, "lima"),
        (TEXT, {"q": ["a\r\nb\n"]}, "a\nb"),
        (TEXT, {"q": ["a\r\r\nb\rc"]}, "a\n\nb\nc"),
    ],
)
def test_what_people_post_becomes_an_answer(question: Question, posted: dict[str, list[str]], value: Any) -> None:
    assert answer(question, posted) == (value, "")


@pytest.mark.parametrize(
    ("question", "posted", "code"),
    [
        (CHOICE, {"q": ["z"]}, "unknown-option"),
        (CHOICE, {"q": ["a", "b"]}, "repeated"),
        (MULTIPLE, {"q": ["a", "b", "c"]}, "too-many-choices"),
        (MULTIPLE, {"q": ["a", "z"]}, "unknown-option"),
        (MATRIX, {"q.x": ["a"]}, "required"),
        (MATRIX, {"q.x": ["z"], "q.y": ["a"]}, "unknown-option"),
        (RANKING, {"q.a": ["1"]}, "incomplete-ranking"),
        (RANKING, {"q.a": ["1"], "q.b": ["1"], "q.c": ["2"]}, "repeated-rank"),
        (RANKING, {"q.a": ["1"], "q.b": ["2"], "q.c": ["9"]}, "unknown-option"),
        (NUMBER, {"q": ["-0.1"]}, "too-small"),
        (NUMBER, {"q": ["10.51"]}, "too-large"),
        (NUMBER, {"q": ["1e3"]}, "not-a-number"),
        (NUMBER, {"q": ["NaN"]}, "not-a-number"),
        (NUMBER, {"q": ["１２"]}, "not-a-number"),  # full-width digits
        (AGE, {"q": ["4"]}, "too-small"),
        (AGE, {"q": ["18-99"]}, "not-a-number"),
        (DATE, {"q": ["2026-02-30"]}, "not-a-date"),
        (DATE, {"q": ["31/2/2026"]}, "not-a-date"),
        (DATE, {"q": ["20261103"]}, "not-a-date"),
        (DATE, {"q": ["2025-12-31"]}, "too-early"),
        (DATE, {"q": ["2027-01-01"]}, "too-late"),
        (LINE, {"q": ["enam66"]}, "too-long"),
        (TEXT, {"q": ["a" * 2001]}, "too-long"),
        (TEXT, {"q": ["a\x00"]}, "unreadable-text"),
        (TEXT, {"q": ["a\ud800"]}, "unreadable-text"),
    ],
)
def test_what_is_no_answer_is_named(question: Question, posted: dict[str, list[str]], code: str) -> None:
    assert answer(question, posted)[1] == code


@pytest.mark.parametrize("question", [CHOICE, MULTIPLE, MATRIX, RANKING, NUMBER, AGE, DATE, LINE, TEXT])
@pytest.mark.parametrize(
    "value", [1, 2.5, True, [], [1], ["a", "a"], {"x": 1}, {1: "a"}, {"z": "a"}, [["a"]], "zz\x00"]
)
def test_a_value_of_the_wrong_kind_is_a_problem_not_a_crash(question: Question, value: Any) -> None:
    empty = value in ([],) and not question.required
    assert bool(check_answers([question], {"q": value})) is not empty


@given(st.sampled_from([CHOICE, MULTIPLE, MATRIX, RANKING, NUMBER, AGE, DATE, LINE, TEXT]), st.data())
def test_whatever_is_posted_is_an_answer_that_can_be_stored_or_a_problem(
    question: Question, data: st.DataObject
) -> None:
    names = [column.name for column in type_of(question).columns(question)]
    some = st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from(["a", "b", "1", "2", "3", "2026-11-03"])), max_size=3
    )
    value, code = answer(question, {name: data.draw(some) for name in names})
    if value is not None and not code:
        assert canonical_json(value)
        written = type_of(question).describe(question, value)
        assert answer(question, {name: [text] for name, text in written.items()}) == (value, "")


def test_bands_cover_every_number_once() -> None:
    assert band_codes((0, 18, 25, 65)) == ["0-17", "18-24", "25-64", "65+"]


def test_types_are_found_by_their_own_name() -> None:
    assert {name: kind.name for name, kind in QUESTION_TYPES.items()} == {name: name for name in QUESTION_TYPES}


@pytest.mark.parametrize("text", ["a\x00", "\ud800", {"a": ["b\x00"]}, {"\x00": 1}])
def test_what_no_database_can_keep_is_refused(text: Any) -> None:
    with pytest.raises(ValueError, match="NUL or a lone surrogate"):
        canonical_json(text)


def test_canonical_json_is_one_text_for_one_value() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == canonical_json({"a": "é", "b": 1}) == '{"a":"é","b":1}'
    assert canonical_json("\\u0000 written out") == '"\\\\u0000 written out"'
    assert is_storable("é\n")

"""Not applicable, yes and no, faces, zero to ten, regions, consent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from surveys import regions
from surveys.answers import check_answers, read_answers
from surveys.definition import Option, Question
from surveys.question_types import NOT_APPLICABLE, QUESTION_TYPES, type_of

OPTIONS = tuple(Option(str(n), {"id": f"Pilihan {n}"}, n) for n in range(3))
MANY = ("choice", "yes-no", "scale", "rating", "nps")


def question(kind: str, **fields: Any) -> Question:
    options = OPTIONS if kind in (*MANY, "multiple", "matrix", "ranking") else ()
    rows = (Option("a", {"id": "A"}), Option("b", {"id": "B"})) if kind == "matrix" else ()
    return Question("q", kind, {"id": "Apa?"}, **{"options": options, "rows": rows, **fields})


def read(asked: Question, *pairs: tuple[str, str]) -> tuple[Any, Any]:
    """The answer that these fields give, and its problem's code."""
    answers, problems = read_answers([asked], MultiDict(pairs).getlist)
    problems = problems or check_answers([asked], answers)
    return answers.get("q"), problems["q"].code if problems else None


@pytest.mark.parametrize("kind", [*MANY, "multiple", "number", "date", "region"])
def test_not_applicable_is_an_answer_where_it_is_offered(kind: str) -> None:
    offered = question(kind, not_applicable=True, required=True)
    assert read(offered, ("q", ""), ("q", NOT_APPLICABLE)) == (NOT_APPLICABLE, None)
    assert type_of(offered).picks(offered, NOT_APPLICABLE) == [("q", NOT_APPLICABLE)]
    assert type_of(offered).describe(offered, NOT_APPLICABLE) == {"q": NOT_APPLICABLE}
    assert read(question(kind), ("q", NOT_APPLICABLE))[1] is not None
    assert read(offered, ("q", ""))[1] == "required"


@pytest.mark.parametrize("kind", ["short-text", "long-text", "consent", "ranking"])
def test_what_can_be_left_empty_is_never_not_applicable(kind: str) -> None:
    assert not type_of(question(kind)).can_be_not_applicable(question(kind, not_applicable=True))


def test_another_answer_goes_before_not_applicable() -> None:
    number = question("number", not_applicable=True)
    assert read(number, ("q", "12"), ("q", NOT_APPLICABLE)) == ("12", None)
    assert read(question("multiple", not_applicable=True), ("q", "1"), ("q", NOT_APPLICABLE)) == (["1"], None)


def test_each_row_of_a_matrix_can_be_not_applicable() -> None:
    matrix = question("matrix", not_applicable=True, required=True)
    rows = (("q.a", "2"), ("q.b", NOT_APPLICABLE))
    assert read(matrix, *rows) == ({"a": "2", "b": NOT_APPLICABLE}, None)
    assert type_of(matrix).picks(matrix, {"a": "2", "b": NOT_APPLICABLE}) == [("q.a", "2"), ("q.b", NOT_APPLICABLE)]
    assert read(question("matrix"), *rows)[1] == "unknown-option"


def test_there_are_38_provinces_and_514_regencies() -> None:
    # Kepmendagri 300.2.2-2138/2025, as the standards reference counts them.
    assert (len(regions.province_names()), len(regions.regency_names())) == (38, 514)
    assert regions.regency_names()["32.73"] == "Kota Bandung"
    assert {code[:2] for code in regions.regency_names()} == regions.province_names().keys()


@pytest.mark.parametrize(
    ("options", "code", "problem"),
    [
        ((), "32.73", None),
        ((), "32", "unknown-option"),
        ((), "99.01", "unknown-option"),
        ((), "<script>", "unknown-option"),
        (("32", "33"), "32.73", None),
        (("33",), "32.73", "unknown-option"),
    ],
)
def test_a_region_is_one_of_the_provinces_asked_for(options: tuple[str, ...], code: str, problem: str | None) -> None:
    asked = question("region", options=tuple(Option(province, {}) for province in options))
    assert read(asked, ("q", code))[1] == problem


def test_consent_is_given_or_not() -> None:
    required = question("consent", required=True)
    assert read(required, ("q", "yes")) == ("yes", None)
    assert read(required)[1] == "required"
    assert read(question("consent")) == (None, None)
    assert read(question("consent"), ("q", "no"))[1] == "unknown-option"


@given(st.sampled_from(sorted(QUESTION_TYPES)), st.lists(st.text(max_size=20), max_size=3), st.booleans())
def test_what_was_taken_is_read_back_from_an_export(kind: str, texts: list[str], offered: bool) -> None:
    asked = question(kind, not_applicable=offered)
    value, problem = read(asked, *(("q", text) for text in texts))
    if value is None or problem:
        return
    cells = type_of(asked).describe(asked, type_of(asked).masked(value))
    back, problem = read(asked, *cells.items())
    # Masking and the line ends of a text are all that may differ.
    assert problem is None
    assert type_of(asked).describe(asked, back) == cells


def test_a_refusal_names_the_options_in_their_own_order() -> None:
    asked = Question("q", "nps", {"id": "Apa?"}, options=tuple(Option(str(n), {"id": str(n)}, n) for n in range(11)))
    problem = type_of(asked).validate(asked, "11")
    assert problem is not None
    assert problem.limit == "0 1 2 3 4 5 6 7 8 9 10"

"""What became of a question: only wording keeps its series, what can be answered breaks it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import comparison
from surveys.comparison import (
    CHANGED,
    DROPPED,
    NEW,
    REWORDED,
    SAME,
    Decision,
    compare,
    decided,
)
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.instruments import skm

CODES = st.sampled_from("abcdefg")
TEXTS = st.dictionaries(st.sampled_from(["id", "en"]), st.text(max_size=4), max_size=2)
OPTIONS = st.lists(
    st.builds(Option, CODES, TEXTS, st.none() | st.integers(1, 5)), max_size=4, unique_by=lambda option: option.code
).map(tuple)
QUESTIONS = st.builds(
    Question,
    CODES,
    st.sampled_from(["choice", "number", "matrix"]),
    TEXTS,
    hint=TEXTS,
    role=st.sampled_from(["", "element"]),
    required=st.booleans(),
    options=OPTIONS,
    rows=OPTIONS,
    minimum=st.none() | st.just("1"),
    measure=TEXTS,
)
QUESTIONNAIRES = st.lists(QUESTIONS, max_size=7, unique_by=lambda question: question.code).map(
    lambda questions: questionnaire(*questions)
)

ASKED = Question(
    "waktu",
    "choice",
    {"id": "Cepat?", "en": "Quick?"},
    options=(Option("ya", {"id": "Ya"}, 1), Option("tidak", {"id": "Tidak"}, 0)),
    rows=(Option("loket", {"id": "Loket"}),),
)


def questionnaire(*questions: Question) -> Questionnaire:
    return Questionnaire({"id": "Survei"}, (Section("satu", {"id": "Satu"}, questions),))


def verdict(**changes: Any) -> str:
    [change] = compare(questionnaire(ASKED), questionnaire(dataclasses.replace(ASKED, **changes)))
    return change.verdict


@given(QUESTIONNAIRES)
def test_a_questionnaire_is_the_same_as_itself(one: Questionnaire) -> None:
    changes = compare(one, one)
    assert [change.code for change in changes] == [question.code for question in one.questions]
    assert all(c.verdict == SAME and not (c.parts or c.moved or c.reordered) for c in changes)


@given(QUESTIONNAIRES, QUESTIONNAIRES)
def test_what_is_new_one_way_is_dropped_the_other_way(one: Questionnaire, other: Questionnaire) -> None:
    there = {change.code: change for change in compare(one, other)}
    back = {change.code: change for change in compare(other, one)}
    opposite = {NEW: DROPPED, DROPPED: NEW}
    assert {code: opposite.get(change.verdict, change.verdict) for code, change in there.items()} == {
        code: change.verdict for code, change in back.items()
    }
    assert set(there) == {question.code for question in (*one.questions, *other.questions)}


@pytest.mark.parametrize(
    "changes",
    [
        {"label": {"id": "Apakah cepat?", "en": "Quick?"}},
        {"label": {"id": "Cepat?"}},
        {"hint": {"id": "Sejak Anda datang"}},
        {"name": {"id": "Waktu"}},
        {"options": (Option("ya", {"id": "Iya"}, 1), Option("tidak", {"id": "Tidak", "en": "No"}, 0))},
        {"rows": (Option("loket", {"id": "Loket satu"}),)},
        {"required": True},
        {"measure": {"id": "menit"}},
    ],
)
def test_other_words_keep_the_series(changes: dict[str, Any]) -> None:
    assert verdict(**changes) == REWORDED


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "scale"},
        {"options": ASKED.options[:1]},
        {"options": (*ASKED.options, Option("lupa", {"id": "Lupa"}))},
        {"options": (Option("ya", {"id": "Ya"}, 2), ASKED.options[1])},
        {"rows": ()},
        {"role": "element"},
        {"bands": (0, 18)},
        {"minimum": "1"},
        {"maximum": "9"},
        {"not_applicable": True},
        {"shown_if": ["answered", "a"]},
    ],
)
def test_another_answer_breaks_it(changes: dict[str, Any]) -> None:
    assert verdict(**changes) == CHANGED


def test_another_unit_of_measure_breaks_the_series() -> None:
    number = Question("lama", "number", {"id": "Berapa lama?"}, measure={"id": "menit"})
    hours = dataclasses.replace(number, measure={"id": "jam"})
    assert [change.verdict for change in compare(questionnaire(number), questionnaire(hours))] == [CHANGED]


def test_a_section_that_not_everybody_sees_breaks_its_questions() -> None:
    before = questionnaire(ASKED)
    section = dataclasses.replace(before.sections[0], shown_if=["answered", "a"])
    [change] = compare(before, dataclasses.replace(before, sections=(section,)))
    assert (change.verdict, change.parts[0].name) == (CHANGED, "section_shown_if")


def test_parts_say_what_was_and_what_is() -> None:
    options = (Option("ya", {"id": "Iya"}, 1), Option("tidak", {"id": "Tidak"}, 5))
    [change] = compare(questionnaire(ASKED), questionnaire(dataclasses.replace(ASKED, options=options)))
    assert [(p.name, p.code, p.language, p.old, p.new, p.breaks) for p in change.parts] == [
        ("option", "ya", "id", "Ya", "Iya", False),
        ("score", "tidak", "", "0", "5", True),
    ]


def test_the_order_is_told_apart_from_the_verdict() -> None:
    first, second, third = (dataclasses.replace(ASKED, code=code) for code in "abc")
    turned = dataclasses.replace(second, options=ASKED.options[::-1])
    changes = compare(questionnaire(first, second, third), questionnaire(turned, third, first))
    # The second and third keep their order, so it is the first that went to the end.
    assert [(c.code, c.verdict, c.moved, c.reordered) for c in changes] == [
        ("b", SAME, False, True),
        ("c", SAME, False, False),
        ("a", SAME, True, False),
    ]


def test_the_author_has_the_last_word_between_reworded_and_changed() -> None:
    was = questionnaire(ASKED, dataclasses.replace(ASKED, code="b"))
    now = questionnaire(dataclasses.replace(ASKED, label={"id": "Mahal?"}), dataclasses.replace(ASKED, code="c"))
    word = Decision(CHANGED, "Artinya lain")
    changes = decided(compare(was, now), {"waktu": word, "b": word, "c": word})
    assert [(c.code, c.verdict, c.calculated, c.reason) for c in changes] == [
        ("waktu", CHANGED, REWORDED, "Artinya lain"),
        ("c", NEW, NEW, ""),
        ("b", DROPPED, DROPPED, ""),
    ]


def test_the_skm_compares_with_itself() -> None:
    one = skm.questionnaire({"id": "Survei"}, {"ktp": "KTP", "kk": "KK"})
    other = skm.questionnaire({"id": "Survei"}, {"ktp": "KTP", "kk": "KK", "akta": "Akta"})
    assert [c.code for c in compare(one, other) if c.verdict != SAME] == ["layanan"]


def test_every_field_of_a_question_has_its_place() -> None:
    """A new field must be said to break a series or not."""
    placed = {*comparison.TEXTS, *comparison.BREAKING, *comparison.HARMLESS, "measure", "options", "rows", "code"}
    assert placed == {field.name for field in dataclasses.fields(Question)}

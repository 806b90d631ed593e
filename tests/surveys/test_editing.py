"""Steps of writing a questionnaire, on questionnaires that hypothesis makes up."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import editing
from surveys.definition import Question, Questionnaire, Section, dump, is_code, load
from surveys.editing import DOWN, UP
from surveys.errors import InvalidEntry, Problem, UnknownPart
from surveys.instruments import INSTRUMENTS, skm

TEXT = st.text(max_size=60)
CODES = st.lists(st.sampled_from([f"q{number}" for number in range(12)]), unique=True, max_size=10)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Up to four sections, some of them empty, with up to ten questions in all."""
    codes = draw(CODES)
    cuts = sorted(draw(st.lists(st.integers(0, len(codes)), max_size=3)))
    bounds = [0, *cuts, len(codes)]
    parts = [codes[low:high] for low, high in itertools.pairwise(bounds)]
    sections = tuple(
        Section(f"s{at}", {"id": f"Bagian {at}"}, tuple(Question(code, "long-text", {"id": code}) for code in part))
        for at, part in enumerate(parts)
    )
    return Questionnaire({"id": "Judul"}, sections)


def codes_of(questionnaire: Questionnaire) -> list[str]:
    return [question.code for question in questionnaire.questions]


@given(questionnaires(), st.data())
def test_up_and_down_again_is_where_it_was(questionnaire: Questionnaire, data: st.DataObject) -> None:
    for code in codes_of(questionnaire):
        by = data.draw(st.sampled_from([UP, DOWN]))
        moved = editing.move_question(questionnaire, code, by)
        assert sorted(codes_of(moved)) == sorted(codes_of(questionnaire))
        if moved != questionnaire:
            assert editing.move_question(moved, code, -by) == questionnaire
    for section in questionnaire.sections:
        moved = editing.move_section(questionnaire, section.code, UP)
        if moved != questionnaire:
            assert editing.move_section(moved, section.code, DOWN) == questionnaire


@given(questionnaires())
def test_a_question_comes_to_every_place(questionnaire: Questionnaire) -> None:
    for code in codes_of(questionnaire):
        up = questionnaire
        while (further := editing.move_question(up, code, UP)) != up:
            up = further
        assert up.sections[0].questions[0].code == code
        assert editing.move_question(questionnaire, code, DOWN).by_code == questionnaire.by_code


@given(questionnaires(), st.lists(TEXT, max_size=6))
def test_codes_stay_unique_and_fit_whatever_is_written(questionnaire: Questionnaire, labels: list[str]) -> None:
    for label in labels:
        code = editing.code_from(label, editing.codes(questionnaire), "pertanyaan")
        question = Question(code, "long-text", {"id": label})
        questionnaire = editing.add_question(questionnaire, questionnaire.sections[0].code, question)
    for code in codes_of(questionnaire):
        questionnaire = editing.duplicate_question(questionnaire, code)
    for label in labels:
        questionnaire = editing.add_section(questionnaire, {"id": label})
    codes, sections = codes_of(questionnaire), [section.code for section in questionnaire.sections]
    assert len(set(codes)) == len(codes)
    assert len(set(sections)) == len(sections)
    assert all(is_code(code) for code in codes)


@given(questionnaires(), TEXT)
def test_adding_and_removing_leaves_it_as_it_was(questionnaire: Questionnaire, label: str) -> None:
    code = editing.code_from(label, editing.codes(questionnaire), "pertanyaan")
    question = Question(code, "choice", {"id": label})
    for section in questionnaire.sections:
        added = editing.add_question(questionnaire, section.code, question)
        assert editing.section_of(added, code).code == section.code
        assert editing.remove_question(added, code) == questionnaire
    with_section = editing.add_section(questionnaire, {"id": label})
    assert editing.remove_section(with_section, with_section.sections[-1].code) == questionnaire


@given(questionnaires())
def test_what_was_edited_is_read_back(questionnaire: Questionnaire) -> None:
    for code in codes_of(questionnaire):
        questionnaire = editing.duplicate_question(questionnaire, code)
    assert load(dump(questionnaire)) == questionnaire


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bagaimana pendapat Anda tentang kecepatan waktu pelayanan?", "kecepatan-waktu-pelayanan"),
        ("Apakah Anda datang sendiri?", "datang-sendiri"),
        ("Apa itu?", "itu"),
        ("Apa?", "apa"),
        ("Séjour à Yogyakarta", "sejour-a-yogyakarta"),
        ("ꦲꦤ", "pertanyaan"),
        ("", "pertanyaan"),
        ("Token", "pertanyaan-token"),  # a name that forms use for themselves
    ],
)
def test_a_code_comes_from_the_telling_words(text: str, code: str) -> None:
    assert editing.code_from(text, (), "pertanyaan") == code
    assert editing.code_from(text, (code,), "pertanyaan") not in ("", code)


def test_a_code_is_never_taken_twice_or_unfit() -> None:
    made = Questionnaire({"id": "J"}, (Section("a", {}, (Question("q", "long-text", {}),)),))
    for code, problem in (("q", "repeated-code"), ("a b", "bad-code"), ("", "bad-code"), ("token", "bad-code")):
        with pytest.raises(InvalidEntry) as refused:
            editing.add_question(made, "a", Question(code, "long-text", {}))
        assert refused.value.problem.code == problem


def test_what_is_not_there_cannot_be_changed() -> None:
    made = Questionnaire({"id": "J"}, (Section("a", {}, ()),))
    for step in (editing.remove_question, editing.duplicate_question, editing.question, editing.section_of):
        with pytest.raises(UnknownPart):
            step(made, "q")
    with pytest.raises(UnknownPart):
        editing.add_question(made, "b", Question("q", "long-text", {}))


def test_conditions_that_point_nowhere_are_found() -> None:
    first = Question("q", "number", {}, valid_if=["<", ["answer", "q"], 9])
    second = Question("r", "matrix", {}, shown_if=["all", ["answered", "q"], [">", ["score", "m.row"], 2]])
    made = Questionnaire({"id": "J"}, (Section("a", {}, (first, second), shown_if=["answered", "r"]),))
    assert editing.loose_ends(made) == [
        Problem("section.a", "condition-later", found="r"),
        Problem("r", "condition-unknown", found="m"),
    ]
    moved = editing.move_question(made, "r", UP)
    assert Problem("r", "condition-later", found="q") in editing.loose_ends(moved)
    assert moved.by_code["r"] == second, "nothing is dropped silently"


def test_an_instrument_knows_what_was_changed() -> None:
    made = skm.questionnaire({"id": "SKM"}, {"a": "A", "b": "B"})
    assert editing.changed_in_instrument(made) == frozenset()
    waktu = made.by_code["waktu"]
    translated = replace(waktu, label={**waktu.label, "jv": "Piye?"}, hint={"id": "Dari pagi"})
    assert editing.changed_in_instrument(editing.replace_question(made, translated)) == frozenset()
    assert editing.changed_in_instrument(editing.remove_question(made, "usia")) == frozenset()
    for changed in (
        editing.remove_question(made, "waktu"),
        editing.replace_question(made, replace(waktu, label={"id": "Cepatkah?"})),
        editing.replace_question(made, replace(waktu, options=waktu.options[::-1])),
        editing.replace_question(made, replace(waktu, required=False)),
    ):
        assert editing.changed_in_instrument(changed) == {"waktu"}
        assert editing.changed_in_instrument(replace(changed, instrument="")) == frozenset()
    assert all(instrument.fixed for instrument in INSTRUMENTS.values())


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_a_condition_on_the_section_of_fixed_questions_changes_the_instrument(name: str) -> None:
    made = INSTRUMENTS[name].questionnaire({"id": "J"})
    sections = tuple(replace(section, shown_if=["answered", "x"]) for section in made.sections)
    assert editing.changed_in_instrument(replace(made, sections=sections)) == INSTRUMENTS[name].fixed

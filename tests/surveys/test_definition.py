"""Questionnaires as values: written and read back, and checked before anybody sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.definition import ELEMENT, Option, Question, Questionnaire, Section, check, dump, load, text_in
from surveys.errors import InvalidQuestionnaire
from surveys.instruments import skm

LABEL = {"id": "Apa?"}
SMALL = Questionnaire({"id": "Judul"}, (Section("a", {}, (Question("q", "long-text", LABEL),)),))

# Standards reference, 1.2: code, and the option scored 4.
ELEMENTS = {
    "persyaratan": "Sangat sesuai",
    "prosedur": "Sangat mudah",
    "waktu": "Sangat cepat",
    "biaya": "Gratis",
    "produk": "Sangat sesuai",
    "kompetensi": "Sangat kompeten",
    "perilaku": "Sangat sopan dan ramah",
    "pengaduan": "Dikelola dengan baik",
    "sarana": "Sangat baik",
}


def with_question(**changes: object) -> Questionnaire:
    question = replace(SMALL.questions[0], **changes)  # type: ignore[arg-type]  # the test names what it changes
    return replace(SMALL, sections=(Section("a", {}, (question,)),))


@pytest.mark.parametrize("services", [{}, {"ktp": "KTP", "akta": "Akta"}])
def test_the_skm_is_read_back_as_it_was_written(services: dict[str, str]) -> None:
    made = skm.questionnaire({"id": "SKM", "en": "SKM"}, services)
    assert load(dump(made)) == made
    assert dump(load(dump(made))) == dump(made)
    assert check(made) == []


def test_a_section_without_a_title_is_read_back() -> None:
    assert load(dump(SMALL)) == SMALL


def test_the_skm_asks_the_nine_elements_with_their_own_options() -> None:
    elements = skm.questionnaire({"id": "SKM"}, {}).with_role(ELEMENT)
    assert {e.code: e.options[3].label["id"] for e in elements} == ELEMENTS
    assert [e.code for e in elements] == list(ELEMENTS)
    assert all(e.scores == {"1": 1, "2": 2, "3": 3, "4": 4} for e in elements)
    assert all(e.required for e in elements)


def test_the_skm_asks_no_name_and_keeps_age_as_a_band() -> None:
    codes = {q.code: q for q in skm.questionnaire({"id": "SKM"}, {"a": "A", "b": "B"}).questions}
    profile = {"jenis-kelamin", "usia", "pendidikan", "pekerjaan", "pekerjaan-lainnya", "layanan"}
    assert codes.keys() == {*ELEMENTS, *profile, "saran"}
    assert codes["usia"].bands
    assert [o.code for o in codes["pendidikan"].options] == ["SD", "SMP", "SMA", "S1", "S2", "S3"]
    assert not [code for code in (*profile, "saran") if codes[code].required]


def test_one_service_is_not_worth_a_question() -> None:
    assert "layanan" not in skm.questionnaire({"id": "SKM"}, {"a": "A"}).by_code


@pytest.mark.parametrize(
    ("questionnaire", "field", "code"),
    [
        (replace(SMALL, title={}), "title", "missing"),
        (replace(SMALL, sections=()), "sections", "no-questions"),
        (replace(SMALL, layout="carousel"), "layout", "unknown"),
        (replace(SMALL, sections=SMALL.sections * 2), "q", "repeated-code"),
        (with_question(code="token"), "token", "bad-code"),
        (with_question(code="a b"), "a b", "bad-code"),
        (with_question(code="a.b"), "a.b", "bad-code"),
        (with_question(label={}), "q", "missing-label"),
        (with_question(options=(Option("a", LABEL), Option("a", LABEL))), "q", "repeated-option"),
        (with_question(options=(Option("a;b", LABEL),)), "q", "bad-option-code"),
        (with_question(bands=(5, 0)), "q", "bands-not-rising"),
    ],
)
def test_what_keeps_a_questionnaire_from_being_published(questionnaire: Questionnaire, field: str, code: str) -> None:
    assert (field, code) in [(problem.field, problem.code) for problem in check(questionnaire)]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"title": {}}', '{"sections": [{"code": "a"}], "languages": []}'])
def test_what_is_no_questionnaire_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuestionnaire):
        load(text)


def test_a_text_is_found_in_some_language() -> None:
    assert text_in({"id": "Ya", "en": "Yes"}, "en") == "Yes"
    assert text_in({"id": "Ya"}, "en") == "Ya"
    assert text_in({"jv": "Nggih"}, "en") == "Nggih"
    assert text_in({}, "en") == ""

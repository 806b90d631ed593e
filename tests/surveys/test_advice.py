"""Hints on plain language: each kind once found, once not."""

from __future__ import annotations

import pytest

from surveys import advice
from surveys.advice import Hint
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.instruments import skm

LABEL = "sections.a.questions.q.label"


def asked(text: str, language: str = "id", count: int = 1) -> list[Hint]:
    questions = [Question("q", "short-text", {language: text})]
    questions += [Question(f"q{number}", "short-text", {language: "Apa?"}) for number in range(count - 1)]
    return advice.hints(Questionnaire({language: "Survei"}, (Section("a", {}, tuple(questions)),), (language,)))


@pytest.mark.parametrize(
    ("text", "language", "hint"),
    [
        ("Apabila antre, berapa lama?", "id", Hint(LABEL, "jargon", "id", "apabila", "kalau")),
        ("Did you obtain a card?", "en", Hint(LABEL, "jargon", "en", "obtain", "get")),
        ("Apakah petugas ramah dan cepat?", "id", Hint(LABEL, "two-questions", "id", "dan")),
        ("Was it quick and cheap?", "en", Hint(LABEL, "two-questions", "en", "and")),
        ("Bukankah pelayanan kami baik?", "id", Hint(LABEL, "leading", "id", "bukankah")),
        ("Apakah Anda tidak pernah tanpa antre?", "id", Hint(LABEL, "two-negations", "id", "tidak … tanpa")),
        # Sixteen words, one more than a sentence should have.
        ("Satu dua tiga " * 5 + "empat?", "id", Hint(LABEL, "long-sentence", "id", "16", "15")),
    ],
)
def test_what_is_hard_to_read_is_named(text: str, language: str, hint: Hint) -> None:
    assert asked(text, language) == [hint]


@pytest.mark.parametrize(
    "text",
    ["Berapa lama Anda antre?", "Danau mana yang dekat?", "Satu dua tiga. " * 6, "Tulis saran dan masukan Anda."],
)
def test_what_reads_well_gets_no_hint(text: str) -> None:
    assert asked(text) == []


def test_too_many_questions_are_counted_in_minutes() -> None:
    # Sixty questions of ten seconds are ten minutes; one more is a minute begun.
    assert asked("Apa?", count=60) == []
    assert asked("Apa?", count=61) == [Hint("", "too-many-minutes", found="11", better="10")]


def test_each_row_of_a_matrix_takes_its_time() -> None:
    rows = tuple(Option(str(row), {"id": "Baris"}) for row in range(7))
    matrix = Questionnaire({"id": "S"}, (Section("a", {}, (Question("q", "matrix", {"id": "Apa?"}, rows=rows),)),))
    assert advice.minutes(matrix) == 2  # seven times ten seconds


def test_what_is_not_translated_yet_is_counted_once_a_language() -> None:
    question = Question("q", "short-text", {"id": "Apa?", "en": "What?"}, hint={"id": "Tulis."})
    questionnaire = Questionnaire({"id": "S", "en": "S"}, (Section("a", {}, (question,)),), ("id", "en"))
    assert advice.hints(questionnaire) == [Hint("sections.a.questions.q.hint", "untranslated", "en", "1")]


def test_the_regulation_s_own_words_are_only_hinted_at() -> None:
    kinds = {hint.kind for hint in advice.hints(skm.questionnaire({"id": "Survei", "en": "Survey"}, {}))}
    assert kinds <= {"jargon", "two-questions"}

"""The texts of a questionnaire under keys, and translations put in, through files too."""

from __future__ import annotations

import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import translation
from surveys.definition import Option, Question, Questionnaire, Section
from surveys.errors import InvalidEntry, RefusedFile
from surveys.instruments import skm
from surveys.interchange import translations

OPTIONS = (Option("1", {"id": "Ya", "en": "Yes"}), Option("2", {"id": "Tidak"}))
QUESTION = Question(
    "antre", "choice", {"id": "Apakah Anda antre di {unit}?"}, hint={"id": "Pilih satu."}, options=OPTIONS
)
QUESTIONNAIRE = Questionnaire({"id": "Survei"}, (Section("a", {"id": "Bagian"}, (QUESTION,)),))
LABEL = "sections.a.questions.antre.label"


def test_every_text_has_a_key_made_of_codes() -> None:
    assert list(translation.texts(QUESTIONNAIRE)) == [
        "title",
        "sections.a.title",
        LABEL,
        "sections.a.questions.antre.hint",
        "sections.a.questions.antre.options.1.label",
        "sections.a.questions.antre.options.2.label",
    ]


def test_a_translation_is_put_in_and_taken_away() -> None:
    done = translation.translated(QUESTIONNAIRE, "jv", {LABEL: " Antri? ", "title": "Survei", "sections.x.title": "?"})
    assert done.by_code["antre"].label == {"id": "Apakah Anda antre di {unit}?", "jv": "Antri?"}
    assert done.languages == ("id", "jv")
    assert translation.progress(done) == {"id": (6, 6), "jv": (2, 6)}
    assert LABEL not in translation.missing(done, "jv")
    assert translation.without_language(done, "jv") == QUESTIONNAIRE
    assert translation.without_language(done, "id") == done
    emptied = translation.translated(done, "jv", {LABEL: "", "title": ""})
    assert dataclasses.replace(emptied, languages=("id",)) == QUESTIONNAIRE


def test_the_skm_is_whole_in_both_of_its_languages() -> None:
    questionnaire = skm.questionnaire({"id": "Survei", "en": "Survey"}, {})
    done, of = translation.progress(questionnaire)["en"]
    assert done == of > 9 * 6  # name, label and four options of each element, and more


def test_a_lost_placeholder_is_seen() -> None:
    done = translation.translated(QUESTIONNAIRE, "en", {LABEL: "Did you queue at {office}?"})
    assert translation.lost_placeholders(done, "en") == {LABEL: ["{office}", "{unit}"]}
    kept = translation.translated(QUESTIONNAIRE, "en", {LABEL: "At {unit}, did you queue?"})
    assert translation.lost_placeholders(kept, "en") == {}


@pytest.mark.parametrize(
    ("language", "text", "field", "code"),
    [
        ("xx", "Halo", "language", "unknown"),
        ("en", "a" * 2001, LABEL, "too-long"),
        ("en", "a\x00b", LABEL, "not-storable"),
    ],
)
def test_what_can_not_be_a_text_is_refused(language: str, text: str, field: str, code: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        translation.translated(QUESTIONNAIRE, language, {LABEL: text})
    assert (refused.value.problem.field, refused.value.problem.code) == (field, code)


# What XML 1.0 can carry; a translator's program gives nothing else back.
WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).map(str.strip)


@given(WRITTEN, st.sampled_from(["xliff", "csv"]))
def test_what_was_sent_away_comes_back(text: str, form: str) -> None:
    done = translation.translated(QUESTIONNAIRE, "su", {LABEL: text})
    if form == "xliff":
        read = translations.read_xliff(translations.xliff(done, "su"))
    else:
        read = translations.read_csv(io.BytesIO(translations.csv_text(done, "su")))
    assert read.language == "su"
    assert read.texts == ({LABEL: text.strip()} if text.strip() else {})
    assert read.unknown(QUESTIONNAIRE) == read.outdated(QUESTIONNAIRE) == []
    assert translation.translated(QUESTIONNAIRE, "su", read.texts) == done


def test_a_text_that_changed_since_is_named() -> None:
    file = (
        translations.xliff(QUESTIONNAIRE, "en")
        .replace(b"Survei<", b"Survei lama<")
        .replace(b"antre.hint", b"gone.hint")
    )
    read = translations.read_xliff(file)
    assert read.outdated(QUESTIONNAIRE) == ["title"]
    assert read.unknown(translation.translated(QUESTIONNAIRE, "en", {})) == []


def test_inline_marks_and_several_segments_of_a_translation_program_are_read() -> None:
    file = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.1" version="2.1" srcLang="id" trgLang="en">
    <file id="f"><unit id="u" name="{LABEL}"><segment><source>Satu. </source><target>One. </target></segment>
    <segment><source>Dua</source><target><pc id="1">Two</pc></target></segment></unit></file></xliff>"""
    assert translations.read_xliff(file.encode()).texts == {LABEL: "One. Two"}


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff>&b;</xliff>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-xml"),
        (b"\x00\xff", "not-xml"),
        (b"<xliff", "not-xml"),
        (BOMB, "not-xml"),
        (b"<html/>", "not-xliff"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "not-xliff"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "missing-column"),
        (b" " * (translations.LARGEST_FILE + 1), "too-large"),
    ],
    ids=["empty", "bytes", "broken", "bomb", "html", "old", "no-language", "large"],
)
def test_a_file_that_is_no_translation_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        translations.read_xliff(data)
    assert refused.value.problem.code == code


def test_a_table_without_the_right_columns_is_refused() -> None:
    for data in (b"key,id\n", b"a,b,c\n1,2,3\n", b"key,id,en,jv\n"):
        with pytest.raises(RefusedFile):
            translations.read_csv(io.BytesIO(data))

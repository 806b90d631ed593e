"""The texts of a questionnaire under keys, and translations put in, through files too."""

from __future__ import annotations

import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import editing, translation
from surveys.definition import Option, Question, Questionnaire, Section, dump, load
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
    assert translation.progress(done) == {"id": (6, 6, 0), "jv": (2, 6, 0)}
    assert LABEL not in translation.missing(done, "jv")
    assert translation.without_language(done, "jv") == QUESTIONNAIRE
    assert translation.without_language(done, "id") == done
    emptied = translation.translated(done, "jv", {LABEL: "", "title": ""})
    assert dataclasses.replace(emptied, languages=("id",)) == QUESTIONNAIRE


def test_the_skm_is_whole_in_both_of_its_languages() -> None:
    questionnaire = skm.questionnaire({"id": "Survei", "en": "Survey"}, {})
    done, of, _ = translation.progress(questionnaire)["en"]
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


def reworded(questionnaire: Questionnaire, words: str) -> Questionnaire:
    """With another source text of the question."""
    question = questionnaire.by_code["antre"]
    return editing.replace_question(questionnaire, dataclasses.replace(question, label={**question.label, "id": words}))


OLD_WORDS = "Apakah Anda antre di {unit}?"


@pytest.fixture
def aged() -> Questionnaire:
    """A questionnaire whose question was reworded after its translation."""
    done = translation.translated(QUESTIONNAIRE, "en", {LABEL: "Did you queue at {unit}?", "title": "Survey"})
    return translation.with_aged(done, reworded(done, "Lama antre di {unit}?"))


def test_a_translation_ages_with_its_source(aged: Questionnaire) -> None:
    assert translation.aged(aged, "en") == {LABEL: OLD_WORDS}
    assert translation.progress(aged)["en"] == (3, 6, 1)
    assert load(dump(aged)) == aged
    # A second change keeps what the translation was made from, another of the title ages that too.
    again = translation.with_aged(aged, reworded(aged, "Berapa lama antre di {unit}?"))
    assert translation.aged(again, "en") == {LABEL: OLD_WORDS}
    titled = translation.with_aged(again, dataclasses.replace(again, title={**again.title, "id": "Survei baru"}))
    assert translation.aged(titled, "en") == {"title": "Survei", LABEL: OLD_WORDS}


def test_it_is_fresh_again_once_it_was_changed_confirmed_or_its_source_is_as_it_was(aged: Questionnaire) -> None:
    for fresh in (
        translation.translated(aged, "en", {LABEL: "Was there a queue at {unit}?"}),
        translation.still_right(aged, "en", [LABEL]),
        reworded(aged, OLD_WORDS),
        translation.translated(aged, "en", {LABEL: ""}),
    ):
        assert translation.aged(translation.with_aged(aged, fresh), "en") == {}
    # The same words again say nothing.
    same = translation.translated(aged, "en", {LABEL: "Did you queue at {unit}?"})
    assert translation.aged(translation.with_aged(aged, same), "en") == {LABEL: OLD_WORDS}
    assert translation.without_language(aged, "en").aged == {}


def test_a_mark_stays_with_its_question_in_another_section(aged: Questionnaire) -> None:
    (section,) = aged.sections
    moved = dataclasses.replace(aged, sections=(dataclasses.replace(section, code="b"),))
    kept = translation.with_aged(aged, moved)
    assert translation.aged(kept, "en") == {LABEL.replace("sections.a", "sections.b"): OLD_WORDS}


def test_a_file_tells_what_has_aged_and_takes_a_confirmation(aged: Questionnaire) -> None:
    file = translations.xliff(aged, "en")
    assert file.count(b'state="translated" subState="suara:source-changed"') == 1
    untouched = translations.read_xliff(file).put_into(aged)
    assert translation.with_aged(aged, untouched) == aged
    confirmed = file.replace(b'state="translated"', b'state="final"')
    assert translation.aged(translations.read_xliff(confirmed).put_into(aged), "en") == {}
    changed = file.replace(b"Did you queue", b"Was there a queue")
    assert translation.aged(translations.read_xliff(changed).put_into(aged), "en") == {}


@pytest.mark.parametrize("form", ["xliff", "csv"])
def test_what_was_translated_from_an_older_source_counts_as_old(form: str) -> None:
    done = translation.translated(QUESTIONNAIRE, "en", {LABEL: "Did you queue?"})
    made = translations.xliff(done, "en") if form == "xliff" else translations.csv_text(done, "en")
    made = made.replace(b"Did you queue?", b"Was there a queue?")
    read = translations.read_xliff(made) if form == "xliff" else translations.read_csv(io.BytesIO(made))
    now = translation.with_aged(done, reworded(done, "Lama antre?"))
    after = translation.with_aged(now, read.put_into(now))
    assert after.by_code["antre"].label["en"] == "Was there a queue?"
    assert translation.aged(after, "en") == {LABEL: OLD_WORDS}


@given(st.lists(st.tuples(st.sampled_from(["source", "target", "right"]), st.sampled_from(["a", "b", ""])), max_size=8))
def test_a_mark_is_always_another_source_than_now_and_survives_storing(steps: list[tuple[str, str]]) -> None:
    now = translation.translated(QUESTIONNAIRE, "en", {LABEL: "Did you queue?"})
    for what, words in steps:
        after = {
            "source": reworded(now, words),
            "target": translation.translated(now, "en", {LABEL: words}),
            "right": translation.still_right(now, "en", [LABEL]),
        }[what]
        now = load(dump(translation.with_aged(now, after)))
        assert dump(load(dump(now))) == dump(now)
        label = now.by_code["antre"].label
        if LABEL in translation.aged(now, "en"):
            assert label["en"]
            assert translation.aged(now, "en")[LABEL] != label.get("id", "")
        if what != "source":
            assert what == "target" or LABEL not in translation.aged(now, "en")

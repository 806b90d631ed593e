"""Every ready instrument: fit to publish, in both languages, plain, and the same after it was stored."""

from __future__ import annotations

import pytest

from surveys import advice, translation
from surveys.definition import ELEMENT, check, dump, load
from surveys.instruments import INSTRUMENTS
from surveys.instruments.skm import ELEMENT_CODES
from surveys.instruments.utaut import PARTS
from tests.rules.test_voice import long_sentences

# Name -> how many rating questions, from which score to which: as in the standards reference, 1.2, 1.7 and 2.1 to 2.4.
SCALES = {
    "skm": (9, 1, 4),
    "spak": (5, 1, 4),
    "spkp": (8, 1, 4),
    "sus": (10, 1, 5),
    "nps": (1, 0, 10),
    "csat": (1, 1, 5),
    "ces": (1, 1, 7),
    "a11": (7, 1, 5),
    "govuk": (1, 1, 5),
    "utaut": (15, 1, 5),
}
NAMES = sorted(SCALES)


def test_all_are_there() -> None:
    assert sorted(INSTRUMENTS) == NAMES
    assert all(name == instrument.name for name, instrument in INSTRUMENTS.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_questionnaire_can_be_published_as_it_is(name: str) -> None:
    instrument = INSTRUMENTS[name]
    questionnaire = instrument.questionnaire({"id": "Judul survei"})
    assert check(questionnaire) == []
    assert (questionnaire.instrument, questionnaire.title) == (name, {"id": "Judul survei"})
    assert load(dump(questionnaire)) == questionnaire


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    instrument = INSTRUMENTS[name]
    progress = translation.progress(instrument.questionnaire(instrument.title))
    assert set(progress) == {"id", "en"}
    assert all(one.done == one.total for one in progress.values())
    assert long_sentences(instrument.method["id"]) == long_sentences(instrument.method["en"]) == []
    assert "Sumber:" in instrument.method["id"]
    assert "Source:" in instrument.method["en"]
    assert all(text.get("id") and text.get("en") for text in (instrument.title, instrument.summary, instrument.method))


@pytest.mark.parametrize("name", NAMES)
def test_the_texts_are_plain(name: str) -> None:
    instrument = INSTRUMENTS[name]
    hints = advice.hints(instrument.questionnaire({"id": "Judul", "en": "Title"}))
    official = {advice.JARGON, advice.TWO_QUESTIONS} if name == "skm" else set()  # the regulation's own words
    assert {hint.kind for hint in hints} <= official


@pytest.mark.parametrize("name", NAMES)
def test_the_rating_questions_must_stay_and_have_the_scale_of_the_reference(name: str) -> None:
    instrument = INSTRUMENTS[name]
    questions = load(dump(instrument.questionnaire(instrument.title))).with_role(ELEMENT)
    count, lowest, highest = SCALES[name]
    assert instrument.fixed == {question.code for question in questions}
    assert len(questions) == count
    for question in questions:
        assert question.type == ("nps" if name == "nps" else "scale")
        # An option's code is its score, in files as well.
        assert question.scores == {str(score): score for score in range(lowest, highest + 1)}


def test_the_best_answer_of_gov_uk_stands_first_and_keeps_the_highest_score() -> None:
    (question,) = INSTRUMENTS["govuk"].questionnaire({"id": "x"}).with_role(ELEMENT)
    assert question.options[0].label["en"] == "Very satisfied"
    assert [option.score for option in question.options] == [5, 4, 3, 2, 1]


def test_gov_uk_takes_a_comment_of_1200_characters_and_a_11_at_most_15_questions() -> None:
    comment = INSTRUMENTS["govuk"].questionnaire({"id": "x"}).by_code["komentar"]
    assert comment.max_length == 1200
    assert len(INSTRUMENTS["a11"].questionnaire({"id": "x"}).questions) <= 15


def test_the_worst_answer_of_nps_is_0_and_stays_so_in_storage() -> None:
    stored = load(dump(INSTRUMENTS["nps"].questionnaire({"id": "x"})))
    assert stored.by_code["nps"].scores["0"] == 0


def test_the_parts_of_the_adoption_set_are_all_of_its_statements() -> None:
    asked = [question.code for questions in PARTS.values() for question in questions]
    assert sorted(asked) == sorted(INSTRUMENTS["utaut"].fixed)
    assert INSTRUMENTS["skm"].fixed == set(ELEMENT_CODES)

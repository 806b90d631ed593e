"""The survey builder: what its pages save, and who may use them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import builders
from tests.app.author import Author, question
from tests.app.office import newest_survey, person

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def author(app: Flask, session: Session) -> Author:
    return Author(app, session)


def test_every_kind_of_question_has_a_page(author: Author) -> None:
    page = author.get("/new-question")
    for address in re.findall(r'href="(/office/surveys/\d+/build/sections/[^"]+)"', page):
        assert author.client.get(address).status_code == 200
    assert page.count("/new/") >= 9


def test_a_question_is_added_with_a_code_from_its_words(author: Author) -> None:
    typed = question(**{"options-0-label": "Ya", "options-1-label": "Tidak", "options-2-label": ""})
    assert author.post("/sections/satu/new/choice", **typed).status_code == 303
    assert author.order == [["usia", "datang-sendiri"], ["saran"]]
    made = author.questionnaire.by_code["datang-sendiri"]
    assert [(option.code, option.label["id"]) for option in made.options] == [("ya", "Ya"), ("tidak", "Tidak")]
    author.post("/sections/satu/new/choice", **typed)
    assert author.order[0] == ["usia", "datang-sendiri", "datang-sendiri-2"]


def test_codes_stay_when_words_change(author: Author) -> None:
    author.post("/questions/usia", **question(label="Berapa tahun umur Anda?", measure="tahun", minimum="5"))
    changed = author.questionnaire.by_code["usia"]
    assert changed.label == {"id": "Berapa tahun umur Anda?"}
    assert (changed.measure, changed.minimum, changed.maximum) == ({"id": "tahun"}, "5", None)


def test_the_order_changes_by_buttons_and_is_taken_back(author: Author) -> None:
    author.post("/question-steps", code="saran", do="up")
    assert author.order == [["usia", "saran"], []]
    author.post("/question-steps", code="saran", do="duplicate")
    assert author.order == [["usia", "saran", "saran-2"], []]
    author.post("/question-steps", code="usia", do="remove")
    author.post("/section-steps", code="dua", do="up")
    assert author.order == [[], ["saran", "saran-2"]]
    for expected in ([["saran", "saran-2"], []], [["usia", "saran", "saran-2"], []]):
        author.post("/undo", do="undo")
        assert author.order == expected
    author.post("/undo", do="redo")
    assert author.order == [["saran", "saran-2"], []]


def test_rows_grow_and_shrink_and_keep_what_was_typed(author: Author) -> None:
    typed = question(label="Naik apa?", **{"options-0-label": "Bus", "options-1-label": "Kereta"})
    address = "/sections/satu/new/choice"
    page = author.post(address, **{**typed, "do": "add-options"}).text
    assert [page.count(f'name="options-{n}-label"') for n in range(4)] == [1, 1, 1, 0]
    assert "Naik apa?" in page
    page = author.post(address, **{**typed, "do": "up-options-1"}).text
    assert page.index('value="Kereta"') < page.index('value="Bus"')
    page = author.post(address, **{**typed, "do": "remove-options-0"}).text
    assert 'value="Bus"' not in page
    assert 'value="Kereta"' in page
    assert author.order == [["usia"], ["saran"]]


def test_a_condition_is_put_together_row_by_row(author: Author) -> None:
    address = "/questions/saran"
    page = author.post(address, **question(**{"shown-new": "usia", "do": "add-shown"})).text
    assert 'name="shown-0-code" value="usia"' in " ".join(page.split())
    rows = {"shown-0-code": "usia", "shown-0-operator": "at-least", "shown-0-value": "17"}
    author.post(address, **question(**rows))
    assert author.questionnaire.by_code["saran"].shown_if == [">=", ["answer", "usia"], 17]
    assert "bersyarat" in author.get()
    rows |= {"shown-1-code": "usia", "shown-1-operator": "answered", "shown-join": "any"}
    author.post(address, **question(**rows))
    assert author.questionnaire.by_code["saran"].shown_if == [
        "any",
        [">=", ["answer", "usia"], 17],
        ["answered", "usia"],
    ]
    author.post("/question-steps", code="usia", do="remove")
    assert "menunjuk ke pertanyaan yang sudah dihapus" in author.get()


def test_a_section_and_a_question_can_depend_on_answers(author: Author) -> None:
    rows = {"shown-0-code": "usia", "shown-0-operator": "answered"}
    author.post("/sections/dua", title="Saran", do="save", **rows)
    assert author.questionnaire.sections[1].shown_if == ["answered", "usia"]
    rows = {"required-0-code": "usia", "required-0-operator": "is", "required-0-value": "20"}
    author.post("/questions/saran", **question(required="if", **rows))
    changed = author.questionnaire.by_code["saran"]
    assert (changed.required, changed.required_if) == (False, ["=", ["answer", "usia"], 20])
    own = {"valid-0-code": ".", "valid-0-operator": "at-most", "valid-0-value": "120"}
    author.post("/questions/usia", **question(**own, invalid_message="Tulis umur paling banyak 120."))
    assert author.questionnaire.by_code["usia"].valid_if == ["<=", ["answer", "usia"], 120]
    assert 'name="valid-0-code" value="."' in " ".join(author.get("/questions/usia").split())


def test_only_authors_change_drafts_and_only_drafts(app: Flask, session: Session, author: Author) -> None:
    for role in ("analyst", "approver"):
        client = person(app, session, role, author.survey.agency)
        assert client.get(author.base).status_code == 403
        assert client.post(f"{author.base}/questions/usia", data=question()).status_code == 403
    stranger = person(app, session, "author", builders.agency(session))
    assert stranger.get(author.base).status_code == 404
    author.client.post(f"/office/surveys/{author.survey.id}/submit")
    assert author.client.get(author.base).status_code == 409
    assert author.client.post(f"{author.base}/questions/usia", data=question(seen="0")).status_code == 409


def test_an_instrument_is_left_only_on_purpose(app: Flask, session: Session) -> None:
    author = Author(app, session, None)
    assert author.get().count("◆ SKM") == 9
    asked = author.post("/question-steps", code="waktu", do="remove")
    assert "Bukan lagi Survei Kepuasan Masyarakat (SKM)?" in asked.text
    assert "waktu" in author.questionnaire.by_code
    author.post("/questions/saran", **question(label="Apa saran Anda?"))
    author.post("/question-steps", code="usia", do="remove")
    assert author.questionnaire.instrument == "skm"
    typed = question(label="Cepatkah?")
    asked = author.post("/questions/waktu", **typed)
    assert "Cepatkah?" in asked.text
    author.post("/questions/waktu", confirmed="yes", **typed)
    assert author.questionnaire.by_code["waktu"].label["id"] == "Cepatkah?"
    assert (author.questionnaire.instrument, newest_survey(session).instrument) == ("", None)
    author.post("/undo", do="undo")
    assert (author.questionnaire.instrument, newest_survey(session).instrument) == ("skm", "skm")
    author.client.post(f"/office/surveys/{author.survey.id}/submit")
    assert author.questionnaire.by_code["saran"].label["id"] == "Apa saran Anda?"
    assert "usia" not in author.questionnaire.by_code


@pytest.mark.parametrize("way", ["phone", "desktop", "paper", "kiosk", "hologram"])
def test_a_draft_is_seen_as_citizens_see_it(author: Author, way: str) -> None:
    page = author.client.get(f"/office/surveys/{author.survey.id}/preview?as={way}&in=en")
    assert page.status_code == 200
    assert "Umur Anda?" in page.text


def test_a_new_survey_begins_with_an_instrument_nothing_or_a_copy(author: Author) -> None:
    new = "/office/surveys/new"
    choice = author.client.get(new).text
    for beginning in ("skm", "blank", f"copy-{author.survey.id}"):
        assert f"from={beginning}" in choice
    unit = author.survey.units[0].unit_id
    plan = {"units": [unit], "layout": "pages", "opens_on": "", "closes_on": ""}
    made = author.client.post(f"{new}?from=blank", data={"title": "Baru", **plan})
    assert made.location.endswith("/build")
    assert author.order == [[]]
    assert "Tambahkan paling sedikit satu pertanyaan." in author.client.get(made.location).text
    copy = f"{new}?from=copy-{author.survey.id}"
    for language in ("en", "id"):
        shown = author.client.get(f"{copy}&lang={language}").text
        assert 'value="Survei kecil (salinan)"' in shown, "a title speaks its own language, not the office's"
    author.client.post(copy, data={"title": "Salinan", **plan})
    assert author.order == [["usia"], ["saran"]]
    assert (author.questionnaire.title, author.questionnaire.layout) == ({"id": "Salinan"}, "pages")
    for unknown in ("x", "copy-", "copy-999999", "copy-" + "9" * 50):
        assert author.client.get(f"{new}?from={unknown}").status_code == 404


def test_an_introduction_stands_before_the_questions(author: Author) -> None:
    old = author.seen
    author.post("/introduction", intro=" Kami ingin <b>tahu</b>. ")
    assert author.questionnaire.intro == {"id": "Kami ingin <b>tahu</b>."}
    assert "Kami ingin &lt;b&gt;tahu" in author.client.get(f"/office/surveys/{author.survey.id}/preview").text
    late = author.post("/introduction", seen=old, intro="Yang lain")
    assert late.status_code == 409
    assert "Yang lain" in late.text
    assert author.post("/introduction", intro="x" * 100_000).status_code == 422
    author.post("/introduction", intro="")
    assert author.questionnaire.intro == {}

"""A questionnaire with logic, answered without scripts: broken into pages, skipped, going back, piped, checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from surveys.definition import PAGES, Option, Question, Questionnaire, Section
from tests import builders
from tests.app.citizen import action, answer, control, errors, fill, hidden_fields, stored
from tests.client import CheckingClient, parse, text_of

pytestmark = pytest.mark.usefixtures("now")

YES_NO = (Option("ya", {"id": "Ya", "en": "Yes"}), Option("tidak", {"id": "Tidak", "en": "No"}))
CAME = Question("datang", "choice", {"id": "Anda datang ke loket?"}, required=True, options=YES_NO)
WAIT = Question(
    "tunggu",
    "number",
    {"id": "Berapa menit Anda menunggu?"},
    required=True,
    shown_if=["=", ["answer", "datang"], "ya"],
    valid_if=["<=", ["answer", "tunggu"], 480],
    invalid_message={"id": "Tulis paling banyak 480 menit <satu hari>", "en": "At most 480 minutes"},
)
WHY = Question(
    "sebab",
    "short-text",
    {"id": "Mengapa menunggu {tunggu} menit? {bukan kode}"},
    shown_if=[">", ["answer", "tunggu"], 30],
    required_if=[">", ["answer", "tunggu"], 60],
)
ADVICE = Question("saran", "long-text", {"id": "Saran Anda?"})
ONLINE = Question("situs", "short-text", {"id": "Alamat situs?"}, shown_if=["=", ["answer", "datang"], "tidak"])


def questionnaire(*questions: Question, **fields: Any) -> Questionnaire:
    sections = tuple(Section(f"s-{question.code}", {}, (question,)) for question in questions)
    return Questionnaire({"id": "Loket"}, sections, **fields)


def address(session: Session, made: Questionnaire, units: int = 1) -> str:
    agency = builders.agency(session)
    survey = builders.survey(session, [builders.unit(session, agency) for _ in range(units)], made)
    session.commit()
    return f"/s/{survey.public_id}"


def labels(page: str) -> list[str]:
    """The questions that a page shows."""
    form = next(parse(page).iter("form"))
    return [
        name
        for e in form.iter()
        if (name := e.get("name")) and e.get("type") not in ("hidden", "radio") and name != "go"
    ] + [e.get("name", "") for e in form.iter("input") if e.get("type") == "radio" and e.get("id")]


def turn(client: CheckingClient, page: str, answers: dict[str, str], status: int = 200) -> str:
    response = client.post(action(page), data=fill(page, answers))
    assert response.status_code == status
    return response.get_data(as_text=True)


def button(page: str) -> str:
    return text_of(next(parse(page).iter("button")))


def test_a_page_breaks_before_what_depends_on_it(client: CheckingClient, session: Session) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT, WHY, ADVICE))).get_data(as_text=True)
    assert labels(page) == ["datang"]
    assert "Langkah 1, paling banyak 3" in page
    page = turn(client, page, {"datang": "ya"})
    assert labels(page) == ["tunggu"]
    page = turn(client, page, {"tunggu": "90"})
    assert labels(page) == ["sebab", "saran"]
    assert "Mengapa menunggu 90 menit? {bukan kode}" in page
    assert button(page) == "Kirim jawaban"
    page = turn(client, page, {"saran": "cepat"}, 422)
    assert errors(page) == ["Isi jawaban untuk Mengapa menunggu 90 menit? {bukan kode}"]
    turn(client, page, {"sebab": "antre", "saran": "cepat"}, 303)
    assert stored(session) == [{"datang": "ya", "tunggu": "90", "sebab": "antre", "saran": "cepat"}]


def test_pages_without_a_question_are_skipped_both_ways(client: CheckingClient, session: Session) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT, ADVICE, layout=PAGES))).get_data(as_text=True)
    page = turn(client, page, {"datang": "tidak"})
    assert labels(page) == ["saran"]
    assert "Langkah 2, paling banyak 2" in page
    page = turn(client, page, {"saran": "x", "go": "back"})
    assert labels(page) == ["datang"]
    assert control(page, "datang").get("value") == "ya"
    assert "checked" not in control(page, "datang").attrib


def test_answers_off_the_path_travel_but_are_not_stored(client: CheckingClient, session: Session) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT, ADVICE, layout=PAGES))).get_data(as_text=True)
    page = turn(client, page, {"datang": "ya"})
    page = turn(client, page, {"tunggu": "12", "go": "back"})
    page = turn(client, page, {"datang": "tidak"})
    assert ("tunggu", "12") in hidden_fields(page)  # who goes back and says yes finds it again
    turn(client, page, {"saran": "x"}, 303)
    assert stored(session) == [{"datang": "tidak", "saran": "x"}]


def test_what_nobody_asked_is_not_stored(client: CheckingClient, session: Session) -> None:
    forged = {"datang": "tidak", "tunggu": "900", "sebab": "x" * 5000}
    assert answer(client, address(session, questionnaire(CAME, WAIT, WHY)), {**forged, "step": "9"}).status_code == 303
    assert stored(session) == [{"datang": "tidak"}]


def test_who_has_no_further_question_is_asked_to_send(client: CheckingClient, session: Session) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT))).get_data(as_text=True)
    assert button(page) == "Lanjut"
    page = turn(client, page, {"datang": "tidak"})
    assert labels(page) == []
    assert "Langkah terakhir" in page
    assert "Jawaban Anda siap dikirim" in page
    assert button(page) == "Kirim jawaban"
    assert labels(turn(client, page, {"go": "back"})) == ["datang"]
    turn(client, page, {}, 303)
    assert stored(session) == [{"datang": "tidak"}]


@pytest.mark.parametrize(
    ("lang", "message"), [("", "Tulis paling banyak 480 menit <satu hari>"), ("?lang=en", "At most 480 minutes")]
)
def test_a_rule_speaks_in_the_words_of_its_author(
    client: CheckingClient, session: Session, lang: str, message: str
) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT)) + lang).get_data(as_text=True)
    page = turn(client, page, {"datang": "ya"})
    page = turn(client, page, {"tunggu": "481"}, 422)
    assert errors(page) == [message]
    assert control(page, "tunggu").get("value") == "481"
    turn(client, page, {"tunggu": "480"}, 303)


def test_a_rule_without_words_says_what_to_look_at(client: CheckingClient, session: Session) -> None:
    silent = replace(WAIT, shown_if=None, invalid_message={})
    response = answer(client, address(session, questionnaire(silent)), {"tunggu": "481"})
    assert errors(response.get_data(as_text=True)) == ["Periksa lagi jawaban untuk Berapa menit Anda menunggu?"]


def test_what_is_piped_is_only_text(client: CheckingClient, session: Session) -> None:
    name = Question("nama", "short-text", {"id": "Nama loket?"})
    rate = Question("nilai", "long-text", {"id": "Bagaimana loket {nama}?"})
    page = client.get(address(session, questionnaire(name, rate))).get_data(as_text=True)
    shown = turn(client, page, {"nama": "<script>alert(1)</script> {nilai}"})
    assert "Bagaimana loket &lt;script&gt;alert(1)&lt;/script&gt; {nilai}" in shown
    assert "Bagaimana loket …?" in turn(client, page, {"nama": ""})


def test_the_unit_shares_the_first_page(client: CheckingClient, session: Session) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT, layout=PAGES), units=2)).get_data(as_text=True)
    unit = control(page, "unit")
    link = unit.get("value") or next(e.get("value") for e in unit.iter("option") if e.get("value"))
    assert {"unit", "datang"} == set(labels(page))
    page = turn(client, page, {"unit": str(link), "datang": "ya"})
    turn(client, page, {"tunggu": "5"}, 303)
    assert stored(session) == [{"datang": "ya", "tunggu": "5"}]


@pytest.mark.parametrize("step", ["0", "1", "2", "99", "-1", "x", ""])
def test_a_forged_step_loses_nothing(client: CheckingClient, session: Session, step: str) -> None:
    page = client.get(address(session, questionnaire(CAME, WAIT, ADVICE))).get_data(as_text=True)
    fields = {**fill(page, {"datang": "ya", "tunggu": "5", "saran": "x"}), "step": [step]}
    for _ in range(3):
        response = client.post(action(page), data=fields)
        if response.status_code == 303:
            break
        page = response.get_data(as_text=True)
        fields = fill(page, {"datang": "ya", "tunggu": "5", "saran": "x"})
    assert stored(session) == [{"datang": "ya", "tunggu": "5", "saran": "x"}]


def test_a_forged_token_ends_where_everything_can_be_sent(client: CheckingClient, session: Session) -> None:
    where = address(session, questionnaire(CAME, WAIT))
    page = client.get(where).get_data(as_text=True)
    fields = {**fill(page, {"datang": "tidak"}), "token": ["forged"]}
    again = client.post(action(page), data=fields)
    assert again.status_code == 400
    assert button(again.get_data(as_text=True)) == "Kirim jawaban"
    turn(client, again.get_data(as_text=True), {}, 303)
    assert stored(session) == [{"datang": "tidak"}]


def test_an_earlier_page_is_checked_again_at_the_end(client: CheckingClient, session: Session) -> None:
    page = client.get(address(session, questionnaire(CAME, ONLINE, ADVICE))).get_data(as_text=True)
    page = turn(client, page, {"datang": "tidak"})
    page = turn(client, page, {"datang": "<b>", "saran": "y"}, 422)
    assert labels(page) == ["datang"]

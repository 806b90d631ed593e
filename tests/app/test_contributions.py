"""A citizen comments on a draft, and finds out with the code what became of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Consultation, Contribution, ModerationStep, OutcomeContribution, OutcomePoint, Reply
from tests import builders
from tests.app.citizen import action, column, control, errors, fill, receipt_code
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

TYPED = {"stance": "object", "text": "Tarif parkir terlalu mahal."}


@pytest.fixture(autouse=True)
def _now(now: dict[str, dt.datetime]) -> None:
    """Every page of these tests is asked for at NOW."""


def opened(session: Session, **fields: Any) -> Consultation:
    values = {"screening": "after", "closes_at": NOW + dt.timedelta(days=10), **fields}
    made = builders.consultation(session, builders.agency(session, name="Dinas Perhubungan"), **values)
    session.commit()
    session.expunge(made)  # as it is now: reading it again would begin a transaction, which on SQLite may write
    return made


def address(consultation: Consultation, room: str = "comments") -> str:
    return f"/k/{consultation.public_id}/{room}"


def send(client: CheckingClient, at: str, typed: dict[str, Any] | None = None) -> Any:
    page = client.get(at)
    assert page.status_code == 200
    html = page.get_data(as_text=True)
    return client.post(action(html), data=fill(html, typed or TYPED))


def code_of(client: CheckingClient, sent: Any) -> str:
    assert sent.status_code == 303
    return receipt_code(client.get(sent.headers["Location"]).get_data(as_text=True))


def look(client: CheckingClient, consultation: Consultation, code: str, **more: Any) -> Any:
    return client.post(address(consultation, "receipt"), data={"code": code, **more})


def words(response: Any) -> str:
    return text_of(parse(response.get_data(as_text=True)))


def test_a_comment_on_a_passage_gets_a_code_that_leads_back_to_it(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    sent = send(client, address(consultation) + "?passage=pasal-2")
    code = code_of(client, sent)
    assert code not in sent.headers["Location"]
    page = look(client, consultation, code.lower().replace("-", " "))
    assert page.status_code == 200
    assert TYPED["text"] in words(page)
    row = session.scalars(select(Contribution)).one()
    assert (row.passage, row.stance, row.state) == ("pasal-2", "object", "shown")
    assert TYPED["text"] in words(client.get(address(consultation) + "?passage=pasal-2"))
    assert TYPED["text"] not in words(client.get(address(consultation)))


def test_the_code_can_be_saved(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    code = code_of(client, send(client, address(consultation)))
    saved = client.get(address(consultation, "comments/thanks/receipt.txt"))
    assert code in saved.get_data(as_text=True)
    assert "attachment" in saved.headers["Content-Disposition"]


def test_without_the_cookie_there_is_no_code(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    assert client.get(address(consultation, "comments/thanks")).status_code == 410
    assert client.get(address(consultation, "comments/thanks/receipt.txt")).status_code == 303


def test_sending_twice_is_one_comment_with_one_code(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    html = client.get(address(consultation)).get_data(as_text=True)
    first, second = (client.post(action(html), data=fill(html, TYPED)) for _ in range(2))
    assert code_of(client, first) == code_of(client, second)
    assert len(column(session, Contribution.id)) == 1


def test_another_text_from_the_same_form_is_offered_as_a_new_comment(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    html = client.get(address(consultation)).get_data(as_text=True)
    client.post(action(html), data=fill(html, TYPED))
    again = client.post(action(html), data=fill(html, {**TYPED, "text": "Yang kedua"}))
    assert again.status_code == 409
    page = again.get_data(as_text=True)
    assert (control(page, "text").text or "").strip() == "Yang kedua"
    assert client.post(action(page), data=fill(page, {**TYPED, "text": "Yang kedua"})).status_code == 303
    assert sorted(column(session, Contribution.text)) == sorted([TYPED["text"], "Yang kedua"])


@pytest.mark.parametrize("token", ["", "x.y.z", "1.00.0000.forged"])
def test_a_forged_token_loses_nothing(client: CheckingClient, session: Session, token: str) -> None:
    consultation = opened(session)
    refused = client.post(address(consultation), data={**TYPED, "token": token, "passage": "pasal-1"})
    assert refused.status_code == 400
    page = refused.get_data(as_text=True)
    assert (control(page, "text").text or "").strip() == TYPED["text"]
    assert client.post(action(page), data=fill(page, TYPED)).status_code == 303
    assert column(session, Contribution.passage) == ["pasal-1"]


def test_a_surveys_token_is_none_here(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    survey = builders.survey(session, [builders.unit(session, builders.agency(session))])
    session.commit()
    form = client.get(f"/s/{survey.public_id}").get_data(as_text=True)
    token = control(form, "token").get("value")
    assert client.post(address(consultation), data={**TYPED, "token": token}).status_code == 400


def test_problems_stand_at_the_top_and_beside_the_field(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, profile='["role"]')
    refused = send(client, address(consultation), {"text": "x" * 100_000, "role": "raja"})
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert len(errors(page)) == 3
    assert len((control(page, "text").text or "").strip()) == 100_000
    assert column(session, Contribution.id) == []


def test_what_was_typed_for_a_closed_consultation_can_be_copied(
    client: CheckingClient, session: Session, now: dict[str, dt.datetime]
) -> None:
    consultation = opened(session)
    html = client.get(address(consultation)).get_data(as_text=True)
    now["now"] = NOW + dt.timedelta(days=11)
    for typed in (TYPED, {"text": TYPED["text"]}):
        late = client.post(action(html), data=fill(html, typed))
        assert late.status_code == 409
        assert TYPED["text"] in words(late)
    closed = client.get(address(consultation))
    assert "<form" not in closed.get_data(as_text=True)
    assert "tidak menerima komentar" in words(closed)


def test_scripts_are_words_wherever_they_are_typed(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, profile='["role"]')
    script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    sent = send(client, address(consultation), {"stance": "ask", "text": script})
    assert script in words(client.get(address(consultation)))
    assert script in words(look(client, consultation, code_of(client, sent)))
    everywhere = dict.fromkeys(("stance", "text", "role", "passage", "parent", "token", "code", "go"), script)
    assert client.post(address(consultation), data=everywhere).status_code == 400
    html = client.get(address(consultation)).get_data(as_text=True)
    fields = {**everywhere, "token": control(html, "token").get("value")}
    assert client.post(address(consultation), data=fields).status_code == 422
    assert look(client, consultation, script).status_code == 422
    for argument in ("passage", "after", "comment", "lang"):
        found = client.get(address(consultation), query_string={argument: script})
        assert found.status_code in (200, 404)


@pytest.mark.parametrize("argument", ["passage", "after", "comment"])
@pytest.mark.parametrize("value", ["\x00", "9999-99-99-" + "0" * 32, "x" * 3000, "\ud800"])
def test_nonsense_in_an_address_is_not_found_or_not_minded(
    client: CheckingClient, session: Session, argument: str, value: str
) -> None:
    consultation = opened(session)
    query = {argument: value.encode("utf-8", "surrogatepass")}
    assert client.get(address(consultation), query_string=query).status_code in (200, 404)


def test_pages_go_back_in_time_and_show_each_comment_once(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    for number in range(45):
        day = NOW.date() - dt.timedelta(days=number // 3)
        state = ("shown", "hidden", "waiting")[number % 3]
        builders.contribution(session, consultation, f"Nomor {number}", day=day, state=state)
    session.commit()
    seen: list[str] = []
    at = address(consultation)
    while at:
        page = client.get(at).get_data(as_text=True)
        seen += re.findall(r'id="comment-([0-9a-f]{32})"', page)
        older = [a.get("href") for a in parse(page).iter("a") if text_of(a) == "Komentar yang lebih lama"]
        at = str(older[0]) if older else ""
    expected = session.execute(select(Contribution.id, Contribution.day).where(Contribution.state != "waiting")).all()
    assert seen == [id_ for id_, _ in sorted(expected, key=lambda row: (row[1], row[0]), reverse=True)]


def test_a_hidden_comment_leaves_its_place_and_the_reason(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    hidden = builders.contribution(session, consultation, "Kata kasar", state="hidden")
    session.add(ModerationStep(contribution_id=hidden.id, at=NOW, step="hidden", reason="insult", actor="ani@x.go.id"))
    session.commit()
    page = words(client.get(address(consultation)))
    assert "Kata kasar" not in page
    assert "Komentar disembunyikan" in page
    assert "Alasan: menghina orang" in page
    assert "ani@x.go.id" not in page


def test_stances_of_shown_comments_are_counted(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, replies_allowed=True)
    for stance in ("support", "support", "ask"):
        shown = builders.contribution(session, consultation, stance=stance)
    builders.contribution(session, consultation, stance="object", state="hidden")
    builders.contribution(session, consultation, stance="object", parent_id=shown.id)
    session.commit()
    page = words(client.get(address(consultation)))
    for line in ("Mendukung: 2", "Keberatan: 0", "Usul: 0", "Pertanyaan: 1"):
        assert line in page


def test_citizens_reply_where_the_agency_lets_them(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, replies_allowed=True)
    parent = builders.contribution(session, consultation, "Pendapat pertama")
    session.commit()
    assert send(client, f"{address(consultation)}?comment={parent.id}").status_code == 303
    listed = client.get(address(consultation)).get_data(as_text=True)
    outer = next(e for e in parse(listed).iter("article") if e.get("id") == f"comment-{parent.id}")
    assert TYPED["text"] in text_of(outer)
    reply_id = session.scalars(select(Contribution.id).where(Contribution.parent_id == parent.id)).one()
    assert "<form" not in client.get(f"{address(consultation)}?comment={reply_id}").get_data(as_text=True)


def test_many_replies_are_paged_on_the_comments_own_page(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, replies_allowed=True)
    parent = builders.contribution(session, consultation)
    for number in range(25):
        builders.contribution(session, consultation, f"Balasan {number}", parent_id=parent.id)
    session.commit()
    assert "22 balasan lagi" in words(client.get(address(consultation)))
    page = client.get(f"{address(consultation)}?comment={parent.id}").get_data(as_text=True)
    more = next(a.get("href") for a in parse(page).iter("a") if text_of(a) == "Balasan berikutnya")
    rest = client.get(str(more)).get_data(as_text=True)
    assert len(set(re.findall(r"Balasan \d+", page + rest))) == 25


def test_a_comment_of_another_consultation_is_not_found(client: CheckingClient, session: Session) -> None:
    stranger = builders.contribution(session, opened(session))
    waiting = builders.contribution(session, consultation := opened(session), state="waiting")
    session.commit()
    for id_ in (stranger.id, waiting.id):
        assert client.get(f"{address(consultation)}?comment={id_}").status_code == 404


def test_a_passage_that_left_the_text_keeps_its_comments(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    builders.contribution(session, consultation, "Tentang yang dulu", passage="pasal-7")
    session.commit()
    gone = client.get(address(consultation) + "?passage=pasal-7")
    assert "Tentang yang dulu" in words(gone)
    assert "<form" not in gone.get_data(as_text=True)
    assert client.get(address(consultation) + "?passage=pasal-8").status_code == 404


def test_the_code_shows_reply_and_outcome(client: CheckingClient, session: Session) -> None:
    consultation = opened(session)
    code = code_of(client, send(client, address(consultation)))
    row = session.scalars(select(Contribution)).one()
    session.add(
        Reply(
            consultation_id=consultation.id,
            contribution_id=row.id,
            verdict="partly",
            text="Tarif malam kami turunkan.",
            at=NOW,
            actor="ani@x.go.id",
        )
    )
    texts = {name: f'{{"id":"{name} parkir"}}' for name in ("asked", "heard", "did")}
    point = OutcomePoint(consultation_id=consultation.id, position=1, verdict="partly", **texts)
    session.add(point)
    session.flush()
    session.add(OutcomeContribution(point_id=point.id, contribution_id=row.id))
    session.commit()
    page = words(look(client, consultation, code))
    assert "Diterima sebagian" in page
    assert "Tarif malam kami turunkan." in page
    assert "did parkir" not in page, "the outcome is not public yet"
    assert "Tarif malam kami turunkan." in words(client.get(address(consultation)))


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "x" * 5000, "\x00"])
def test_a_wrong_code_is_told_in_clear_words(client: CheckingClient, session: Session, code: str) -> None:
    refused = look(client, opened(session), code)
    assert refused.status_code == 422
    assert words(refused).count("Kode ini tidak ada" if code else "Isi kode tanda terima.") == 2  # above, and beside it


def test_a_code_opens_nothing_in_another_consultation(client: CheckingClient, session: Session) -> None:
    code = code_of(client, send(client, address(opened(session))))
    assert look(client, opened(session), code).status_code == 422

"""One mail about an outcome: asked for, kept apart, sent once, forgotten. And the reminders to approvers."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import jobs, mail, outcome_notices, reminders
from app.mail import Letter, MailFailed
from app.public import outcome_notice
from surveys import outcome_notices as domain_notices
from surveys.models import Consultation, Contact
from surveys.outcome_reminders import OUTCOME_LATE, OUTCOME_SOON, OUTCOME_TODAY, due, overdue
from tests import builders
from tests.app.citizen import errors
from tests.client import CheckingClient, parse
from tests.conftest import NOW
from tests.sign_in import staff

pytestmark = pytest.mark.usefixtures("now")

DAY = dt.timedelta(days=1)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    """Closed five days ago; the outcome is due in 25."""
    dates = {"opens_at": NOW - 30 * DAY, "closes_at": NOW - 5 * DAY}
    made = builders.consultation(session, builders.agency(session), state="closed", **dates)
    session.commit()
    return made


def ask(client: CheckingClient, consultation: Consultation, address: str) -> Any:
    """Send the form as it stands on its page; where there is none, with no token."""
    where = f"/k/{consultation.public_id}/notice"
    return client.post(where, data={"email": address, "token": token_in(client.get(where).text)})


def token_in(page: str) -> str:
    return next((field.get("value", "") for field in parse(page).iter("input") if field.get("name") == "token"), "")


def kept(session: Session) -> int:
    session.rollback()
    count = session.scalars(select(func.count()).select_from(Contact)).one()
    session.commit()
    return count


def mails(app: Flask) -> list[Any]:
    folder = app.extensions["settings"].instance / "mail"
    files = sorted(folder.iterdir()) if folder.exists() else []
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def tell(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return outcome_notices.send(jobs.database(), lambda: NOW)


def publish(session: Session, consultation: Consultation) -> None:
    consultation.state, consultation.outcome_published_at = "answered", NOW
    session.commit()


def test_an_address_is_sealed_and_told_once(
    app: Flask, session: Session, consultation: Consultation, client: CheckingClient
) -> None:
    for address in ("warga@contoh.id", " Warga@contoh.id ", "lain@contoh.id"):
        sent = ask(client, consultation, address)
        assert sent.status_code == 303
        assert "@" not in sent.location
    session.rollback()
    rows = session.scalars(select(Contact)).all()
    assert {row.subject for row in rows} == {f"consultation:{consultation.id}"}
    assert not any(b"contoh" in row.sealed for row in rows)
    # Closed on 19 November: 90 days later is 17 February 2027, and the Sunday before is the 14th.
    assert {row.delete_after for row in rows} == {dt.date(2027, 2, 14)}
    session.commit()
    assert tell(app) == (0, 0)  # nothing to tell yet
    publish(session, consultation)
    assert tell(app) == (2, 0)
    assert tell(app) == (0, 0)
    assert kept(session) == 0
    assert sorted(str(one["To"]).lower() for one in mails(app)) == ["lain@contoh.id", "warga@contoh.id"]
    assert f"/k/{consultation.public_id}/outcome\n" in mails(app)[0].get_content()


def test_a_mail_that_fails_is_tried_again_and_nobody_gets_two(
    app: Flask, session: Session, consultation: Consultation, client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("a@contoh.id", "b@contoh.id", "c@contoh.id"):
        ask(client, consultation, address)
    publish(session, consultation)
    sent: list[str] = []

    def send(letter: Letter) -> None:
        if letter.message["To"] == "b@contoh.id" and down:
            raise MailFailed("no")
        sent.append(str(letter.message["To"]))

    monkeypatch.setattr(mail.Letter, "send", send)
    down = True
    assert tell(app) == (2, 1)
    assert kept(session) == 1
    down = False
    assert tell(app) == (1, 0)
    assert sorted(sent) == ["a@contoh.id", "b@contoh.id", "c@contoh.id"]


@pytest.mark.parametrize(
    "typed",
    ["", "bukan surel", "a@b", "x" * 100_000 + "@contoh.id", "a@contoh.id\r\nBcc: b@contoh.id", "a\x00@contoh.id"],
)
def test_what_is_no_address_is_refused_and_stays(
    session: Session, consultation: Consultation, client: CheckingClient, typed: str
) -> None:
    refused = ask(client, consultation, typed)
    assert refused.status_code == 422
    assert errors(refused.get_data(as_text=True))
    assert kept(session) == 0


def test_no_address_is_asked_for_once_the_outcome_is_there(
    app: Flask, session: Session, consultation: Consultation, client: CheckingClient
) -> None:
    publish(session, consultation)
    assert ask(client, consultation, "a@contoh.id").status_code == 409
    assert "sudah terbit" in client.get(f"/k/{consultation.public_id}/notice").get_data(as_text=True)


def send(client: CheckingClient, consultation: Consultation, address: str, token: str) -> Any:
    return client.post(f"/k/{consultation.public_id}/notice", data={"email": address, "token": token})


def test_the_same_form_sent_twice_keeps_one_address_and_never_loses_another(
    session: Session, consultation: Consultation, client: CheckingClient
) -> None:
    token = token_in(client.get(f"/k/{consultation.public_id}/outcome").text)
    assert send(client, consultation, "a@contoh.id", token).status_code == 303
    assert send(client, consultation, "a@contoh.id", token).status_code == 303
    assert kept(session) == 1
    other = send(client, consultation, "b@contoh.id", token)
    assert other.status_code == 409
    assert 'value="b@contoh.id"' in other.text
    assert kept(session) == 1
    assert send(client, consultation, "b@contoh.id", token_in(other.text)).status_code == 303
    assert kept(session) == 2


@pytest.mark.parametrize("token", ["", "abc", "00" * 16 + ".forged", "\udcff", "x" * 100_000])
def test_a_forged_form_stores_nothing_and_offers_a_genuine_one(
    session: Session, consultation: Consultation, client: CheckingClient, token: str
) -> None:
    sent = send(client, consultation, "a@contoh.id", token.encode("utf-8", "replace").decode())
    assert sent.status_code == 400
    assert 'value="a@contoh.id"' in sent.text
    assert kept(session) == 0
    assert send(client, consultation, "a@contoh.id", token_in(sent.text)).status_code == 303


def test_each_page_has_a_form_of_its_own(consultation: Consultation, client: CheckingClient) -> None:
    for room in ("notice", "outcome"):
        tokens = {token_in(client.get(f"/k/{consultation.public_id}/{room}").text) for _ in range(2)}
        assert len(tokens - {""}) == 2


def test_a_flood_is_slowed_for_its_consultation_and_loses_nothing_typed(
    app: Flask, session: Session, consultation: Consultation, client: CheckingClient
) -> None:
    app.extensions["notice_brake"] = outcome_notice.Brake(2)
    for number in range(2):
        assert ask(client, consultation, f"a{number}@contoh.id").status_code == 303
    slowed = ask(client, consultation, "a3@contoh.id")
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "60")
    assert 'value="a3@contoh.id"' in slowed.text
    assert kept(session) == 2
    dates = {"opens_at": NOW - 30 * DAY, "closes_at": NOW - 5 * DAY}
    other = builders.consultation(session, builders.agency(session), state="closed", **dates)
    session.commit()
    assert ask(client, other, "a3@contoh.id").status_code == 303


def test_the_brake_lets_as_many_through_in_any_minute() -> None:
    brake = outcome_notice.Brake(2)
    moments = [0.0, 10.0, 59.0, 60.0, 69.0, 70.0, 71.0]
    # At 60 the first has gone, at 70 the second; the refused ones don't count.
    assert [brake.lets(1, now) for now in moments] == [True, True, False, True, False, True, False]
    assert brake.lets(2, 71.0)


def test_a_full_list_takes_no_more(
    session: Session, consultation: Consultation, client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain_notices, "MOST_WAITING", 1)
    assert ask(client, consultation, "a@contoh.id").status_code == 303
    full = ask(client, consultation, "b@contoh.id")
    assert full.status_code == 409
    assert "sudah penuh" in full.text
    assert kept(session) == 1


def kinds(session: Session, now: dt.datetime) -> list[tuple[str, int]]:
    return [(reminder.kind, reminder.late) for reminder in due(session, now)]


def test_reminders_before_on_and_after_the_day(session: Session, consultation: Consultation) -> None:
    due_at = NOW + 25 * DAY  # thirty days after closing
    assert kinds(session, due_at - 8 * DAY) == []
    assert kinds(session, due_at - 7 * DAY) == [(OUTCOME_SOON, 0)]
    assert kinds(session, due_at - DAY) == [(OUTCOME_SOON, 0)]
    assert kinds(session, due_at) == [(OUTCOME_TODAY, 0)]
    assert kinds(session, due_at + DAY) == [(OUTCOME_LATE, 1)]
    since = {reminder.since for days in range(1, 15) for reminder in due(session, due_at + days * DAY)}
    assert since == {due_at.date() + DAY, due_at.date() + 8 * DAY}  # one a week
    assert [one.late for one in overdue(session, due_at + 3 * DAY)] == [3]
    assert overdue(session, due_at) == []
    publish(session, consultation)
    assert kinds(session, due_at + 99 * DAY) == []


def test_approvers_are_reminded_in_both_languages(app: Flask, session: Session, consultation: Consultation) -> None:
    staff(session, "approver", consultation.agency, email="pemeriksa@dinas.example")
    staff(session, "author", consultation.agency, email="penyusun@dinas.example")
    session.commit()
    with app.app_context():
        assert reminders.send(jobs.database(), lambda: NOW + 28 * DAY) == 1
        assert reminders.send(jobs.database(), lambda: NOW + 29 * DAY) == 0
        assert reminders.send(jobs.database(), lambda: NOW + 36 * DAY) == 1
    assert [str(one["To"]) for one in mails(app)] == ["pemeriksa@dinas.example"] * 2
    text = min((one.get_content() for one in mails(app)), key=len)  # "3" is shorter than "11"
    assert "paling lambat 19 Desember 2026" in text
    assert "due on 19 December 2026" in text
    assert "terlambat 3 hari" in text
    assert f"/office/consultations/{consultation.id}/outcome\n" in text

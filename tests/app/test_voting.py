"""A citizen votes on statements: without scripts, one voter for each browser, and nothing that leads to a person."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.public.vote_tokens import new_ballot
from surveys.models import Consultation, Statement, Vote, Voter
from tests import builders
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

EARLIER = NOW - dt.timedelta(seconds=20)


def opened(session: Session, *texts: str, **fields: object) -> Consultation:
    """An open consultation with a statement of each text. Commits."""
    agency = builders.agency(session)
    made = builders.consultation(session, agency, **{"voting": True, "closes_at": NOW + dt.timedelta(days=9), **fields})
    for number, text in enumerate(texts, 1):
        builders.statement(session, made, text, number=number)
    session.commit()
    return made


def ballot(app: Flask, statement_id: int, made_at: dt.datetime = EARLIER) -> str:
    with app.app_context():
        return new_ballot(statement_id, made_at)


def id_of(session: Session, consultation: Consultation, number: int) -> int:
    found = session.scalar(
        select(Statement.id).where(Statement.consultation_id == consultation.id, Statement.number == number)
    )
    session.commit()
    assert found is not None
    return found


def counted(session: Session, statement_id: int) -> tuple[int, int, int]:
    """Agree, disagree, passed as the statement keeps them; no transaction stays open."""
    columns = (Statement.agree, Statement.disagree, Statement.passed)
    row = session.execute(select(*columns).where(Statement.id == statement_id)).one()
    session.commit()
    return tuple(row)  # type: ignore[return-value]


def stored(session: Session) -> tuple[int, int]:
    """How many voters and votes there are."""
    found = tuple(session.scalar(select(func.count()).select_from(table)) for table in (Voter, Vote))
    session.commit()
    return found  # type: ignore[return-value]


def test_a_vote_leads_to_the_next_statement_until_all_are_done(
    app: Flask, client: CheckingClient, session: Session
) -> None:
    consultation = opened(session, "Parkir harus murah", "Parkir harus tertib")
    address = f"/k/{consultation.public_id}/vote"
    seen = []
    for _ in range(2):
        page = client.get(address)
        tree = parse(page.text)
        form = next(form for form in tree.iter("form") if form.get("id") == "ballot")
        seen.append(text_of(form.find("h2")))
        token = next(field.get("value") for field in form.iter("input") if field.get("name") == "token")
        answer = client.post(address, data={"token": token, "vote": "agree"})
        assert answer.status_code == 303
    assert sorted(seen) == ["Parkir harus murah", "Parkir harus tertib"]
    assert "Anda sudah menilai semua pernyataan" in client.get(address).text
    assert stored(session) == (1, 2)


def test_the_cookie_goes_to_the_voting_pages_alone_and_is_stored_as_a_hash(
    app: Flask, client: CheckingClient, session: Session
) -> None:
    consultation = opened(session, "Parkir harus murah")
    address = f"/k/{consultation.public_id}/vote"
    assert "Set-Cookie" not in client.get(address).headers
    answer = client.post(address, data={"token": ballot(app, id_of(session, consultation, 1)), "vote": "agree"})
    cookie = answer.headers["Set-Cookie"]
    assert f"Path={address}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    token = cookie.split("=")[1].split(";")[0].split(".")[1]
    assert len(token) == 32
    hashes = list(session.scalars(select(Voter.token_hash)))
    session.commit()
    assert token not in str(hashes)


def test_the_last_vote_counts(app: Flask, client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah")
    statement_id, address = id_of(session, consultation, 1), f"/k/{consultation.public_id}/vote"
    counts = []
    for word in ("agree", "disagree", "disagree", "pass"):
        client.post(address, data={"token": ballot(app, statement_id), "vote": word})
        counts.append(counted(session, statement_id))
    assert counts == [(1, 0, 0), (0, 1, 0), (0, 1, 0), (0, 0, 1)]
    assert stored(session) == (1, 1)
    own = client.get(f"{address}/mine").text
    assert "Parkir harus murah" in own
    assert "Lewati" in own
    assert "Suara Anda sekarang" in client.get(f"{address}?statement=1").text


def test_a_vote_faster_than_reading_is_counted_as_quick(app: Flask, client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah", "Parkir harus tertib")
    address = f"/k/{consultation.public_id}/vote"
    for number, seconds in ((1, 1.4), (2, 1.5)):
        made_at = NOW - dt.timedelta(seconds=seconds)
        client.post(
            address, data={"token": ballot(app, id_of(session, consultation, number), made_at), "vote": "agree"}
        )
    assert session.scalar(select(Voter.quick)) == 1


def test_a_wrong_value_stores_nothing_and_asks_again(app: Flask, client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah")
    for value in ("7", "", "AGREE", "agree\x00", "<script>"):
        page = client.post(
            f"/k/{consultation.public_id}/vote",
            data={"token": ballot(app, id_of(session, consultation, 1)), "vote": value},
        )
        assert page.status_code == 422
        assert "Suara Anda belum tersimpan" in page.text
        assert "Parkir harus murah" in page.text
    assert stored(session) == (0, 0)


def test_a_forged_token_stores_nothing_and_offers_a_fresh_one(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah")
    for token in ("", "1.2.3", "ü", "9" * 10_000, "1.1700000000000.AAAA"):
        page = client.post(f"/k/{consultation.public_id}/vote", data={"token": token, "vote": "agree"})
        assert page.status_code == 400
        assert 'name="token"' in page.text
    assert stored(session) == (0, 0)


def test_a_statement_of_another_consultation_takes_no_vote(
    app: Flask, client: CheckingClient, session: Session
) -> None:
    one, other = opened(session, "Parkir harus murah"), opened(session, "Pajak harus adil")
    token = ballot(app, id_of(session, other, 1))
    page = client.post(f"/k/{one.public_id}/vote", data={"token": token, "vote": "agree"})
    assert page.status_code == 409
    assert "Parkir harus murah" in page.text
    assert stored(session) == (0, 0)


def test_a_hidden_statement_takes_no_vote_and_another_one_is_offered(
    app: Flask, client: CheckingClient, session: Session
) -> None:
    consultation = opened(session, "Parkir harus murah", "Parkir harus tertib")
    address, token = f"/k/{consultation.public_id}/vote", ballot(app, id_of(session, consultation, 1))
    client.get(address)
    hide(session, consultation, 1)
    page = client.post(address, data={"token": token, "vote": "agree"})
    assert page.status_code == 409
    assert "disembunyikan" in page.text
    assert "Parkir harus tertib" in page.text
    assert "Parkir harus murah" not in page.text
    assert stored(session) == (0, 0)
    assert client.get(f"{address}?statement=1").status_code == 404


def hide(session: Session, consultation: Consultation, number: int) -> None:
    statement = session.get(Statement, id_of(session, consultation, number))
    assert statement is not None
    statement.state, statement.reason = "hidden", "off-topic"
    session.commit()


def test_the_closing_between_page_and_vote_is_told_kindly(
    app: Flask, client: CheckingClient, session: Session, now: dict[str, dt.datetime]
) -> None:
    consultation = opened(session, "Parkir harus murah", closes_at=NOW + dt.timedelta(minutes=1))
    address, statement_id = f"/k/{consultation.public_id}/vote", id_of(session, consultation, 1)
    client.post(address, data={"token": ballot(app, statement_id), "vote": "agree"})
    now["now"] = NOW + dt.timedelta(minutes=2)
    page = client.post(address, data={"token": ballot(app, statement_id), "vote": "disagree"})
    assert page.status_code == 409
    assert "baru saja ditutup" in page.text
    assert "Max-Age=0" in page.headers["Set-Cookie"]
    assert counted(session, statement_id) == (1, 0, 0)


def test_who_wants_to_be_forgotten_is(app: Flask, client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah")
    address, statement_id = f"/k/{consultation.public_id}/vote", id_of(session, consultation, 1)
    client.post(address, data={"token": ballot(app, statement_id), "vote": "agree"})
    page = client.post(f"{address}/forget")
    assert "Max-Age=0" in page.headers["Set-Cookie"]
    assert list(session.scalars(select(Voter.token_hash))) == [None]
    session.commit()
    assert counted(session, statement_id) == (1, 0, 0)
    assert "Belum ada suara" in client.get(f"{address}/mine").text


def test_without_voting_there_are_no_voting_pages(client: CheckingClient, session: Session) -> None:
    consultation = opened(session, "Parkir harus murah", voting=False)
    for room in ("vote", "vote/mine", "opinions"):
        assert client.get(f"/k/{consultation.public_id}/{room}").status_code == 404

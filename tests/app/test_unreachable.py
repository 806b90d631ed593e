"""The database goes away while people write: nothing typed is lost, and nothing is stored twice."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, literal, select
from sqlalchemy.orm import Session

from app import database
from app.extensions import db
from app.public import kept, shelf
from surveys.models import Contribution, Statement, Vote
from tests import builders
from tests.app.citizen import GOOD, action, answer, control, fill, stored
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
SORRY = "Ada gangguan di sistem kami."
Away = Callable[[], contextlib.AbstractContextManager[None]]


@pytest.fixture
def away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Away:
    """While its context lasts, no connection to the database can be made, and nothing kept in the process is fresh."""

    @contextlib.contextmanager
    def going() -> Iterator[None]:
        with app.app_context():
            engines = {db.engine, app.extensions["answer_engine"]}
        refused = next(iter(engines)).dialect.loaded_dbapi.OperationalError

        def refuse(*_: Any) -> None:
            raise refused("connection refused")

        for engine in engines:
            engine.dispose()
            event.listen(engine, "do_connect", refuse)
        with monkeypatch.context() as patch:
            patch.setattr(shelf, "FRESH_SECONDS", 0.0)
            patch.setattr(app.extensions["consultation_shelf"], "_seconds", 0.0)
            yield
        for engine in engines:
            event.remove(engine, "do_connect", refuse)

    return going


def test_answers_wait_on_the_page_until_the_database_is_back(
    client: CheckingClient, session: Session, address: str, away: Away
) -> None:
    html = client.get(address).get_data(as_text=True)
    with away():
        assert client.get(address).status_code == 200, "who opens the form meanwhile can fill it in"
        refused = client.post(action(html), data=fill(html, {**GOOD, "saran": "Antre lama"}))
    page = refused.get_data(as_text=True)
    assert refused.status_code == 503
    assert SORRY in page
    assert text_of(control(page, "saran")) == "Antre lama"
    again = client.post(action(page), data=fill(page, {**GOOD, "saran": "Antre lama"}))
    assert again.status_code == 303
    assert [answers["saran"] for answers in stored(session)] == ["Antre lama"]


def test_an_answer_whose_acknowledgement_was_lost_is_stored_once(
    client: CheckingClient, session: Session, address: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(engine: Any, *statement: Any) -> int:
        database_write(engine, *statement)
        raise engine.dialect.loaded_dbapi.OperationalError("server closed the connection")

    database_write = database.write_alone
    with monkeypatch.context() as patch:
        patch.setattr(database, "write_alone", lose)
        refused = answer(client, address, GOOD)
    assert refused.status_code == 503
    page = refused.get_data(as_text=True)
    assert client.post(action(page), data=fill(page, GOOD)).status_code == 303
    assert len(stored(session)) == 1


def test_a_comment_waits_on_the_page_until_the_database_is_back(
    client: CheckingClient, session: Session, away: Away
) -> None:
    agency = builders.agency(session)
    made = builders.consultation(session, agency, screening="after", closes_at=NOW + dt.timedelta(days=10))
    session.commit()
    address = f"/k/{made.public_id}/comments"
    session.rollback()
    typed = {"stance": "object", "text": "Tarif parkir terlalu mahal."}
    html = client.get(address).get_data(as_text=True)
    with away():
        refused = client.post(action(html), data=fill(html, typed))
    page = refused.get_data(as_text=True)
    assert refused.status_code == 503
    assert SORRY in text_of(parse(page))
    assert text_of(control(page, "text")) == typed["text"]
    assert client.post(action(page), data=fill(page, typed)).status_code == 303
    assert session.scalars(select(Contribution.text)).all() == [typed["text"]]


def test_a_vote_waits_on_the_ballot_until_the_database_is_back(
    client: CheckingClient, session: Session, app: Flask, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = builders.consultation(session, builders.agency(session), voting=True, closes_at=NOW + dt.timedelta(days=9))
    for number, text in enumerate(("Parkir harus murah", "Parkir harus tertib"), 1):
        builders.statement(session, made, text, number=number)
    session.commit()
    address = f"/k/{made.public_id}/vote"
    session.rollback()
    page = client.get(f"{address}?statement=2").text
    with away(), monkeypatch.context() as patch:
        patch.setattr(app.extensions["statement_shelf"], "_seconds", 0.0)
        refused = client.post(address, data=fill(page, {"vote": "agree"}))
        again = client.post(address, data=fill(refused.text, {"vote": "agree"}))
    assert (refused.status_code, again.status_code) == (503, 503)
    for shown in (refused, again):
        assert SORRY in text_of(parse(shown.text))
        assert "Parkir harus tertib" in shown.text
        assert "Anda sudah menilai" not in shown.text, "nobody knows how many"
    assert client.post(address, data=fill(again.text, {"vote": "agree"})).status_code == 303
    assert session.execute(select(Statement.text, Vote.value).join(Vote)).all() == [("Parkir harus tertib", 1)]


def test_a_vote_whose_acknowledgement_was_lost_is_counted_once(
    client: CheckingClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(scoped: Any) -> None:
        commit(scoped)
        raise db.engine.dialect.loaded_dbapi.OperationalError("server closed the connection")

    made = builders.consultation(session, builders.agency(session), voting=True, closes_at=NOW + dt.timedelta(days=9))
    builders.statement(session, made, "Parkir harus murah", number=1)
    session.commit()
    address = f"/k/{made.public_id}/vote"
    session.rollback()
    page, commit = client.get(address).text, type(db.session).commit
    with monkeypatch.context() as patch:
        patch.setattr(type(db.session), "commit", lose)
        refused = client.post(address, data=fill(page, {"vote": "agree"}))
    assert refused.status_code == 503
    assert client.post(address, data=fill(refused.text, {"vote": "disagree"})).status_code == 303
    assert session.scalars(select(Vote.value)).all() == [-1], "the same voter's, who may choose anew"


def test_a_page_kept_meanwhile_says_of_when_it_is(
    client: CheckingClient, session: Session, away: Away, now: dict[str, dt.datetime], app: Flask, monkeypatch: Any
) -> None:
    made = builders.consultation(session, builders.agency(session), closes_at=NOW + dt.timedelta(days=9))
    session.commit()
    address = f"/k/{made.public_id}"
    session.rollback()
    before = client.get(address).text
    now["now"] = NOW + dt.timedelta(minutes=7)
    with away(), monkeypatch.context() as patch:
        patch.setattr(app.extensions["consultation_beside"], "_seconds", 0.0)
        meanwhile = client.get(address)
    assert meanwhile.status_code == 200
    when = f"{NOW + dt.timedelta(hours=7):%H.%M} WIB"
    assert f"Ini salinan dari 24 November 2026, {when}." in text_of(parse(meanwhile.text))
    assert "salinan" not in before
    assert client.get(address).text == before, "the line goes when the database is back"


@pytest.mark.parametrize("address", ["/", "/k", "/s/abcdefghjk"])
def test_other_pages_say_so_and_when_to_come_again(
    client: CheckingClient, away: Away, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with away():
        response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert SORRY.rstrip(".") in response.get_data(as_text=True)
    assert "the database failed" in caplog.text
    assert "Traceback" not in caplog.text


def test_kept_values_outlive_a_database_that_is_away(app: Flask, away: Away) -> None:
    values = kept.Kept[str, int](0.0, lambda session, key: session.scalar(select(literal(len(key)))) or 0)
    with app.app_context():
        assert values.get("abc") == 3
    with away(), app.app_context():
        assert values.get("abc") == 3
        with pytest.raises(database.unreachable(db.engine)):
            values.get("ab")

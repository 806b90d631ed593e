"""Opinion groups on citizens' pages: shown when the rule allows, in words anyone understands."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from analytics.models import OpinionMap
from analytics.opinion_maps import update_maps
from app.jobs import database
from surveys.models import Consultation, Statement, Voter
from tests import builders
from tests.client import CheckingClient
from tests.conftest import NOW
from tests.voted import two_camps

pytestmark = pytest.mark.usefixtures("now")


def voted(session: Session, **fields: Any) -> Consultation:
    """Commits."""
    made = two_camps(session, builders.agency(session), **{"state": "open", **fields})
    session.flush()
    if fields.get("state", "open") == "closed":
        made.state = "closed"
    session.commit()
    return made


def map_opinions(app: Flask) -> int:
    with app.app_context():
        return update_maps(database(), "2026-11-24", lambda: NOW)


def closed(session: Session, made: Consultation) -> Consultation:
    made.state = "closed"
    session.commit()
    return made


def test_after_the_closing_everybody_sees_who_votes_alike(app: Flask, client: CheckingClient, session: Session) -> None:
    made = closed(session, voted(session))
    assert map_opinions(app) == 1
    page = client.get(f"/k/{made.public_id}/opinions").text
    assert "Peserta terbagi jelas menjadi 2 kelompok pendapat" in page
    assert "Kelompok A" in page
    assert "Yang disepakati semua kelompok" in page
    agreed, divided = page.split("Yang disepakati semua kelompok")[1].split("Yang membelah pendapat")
    assert "Juru parkir harus memberi karcis" in agreed
    assert "Sekolah perlu tempat antar jemput" in agreed
    assert "Parkir di trotoar harus didenda" in divided
    assert "orang setuju. Di kelompok " in page


@pytest.mark.parametrize(("rule", "seen"), [("nothing", False), ("counts", False), ("everything", True)])
def test_before_the_closing_the_rule_decides(
    app: Flask, client: CheckingClient, session: Session, rule: str, seen: bool
) -> None:
    made = voted(session, running_totals=rule)
    map_opinions(app)
    page = client.get(f"/k/{made.public_id}/opinions").text
    assert ("Kelompok A" in page) is seen
    assert ("tampil setelah konsultasi ini ditutup" in page) is not seen


def test_nothing_is_worked_out_twice_and_letters_stay(app: Flask, session: Session) -> None:
    made = voted(session)
    assert [map_opinions(app), map_opinions(app)] == [1, 0]
    before = session.get(OpinionMap, made.id)
    assert before is not None
    content = before.content
    session.commit()
    statement = session.query(Statement).filter_by(consultation_id=made.id, number=1).one()
    statement.agree += 1
    builders.vote(session, statement, 1)
    session.commit()
    assert map_opinions(app) == 1
    session.expire_all()
    after = session.get(OpinionMap, made.id)
    assert after is not None
    assert after.content != content
    session.commit()


def test_before_the_first_night_the_page_says_when(app: Flask, client: CheckingClient, session: Session) -> None:
    made = closed(session, voted(session))
    assert "dihitung malam ini" in client.get(f"/k/{made.public_id}/opinions").text


def test_too_few_voters_are_words_and_no_empty_picture(app: Flask, client: CheckingClient, session: Session) -> None:
    made = voted(session, people=(2, 1))
    map_opinions(app)
    page = client.get(f"/k/{made.public_id}/opinions").text
    assert "<svg" not in page.split("<main")[1].split("</main")[0]
    assert "Belum cukup suara" in page


def test_coordinated_voters_are_told_and_can_be_left_out(app: Flask, client: CheckingClient, session: Session) -> None:
    made = voted(session)
    statements = session.query(Statement).filter_by(consultation_id=made.id).order_by(Statement.number).all()
    for _ in range(12):
        bot = Voter(consultation_id=made.id, quick=12)
        session.add(bot)
        session.flush()
        for statement in statements:
            builders.vote(session, statement, 1, bot)
    session.commit()
    map_opinions(app)
    address = f"/k/{made.public_id}/opinions"
    assert "12 pemberi suara tampak terkoordinasi" in client.get(address).text
    assert "tanpa mereka" in client.get(f"{address}?without=coordinated").text

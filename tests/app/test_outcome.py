"""From the first reply to the published outcome, as the agency writes it and citizens read it."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys import audit
from surveys.models import (
    Agency,
    Consultation,
    OutcomePoint,
    Reply,
    Theme,
    ThemedContribution,
)
from tests import builders
from tests.app.office import errors, person
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

DAY = dt.timedelta(days=1)
POINT = {"verdict": "partly", "asked": "Berapa tarif parkir?", "heard": "Terlalu mahal.", "did": "Tarif motor turun."}


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


@pytest.fixture
def consultation(session: Session, agency: Agency) -> Consultation:
    """Closed five days ago, voting on."""
    dates = {"opens_at": NOW - 30 * DAY, "closes_at": NOW - 5 * DAY}
    return builders.consultation(session, agency, state="open", voting=True, **dates)


def close(session: Session, consultation: Consultation) -> None:
    consultation.state = "closed"
    session.commit()


@pytest.fixture
def author(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "author", agency)


@pytest.fixture
def approver(app: Flask, session: Session, agency: Agency) -> CheckingClient:
    return person(app, session, "approver", agency)


def address(consultation: Consultation, rest: str) -> str:
    return f"/office/consultations/{consultation.id}/{rest}"


def page(client: CheckingClient, where: str) -> str:
    found = client.get(where)
    assert found.status_code == 200, where
    return str(found.get_data(as_text=True))


def hidden(html: str, name: str) -> str:
    return next(e.get("value", "") for e in parse(html).iter("input") if e.get("name") == name)


def test_a_reply_stands_below_the_comment_at_once(
    session: Session, consultation: Consultation, author: CheckingClient
) -> None:
    comment = builders.contribution(session, consultation, "Tarif terlalu mahal", stance="object")
    close(session, consultation)
    where = address(consultation, f"replies/comments/{comment.id}")
    assert "0 dari 1 komentar sudah dijawab" in page(author, address(consultation, "replies"))
    sent = author.post(where, data={"verdict": "accepted", "text": "Tarif diturunkan.", "seen": ""})
    assert sent.status_code == 303
    assert "1 dari 1 komentar sudah dijawab" in page(author, address(consultation, "replies"))
    shown = page(author, f"/k/{consultation.public_id}/comments")
    assert "Tarif diturunkan." in shown
    assert "Jawaban instansi: Diterima" in text_of(parse(shown))


def test_who_changes_a_reply_has_seen_it(
    session: Session, consultation: Consultation, author: CheckingClient, approver: CheckingClient
) -> None:
    comment = builders.contribution(session, consultation)
    close(session, consultation)
    where = address(consultation, f"replies/comments/{comment.id}")
    author.post(where, data={"verdict": "accepted", "text": "Pertama.", "seen": ""})
    refused = approver.post(where, data={"verdict": "rejected", "text": "Kedua.", "seen": ""})
    html = refused.get_data(as_text=True)
    assert errors(refused) == ["Rekan Anda baru saja mengubah jawaban ini. Bandingkan keduanya, lalu simpan lagi."]
    assert "Pertama." in html
    assert "Kedua." in html
    again = {"verdict": "rejected", "text": "Kedua.", "seen": hidden(html, "seen")}
    assert approver.post(where, data=again).status_code == 303
    session.rollback()
    assert session.scalars(select(Reply.text)).all() == ["Kedua."]
    changed = audit.consultation_entries(session, consultation.id, "reply-changed")
    assert [entry.detail["before"]["text"] for entry in changed] == ["Pertama."]


def test_comments_are_put_into_a_theme_and_answered_together(
    session: Session, consultation: Consultation, author: CheckingClient
) -> None:
    ids = [builders.contribution(session, consultation, f"Mahal sekali {n}").id for n in range(3)]
    close(session, consultation)
    list_page = address(consultation, "replies")
    assert author.post(list_page, data={"comment": ids[:2], "theme": "", "name": "Tarif"}).status_code == 303
    session.rollback()
    theme = session.scalars(select(Theme)).one()
    session.commit()
    assert author.post(list_page, data={"comment": [ids[2]], "theme": str(theme.id)}).status_code == 303
    answer = {"verdict": "rejected", "text": "Tarif tetap karena biaya naik.", "seen": ""}
    assert author.post(address(consultation, f"replies/themes/{theme.id}"), data=answer).status_code == 303
    assert "3 dari 3 komentar sudah dijawab" in page(author, list_page)
    assert page(author, f"/k/{consultation.public_id}/comments").count("Tarif tetap karena biaya naik.") == 3


def test_the_outcome_is_written_and_published(
    app: Flask, session: Session, consultation: Consultation, author: CheckingClient, approver: CheckingClient
) -> None:
    comment = builders.contribution(session, consultation, "Tarif <script>alert(1)</script> mahal")
    statement = builders.statement(session, consultation, "Parkir harus murah", agree=7, disagree=2)
    close(session, consultation)
    points = address(consultation, "outcome/points/new")
    data = {**POINT, "statements": [str(statement.number)], "asked_en": "How much?"}
    assert author.post(points, data=data).status_code == 303
    assert author.post(points, data={**POINT, "asked": "Butir kedua?"}).status_code == 303
    session.rollback()
    first, second = session.scalars(select(OutcomePoint).order_by(OutcomePoint.position)).all()
    session.commit()
    author.post(address(consultation, f"outcome/comments/{comment.id}"), data={"point": str(first.id)})
    author.post(address(consultation, f"outcome/points/{second.id}/place"), data={"go": "up"})
    assert "belum diterbitkan" in page(author, f"/k/{consultation.public_id}/outcome")
    assert author.post(address(consultation, "outcome/publish")).status_code == 403
    assert "tidak bisa diubah atau ditarik" in page(approver, address(consultation, "outcome/publish"))
    assert approver.post(address(consultation, "outcome/publish")).status_code == 303
    html = fresh(app).get(f"/k/{consultation.public_id}/outcome?lang=en").get_data(as_text=True)
    words = text_of(parse(html))
    assert words.index("Butir kedua?") < words.index("How much?")
    assert "Parkir harus murah" in words
    assert "<script>alert" not in html
    assert f"comment={comment.id}" in html
    assert author.post(points, data=POINT).status_code == 409  # with the reason, and what was typed
    session.rollback()
    assert len(session.scalars(select(OutcomePoint)).all()) == 2


def fresh(app: Flask) -> CheckingClient:
    """A citizen's browser, with nothing kept from before the last step."""
    app.extensions["consultation_shelf"]._kept.clear()
    return app.test_client()  # type: ignore[return-value]


def test_what_is_missing_needs_a_reason_that_citizens_read(
    app: Flask, session: Session, consultation: Consultation, approver: CheckingClient
) -> None:
    session.add(Theme(consultation_id=consultation.id, name="Jam buka", name_key="jam buka"))
    close(session, consultation)
    where = address(consultation, "outcome/publish")
    assert "Tema “Jam buka” belum dijawab" in page(approver, where)
    assert errors(approver.post(where, data={"reason": " "})) == ["Isi bagian ini."]
    assert approver.post(where, data={"reason": "Menunggu keputusan bupati."}).status_code == 303
    html = fresh(app).get(f"/k/{consultation.public_id}/outcome").get_data(as_text=True)
    assert "Menunggu keputusan bupati." in html


def test_themes_are_renamed_emptied_and_dissolved(
    session: Session, consultation: Consultation, author: CheckingClient
) -> None:
    comment = builders.contribution(session, consultation)
    theme, other = (Theme(consultation_id=consultation.id, name=name, name_key=name.lower()) for name in ("A", "B"))
    session.add_all([theme, other])
    session.flush()
    session.add(ThemedContribution(contribution_id=comment.id, theme_id=theme.id))
    close(session, consultation)
    where = address(consultation, f"replies/themes/{theme.id}/change")
    assert errors(author.post(where, data={"go": "rename", "name": "b"})) == ["Tema dengan nama ini sudah ada."]
    assert author.post(where, data={"go": "rename", "name": "Biaya"}).status_code == 303
    assert author.post(where, data={"go": "take-out", "comment": [comment.id, "tidak-ada"]}).status_code == 303
    session.rollback()
    assert session.scalars(select(ThemedContribution)).all() == []
    session.commit()
    assert author.post(where, data={"go": "dissolve"}).status_code == 303
    session.rollback()
    assert session.scalars(select(Theme.name)).all() == ["B"]


@pytest.mark.parametrize(
    "sent",
    [
        {"verdict": "accepted", "text": ""},
        {"verdict": "", "text": "Ya"},
        {"verdict": "hapus", "text": "Ya"},
        {"verdict": "accepted", "text": "x" * 100_000},
        {},
    ],
)
def test_a_reply_that_cannot_be_is_explained(
    session: Session, consultation: Consultation, author: CheckingClient, sent: dict[str, str]
) -> None:
    comment = builders.contribution(session, consultation)
    close(session, consultation)
    assert errors(author.post(address(consultation, f"replies/comments/{comment.id}"), data=sent))
    session.rollback()
    assert session.scalars(select(Reply)).all() == []


def test_what_is_withdrawn_is_not_answered(
    session: Session, consultation: Consultation, author: CheckingClient
) -> None:
    gone = builders.contribution(session, consultation, "", state="withdrawn")
    close(session, consultation)
    where = address(consultation, f"replies/comments/{gone.id}")
    late = author.post(where, data={"verdict": "accepted", "text": "Ya", "seen": ""})
    assert late.status_code == 409
    assert "sudah ditarik penulisnya" in late.text
    assert author.get(address(consultation, f"replies/comments/{'0' * 32}")).status_code == 404

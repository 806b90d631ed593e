"""The way through a consultation's pages: which rooms it has now, and where people are led first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.response_matrix import sheet_of
from surveys import documents
from surveys.models import Consultation
from surveys.public_consultations import public_consultation
from tests import builders
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
DAY = dt.timedelta(days=1)
VOTING = {"voting": True, "running_totals": "everything"}


def made(session: Session, state: str, closed_for: int, **fields: Any) -> Consultation:
    """A consultation that closed so many days ago; a negative number: that closes in so many."""
    agency = builders.agency(session, name="Dinas Perhubungan")
    found = builders.consultation(session, agency, state=state, closes_at=NOW - closed_for * DAY, **VOTING, **fields)
    session.commit()
    session.expunge(found)
    return found


def page_of(client: CheckingClient, consultation: Consultation, room: str = "") -> str:
    page = client.get(f"/k/{consultation.public_id}{room}")
    assert page.status_code == 200
    return str(page.get_data(as_text=True))


def rooms(page: str) -> list[str]:
    nav = next(each for each in parse(page).iter("nav") if each.get("class") == "rooms")
    return [text_of(link).strip() for link in nav.iter("a")]


@pytest.mark.parametrize(
    ("state", "closed_for", "there", "not_there"),
    [
        ("open", -9, "Pernyataan", "Hasil"),
        ("closed", 9, "Hasil", "Pernyataan"),
        ("open", 1, "Hasil", "Pernyataan"),  # closed by the clock, before the scheduler came by
    ],
)
def test_a_closed_consultation_has_a_room_for_its_outcome(
    client: CheckingClient, session: Session, state: str, closed_for: int, there: str, not_there: str
) -> None:
    found = rooms(page_of(client, made(session, state, closed_for)))
    assert there in found
    assert not_there not in found


def test_what_is_overdue_is_not_told_as_still_to_come(client: CheckingClient, session: Session) -> None:
    """Closed on 20 October, due thirty days later: on 24 November that is five days late."""
    late = made(session, "closed", 35)
    told = "Dinas Perhubungan seharusnya mengumumkan hasilnya paling lambat 19 November 2026. Sudah terlambat 5 hari."
    for room in ("", "/outcome"):
        assert told in page_of(client, late, room)
    waiting = made(session, "closed", 5)
    assert "Dinas Perhubungan mengumumkan hasilnya paling lambat 19 Desember 2026." in page_of(client, waiting)


def test_the_first_page_leads_to_what_can_be_done_now(client: CheckingClient, session: Session) -> None:
    opened, answered = made(session, "open", -9), made(session, "answered", 40, outcome_published_at=NOW - DAY)
    page = page_of(client, opened)
    assert page.index("Beri suara pada pernyataan") < page.index("Jadwal")
    assert "Baca hasilnya" not in page
    page = page_of(client, answered)
    assert page.index("Baca hasilnya") < page.index("Isi pasal-1")
    assert "Beri suara pada pernyataan" not in page


def test_a_passage_leads_on_only_where_there_is_something(client: CheckingClient, session: Session) -> None:
    """Open: every passage can be commented on. Closed: only the one with a comment has anything to show."""
    opened, ended = made(session, "open", -9), made(session, "open", 5)
    closed = session.merge(ended)
    builders.contribution(session, closed, passage="pasal-2")
    closed.state = "closed"
    session.commit()
    for found, expected in ((opened, ["Tanggapi", "Tanggapi"]), (closed, ["1 komentar"])):
        links = [line for line in parse(page_of(client, found)).iter("p") if line.get("class") == "act"]
        assert [text_of(link).strip().rsplit(" Bagian", 1)[0] for line in links for link in line.iter("a")] == expected


def test_the_room_of_comments_names_the_passages_that_have_most(client: CheckingClient, session: Session) -> None:
    agency = builders.agency(session)
    document = documents.dump(documents.from_regulation("Pasal 1\nSatu.\n\nPasal 2\nDua.\n\nPasal 3\nTiga.\n"))
    found = builders.consultation(session, agency, document=document, closes_at=NOW + DAY)
    for passage in ("pasal-1", "pasal-3", "pasal-3"):
        builders.contribution(session, found, f"Tentang {passage}", passage=passage)
    session.commit()
    session.expunge(found)
    nav = next(each for each in parse(page_of(client, found, "/comments")).iter("ul") if each.get("class") == "busy")
    assert [" ".join(text_of(each).split()) for each in nav.iter("li")] == [
        "Pasal 3 (2 komentar)",
        "Pasal 1 (1 komentar)",
    ]
    assert [link.get("href") for link in nav.iter("a")] == [
        f"/k/{found.public_id}/passages/{passage}" for passage in ("pasal-3", "pasal-1")
    ]
    assert 'class="busy"' not in page_of(client, found, "/comments?passage=pasal-1")


def test_the_matrix_calls_a_heading_by_its_words(app: Flask, session: Session) -> None:
    document = documents.from_markdown("# Jam buka malam\n\nSampai pukul 20.00.\n")
    found = builders.consultation(session, builders.agency(session), document=documents.dump(document))
    for passage in document.passages:
        builders.contribution(session, found, "Setuju", passage=passage.id)
    session.commit()
    with app.test_request_context():
        sheet = sheet_of(session, public_consultation(session, found.public_id))
    assert [row.passage for row in sheet.rows] == ["Jam buka malam", "Bagian 2"]


def test_the_other_language_shows_the_same_place(client: CheckingClient, session: Session) -> None:
    found = builders.consultation(session, builders.agency(session), closes_at=NOW + DAY, replies_allowed=True)
    comment = builders.contribution(session, found, "Setuju", passage="pasal-2")
    session.commit()
    session.expunge_all()
    for query in ("passage=pasal-2", f"comment={comment.id}"):
        page = page_of(client, found, f"/comments?{query}")
        [link] = [each for each in parse(page).iter("a") if each.get("hreflang") == "en"]
        assert (link.get("href") or "").endswith(f"?{query}&lang=en")

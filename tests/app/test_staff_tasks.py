"""What the office tells each person to do next in a consultation, and by when."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from surveys.models import Agency, Consultation
from tests import builders
from tests.app.consulting import NEW, entry, mark, page_of, pasted
from tests.app.office import person
from tests.client import CheckingClient, parse
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")

DAY = dt.timedelta(days=1)
TITLE = "Rancangan Perda Parkir"


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session)


def tasks(client: CheckingClient, page: str = "/office") -> dict[str, str]:
    """What waits for the person, as a page lists it -> where it leads."""
    found = parse(client.get(page).text).findall(".//ul[@class='tasks']//a")
    return {"".join(link.itertext()): link.get("href", "") for link in found}


def rooms(client: CheckingClient, page: str) -> list[str]:
    found = parse(client.get(page).text).findall(".//nav[@aria-label='Bagian konsultasi ini']//a")
    return ["".join(link.itertext()) for link in found]


def closed(session: Session, agency: Agency, days: int) -> Consultation:
    made = builders.consultation(session, agency, closes_at=NOW - days * DAY)
    builders.contribution(session, made, "Mahal")
    made.state = "closed"
    session.commit()
    return made


def test_a_draft_waits_for_its_author_then_for_its_approver(app: Flask, session: Session, agency: Agency) -> None:
    author, approver = (person(app, session, role, agency) for role in ("author", "approver"))
    author.post(NEW, data=entry())
    page = page_of(session)
    assert tasks(author) == {f"Lengkapi dan kirim: {TITLE}": page}
    assert tasks(approver) == {}
    pasted(author, page)
    author.post(f"{page}/submit")
    assert tasks(author) == {}
    assert tasks(approver) == {f"Baca dan periksa naskahnya: {TITLE}": f"{page}/preview"}
    approver.post(f"{page}/send-back", data={"seen": mark(session), "note": "Pasal 2 keliru"})
    told = author.get(page).text
    assert "Dikembalikan oleh" in told
    assert told.count("Pasal 2 keliru") == 2  # beside the steps, and in the history
    author.post(f"{page}/submit")
    assert author.get(page).text.count("Pasal 2 keliru") == 1


def test_after_the_closing_answers_then_points_then_the_publishing_wait(
    app: Flask, session: Session, agency: Agency
) -> None:
    author, approver, analyst = (person(app, session, role, agency) for role in ("author", "approver", "analyst"))
    made = closed(session, agency, 5)
    page = f"/office/consultations/{made.id}"
    assert tasks(author, page) == {"Jawab 1 komentar": f"{page}/replies", "Tulis hasilnya": f"{page}/outcome"}
    assert tasks(analyst, page) == {}
    for at in (page, f"{page}/replies", f"{page}/outcome", "/office/consultations"):
        assert "Hasil diumumkan paling lambat 19 Desember 2026" in author.get(at).text, at  # NOW - 5 + 30 days
    point = {"asked": "A?", "heard": "B.", "did": "C.", "verdict": "accepted"}
    assert author.post(f"{page}/outcome/points/new", data=point).status_code == 303
    [link] = [href for text, href in tasks(author, page).items() if text == "Jawab 1 komentar"]
    answer = parse(author.get(link).text).find(".//a[@class='button second']")
    assert answer is not None
    author.post(answer.get("href", ""), data={"verdict": "accepted", "text": "Ya."})
    assert tasks(author, page) == {}
    assert tasks(approver) == {f"Terbitkan hasilnya: {TITLE}": f"{page}/outcome/publish"}


def test_a_late_outcome_is_called_late_wherever_it_is_listed(app: Flask, session: Session, agency: Agency) -> None:
    approver, made = person(app, session, "approver", agency), closed(session, agency, 40)
    for at in ("/office", "/office/consultations", f"/office/consultations/{made.id}"):
        assert "Hasil terlambat 10 hari. Batasnya 14 November 2026." in approver.get(at).text, at  # 40 - 30 days
    assert "Terlambat dijawab" in approver.get("/office/consultations").text


def test_what_is_latest_waits_first(app: Flask, session: Session, agency: Agency) -> None:
    """Due thirty days after the closing: five days late, then twenty, then one that has time."""
    made = [closed(session, agency, days) for days in (35, 50, 3)]
    home = parse(person(app, session, "author", agency).get("/office").text)
    led_to = [link.get("href", "").split("/")[3] for link in home.findall(".//ul[@class='tasks']//a")]
    assert list(dict.fromkeys(led_to)) == [str(made[place].id) for place in (1, 0, 2)]


def test_comments_and_proposals_wait_for_who_may_screen_them(app: Flask, session: Session, agency: Agency) -> None:
    made = builders.consultation(session, agency, voting=True, proposals_allowed=True, closes_at=NOW + 20 * DAY)
    builders.contribution(session, made, state="waiting")
    builders.contribution(session, made, state="appealed")
    builders.statement(session, made, state="waiting", proposed=True)
    session.commit()
    page = f"/office/consultations/{made.id}"
    analyst, author = (person(app, session, role, agency) for role in ("analyst", "author"))
    waiting = {"Periksa 2 komentar warga": f"{page}/comments", "Periksa 1 usul pernyataan": f"{page}/statements"}
    assert tasks(analyst, page) == waiting
    assert tasks(author, page) == {}


def test_rooms_are_those_where_there_is_something_to_do(app: Flask, session: Session, agency: Agency) -> None:
    author = person(app, session, "author", agency)
    made = {
        state: builders.consultation(session, agency, state=state, voting=voting).id
        for state, voting in (("draft", True), ("open", False), ("closed", True))
    }
    session.commit()
    assert rooms(author, f"/office/consultations/{made['draft']}") == ["Ringkasan", "Daftar pernyataan"]
    assert rooms(author, f"/office/consultations/{made['open']}") == [
        "Ringkasan",
        "Kode dan tema",
        "Jawaban",
        "Hasil konsultasi",
    ]
    assert "Kelompok pendapat" in rooms(author, f"/office/consultations/{made['closed']}")
    inside = parse(author.get(f"/office/consultations/{made['closed']}/outcome/points/new").text)
    [current] = inside.findall(".//nav[@aria-label='Bagian konsultasi ini']//a[@aria-current='page']")
    assert current.text == "Hasil konsultasi"


def test_an_upload_that_is_too_large_leads_back_to_its_form(app: Flask, session: Session, agency: Agency) -> None:
    author = person(app, session, "author", agency)
    made = builders.consultation(session, agency, state="draft")
    session.commit()
    page = f"/office/consultations/{made.id}"
    size = 5 * 1024 * 1024
    for address, way in (
        (f"{page}/attachments", f"{page}/attachments"),
        (f"{page}/attachments/remove", "/office/home"),
    ):
        sent = {"input_stream": io.BytesIO(bytes(size)), "content_length": size}
        refused = author.post(address, content_type="multipart/form-data; boundary=x", **sent)
        assert refused.status_code == 413
        link = parse(refused.text).find(".//main//a[@class='button']")
        assert link is not None
        assert link.get("href") == way

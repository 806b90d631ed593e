"""The list of consultations and its search."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from surveys.consultation_text import ConsultationText
from surveys.models import Agency
from tests import builders
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
DAY = dt.timedelta(days=1)


@pytest.fixture
def agency(session: Session) -> Agency:
    return builders.agency(session, name="Dinas Pasar")


def add(session: Session, agency: Agency, title: str, state: str = "open", **fields: object) -> str:
    return builders.consultation(session, agency, ConsultationText({"id": title}), state=state, **fields).public_id


def rooms(client: CheckingClient, address: str = "/k") -> dict[str, list[str]]:
    """Heading -> the titles and badges under it."""
    response = client.get(address)
    assert response.status_code == 200
    found: dict[str, list[str]] = {}
    heading = ""
    for each in parse(response.get_data(as_text=True)).iter():
        if each.tag == "h2":
            heading = text_of(each)
        if each.tag == "li" and heading:
            badge = next(p for p in each.iter("p") if (p.get("class") or "").startswith("standing"))
            found.setdefault(heading, []).append(f"{text_of(each.find('a'))}: {text_of(badge)}")
    return found


def test_consultations_stand_in_their_rooms(client: CheckingClient, session: Session, agency: Agency) -> None:
    add(session, agency, "Lama", closes_at=NOW + 30 * DAY)
    add(session, agency, "Tanpa akhir")
    add(session, agency, "Besok", closes_at=NOW + DAY)
    add(session, agency, "Menunggu", "closed", closes_at=NOW - DAY)
    add(session, agency, "Lewat", closes_at=NOW - 35 * DAY)  # due five days ago; nobody has closed it
    add(session, agency, "Sangat lewat", "closed", closes_at=NOW - 60 * DAY)
    add(session, agency, "Selesai", "answered", closes_at=NOW - 60 * DAY, outcome_published_at=NOW)
    add(session, agency, "Nanti", "scheduled")
    add(session, agency, "Rancangan saja", "draft")
    session.commit()
    assert rooms(client) == {
        "Segera ditutup (1)": ["Besok: Segera ditutup: 25 November 2026"],
        "Dibuka (2)": ["Lama: Dibuka sampai 24 Desember 2026", "Tanpa akhir: Dibuka"],
        "Ditutup, menunggu jawaban (3)": [
            "Sangat lewat: Jawaban terlambat 30 hari",
            "Lewat: Jawaban terlambat 5 hari",
            "Menunggu: Ditutup, dijawab paling lambat 23 Desember 2026",
        ],
        "Sudah dijawab (1)": ["Selesai: Sudah dijawab"],
    }


def test_an_empty_list_says_so(client: CheckingClient) -> None:
    assert "Belum ada konsultasi" in client.get("/k").get_data(as_text=True)
    assert "Belum ada konsultasi di sini" in client.get("/k?state=answered").get_data(as_text=True)


def test_a_long_room_is_paged(client: CheckingClient, session: Session, agency: Agency) -> None:
    for number in range(23):
        add(session, agency, f"Nomor {number}")
    session.commit()
    assert len(rooms(client)["Dibuka (23)"]) == 5
    pages = [rooms(client, f"/k?state=open&page={page}")["Dibuka (23)"] for page in (1, 2, 99)]
    assert [len(page) for page in pages] == [20, 3, 3]
    assert len(set(pages[0] + pages[1])) == 23
    client.get("/k?state=tidak-ada&page=x")


def test_a_search_looks_in_titles_and_texts(client: CheckingClient, session: Session, agency: Agency) -> None:
    add(session, agency, "Naskah pasar", document=builders.passages("pasal-1", "zebra-2"))
    add(session, agency, "Tentang ZEBRA")
    add(session, agency, "Zebra tersembunyi", "in-review")
    session.commit()
    assert list(rooms(client, "/k?q=zebra").values()) == [["Tentang ZEBRA: Dibuka", "Naskah pasar: Dibuka"]]
    page = client.get("/k?q=zebra").get_data(as_text=True)
    assert "2 konsultasi ditemukan" in page
    assert [text_of(each) for each in parse(page).iter("mark")] == ["ZEBRA", "zebra"]
    assert "/passages/zebra-2" in page
    assert page.count("ZEBRA") == 1, "a title that was found is not told again as its own excerpt"
    assert list(rooms(client, "/k?q=ZEB+pasar").values()) == [["Naskah pasar: Dibuka"]]


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "%25%27;--", "a" * 5000, "%00", "%ff", "(((", "💧"])
def test_hostile_words_find_nothing(client: CheckingClient, session: Session, agency: Agency, query: str) -> None:
    add(session, agency, "Pasar")
    session.commit()
    response = client.get(f"/k?q={query}")
    assert response.status_code == 200
    assert "<script>alert" not in response.get_data(as_text=True)


def test_a_new_version_is_found_by_its_new_words(client: CheckingClient, session: Session, agency: Agency) -> None:
    assert rooms(client, "/k?q=baru") == {}
    add(session, agency, "Serba baru")
    session.commit()
    catalogue = client.application.extensions["consultation_catalogue"]
    catalogue._read_at = float("-inf")  # two seconds later
    assert list(rooms(client, "/k?q=baru").values()) == [["Serba baru: Dibuka"]]

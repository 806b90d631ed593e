"""Citizens read consultations: lists, text, passages, what changed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from surveys import documents
from surveys.consultation_text import ConsultationText, Milestone
from surveys.models import Consultation
from tests import builders
from tests.client import CheckingClient, parse
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
DAY = dt.timedelta(days=1)
DRAFT = """BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Daerah ini yang dimaksud dengan:
1. Parkir adalah keadaan kendaraan yang berhenti.
2. Juru parkir adalah orang yang mengatur parkir.

Pasal 2
(1) Tarif parkir sepeda motor dua ribu rupiah.
(2) Tarif parkir mobil lima ribu rupiah.

BAB II
PENUTUP

Pasal 3
Peraturan ini berlaku tahun depan.
"""


def links(page: str, beginning: str) -> list[str]:
    return [a.get("href") or "" for a in parse(page).iter("a") if (a.get("href") or "").startswith(beginning)]


@pytest.fixture
def shown(session: Session) -> Consultation:
    text = ConsultationText(
        {"id": "Rancangan Perda Parkir", "en": "Draft parking by-law"},
        summary={"id": "Tarif parkir **naik**."},
        background={"id": "## Mengapa\n\nMacet."},
        milestones=(Milestone(dt.date(2027, 2, 1), {"id": "Rapat pembahasan"}),),
    )
    made = builders.consultation(
        session,
        builders.agency(session, name="Dinas Perhubungan"),
        text,
        document=documents.dump(documents.from_regulation(DRAFT)),
        opens_at=NOW - 3 * DAY,
        closes_at=NOW + 20 * DAY,
    )
    session.commit()
    return made


def page_of(client: CheckingClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_data(as_text=True)


def test_the_text_is_read_with_its_passages(client: CheckingClient, shown: Consultation) -> None:
    address = f"/k/{shown.public_id}"
    page = page_of(client, address)
    assert address in links(page_of(client, "/"), "/k/")
    assert address in links(page_of(client, "/k"), "/k/")
    for more in ("/text", "/contents", "/feed.atom", "/card.png", "/changes"):
        assert client.get(address + more).status_code == 200, more
    for link in links(page, f"{address}/passages/"):
        page_of(client, link)

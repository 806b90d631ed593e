"""Attachments as downloads, and the card of a shared link."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from app.public.consultation_files import PIECE
from surveys.consultation_text import ConsultationText
from surveys.models import Attachment, Consultation
from tests import builders
from tests.client import CheckingClient, parse, text_of
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
CONTENT = b"%PDF-1.7 \x00\xff isi"


@pytest.fixture
def shown(session: Session) -> Consultation:
    title = ConsultationText({"id": "Rancangan Peraturan Daerah " * 8, "en": "Draft"})
    return builders.consultation(session, builders.agency(session), title, closes_at=NOW + dt.timedelta(days=20))


def attach(session: Session, consultation: Consultation, **fields: object) -> str:
    values = {"name": "Peta “lokasi”.pdf", "media_type": "application/pdf", "size": len(CONTENT), "added_at": NOW}
    made = Attachment(consultation_id=consultation.id, **{"content": CONTENT, **values, **fields})
    session.add(made)
    session.commit()
    return f"/k/{consultation.public_id}/attachments/{made.id}/x"


def test_an_attachment_is_a_download(client: CheckingClient, session: Session, shown: Consultation) -> None:
    address = attach(session, shown)
    response = client.get(address)
    assert (response.status_code, response.data, response.mimetype) == (200, CONTENT, "application/pdf")
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''Peta%20%E2%80%9Clokasi%E2%80%9D.pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    page = client.get(f"/k/{shown.public_id}").get_data(as_text=True)
    files = next(each for each in parse(page).iter("ul") if each.get("class") == "files")
    assert text_of(files) == "Peta “lokasi”.pdf (PDF, 1 KB)"
    assert client.get(next(a.get("href") for a in files.iter("a"))).data == CONTENT


def test_a_large_file_comes_whole_in_pieces(client: CheckingClient, session: Session, shown: Consultation) -> None:
    content = b"%PDF-" + bytes(range(256)) * 4 * 700 + b"end"  # 716,808 bytes: two full pieces and a short one
    response = client.get(attach(session, shown, content=content, size=len(content)), buffered=False)
    assert response.content_length == len(content) == 716_808
    assert [len(piece) for piece in response.iter_encoded()] == [PIECE, PIECE, 716_808 - 2 * PIECE]
    again = client.get(attach(session, shown, content=content, size=len(content)))
    assert again.data == content


def test_a_type_that_is_none_is_only_bytes(client: CheckingClient, session: Session, shown: Consultation) -> None:
    address = attach(session, shown, media_type="text/html\r\nX-Evil: 1", name="a\r\nb.html")
    response = client.get(address)
    assert response.mimetype == "application/octet-stream"
    assert "X-Evil" not in response.headers
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_a_removed_attachment_is_gone(client: CheckingClient, session: Session, shown: Consultation) -> None:
    assert client.get(attach(session, shown, removed_at=NOW)).status_code == 410
    assert "Lampiran" not in client.get(f"/k/{shown.public_id}").get_data(as_text=True)


def test_an_attachment_of_something_else_is_not_found(
    client: CheckingClient, session: Session, shown: Consultation
) -> None:
    hidden = builders.consultation(session, shown.agency, state="draft")
    address = attach(session, hidden)
    assert client.get(address).status_code == 404
    assert client.get(address.replace(hidden.public_id, shown.public_id)).status_code == 404


@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_a_shared_link_has_a_card(client: CheckingClient, session: Session, shown: Consultation, query: str) -> None:
    session.commit()
    page = client.get(f"/k/{shown.public_id}{query}").get_data(as_text=True)
    meta = {each.get("property"): each.get("content") for each in parse(page).iter("meta") if each.get("property")}
    assert meta["og:image"] == f"http://127.0.0.1:8000/k/{shown.public_id}/card.png{query}"
    response = client.get(f"/k/{shown.public_id}/card.png{query}")
    assert response.mimetype == "image/png"
    picture = Image.open(io.BytesIO(response.data))
    assert picture.size == (1200, 630)
    assert len(picture.getcolors() or []) > 2  # there is something on it
    assert len(response.data) < 60_000

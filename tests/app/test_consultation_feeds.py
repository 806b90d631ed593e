"""Atom feeds, held to what RFC 4287 asks for."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from surveys.consultation_text import ConsultationText
from surveys.models import Consultation, ConsultationVersion
from tests import builders
from tests.client import CheckingClient
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("now")
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = dt.timedelta(days=1)
# RFC 3339, as RFC 4287 section 3.3 restricts it: upper-case T and Z.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


@pytest.fixture
def shown(session: Session) -> Consultation:
    made = builders.consultation(
        session,
        builders.agency(session, name="Dinas <Pasar> & Parkir"),
        ConsultationText({"id": "Naskah \x01 & <tarif>"}),
        state="answered",
        opens_at=NOW - 40 * DAY,
        closes_at=NOW - 10 * DAY,
        outcome_published_at=NOW - DAY,
    )
    first = made.versions[0]
    values = {"content": first.content, "document": first.document, "published_at": NOW - 20 * DAY}
    made.versions.append(ConsultationVersion(number=2, **values))
    session.commit()
    return made


def read(client: CheckingClient, address: str) -> Element:
    """The feed, checked for what a feed must have (RFC 4287, sections 4.1.1 and 4.1.2)."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    feed: Element = fromstring(response.data)
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
        assert (part.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert _DATE.fullmatch(part.findtext(f"{ATOM}updated") or "")
        assert part.findtext(f"{ATOM}author/{ATOM}name")
        alternates = [link for link in part.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert (alternates[0].get("href") or "").startswith("http")
    selves = [link.get("href") or "" for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert [each.partition("/k/")[2] for each in selves] == [address.removeprefix("/k/")], "where this very feed is"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


def entries(feed: Element) -> list[tuple[str, str]]:
    return [
        (entry.findtext(f"{ATOM}updated") or "", entry.findtext(f"{ATOM}title") or "")
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_a_feed_tells_what_happened(client: CheckingClient, shown: Consultation) -> None:
    feed = read(client, f"/k/{shown.public_id}/feed.atom")
    assert entries(feed) == [
        ("2026-11-23T03:00:00Z", "Jawaban terbit: Naskah  & <tarif>"),
        ("2026-11-14T03:00:00Z", "Ditutup: Naskah  & <tarif>"),
        ("2026-11-04T03:00:00Z", "Versi 2 terbit: Naskah  & <tarif>"),
        ("2026-10-15T03:00:00Z", "Dibuka: Naskah  & <tarif>"),
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T03:00:00Z"
    assert feed.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Dinas <Pasar> & Parkir"


def test_the_feed_of_all_has_the_same_entries(
    client: CheckingClient, session: Session, shown: Consultation, now: dict[str, dt.datetime]
) -> None:
    other = builders.consultation(session, shown.agency, opens_at=NOW - 2 * DAY, closes_at=NOW + DAY)
    builders.consultation(session, shown.agency, state="scheduled", opens_at=NOW + DAY)
    session.commit()
    feed = read(client, "/k/feed.atom")
    assert len(entries(feed)) == 5
    own = {
        entry.findtext(f"{ATOM}id") for entry in read(client, f"/k/{shown.public_id}/feed.atom").iter(f"{ATOM}entry")
    }
    everything = {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}
    assert own < everything
    now["now"] = NOW + 2 * DAY  # ids stay when more happens
    later = read(client, f"/k/{other.public_id}/feed.atom")
    assert [title.partition(":")[0] for _, title in entries(later)] == ["Ditutup", "Dibuka"]
    assert everything & {entry.findtext(f"{ATOM}id") for entry in later.iter(f"{ATOM}entry")}


def test_an_empty_feed_is_a_feed(client: CheckingClient) -> None:
    assert entries(read(client, "/k/feed.atom")) == []
    assert entries(read(client, "/k/feed.atom?lang=en")) == []

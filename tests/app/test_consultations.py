"""Citizens read consultations: lists, text, passages, what changed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from app.public import consultation_shelf
from surveys import documents
from surveys.consultation_text import ConsultationText, Milestone
from surveys.models import Consultation, ConsultationVersion
from tests import builders
from tests.client import CheckingClient, parse, text_of
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
    tree = parse(page)
    assert [text_of(each) for each in tree.iter("h2")] == [
        "Ringkasan",
        "Cara ikut serta",
        "Jadwal",
        "Latar belakang",
        "Daftar isi",
        "Naskah",
    ]
    assert [text_of(each) for each in tree.iter("h4")] == ["Pasal 1", "Pasal 2", "Pasal 3"]
    groups = {each.get("id"): each.get("aria-label") for each in tree.iter("div") if each.get("role") == "group"}
    assert groups["pasal-2-ayat-1"] == "Pasal 2 ayat (1)"
    dates = [text_of(each) for each in tree.iter("li") if each.find("time") is not None]
    assert dates == [
        "21 November 2026 Konsultasi dibuka",
        "14 Desember 2026 Hari terakhir memberi komentar",
        "13 Januari 2027 Batas waktu jawaban instansi",
        "1 Februari 2027 Rapat pembahasan",
    ]
    for link in links(page, f"{address}/passages/"):
        page_of(client, link)


def test_the_text_itself_stays_indonesian_for_english_readers(client: CheckingClient, shown: Consultation) -> None:
    page = page_of(client, f"/k/{shown.public_id}?lang=en")
    tree = parse(page)
    assert text_of(next(tree.iter("h1"))) == "Draft parking by-law"
    assert next(each for each in tree.iter("div") if each.get("class") == "draft").get("lang") == "id"
    assert all("lang=en" in link for link in links(page, "/k/") if "feed" not in link)


def test_comments_are_counted_at_their_passage(client: CheckingClient, session: Session, shown: Consultation) -> None:
    for state in ("shown", "shown", "waiting", "hidden"):
        builders.contribution(session, shown, passage="pasal-3", state=state)
    session.commit()
    tree = parse(page_of(client, f"/k/{shown.public_id}"))
    passage = next(each for each in tree.iter("div") if each.get("id") == "pasal-3")
    assert [text_of(each) for each in passage.iter("a")] == ["2 komentar Pasal 3", "Tanggapi Pasal 3"]


def test_a_passage_has_its_neighbours_and_a_form(client: CheckingClient, shown: Consultation) -> None:
    address = f"/k/{shown.public_id}"
    page = page_of(client, f"{address}/passages/pasal-2-ayat-1")
    neighbours = [each for each in parse(page).iter("a") if each.get("rel")]
    assert [(each.get("rel"), text_of(each)) for each in neighbours] == [
        ("prev", "Sebelumnya: Pasal 2"),
        ("next", "Berikutnya: Pasal 2 ayat (2)"),
    ]
    assert next(parse(page).iter("form")).get("action") == f"{address}/comments"
    assert f"{address}#pasal-2-ayat-1" in links(page, address)
    page_of(client, f"{address}/passages/tidak-ada", 404)


def test_what_nobody_may_see_is_not_found(client: CheckingClient, session: Session, shown: Consultation) -> None:
    hidden = builders.consultation(session, shown.agency, state="in-review")
    session.commit()
    for more in ("", "/text", "/contents", "/changes", "/feed.atom", "/card.png", "/passages/pasal-1"):
        assert client.get(f"/k/{hidden.public_id}{more}").status_code == 404, more
        assert client.get(f"/k/tidakada{more}").status_code == 404, more
    assert hidden.public_id not in page_of(client, "/k")


@pytest.mark.parametrize("part", ["0", "-1", "99999999999999999999", "dua", "%00", "1.5"])
def test_a_part_that_is_none_is_the_nearest(client: CheckingClient, shown: Consultation, part: str) -> None:
    page_of(client, f"/k/{shown.public_id}?part={part}")


def test_a_page_that_has_not_changed_is_not_sent_again(
    client: CheckingClient, session: Session, shown: Consultation, now: dict[str, dt.datetime]
) -> None:
    address = f"/k/{shown.public_id}"
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    now["now"] = NOW + 21 * DAY
    later = client.get(address, headers=tag)
    assert later.status_code == 200
    assert "Ditutup, dijawab paling lambat 13 Januari 2027" in later.get_data(as_text=True)
    assert "Tanggapi" not in later.get_data(as_text=True)


def publish(session: Session, shown: Consultation, text: str, note: str = "") -> None:
    """A next version of the draft."""
    before = documents.load(shown.versions[-1].document)
    after = documents.revise(before, documents.from_regulation(text))
    number = len(shown.versions) + 1
    values = {"content": shown.versions[0].content, "document": documents.dump(after), "note": note}
    shown.versions.append(ConsultationVersion(number=number, published_at=NOW - DAY, **values))
    session.commit()


def test_what_changed_is_told_without_colour(client: CheckingClient, session: Session, shown: Consultation) -> None:
    changed = DRAFT.replace("dua ribu", "tiga ribu").replace("(2) Tarif parkir mobil lima ribu rupiah.\n", "")
    publish(session, shown, changed, "Tarif **disesuaikan**.")
    address = f"/k/{shown.public_id}"
    assert f"{address}/changes" in links(page_of(client, address), address)
    page = page_of(client, f"{address}/changes")
    tree = parse(page)
    facts = next(each for each in tree.iter("ul") if each.get("class") == "facts")
    assert [text_of(each) for each in facts.iter("li")] == ["Diubah: 1 bagian", "Dihapus: 1 bagian"]
    assert [text_of(each) for each in tree.iter("ins")] == ["ditambahkan: tiga"]
    assert [text_of(each) for each in tree.iter("del")] == [
        "dihapus: dua",
        "dihapus: (2) Tarif parkir mobil lima ribu rupiah.",
    ]
    assert "<strong>disesuaikan</strong>" in page
    rows = list(parse(page_of(client, f"{address}/changes?view=sides")).iter("tr"))
    assert [text_of(each) for each in rows[2].iter("td")] == [
        "Versi 1 (1) Tarif parkir sepeda motor dihapus: dua ribu rupiah.",
        "Versi 2 (1) Tarif parkir sepeda motor ditambahkan: tiga ribu rupiah.",
    ]
    assert text_of(list(rows[4].iter("td"))[1]) == "Versi 2 (sudah tidak ada)"


@pytest.mark.parametrize(
    "query", ["from=2&to=1", "from=0&to=9", "from=x&to=y", "from=1&to=1", "to=99999999999999999999"]
)
def test_versions_that_are_none_are_not_compared(client: CheckingClient, shown: Consultation, query: str) -> None:
    assert client.get(f"/k/{shown.public_id}/changes?{query}").status_code in (200, 404)


def test_a_removed_passage_keeps_its_page(client: CheckingClient, session: Session, shown: Consultation) -> None:
    builders.contribution(session, shown, "Mobil jangan mahal", passage="pasal-2-ayat-2")
    publish(session, shown, DRAFT.replace("(2) Tarif parkir mobil lima ribu rupiah.\n", ""))
    page = page_of(client, f"/k/{shown.public_id}/passages/pasal-2-ayat-2")
    assert "Bagian ini sudah dihapus." in page
    assert "dalam versi 1" in page
    assert "Tarif parkir mobil lima ribu rupiah." in page
    assert "Mobil jangan mahal" in page
    assert not list(parse(page).iter("form"))


def test_a_kept_passage_page_shows_new_comments_and_has_a_token_of_its_own(
    client: CheckingClient, session: Session, shown: Consultation
) -> None:
    address = f"/k/{shown.public_id}/passages/pasal-2-ayat-1"

    def tokens(page: str) -> list[str]:
        return [field.get("value") or "" for field in parse(page).iter("input") if field.get("name") == "token"]

    def visit() -> tuple[str, str]:
        """The page without its token, and the token."""
        page = page_of(client, address)
        (token,) = tokens(page)
        return page.replace(token, ""), token

    (first, one), (second, other) = visit(), visit()
    assert (first == second, one == other) == (True, False)
    # What stands in a text is never taken for the place of the token.
    builders.contribution(session, shown, passage="pasal-2-ayat-1", text="Terlalu mahal @@SPLICE@@")
    session.commit()
    assert "Terlalu mahal @@SPLICE@@" in visit()[0]
    shown.state = "closed"
    session.commit()
    consultation_shelf.prepare(client.application)
    closed = page_of(client, address)
    assert "Terlalu mahal" in closed
    assert not tokens(closed)

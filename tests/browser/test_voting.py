"""Voting in a browser: without scripts, with the keyboard, by roles and names; and the groups that come of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import keyboard
from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import STAFF, Site
from tests.browser.test_office import sign_in
from tests.voted import TEXTS

MOST_BYTES = 14 * 1024
MOST_REQUESTS = 3


def room(site: Site, name: str) -> str:
    return f"/k/{site.surveys['statements']}/{name}"


def ballot(page: Page) -> str:
    """The statement that is asked about: a heading, and the name of the group of buttons."""
    text = page.locator("#ballot").get_by_role("heading", level=2).inner_text()
    expect(page.get_by_role("group", name=text).get_by_role("button")).to_have_count(3)
    return text


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_is_accessible(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit(room(site, "vote"), size=size)
    check_page(page)
    page.get_by_text("Usulkan pernyataan baru").click()
    check_page(page)
    page.get_by_role("button", name="Setuju", exact=True).click()
    for name in ("vote?statement=3", "vote/mine", "opinions", "opinions?lang=en", "vote?lang=en"):
        page.goto(room(site, name))
        check_page(page)


def test_all_statements_are_voted_on_with_the_keyboard_and_without_scripts(visit: Visitor, site: Site) -> None:
    page = visit(room(site, "vote"), scripts=False)
    seen = set()
    for done in range(len(TEXTS)):
        expect(page.get_by_text(f"Anda sudah menilai {done} dari {len(TEXTS)} pernyataan.")).to_be_visible()
        seen.add(ballot(page))
        name = ("Setuju", "Tidak setuju", "Lewati")[done % 3]
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert seen == set(TEXTS)
    expect(page.get_by_text("Anda sudah menilai semua pernyataan.")).to_be_visible()
    page.get_by_role("link", name="Lihat dan ubah suara saya").click()
    expect(page.get_by_role("link", name="Ubah")).to_have_count(len(TEXTS))
    page.get_by_role("link", name=f"Ubah {TEXTS[2]}").click()
    assert ballot(page) == TEXTS[2]
    expect(page.get_by_text("Suara Anda sekarang:")).to_be_visible()
    page.get_by_role("button", name="Lewati", exact=True).click()
    page.get_by_role("link", name="Lihat dan ubah suara saya").click()
    page.get_by_role("button", name="Lupakan peramban ini").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peramban ini sudah dilupakan")
    assert page.context.cookies() == []


def test_tab_leads_from_the_statement_to_its_buttons(visit: Visitor, site: Site) -> None:
    page = visit(room(site, "vote"))
    keyboard.go(page.get_by_role("button", name="Setuju", exact=True))
    assert page.url.endswith("#ballot")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Setuju", exact=True)).to_be_focused()


def test_two_tabs_of_one_browser_are_one_voter(visit: Visitor, site: Site) -> None:
    one = visit(room(site, "vote?statement=1"))
    two = one.context.new_page()
    two.goto(site.base + room(site, "vote?statement=1"))
    one.get_by_role("button", name="Setuju", exact=True).click()
    two.get_by_role("button", name="Tidak setuju", exact=True).click()
    expect(two.get_by_text(f"Anda sudah menilai 1 dari {len(TEXTS)} pernyataan.")).to_be_visible()
    two.goto(site.base + room(site, "vote/mine"))
    expect(two.locator(".own")).to_contain_text("Tidak setuju")


def test_a_vote_on_a_statement_hidden_meanwhile_is_told_and_not_counted(visit: Visitor, site: Site) -> None:
    citizen = visit(room(site, "vote?statement=2"), scripts=False)
    staff = visit("/", scripts=False, size=DESKTOP)
    sign_in(staff, STAFF["administrator"])
    [(id_, statement_id)] = site.rows(
        "SELECT c.id, s.id FROM consultation c JOIN statement s ON s.consultation_id = c.id"
        " WHERE c.public_id = ? AND s.number = 2",
        site.surveys["statements"],
    )
    statement = f"/office/consultations/{id_}/statements/{statement_id}"
    staff.goto(statement)
    staff.get_by_label("Alasan menyembunyikan").select_option(index=1)
    staff.get_by_role("button", name="Sembunyikan").click()
    votes = "SELECT count(*) FROM vote WHERE statement_id = ?"
    before = site.rows(votes, statement_id)
    citizen.get_by_role("button", name="Setuju", exact=True).click()
    expect(citizen.get_by_text("Pernyataan itu baru saja disembunyikan")).to_be_visible()
    assert site.rows(votes, statement_id) == before
    staff.goto(statement)
    staff.get_by_role("button", name="Tampilkan").click()


def test_buttons_are_large_enough_for_a_thumb(visit: Visitor, site: Site) -> None:
    page = visit(room(site, "vote"))
    for name in ("Setuju", "Tidak setuju", "Lewati"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["height"] >= 52
        assert box["width"] >= 200


def test_groups_are_told_in_words_and_the_picture_has_its_table(visit: Visitor, site: Site) -> None:
    page = visit(room(site, "opinions"))
    headline = "Peserta terbagi jelas menjadi 2 kelompok pendapat"
    expect(page.get_by_role("heading", name=headline)).to_be_visible()
    expect(page.get_by_role("img", name=headline)).to_be_visible()
    page.get_by_text("Lihat angkanya dalam tabel").first.click()
    expect(page.get_by_role("rowheader", name="A", exact=True).first).to_be_visible()
    shared = page.get_by_role("heading", name="Yang disepakati semua kelompok")
    expect(shared).to_be_visible()


@pytest.mark.parametrize("name", ["vote", "opinions"])
def test_a_first_visit_is_light(chromium: Browser, site: Site, name: str) -> None:
    context = chromium.new_context(base_url=site.base, viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    weights: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(room(site, name), wait_until="load")
    page.wait_for_timeout(500)
    context.close()
    print(name, sum(weights))  # noqa: T201  the weight is worth knowing
    assert len([url for url in asked if not url.startswith("data:")]) <= MOST_REQUESTS
    assert 0 < sum(weights) <= MOST_BYTES


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_office_pages_are_accessible(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit("/", size=size)
    sign_in(page, STAFF["administrator"])
    [(id_,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["statements"])
    [(statement_id,)] = site.rows("SELECT min(id) FROM statement WHERE consultation_id = ?", id_)
    for name in ("statements", f"statements/{statement_id}", "opinions"):
        page.goto(f"/office/consultations/{id_}/{name}")
        check_page(page)
    for name in ("statements", "opinions"):
        page.goto(f"/office/consultations/{id_}/{name}")
        page.get_by_role("button", name="Lihat hasil sementara").click()
        check_page(page)

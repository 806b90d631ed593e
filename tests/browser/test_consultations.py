"""Reading a draft in a browser: with the keyboard, by roles and names, without colour, on a slow network."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import keyboard
from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import Site

MOST_BYTES = 14 * 1024
MOST_REQUESTS = 3
PAGES = (
    "/k",
    "/k?q=parkir",
    "/k/{id}",
    "/k/{id}?lang=en",
    "/k/{id}/contents",
    "/k/{id}/text",
    "/k/{id}/passages/pasal-2-ayat-1",
    "/k/{id}/passages/pasal-2-ayat-3",
    "/k/{id}/changes",
    "/k/{id}/changes?view=sides",
)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_is_accessible(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit("/k", size=size)
    for path in PAGES:
        page.goto(path.format(id=site.surveys["consultation"]))
        check_page(page)


def test_a_draft_is_read_and_answered_with_the_keyboard(visit: Visitor, site: Site) -> None:
    page = visit(f"/k/{site.surveys['consultation']}", scripts=False)
    keyboard.press(page.get_by_role("link", name="Langsung ke isi"))
    contents = page.get_by_role("navigation", name="Daftar isi")
    keyboard.press(contents.get_by_role("link", name="Pasal 2"))
    assert page.url.endswith("#pasal-2")
    passage = page.get_by_role("group", name="Pasal 2 ayat (1)", exact=True)
    expect(passage).to_contain_text("(1) Tarif parkir sepeda motor tiga ribu rupiah.")
    keyboard.go(passage.get_by_role("link", name="1 komentar Pasal 2 ayat (1)"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasal 2 ayat (1)")
    expect(page.get_by_role("navigation", name="Bagian lain").get_by_role("link")).to_have_count(3)
    expect(page.get_by_text("Terlalu mahal")).to_be_visible()
    keyboard.write(page.get_by_role("textbox", name="Komentar Anda"), "Saya setuju")


def test_headings_come_in_order(visit: Visitor, site: Site) -> None:
    page = visit(f"/k/{site.surveys['consultation']}")
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(e => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_search_marks_what_it_found_in_titles_and_texts(visit: Visitor, site: Site) -> None:
    page = visit("/k?q=parkir", scripts=False)
    found = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Rancangan Perda Parkir", exact=True))
    expect(found.get_by_role("link").first.locator("mark")).to_have_text("Parkir")
    expect(found.locator("p mark").first).to_have_text("parkir", ignore_case=True)


@pytest.mark.parametrize("view", ["inline", "sides"])
def test_a_difference_is_seen_without_colour(visit: Visitor, site: Site, view: str) -> None:
    page = visit(f"/k/{site.surveys['consultation']}/changes?view={view}", forced_colors="active")
    added, removed = page.locator("ins").first, page.locator("del").first
    assert _style(added, "textDecorationLine") == "underline"
    assert _style(removed, "textDecorationLine") == "line-through"
    assert _style(added, "content", "::before") == '"+ "'
    assert _style(removed, "content", "::before") == '"− "'
    expect(added).to_contain_text("ditambahkan: tiga")
    expect(removed).to_contain_text("dihapus: dua")
    expect(page.get_by_role("list").filter(has_text="Dihapus: 1 bagian")).to_be_visible()


def _style(locator: object, name: str, part: str = "") -> str:
    return str(locator.evaluate("(e, [name, part]) => getComputedStyle(e, part || null)[name]", [name, part]))  # type: ignore[attr-defined]


def test_the_first_part_of_a_long_draft_is_light(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(base_url=site.base, viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    weights: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(f"/k/{site.surveys['long-consultation']}", wait_until="load")
    page.wait_for_timeout(500)
    first_visit = [url for url in asked if not url.startswith("data:")], sum(weights)
    _turn_to_the_last_part(page)
    context.close()
    assert len(first_visit[0]) <= MOST_REQUESTS, first_visit
    assert 0 < first_visit[1] <= MOST_BYTES


def _turn_to_the_last_part(page: Page) -> None:
    parts = 1
    while (following := page.get_by_role("link", name="Halaman berikutnya")).count():
        with page.expect_navigation():
            following.click()
        parts += 1
    assert parts > 2
    expect(page.get_by_role("group", name="Pasal 60 ayat (4)", exact=True)).to_be_visible()


def test_a_printed_draft_has_no_navigation(visit: Visitor, site: Site) -> None:
    page = visit(f"/k/{site.surveys['consultation']}/text")
    page.emulate_media(media="print")
    expect(page.get_by_text("Tarif parkir mobil lima ribu rupiah.")).to_be_visible()
    for role in ("banner", "navigation", "contentinfo"):
        for each in page.get_by_role(role).all():  # type: ignore[arg-type]  # names of roles
            expect(each).not_to_be_visible()

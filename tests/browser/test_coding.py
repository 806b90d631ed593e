"""The coding bench in a real browser: for everybody, and by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import STAFF, Site
from tests.browser.test_office import sign_in


def bench(site: Site) -> str:
    """The address of the survey whose comments are coded."""
    [(survey_id,)] = site.rows("SELECT id FROM survey WHERE public_id = ?", site.surveys["reported"])
    return f"/office/surveys/{survey_id}"


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_every_page_of_the_bench_is_for_everybody(
    visit: Visitor, site: Site, size: dict[str, int], scheme: str
) -> None:
    base = bench(site)
    codes = [code for (code,) in site.rows("SELECT id FROM code ORDER BY name_key IS NULL, id")]
    [(finished,), (waiting,)] = site.rows("SELECT id FROM double_coding ORDER BY id")
    [(theme,)] = site.rows("SELECT id FROM theme")
    page = visit("/", size=size, color_scheme=scheme)
    sign_in(page, STAFF["analyst"])
    for address in (
        "/comments",
        "/comments?state=coded",
        "/comments/next",
        "/codes",
        f"/codes/{codes[0]}",
        f"/codes/{codes[-1]}",
        "/themes",
        f"/themes/{theme}",
        "/double-coding",
        f"/double-coding/{finished}",
        f"/double-coding/{waiting}",
        f"/double-coding/{waiting}/next",
        "/history",
    ):
        answer = page.goto(base + address)
        assert answer is not None
        assert answer.ok, address
        check_page(page)


def read_by(site: Site, coder: str) -> int:
    [(number,)] = site.rows("SELECT count(*) FROM comment_reading WHERE coder = ?", coder)
    return int(number)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_comments_are_coded_by_keyboard_alone(visit: Visitor, site: Site, scripts: bool) -> None:
    page = visit("/", size=DESKTOP, scripts=scripts)
    sign_in(page, STAFF["administrator"])
    base, before = bench(site), read_by(site, STAFF["administrator"])
    page.goto(f"{base}/comments/next")
    seen = set()
    for _ in range(3):
        seen.add(page.locator("blockquote").inner_text())
        # From the address's fragment, the first Tab leads past menu and crumbs to the first code.
        page.keyboard.press("Tab")
        assert page.locator("input[name=codes]").first.evaluate("box => box === document.activeElement") is True
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert len(seen) == 3
    assert read_by(site, STAFF["administrator"]) == before + 3
    put = site.rows("SELECT count(*) FROM code_assignment GROUP BY reading_id ORDER BY reading_id DESC LIMIT 3")
    assert put == [(2,)] * 3


def test_every_refused_form_of_the_bench_says_so(visit: Visitor, site: Site) -> None:
    base = bench(site)
    [(theme,)] = site.rows("SELECT id FROM theme")
    [(code,)] = site.rows("SELECT min(id) FROM code")
    page = visit("/", size=PHONE)
    sign_in(page, STAFF["analyst"])
    for address, button in (("/codes", "Tambah"), (f"/codes/{code}", "Pecah"), ("/themes", "Tambah")):
        page.goto(base + address)
        page.locator("main").get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".error-summary a").first, address).to_be_visible()
        check_page(page)
    page.goto(f"{base}/themes/{theme}")
    page.get_by_label("Nama tema").fill("")
    page.get_by_role("button", name="Simpan tema").click()
    expect(page.locator(".error-summary a")).to_have_count(1)
    check_page(page)

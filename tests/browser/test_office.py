"""Staff and oversight at work in a real browser: from signing in to an open survey, and to the report of a month."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import OVERSIGHT, PASSWORD, STAFF, Site


def sign_in(page: Page, email: str) -> None:
    page.goto("/office/sign-in")
    page.get_by_label("Alamat e-mail").fill(email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()
    page.get_by_role("button", name="Keluar").wait_for()


def follow(page: Page, *names: str) -> None:
    """Follow links by their words."""
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_survey_is_made_approved_and_opened(visit: Visitor, site: Site, scripts: bool) -> None:
    title = f"Survei Kepuasan {'dengan' if scripts else 'tanpa'} skrip"
    author = visit("/", scripts=scripts)
    sign_in(author, STAFF["author"])
    follow(author, "Survei", "Buat survei")
    author.get_by_role("link", name="Survei Kepuasan Masyarakat (SKM)").click()
    author.get_by_label("Judul").fill("")
    author.get_by_role("button", name="Simpan konsep").click()
    expect(author.locator(".error-summary a").first).to_be_visible()
    author.get_by_label("Judul").fill(title)
    author.locator("label.option", has_text="Loket Pelayanan Terpadu").click()
    author.get_by_role("button", name="Simpan konsep").click()
    expect(author.locator("h1")).to_have_text(title)
    follow(author, "Lihat 16 pertanyaan", title)
    author.get_by_role("button", name="Kirim ke pemeriksa").click()

    approver = visit("/", scripts=scripts)
    sign_in(approver, STAFF["approver"])
    follow(approver, "Survei", title)
    approver.get_by_role("button", name="Setujui").click()
    approver.get_by_role("button", name="Buka sekarang").click()
    follow(approver, "Poster untuk semua unit")
    [(state, link)] = site.rows(
        """SELECT survey.state, survey_unit.link FROM survey JOIN survey_unit ON survey_unit.survey_id = survey.id
        JOIN survey_version ON survey_version.survey_id = survey.id WHERE survey_version.definition LIKE ?""",
        f"%{title}%",
    )
    assert state == "open"
    expect(approver.locator("main")).to_contain_text(link, use_inner_text=True)
    citizen = visit(f"/u/{link}", scripts=scripts)
    expect(citizen.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_oversight_reads_a_month_and_an_agency(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit("/", size=size)
    sign_in(page, OVERSIGHT)
    check_page(page)
    for link in ("Oktober 2026", "Dinas Kependudukan Kota Contoh"):
        follow(page, link)
        check_page(page)
    report = page.locator("main").inner_text()
    for found in ("91,48", "n = 29", "Sangat baik", "Waktu Penyelesaian"):
        assert found in report
    page.goto(page.url + "?lang=en")
    check_page(page)
    expect(page.locator("main")).to_contain_text("91.48", use_inner_text=True)
    assert page.goto("/office/surveys").status == 403  # type: ignore[union-attr]  # a page of the same server


def test_the_report_fits_on_paper(visit: Visitor, site: Site) -> None:
    page = visit("/", size=DESKTOP)
    sign_in(page, OVERSIGHT)
    page.goto("/office/oversight/2026-10/agencies/contoh")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation").first, "paper needs no menu").not_to_be_visible()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less two centimetres on each side, at 96 dots an inch
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.pdf(format="A4").startswith(b"%PDF")

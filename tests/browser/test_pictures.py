"""Pictures beside options in a browser: put in without scripts, and seen on a phone and a desktop."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import pictures as files
from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.pictured import KINDS
from tests.browser.site import PASSWORD, STAFF, Site


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_citizens_see_pictures_beside_the_words(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit(f"/s/{site.surveys['pictured']}", size=size)
    shown = page.locator("img.picture")
    assert shown.count() == 2 * len(KINDS)
    for image in shown.all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
        box = image.bounding_box()
        assert box
        assert (box["width"], box["height"]) == (96, 96)
    check_page(page)
    expect(page.get_by_role("radio", name="Dua orang di depan loket Loket di kantor")).to_have_count(2)
    page.locator("label.option", has_text="Situs web").first.locator("img").click()
    expect(page.locator("[name='choice'][value='situs']")).to_be_checked()


def sign_in(page: Page) -> None:
    page.get_by_label("Alamat e-mail").fill(STAFF["author"])
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_author_puts_a_picture_in_without_scripts(
    visit: Visitor, site: Site, tmp_path: Path, size: dict[str, int]
) -> None:
    proper, broken = tmp_path / "loket.jpg", tmp_path / "rusak.png"
    proper.write_bytes(files.file("JPEG", (300, 150)))
    broken.write_bytes(files.SVG)
    ((survey_id,),) = site.rows("SELECT id FROM survey WHERE public_id = ?", site.surveys["draft"])
    address = f"/office/surveys/{survey_id}/build/sections/pelayanan/new/choice"
    page = visit("/office/sign-in", scripts=False, size=size)
    sign_in(page)
    page.goto(address)
    page.get_by_label("Bunyi pertanyaan").fill(f"Lewat mana Anda datang, {size['width']}?")
    for place, file in enumerate((proper, broken)):
        page.locator("summary", has_text="Gambar").nth(place).click()
        page.locator(f"[name='options-{place}-file']").set_input_files(file)
    page.get_by_role("button", name="Simpan pertanyaan").click()
    expect(page.locator(".error-summary")).to_contain_text("Berkas ini tidak terbaca.", use_inner_text=True)
    expect(page.locator("img.picture")).to_have_count(1)
    assert page.locator("img.picture").evaluate("image => image.naturalWidth") == 300
    page.get_by_label("Isi gambar dalam kata-kata Pilihan 1").fill("Orang di depan loket")
    page.get_by_role("button", name="Simpan pertanyaan").click()
    page.locator(".questions a", has_text=f"Lewat mana Anda datang, {size['width']}?").click()
    assert page.locator("img.picture").get_attribute("alt") == "Orang di depan loket"


def test_the_page_with_a_picture_passes_axe(visit: Visitor, site: Site) -> None:
    ((survey_id,),) = site.rows("SELECT id FROM survey WHERE public_id = ?", site.surveys["pictured"])
    page = visit("/office/sign-in", size=PHONE)
    sign_in(page)
    page.get_by_role("button", name="Keluar").wait_for()
    page.goto(f"/office/surveys/{survey_id}/changes")
    page.get_by_role("button", name="Buat versi baru").click()
    page.goto(f"/office/surveys/{survey_id}/build/questions/choice")
    for more in page.locator("summary", has_text="Gambar").all():
        more.click()
    check_page(page)
    page.goto(f"/office/surveys/{survey_id}/preview?of=draft&as=paper")
    check_page(page)

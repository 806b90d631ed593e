"""Trying a questionnaire out in the office: page by page without scripts, and all at once with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import Site
from tests.browser.test_builder import sign_in


def address(site: Site, survey: str) -> str:
    [(survey_id,)] = site.rows("SELECT id FROM survey WHERE public_id = ?", site.surveys[survey])
    return f"/office/surveys/{survey_id}/preview"


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, False), (DESKTOP, True)], ids=["phone", "desktop"])
def test_a_survey_is_tried_page_by_page(visit: Visitor, site: Site, size: dict[str, int], scripts: bool) -> None:
    page = visit("/", size=size, scripts=scripts)
    sign_in(page, "author")
    before = site.answers("branching")
    page.goto(f"{address(site, 'branching')}?as=kiosk")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator(".error-summary a")).to_have_count(1)
    page.get_by_label("Ya", exact=True).check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Berapa menit").fill("45")
    if scripts:
        check_page(page)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Apa yang membuat Anda menunggu 45 menit?").fill("Antre")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator(".device")).to_contain_text("Pratinjau – tidak disimpan", use_inner_text=True)
    expect(page.get_by_role("heading", name="Selesai")).to_be_visible()
    assert site.answers("branching") == before


def test_all_questions_follow_the_answers(visit: Visitor, site: Site) -> None:
    page = visit("/")
    sign_in(page, "author")
    page.goto(f"{address(site, 'branching')}?all=yes")
    minutes = page.get_by_label("Berapa menit")
    expect(minutes).not_to_be_visible()
    page.get_by_label("Ya", exact=True).check()
    minutes.fill("45")
    page.get_by_label("Apa yang membuat Anda menunggu 45 menit?").fill("Antre")
    expect(page.get_by_text("Isi hanya jika: pertanyaan 1 dijawab “Ya”.")).to_be_visible()
    check_page(page)
    page.get_by_label("Tidak", exact=True).check()
    expect(minutes).not_to_be_visible()


def test_without_scripts_all_questions_stand_there(visit: Visitor, site: Site) -> None:
    page = visit("/", scripts=False)
    sign_in(page, "author")
    page.goto(f"{address(site, 'branching')}?all=yes")
    expect(page.get_by_label("Berapa menit")).to_be_visible()
    expect(page.get_by_text("Isi hanya jika: pertanyaan 2 dijawab lebih dari 30.")).to_be_visible()

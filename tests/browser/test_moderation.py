"""Moderation in a real browser: for everybody, and by keyboard alone without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.keyboard import go, pick, press, reach, write
from tests.browser.site import OVERSIGHT, STAFF, Site
from tests.browser.test_office import sign_in


def comments(site: Site) -> str:
    """The address of the moderators' list."""
    [(id_,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["draft-law"])
    return f"/office/consultations/{id_}/comments"


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_every_page_of_moderation_is_for_everybody(
    visit: Visitor, site: Site, size: dict[str, int], scheme: str
) -> None:
    page = visit("/", size=size, color_scheme=scheme)
    sign_in(page, STAFF["analyst"])
    for address in (comments(site), f"{comments(site)}?state=appealed", "/office/abuse-words"):
        page.goto(address)
        for summary in page.locator("main details > summary").all():
            summary.click()
        check_page(page)
    overseer = visit("/", size=size, color_scheme=scheme)
    sign_in(overseer, OVERSIGHT)
    overseer.goto("/office/oversight/consultations")
    check_page(overseer)


def test_a_comment_is_hidden_by_keyboard_alone(visit: Visitor, site: Site) -> None:
    page = visit("/", size=DESKTOP, scripts=False)
    sign_in(page, STAFF["administrator"])
    page.goto(comments(site))
    card = page.get_by_role("article").filter(has_text="Dasar goblok")
    reach(card.locator("summary"))
    page.keyboard.press("Enter")
    pick(card.get_by_label("Alasan untuk umum"), "Menghina orang")
    write(card.get_by_label("Catatan"), "Menghina petugas")
    go(card.get_by_role("button", name="Sembunyikan"))
    expect(page.get_by_role("status")).to_contain_text("disembunyikan", use_inner_text=True)
    assert site.rows("SELECT step, reason FROM moderation_step WHERE note = 'Menghina petugas'") == [
        ("hidden", "insult")
    ]


def test_one_of_300_passages_is_chosen_by_its_number(visit: Visitor, site: Site) -> None:
    """The list is grouped by the draft's articles, and typing a number goes to it, as in every list of a browser."""
    page = visit("/", scripts=False)
    sign_in(page, STAFF["administrator"])
    [(id_,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["long-consultation"])
    page.goto(f"/office/consultations/{id_}/comments")
    press(page.get_by_text("Saring komentar"))
    passages = page.get_by_label("Bagian", exact=True)
    expect(passages.locator("optgroup")).to_have_count(60)
    reach(passages)
    page.keyboard.type("Pasal 43 ayat (2)")
    go(page.get_by_role("button", name="Saring"))
    assert "passage=pasal-43-ayat-2" in page.url

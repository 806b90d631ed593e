"""A citizen comments on a draft in a real browser, and the code leads back to what became of the comment."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from surveys.models import Contribution
from tests import builders
from tests.browser import questionnaire
from tests.browser.access import check_page, violations
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import Site

SCRIPT = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\">\"'>"


def comments(site: Site, passage: str = "") -> str:
    return f"/k/{site.surveys['draft-law']}/comments" + (f"?passage={passage}" if passage else "")


def write(page: Page, text: str, stance: str = "Keberatan") -> None:
    page.get_by_role("radio", name=stance).check()
    page.get_by_role("textbox", name="Komentar Anda").fill(text)
    page.get_by_role("button", name="Kirim komentar").click()


def open_receipt(page: Page, site: Site, code: str) -> None:
    page.goto(f"/k/{site.surveys['draft-law']}/receipt")
    page.get_by_role("textbox", name="Kode tanda terima").fill(code)
    page.get_by_role("button", name="Lihat").click()


def test_a_citizen_without_scripts_comments_on_passage_12_and_sees_the_reply(visit: Visitor, site: Site) -> None:
    page = visit(comments(site, "pasal-12"), scripts=False)
    text = "Pasal ini memberatkan pedagang kecil."
    write(page, text)
    expect(page.locator("h1")).to_contain_text("Terima kasih", use_inner_text=True)
    code = questionnaire.receipt(page)
    assert code.replace("-", "") not in page.url.upper()
    with contextlib.closing(create_engine(f"sqlite:///{site.database}").connect()) as connection:
        session = Session(connection)
        row = session.scalars(select(Contribution).where(Contribution.text == text)).one()
        builders.reply(session, row, "Pedagang kecil kami bebaskan.", verdict="accepted")
        session.commit()
    open_receipt(page, site, code.lower().replace("-", ""))
    main = page.locator("main").inner_text()
    assert text in main
    assert "Jawaban instansi: Diterima" in main
    assert "Pedagang kecil kami bebaskan." in main
    assert code.replace("-", "") not in page.url.upper()
    page.goto(comments(site, "pasal-12"))
    said = page.get_by_role("article", name="Keberatan")
    expect(said).to_contain_text("Pedagang kecil kami bebaskan.", use_inner_text=True)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_page_of_a_comment(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit(comments(site, "pasal-3"), size=size)
    check_page(page)
    page.get_by_text("Tentang Anda (boleh dilewati)").click()
    check_page(page)
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.locator(".error-summary a")).to_have_count(2)
    check_page(page)
    write(page, "Setuju sekali.", "Mendukung")
    check_page(page)
    code = questionnaire.receipt(page)
    page.goto(comments(site, "pasal-3"))
    check_page(page)
    page.get_by_role("link", name="Balas").first.click()
    check_page(page)
    open_receipt(page, site, "AAAA")
    check_page(page)
    open_receipt(page, site, code)
    page.get_by_text("Perbaiki komentar ini").click()
    page.get_by_text("Tarik komentar ini").click()
    check_page(page)
    page.get_by_role("button", name="Tarik komentar").click()
    check_page(page)
    page.get_by_label("Ya, tarik komentar saya").check()
    page.get_by_role("button", name="Tarik komentar").click()
    check_page(page)
    expect(page.locator("main")).not_to_contain_text("Setuju sekali.", use_inner_text=True)


def test_keys_alone_are_enough(visit: Visitor, site: Site) -> None:
    page = visit(comments(site, "pasal-4"), size=DESKTOP)
    _tab_to(page, "document.activeElement.name === 'stance'")
    page.keyboard.press("Space")
    _tab_to(page, "document.activeElement.name === 'text'")
    page.keyboard.type("Ditulis dengan papan ketik.")
    _tab_to(page, "document.activeElement.tagName === 'BUTTON'")
    page.keyboard.press("Enter")
    page.locator(".receipt").wait_for()


def _tab_to(page: Page, reached: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    raise AssertionError(f"no amount of tabbing leads there: {reached}")


def test_going_back_and_sending_again_is_the_same_comment(visit: Visitor, site: Site) -> None:
    page = visit(comments(site, "pasal-5"), scripts=False)
    write(page, "Sekali saja.")
    code = questionnaire.receipt(page)
    page.go_back(wait_until="commit")
    write(page, "Sekali saja.")
    assert questionnaire.receipt(page) == code


def test_no_script_runs_whatever_is_typed(visit: Visitor, site: Site) -> None:
    """What the content policy would have to stop would be a complaint of the browser, which fails the test."""
    page = visit(comments(site, "pasal-6"))
    write(page, SCRIPT)
    code = questionnaire.receipt(page)
    page.goto(comments(site, "pasal-6"))
    expect(page.locator("main")).to_contain_text(SCRIPT, use_inner_text=True)
    assert "owned" not in page.title()
    open_receipt(page, site, code)
    expect(page.locator("main")).to_contain_text(SCRIPT, use_inner_text=True)
    open_receipt(page, site, SCRIPT)
    assert "owned" not in page.title()


def test_two_tabs_send_two_comments(visit: Visitor, site: Site) -> None:
    page = visit(comments(site, "pasal-7"))
    other = page.context.new_page()
    other.goto(comments(site, "pasal-7"))
    write(page, "Dari tab pertama.")
    write(other, "Dari tab kedua.")
    assert questionnaire.receipt(page) != questionnaire.receipt(other)
    assert len(site.rows("SELECT id FROM contribution WHERE passage = 'pasal-7'")) == 2


def test_dark_pages_have_contrast_too(visit: Visitor, site: Site) -> None:
    page = visit(comments(site, "pasal-8"), color_scheme="dark")
    write(page, "Malam hari.")
    page.goto(comments(site, "pasal-8"))
    assert violations(page) == ""

"""Every page that a citizen may meet: axe finds nothing, and nothing must be scrolled sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import questionnaire
from tests.browser.access import check_page, sideways, violations
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import Site

Journey = Callable[[Page, Site], None]


def home(page: Page, site: Site) -> None:
    page.goto("/")


def form(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['one-page']}")


def form_in_english(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['one-page']}?lang=en")


def first_of_several_pages(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['pages']}")


def errors(page: Page, site: Site) -> None:
    form(page, site)
    questionnaire.send(page)


def thanks(page: Page, site: Site) -> None:
    form(page, site)
    questionnaire.rate_everything(page)
    questionnaire.send(page)


def broken_rule(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['branching']}")
    page.get_by_label("Ya").check()
    questionnaire.send(page)
    page.locator("[name='tunggu']").fill("500")
    questionnaire.send(page)


def nothing_left_to_ask(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['branching']}")
    page.get_by_label("Tidak").check()
    questionnaire.send(page)


def thanks_gone(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['one-page']}/thanks")


def closed(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['closed']}")


def not_yet_open(page: Page, site: Site) -> None:
    page.goto(f"/s/{site.surveys['scheduled']}")


def unknown(page: Page, site: Site) -> None:
    page.goto("/s/tidakada")


def privacy(page: Page, site: Site) -> None:
    page.goto("/privacy")


def sign_in(page: Page, site: Site) -> None:
    page.goto("/office/sign-in")


EVERYWHERE: list[Journey] = [
    home,
    form,
    form_in_english,
    first_of_several_pages,
    errors,
    broken_rule,
    nothing_left_to_ask,
    thanks,
    thanks_gone,
    closed,
    not_yet_open,
    unknown,
    privacy,
    sign_in,
]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_all_fits(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit("/", size=size)
    for journey in EVERYWHERE:
        journey(page, site)
        check_page(page)


@pytest.mark.parametrize("journey", [form, errors, thanks])
def test_dark_pages_have_contrast_too(visit: Visitor, site: Site, journey: Journey) -> None:
    page = visit("/", color_scheme="dark")
    journey(page, site)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert violations(page) == ""


def test_letters_may_be_twice_as_large(visit: Visitor, site: Site) -> None:
    page = visit("/", size=PHONE)
    for journey in (form, errors, thanks):
        journey(page, site)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(page) == 0


def test_a_fault_is_seen(visit: Visitor) -> None:
    page = visit("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><input>')")
    assert "image-alt" in violations(page)
    page.evaluate("document.querySelector('main').style.width = '2000px'")
    assert sideways(page) > 0

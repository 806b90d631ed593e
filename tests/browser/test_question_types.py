"""Every type of question in a real browser: on a phone and a desktop, with axe, within the weight of a first visit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import questionnaire
from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import Site


def targets(page: Page) -> list[dict[str, float]]:
    """The boxes of everything that is pressed to answer."""
    return [box for label in page.locator("label.option").all() if (box := label.bounding_box())]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_type_passes_axe_and_fits(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    page = visit(f"/s/{site.surveys['every-type']}", size=size)
    check_page(page)
    assert min(min(box["width"], box["height"]) for box in targets(page)) >= 44
    questionnaire.send(page)
    expect(page.locator(".error-summary")).to_be_visible()
    check_page(page)

"""What every page of a browser test is held to: no axe violation, nothing that must be scrolled sideways."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW = {"width": 320, "height": 640}  # 1280 pixels at 400 % (WCAG 1.4.10)

_axe = Axe()


def violations(page: Page) -> str:
    """axe's report of what is wrong with the page; empty when nothing is."""
    found = _axe.run(page)
    return found.generate_report() if found.violations_count else ""


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def check_page(page: Page) -> None:
    """axe at the page's size, and reflow at 320 pixels. The page must run scripts: axe is one."""
    wrong = violations(page)
    assert wrong == "", wrong
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a width and a height
    assert sideways(page) == 0
    page.set_viewport_size(size)

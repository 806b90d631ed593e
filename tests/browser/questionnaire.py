"""Filling in the SKM as a citizen does: by what stands on the page, in the page's language."""

from __future__ import annotations

from playwright.sync_api import Page

from surveys.instruments import skm

SUGGESTION = "Tolong tambah kursi di ruang tunggu – untuk ibu hamil & lansia."
# The second option of each element, and part of the profile: as it is stored.
STORED = dict.fromkeys(skm.ELEMENT_CODES, "2") | {
    "usia": "25-34",  # the band alone is kept
    "jenis-kelamin": "P",
    "layanan": "ktp",
    "saran": SUGGESTION,
}


def choose(page: Page, element: str, option: str) -> None:
    """Press the row of an option, as a thumb does."""
    page.locator(f"label.option:has(input[name='{element}'][value='{option}'])").click()


def rate_everything(page: Page) -> None:
    for element in skm.ELEMENT_CODES:
        choose(page, element, "2")


def describe_oneself(page: Page) -> None:
    page.locator("[name='jenis-kelamin']").select_option("P")
    page.locator("[name='usia']").fill("31")
    page.locator("[name='layanan']").select_option("ktp")


def suggest(page: Page) -> None:
    page.locator("[name='saran']").fill(SUGGESTION)


def send(page: Page) -> None:
    page.locator("form#survey button").first.click()


def receipt(page: Page) -> str:
    return page.locator(".receipt").inner_text().strip()

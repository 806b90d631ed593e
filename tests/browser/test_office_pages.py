"""Every page of an agency's office, in a real browser: axe finds nothing, nothing must be scrolled sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import STAFF, Site
from tests.browser.test_office import sign_in


def pages(site: Site) -> list[str]:
    """The addresses of every page that an administrator can reach, one of each kind."""
    states = dict(site.rows("SELECT public_id, id FROM survey"))
    surveys = [states[site.surveys[name]] for name in ("one-page", "closed", "scheduled")]
    [(agency_id, unit_id, service_type_id)] = site.rows(
        """SELECT service_unit.agency_id, service_unit.id, min(service_type.id) FROM service_unit
        JOIN service_type ON service_type.unit_id = service_unit.id GROUP BY service_unit.id"""
    )
    of_survey = ("", "/originals", "/preview", "/participation", "/posters", f"/units/{unit_id}/poster")
    return [
        "/office",
        "/office/surveys",
        "/office/surveys?state=open",
        "/office/surveys/new",
        "/office/surveys/new?from=skm",
        *(f"/office/surveys/{survey_id}" for survey_id in surveys),
        *(f"/office/surveys/{surveys[0]}{part}" for part in of_survey),
        f"/office/surveys/{surveys[1]}/originals",
        f"/office/surveys/{states[site.surveys['reported']]}/results?month=2026-10",
        f"/office/surveys/{states[site.surveys['one-page']]}/results",
        *(f"/office/surveys/{states[site.surveys[name]]}/changes" for name in ("one-page", "renewed", "rewritten")),
        f"/office/surveys/{states[site.surveys['renewed']]}/trends",
        "/office/reading",
        "/office/reading/2026-10",
        "/office/keyword-themes",
        "/office/keyword-themes/waktu",
        "/office/denominators",
        "/office/agencies",
        "/office/agencies/new",
        f"/office/agencies/{agency_id}",
        f"/office/agencies/{agency_id}/edit",
        f"/office/agencies/{agency_id}/units/new",
        f"/office/units/{unit_id}",
        f"/office/units/{unit_id}/edit",
        f"/office/service-types/{service_type_id}/edit",
    ]


@pytest.mark.parametrize(
    ("size", "scheme", "language"), [(PHONE, "dark", "id"), (DESKTOP, "light", "en")], ids=["phone", "desktop"]
)
def test_every_page_of_the_office_is_for_everybody(
    visit: Visitor, site: Site, size: dict[str, int], scheme: str, language: str
) -> None:
    """Every page in either size, colours and language; and each time at 320 pixels, where words are too long first."""
    page = visit("/", size=size, color_scheme=scheme)
    sign_in(page, STAFF["administrator"])
    page.goto(f"/office?lang={language}")
    for address in pages(site):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        check_page(page)


def send_empty(page: Page, address: str, button: str) -> None:
    """Send a page's form with nothing in it, and hold the page that comes back."""
    page.goto(address)
    for field in page.locator("main form input[type=text], main form textarea").all():
        field.fill("")
    page.locator("main").get_by_role("button", name=button).last.click()
    expect(page.locator(".error-summary a").first, address).to_be_visible()
    check_page(page)


def test_every_refused_form_says_so_to_everybody(visit: Visitor, site: Site) -> None:
    page = visit("/", size=PHONE)
    sign_in(page, STAFF["administrator"])
    [(closed,)] = site.rows("SELECT id FROM survey WHERE public_id = ?", site.surveys["closed"])
    [(unit_id,)] = site.rows("SELECT id FROM service_unit")
    send_empty(page, "/office/surveys/new?from=skm", "Simpan konsep")
    send_empty(page, f"/office/surveys/{closed}", "Buka lagi")
    send_empty(page, "/office/agencies/new", "Simpan")
    send_empty(page, f"/office/units/{unit_id}", "Tambah")
    send_empty(page, "/office/keyword-themes", "Simpan tema")
    send_empty(page, "/office/reading/2026-10", "Simpan dan lanjut")
    page.goto("/office/denominators")
    page.locator("input.number").first.fill("banyak")
    page.locator("main").get_by_role("button", name="Simpan").click()
    expect(page.locator(".error-summary a")).to_contain_text("Loket Pelayanan Terpadu", use_inner_text=True)
    check_page(page)

"""A comment's whole way in real browsers: written without scripts, answered by the agency, and the code shows both."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import questionnaire
from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.site import STAFF, Site
from tests.browser.test_comments import write
from tests.browser.test_office import sign_in


def office(site: Site, rest: str) -> str:
    [(number,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["answered-law"])
    return f"/office/consultations/{number}{rest}"


def write_point(page: Page) -> None:
    for name, text in (
        ("Kami bertanya", "Berapa tarif yang pantas?"),
        ("Kami mendengar", "Pedagang kecil tidak sanggup membayar."),
        ("Kami melakukan", "Pedagang kecil bebas dari tarif."),
    ):
        page.get_by_role("textbox", name=name, exact=True).fill(text)
    page.get_by_role("radio", name="Diterima sebagian").check()
    page.get_by_role("button", name="Simpan").click()


def test_the_agency_replies_and_the_code_shows_reply_and_outcome(visit: Visitor, site: Site) -> None:
    public = f"/k/{site.surveys['answered-law']}"
    citizen = visit(f"{public}/comments?passage=pasal-12", scripts=False)
    write(citizen, "Tarif ini memberatkan pedagang kecil <script>document.title='owned'</script>.")
    check = citizen.locator("main").inner_text()
    assert "Satu surel saja, setelah hasilnya terbit." in check
    code = questionnaire.receipt(citizen)

    agency = visit("/office/sign-in", scripts=False, size=DESKTOP)
    sign_in(agency, STAFF["approver"])
    agency.goto(office(site, "/outcome/points/new"))
    write_point(agency)
    agency.goto(office(site, "/replies"))
    agency.get_by_role("link", name="Jawab komentar 1").click()
    agency.get_by_role("radio", name="Diterima sebagian").check()
    agency.get_by_role("textbox", name="Jawaban dan alasannya").fill("Pedagang kecil kami bebaskan.")
    agency.get_by_role("button", name="Simpan dan tampilkan").click()
    expect(agency.locator("main")).to_contain_text("1 dari 1 komentar sudah dijawab", use_inner_text=True)
    agency.goto(office(site, "/replies?state=answered"))
    agency.get_by_role("link", name="Ubah jawaban").click()
    agency.get_by_role("button", name="Sebut komentar ini").click()
    agency.goto(office(site, ""))
    agency.get_by_role("button", name="Tutup konsultasi").click()
    agency.goto(office(site, "/outcome"))
    agency.get_by_role("link", name="Terbitkan hasil").click()
    agency.get_by_role("button", name="Ya, terbitkan hasil ini").click()
    expect(agency.locator("main")).to_contain_text("Hasil diterbitkan", use_inner_text=True)

    citizen.wait_for_timeout(2_100)  # what citizens' pages keep of a consultation is two seconds old at most
    citizen.goto(f"{public}/receipt")
    citizen.get_by_role("textbox", name="Kode tanda terima").fill(code)
    citizen.get_by_role("button", name="Lihat").click()
    own = citizen.locator("main").inner_text()
    assert "Pedagang kecil kami bebaskan." in own
    assert "Pedagang kecil bebas dari tarif." in own
    citizen.goto(f"{public}/outcome")
    point = citizen.get_by_role("article", name="Butir 1")
    expect(point).to_contain_text("Berapa tarif yang pantas?", use_inner_text=True)
    citizen.get_by_text("Suara warga di balik butir ini").click()
    citizen.get_by_role("link", name="Baca komentar 1").click()
    expect(citizen.locator("main")).to_contain_text("memberatkan pedagang kecil", use_inner_text=True)
    for size in (PHONE, DESKTOP):
        check_outcome(visit, site, size)


def check_outcome(visit: Visitor, site: Site, size: dict[str, int]) -> None:
    """axe finds nothing around an outcome that is public."""
    public = f"/k/{site.surveys['answered-law']}"
    page = visit(f"{public}/outcome", size=size)
    check_page(page)
    page.get_by_text("Suara warga di balik butir ini").click()
    check_page(page)
    page.goto(f"/k/{site.surveys['draft-law']}/notice")
    check_page(page)
    page.get_by_role("button", name="Beri tahu saya").click()
    expect(page.locator(".error-summary a")).to_have_count(1)
    check_page(page)
    page.get_by_role("textbox", name="Alamat surel untuk kabar hasilnya").fill("warga@contoh.id")
    page.get_by_role("button", name="Beri tahu saya").click()
    expect(page.locator("h1")).to_contain_text("Terima kasih", use_inner_text=True)
    check_page(page)
    sign_in(page, STAFF["approver"])
    for rest in ("/replies", "/replies?state=answered", "/outcome", "/outcome/preview"):
        page.goto(office(site, rest))
        check_page(page)
    [(number,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["draft-law"])
    for rest in ("/outcome/points/new", "/outcome/publish", "/outcome"):
        page.goto(f"/office/consultations/{number}{rest}")
        check_page(page)

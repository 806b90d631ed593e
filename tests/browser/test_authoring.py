"""Writing a consultation in a real browser: by keyboard alone, for everybody, and with nothing that ever runs."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.keyboard import choose, go, press, write
from tests.browser.site import STAFF, Site
from tests.browser.test_office import follow, sign_in

REGULATION = """BAB I
KETENTUAN UMUM
Pasal 1
Parkir adalah keadaan kendaraan yang berhenti.
Pasal 2
(1) Tarif parkir motor dua ribu rupiah.
(2) Tarif parkir mobil lima ribu rupiah.
"""
EVIL = (
    '<script>window.ran=1;alert(1)</script><img src=x onerror="window.ran=1;alert(2)">'
    '"\'><svg onload=alert(3)> [tautan](javascript:alert(4)) <a href="javascript:alert(5)">a</a> {{ 7*7 }}'
)
_TELL = "document.addEventListener('securitypolicyviolation', event => console.error('CSP', event.violatedDirective))"


def button(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("button", name=name, exact=True)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).first


def paste(page: Page, text: str) -> None:
    page.get_by_label("Tempel naskah").fill(text)
    button(page, "Baca naskah ini").click()


def office_page(site: Site, title: str) -> str:
    """The office page of the newest consultation with this in its texts."""
    [(consultation_id,)] = site.rows(
        "SELECT max(consultation_id) FROM consultation_version WHERE instr(content, ?)", title
    )
    return f"/office/consultations/{consultation_id}"


def test_a_consultation_is_written_and_opened_by_keyboard(visit: Visitor, site: Site) -> None:
    title = "Rancangan Perda tentang Papan Ketik"
    author = visit("/")
    sign_in(author, STAFF["author"])
    for name in ("Konsultasi publik", "Buat konsultasi"):
        go(link(author, name))
    write(author.get_by_label("Judul", exact=True), title)
    write(author.get_by_label("Ringkasan dengan bahasa sehari-hari"), "Tarif parkir berubah.")
    check_page(author)
    go(button(author, "Simpan konsep"))
    write(author.get_by_label("Tempel naskah"), REGULATION)
    check_page(author)
    go(button(author, "Baca naskah ini"))
    assert author.locator("#pasal-2-ayat-2").inner_text().startswith("(2) Tarif parkir mobil")
    check_page(author)
    go(author.locator("#pasal-2-ayat-1").get_by_role("link"))
    check_page(author)
    go(link(author, "Kembali ke naskah"))
    go(link(author, title))
    go(link(author, "Ringkasan, latar belakang, tujuan, jadwal"))
    write(author.get_by_label("Latar belakang", exact=True), "Trotoar penuh kendaraan.")
    check_page(author)
    go(button(author, "Simpan"))
    go(link(author, "Aturan dan tanggal"))
    choose(author, "screening", 1)
    expect(author.get_by_label("Warga boleh mengusulkan pernyataan baru")).not_to_be_visible()
    press(author.get_by_label("Warga memberi suara pada pernyataan pendek"), "Space")
    press(author.get_by_label("Warga boleh mengusulkan pernyataan baru"), "Space")
    check_page(author)
    go(button(author, "Simpan"))
    check_page(author)
    go(button(author, "Kirim ke pemeriksa"))

    approver = visit("/", size=DESKTOP)
    sign_in(approver, STAFF["approver"])
    go(link(approver, "Konsultasi publik"))
    check_page(approver)
    go(link(approver, title))
    check_page(approver)
    go(link(approver, "Baca dulu naskahnya seperti warga"))
    expect(approver.locator("main")).to_contain_text("Trotoar penuh kendaraan.", use_inner_text=True)
    assert "Warga memberi suara pada pernyataan, dan boleh mengusulkan yang baru." in approver.content()
    check_page(approver)
    go(link(approver, "Lanjut ke langkah berikutnya"))
    go(button(approver, "Setujui"))
    go(button(approver, "Buka sekarang"))
    expect(approver.get_by_role("status")).to_contain_text("Konsultasi dibuka", use_inner_text=True)
    check_page(approver)


def test_every_page_of_a_changed_draft_is_for_everybody(visit: Visitor, site: Site) -> None:
    [(consultation_id,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["consultation"])
    for size, scheme, language in ((PHONE, "dark", "id"), (DESKTOP, "light", "en")):
        page = visit("/", size=size, color_scheme=scheme)
        sign_in(page, STAFF["administrator"])
        page.goto(f"/office?lang={language}")
        for part in ("", "/document", "/texts", "/attachments", "/preview"):
            answer = page.goto(f"/office/consultations/{consultation_id}{part}")
            assert answer is not None
            assert answer.status in (200, 404), part
            check_page(page)
    assert page.locator("del").first.inner_text().split()[-1] == "dua"


def test_refused_steps_say_so_to_everybody(visit: Visitor, site: Site) -> None:
    [(consultation_id,)] = site.rows("SELECT id FROM consultation WHERE public_id = ?", site.surveys["draft-law"])
    page = visit("/")
    sign_in(page, STAFF["administrator"])
    page.goto(f"/office/consultations/{consultation_id}")
    button(page, "Ubah hari terakhir").click()
    expect(page.locator(".error-summary a")).to_have_count(2)  # the reason and the day
    check_page(page)


def test_nothing_that_anybody_writes_ever_runs(visit: Visitor, site: Site) -> None:
    dialogs: list[str] = []
    page = visit("/", size=DESKTOP)
    page.add_init_script(_TELL)
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sign_in(page, STAFF["administrator"])
    page.goto("/office/consultations/new")
    page.get_by_label("Judul", exact=True).fill(EVIL[:150] + " Jahat")
    page.get_by_label("Ringkasan dengan bahasa sehari-hari").fill(EVIL)
    button(page, "Simpan konsep").click()
    paste(page, f"{EVIL}\n\n# {EVIL}\n\n- {EVIL}\n\n| {EVIL} |\n|---|\n| {EVIL} |")
    office = office_page(site, "Jahat")
    page.goto(f"{office}/texts")
    page.locator("main summary").click()  # the English texts are folded away while there are none
    for box in page.locator("main textarea").all():
        box.fill(EVIL if box.get_attribute("name") != "milestones" else f"3/12/2030 {EVIL[:100]}")
    page.get_by_label("Judul dalam bahasa Inggris").fill(EVIL[:150])
    button(page, "Simpan").click()
    page.goto(f"{office}/attachments")
    page.get_by_label("Berkas lampiran").set_input_files(
        {"name": "<img src=x onerror=alert(1)>.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}
    )
    button(page, "Unggah").click()
    page.goto(office)
    for step in ("Kirim ke pemeriksa", "Setujui", "Buka sekarang"):
        button(page, step).click()
    [(public_id,)] = site.rows("SELECT public_id FROM consultation WHERE id = ?", office.rpartition("/")[2])
    addresses = [office + part for part in ("", "/document", "/preview", "/attachments")]
    addresses += [f"/k/{public_id}{part}" for part in ("", "/text", "/contents", "/comments", "?lang=en")]
    for address in (*addresses, "/k", "/k?q=window"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        assert page.evaluate("window.ran") is None, address
        assert page.locator("main img, main svg[onload], [onerror], [onload], a[href^='javascript']").count() == 0, (
            address
        )
    assert dialogs == []


def test_a_step_taken_in_another_tab_is_told(visit: Visitor, site: Site) -> None:
    title = "Rancangan Perda dari Dua Tab"
    page = visit("/")
    sign_in(page, STAFF["administrator"])
    page.goto("/office/consultations/new")
    page.get_by_label("Judul", exact=True).fill(title)
    page.get_by_label("Ringkasan dengan bahasa sehari-hari").fill("Ringkasan.")
    button(page, "Simpan konsep").click()
    paste(page, REGULATION)
    follow(page, title)
    button(page, "Kirim ke pemeriksa").click()
    other = page.context.new_page()
    other.goto(page.url)
    button(page, "Setujui").click()
    button(other, "Setujui").click()
    expect(other.get_by_role("status")).to_contain_text("mungkin dari tab lain", use_inner_text=True)

"""A survey built from nothing with the keyboard alone, and answered; and every page of the builder, for everybody."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import check_page
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.browser.keyboard import choose, go, pick, press, reach, write
from tests.browser.site import PASSWORD, STAFF, Site

TITLE = "Survei lewat papan ketik"


@dataclass(frozen=True)
class Asked:
    """A question as the author types it, and as a citizen answers it: a number of an option, or a text."""

    kind: str
    label: str
    answer: int | str
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


QUESTIONS = (
    Asked("Pilih satu", "Apakah Anda datang sendiri?", 0, ("Ya", "Tidak, lewat orang lain")),
    Asked("Skala penilaian", "Seberapa puas Anda dengan pelayanan hari ini?", 3),
    Asked("Pilih satu", "Layanan apa yang Anda terima?", 1, ("KTP", "Kartu keluarga", "Akta lahir")),
    Asked("Pilih beberapa", "Lewat mana Anda tahu syaratnya?", 0, ("Situs web", "Telepon", "Teman")),
    Asked("Angka", "Berapa menit Anda menunggu?", "25"),
    Asked("Tanggal", "Kapan Anda datang?", "2026-11-03"),
    Asked("Skala penilaian", "Seberapa ramah petugas loket?", 2),
    Asked("Skala penilaian", "Seberapa bersih ruang tunggu?", 1),
    Asked("Tabel penilaian", "Bagaimana keadaan berikut?", 2, (), ("Kursi cukup", "Toilet bersih")),
    Asked("Urutkan", "Mana yang paling penting?", 0, ("Cepat", "Murah", "Dekat")),
    Asked("Pilih satu", "Apakah Anda membayar sesuatu?", 1, ("Ya, ada", "Tidak ada")),
    Asked("Jawaban pendek", "Untuk apa Anda membayar?", "Fotokopi"),
    Asked("Skala penilaian", "Seberapa mudah prosedurnya?", 3),
    Asked("Pilih satu", "Maukah Anda memakai layanan ini lagi?", 0, ("Mau", "Tidak mau")),
    Asked("Saran atau cerita", "Apa saran Anda?", "Tambah kursi di ruang tunggu."),
)


def sign_in(page: Page, role: str) -> None:
    page.goto("/office/sign-in")
    write(page.get_by_label("Alamat e-mail"), STAFF[role])
    write(page.get_by_label("Kata sandi"), PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keluar").wait_for()


def begin(page: Page) -> None:
    """From the list of surveys to the outline of an empty draft."""
    for link in ("Survei", "Buat survei"):
        go(page.get_by_role("link", name=link, exact=True).first)
    go(page.get_by_role("link", name="Mulai dari kosong"))
    write(page.get_by_label("Judul"), TITLE)
    press(page.get_by_label("Loket Pelayanan Terpadu"), "Space")
    go(page.get_by_role("button", name="Simpan konsep"))


def add(page: Page, asked: Asked) -> None:
    go(page.get_by_role("link", name=re.compile("^Tambah pertanyaan")).first)
    go(page.get_by_role("link", name=re.compile(f"^{asked.kind}")))
    write(page.get_by_label("Bunyi pertanyaan"), asked.label)
    for name, texts in (("rows", asked.rows), ("options", asked.options)):
        for number, text in enumerate(texts):
            if page.locator(f"[name='{name}-{number}-label']").count() == 0:
                go(page.get_by_role("button", name="Tambah pilihan"))
            write(page.locator(f"[name='{name}-{number}-label']"), text)
    go(page.get_by_role("button", name="Simpan pertanyaan"))
    expect(page.locator(".flash")).to_contain_text("Pertanyaan tersimpan.", use_inner_text=True)


def show_only_if(page: Page, question: str, earlier: str, value: str) -> None:
    go(page.get_by_role("link", name=question))
    press(page.get_by_text("Tampil hanya kalau …"))
    pick(page.locator("[name='shown-new']"), earlier)
    go(page.get_by_role("button", name="Tambah syarat: Tampil kalau"))
    assert page.locator("[name='shown-0-operator']").evaluate("element => element === document.activeElement")
    pick(page.locator("[name='shown-0-value']"), value)
    go(page.get_by_role("button", name="Simpan pertanyaan"))


def answer(page: Page, asked: Asked, code: str) -> None:
    """Answer a question as a citizen, where the page asks it."""
    named = page.locator(f"[name='{code}'], [name^='{code}.']")
    if asked.kind == "Urutkan":
        for number in range(len(asked.options)):
            pick(named.nth(number), str(number + 1))
    elif asked.kind == "Tabel penilaian":
        for name in dict.fromkeys(named.evaluate_all("all => all.map(one => one.name)")):
            choose(page, name, int(asked.answer))
    elif asked.kind == "Pilih beberapa":
        press(named.nth(int(asked.answer)), "Space")
    elif asked.kind == "Tanggal":
        reach(named.first)
        page.keyboard.type("03112026")
    elif isinstance(asked.answer, str):
        write(named.first, asked.answer)
    elif named.first.evaluate("element => element.tagName") == "SELECT":
        pick(named.first, asked.options[asked.answer])
    else:
        choose(page, code, asked.answer)


def translate(page: Page) -> None:
    """Put every text into English, from the survey's page and back to it."""
    go(page.get_by_role("link", name="Bahasa", exact=True))
    pick(page.get_by_label("Bahasa", exact=True), "English")
    go(page.get_by_role("button", name="Tambah bahasa"))
    texts = page.locator("textarea")
    for number in range(texts.count()):
        write(texts.nth(number), f"English {number}")
    check_page(page)
    go(page.get_by_role("button", name="Simpan terjemahan"))
    expect(page.locator("main")).to_contain_text(f"{texts.count()} dari {texts.count()} teks", use_inner_text=True)
    go(page.get_by_role("link", name=TITLE, exact=True))


def test_a_survey_is_built_and_answered_with_the_keyboard_alone(visit: Visitor, site: Site) -> None:
    author = visit("/", size=DESKTOP)
    sign_in(author, "author")
    begin(author)
    for asked in QUESTIONS:
        add(author, asked)
    show_only_if(author, "Untuk apa Anda membayar?", "11. Apakah Anda membayar sesuatu?", "Ya, ada")
    check_page(author)
    go(author.get_by_role("button", name="Naik: pertanyaan 3"))
    focused = author.evaluate("document.activeElement.id")
    assert focused.startswith("up-question-"), "the next press of Enter moves the same question on"
    go(author.get_by_role("button", name="↶ Batalkan"))
    lines = author.locator(".questions .about > a").all_inner_texts()
    assert lines == [asked.label for asked in QUESTIONS]
    go(author.get_by_role("link", name="Ke langkah berikutnya"))
    translate(author)
    go(author.get_by_role("button", name="Kirim ke pemeriksa"))

    approver = visit("/", size=DESKTOP)
    sign_in(approver, "approver")
    for link in ("Survei", TITLE):
        go(approver.get_by_role("link", name=link, exact=True).first)
    for button in ("Setujui", "Buka sekarang"):
        go(approver.get_by_role("button", name=button))

    [(public_id, definition)] = site.rows(
        """SELECT survey.public_id, survey_version.definition FROM survey
        JOIN survey_version ON survey_version.survey_id = survey.id WHERE survey_version.definition LIKE ?""",
        f"%{TITLE}%",
    )
    assert '"shown_if":["=",["answer","membayar-sesuatu"],"ya-ada"]' in definition
    citizen = visit(f"/s/{public_id}")
    codes = [question["code"] for section in json.loads(definition)["sections"] for question in section["questions"]]
    for asked, code in zip(QUESTIONS, codes, strict=True):
        if asked.label == "Untuk apa Anda membayar?":  # nobody who paid nothing is asked, on the page that begins here
            go(citizen.get_by_role("button", name="Lanjut"))
            expect(citizen.locator(f"[name='{code}']")).to_have_count(0)
        else:
            answer(citizen, asked, code)
        if asked is QUESTIONS[0]:
            go(citizen.get_by_role("button", name="English"))
            expect(citizen.locator("h1")).to_have_text("English 0")
            go(citizen.get_by_role("button", name="Bahasa Indonesia"))
    go(citizen.get_by_role("button", name="Kirim jawaban"))
    expect(citizen.locator("h1")).to_contain_text("Terima kasih", use_inner_text=True)
    [(answers,)] = site.rows(
        "SELECT answers FROM response JOIN survey ON survey.id = response.survey_id WHERE public_id = ?", public_id
    )
    assert json.loads(answers).keys() == set(codes) - {codes[11]}


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_every_page_of_the_builder_is_for_everybody(
    visit: Visitor, site: Site, size: dict[str, int], scheme: str
) -> None:
    page = visit("/", size=size, color_scheme=scheme)
    sign_in(page, "author")
    [(survey_id,)] = site.rows("SELECT id FROM survey WHERE public_id = ?", site.surveys["draft"])
    survey = f"/office/surveys/{survey_id}"
    build = f"{survey}/build"
    addresses = [
        "",
        "/new-question",
        "/new-section",
        "/introduction",
        "/sections/pelayanan",
        "/questions/waktu",
        "/questions/usia",
    ]
    kinds = ("choice", "multiple", "scale", "matrix", "ranking", "number", "date", "short-text", "long-text")
    addresses += [f"/sections/profil/new/{kind}" for kind in kinds]
    previews = [f"{survey}/preview?as={way}" for way in ("phone", "desktop", "paper", "kiosk")]
    for address in ("/office/surveys/new", *(build + address for address in addresses), *previews):
        page.goto(address)
        check_page(page)
    page.goto(f"{build}/questions/saran")
    page.locator("summary", has_text="Tampil hanya kalau").click()
    page.get_by_role("button", name="Tambah syarat: Tampil kalau").click()
    check_page(page)
    page.get_by_label("Bunyi pertanyaan").fill("")
    page.get_by_role("button", name="Simpan pertanyaan").click()
    expect(page.locator(".error-summary a")).to_have_count(2)
    check_page(page)
    page.goto(f"{build}")
    page.get_by_role("button", name="Hapus pertanyaan 1", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Bukan lagi", use_inner_text=True)
    check_page(page)

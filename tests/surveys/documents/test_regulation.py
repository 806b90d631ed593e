"""Regulations in the form of Undang-Undang 12/2011, pasted with whatever a printed page leaves in them."""

from textwrap import wrap

import pytest

from surveys.documents import contents, from_html, from_markdown, from_regulation, guess
from surveys.documents.numbering import is_regulation
from tests.surveys.documents.drafts import PERDA, by_id

# What each line of a composed regulation must become: id, citation, text.
PARTS = [
    ("judul", "Judul", "PERATURAN DAERAH KABUPATEN SUKAMAJU\nNOMOR 3 TAHUN 2026\nTENTANG\nPASAR RAKYAT"),
    ("menimbang", "Menimbang", "Menimbang"),
    ("menimbang-huruf-a", "Menimbang huruf a", "a. bahwa pasar rakyat perlu ditata agar bersih, aman, dan nyaman;"),
    (
        "menimbang-huruf-b",
        "Menimbang huruf b",
        "b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu membentuk Peraturan Daerah;",
    ),
    ("mengingat", "Mengingat", "Mengingat"),
    ("mengingat-angka-1", "Mengingat angka 1", "1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia;"),
    ("mengingat-angka-2", "Mengingat angka 2", "2. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;"),
    ("memutuskan", "Memutuskan", "MEMUTUSKAN:"),
    ("menetapkan", "Menetapkan", "Menetapkan : PERATURAN DAERAH TENTANG PASAR RAKYAT."),
    ("bab-1", "BAB I", "BAB I\nKETENTUAN UMUM"),
    ("pasal-1", "Pasal 1", "Pasal 1\nDalam Peraturan Daerah ini yang dimaksud dengan:"),
    ("pasal-1-angka-1", "Pasal 1 angka 1", "1. Daerah adalah Kabupaten Sukamaju."),
    (
        "pasal-1-angka-2",
        "Pasal 1 angka 2",
        "2. Pedagang adalah orang yang berjualan di pasar, baik tetap maupun tidak.",
    ),
    ("bab-2", "BAB II", "BAB II\nHAK DAN KEWAJIBAN PEDAGANG"),
    ("bab-2-bagian-1", "BAB II Bagian Kesatu", "Bagian Kesatu\nHak Pedagang"),
    ("bab-2-bagian-1-paragraf-1", "BAB II Bagian Kesatu Paragraf 1", "Paragraf 1\nTempat Berjualan"),
    ("pasal-2", "Pasal 2", "Pasal 2"),
    ("pasal-2-ayat-1", "Pasal 2 ayat (1)", "(1) Setiap pedagang berhak atas tempat berjualan yang layak."),
    (
        "pasal-2-ayat-2",
        "Pasal 2 ayat (2)",
        "(2) Tempat sebagaimana dimaksud pada ayat (1) dan ketentuan dalam Pasal 1 angka 2 diberikan kepada:",
    ),
    ("pasal-2-ayat-2-huruf-a", "Pasal 2 ayat (2) huruf a", "a. pedagang lama; dan"),
    ("pasal-2-ayat-2-huruf-b", "Pasal 2 ayat (2) huruf b", "b. pedagang baru yang:"),
    ("pasal-2-ayat-2-huruf-b-angka-1", "Pasal 2 ayat (2) huruf b angka 1", "1. tinggal di Daerah; atau"),
    (
        "pasal-2-ayat-2-huruf-b-angka-2",
        "Pasal 2 ayat (2) huruf b angka 2",
        "2. berjualan sayur-mayur, buah, atau makanan masing-masing paling sedikit 3 (tiga) hari seminggu.",
    ),
    (
        "pasal-2-ayat-3",
        "Pasal 2 ayat (3)",
        "(3) Dalam hal tempat sebagaimana dimaksud pada ayat (2) huruf b angka 1 atau huruf a tidak cukup, "
        "Bupati dan pengelola pasar menyediakan tempat lain sesuai dengan ketentuan peraturan perundang-undangan.",
    ),
    ("bab-2-bagian-2", "BAB II Bagian Kedua", "Bagian Kedua\nKewajiban Pedagang"),
    ("pasal-3", "Pasal 3", "Pasal 3\nSetiap pedagang wajib menjaga kebersihan sebagaimana diatur dalam Pasal 2."),
    ("bab-3", "BAB III", "BAB III\nKETENTUAN PENUTUP"),
    ("pasal-4", "Pasal 4", "Pasal 4\nPeraturan Daerah ini mulai berlaku pada tanggal diundangkan."),
    ("penjelasan", "Penjelasan", "PENJELASAN\nATAS PERATURAN DAERAH TENTANG PASAR RAKYAT"),
    ("penjelasan-umum", "Penjelasan Umum", "I. UMUM"),
    (
        "p-*",
        "",
        "Pasar rakyat adalah tempat bertemu. Di sana orang saling mengenal, dan harga ditawar dengan ramah.",
    ),
    ("penjelasan-pasal-demi-pasal", "Penjelasan Pasal Demi Pasal", "II. PASAL DEMI PASAL"),
    ("penjelasan-pasal-1", "Penjelasan Pasal 1", "Pasal 1\nCukup jelas."),
    ("penjelasan-pasal-2", "Penjelasan Pasal 2", "Pasal 2"),
    ("penjelasan-pasal-2-ayat-1", "Penjelasan Pasal 2 ayat (1)", "Ayat (1)\nCukup jelas."),
    ("penjelasan-pasal-2-ayat-2", "Penjelasan Pasal 2 ayat (2)", "Ayat (2)"),
    (
        "penjelasan-pasal-2-ayat-2-huruf-a",
        "Penjelasan Pasal 2 ayat (2) huruf a",
        "Huruf a\nYang dimaksud dengan “pedagang lama” adalah pedagang yang berjualan sebelum tahun 2026.",
    ),
]


def _pasted(width: int, page: int) -> str:
    """The regulation as lines of `width`, with a page's end after every `page` of them."""
    lines = []
    for passage_id, _, text in PARTS:
        if passage_id == "menimbang" or passage_id == "mengingat":
            continue
        opening = {"menimbang-huruf-a": "Menimbang : ", "mengingat-angka-1": "Mengingat : "}.get(passage_id, "")
        for line in (opening + text).split("\n"):
            lines += wrap(line, width, break_on_hyphens=False)
    pages = [lines[start : start + page] for start in range(0, len(lines), page)]
    return "\n".join("\n".join(lines) + f"\n\n- {number} -\n" for number, lines in enumerate(pages, 2))


@pytest.mark.parametrize("width", [*range(34, 70), 80, 100, 400])
def test_wherever_the_lines_break_the_parts_are_the_same(width):
    document = from_regulation(_pasted(width, page=7 + width % 5))
    assert [(p.id if p.number else "p-*", p.number, p.text.replace("\n", " ")) for p in document.passages] == [
        (passage_id, number, text.replace("\n", " ")) for passage_id, number, text in PARTS
    ]


def test_paragraphs_of_a_page_and_headings_of_markdown_are_numbered_alike():
    lines = [line for _, _, text in PARTS for line in text.split("\n")]
    expected = [passage_id for passage_id, _, _ in PARTS]
    html = "".join(f"<p>{line}</p>" for line in lines)
    assert [p.id if p.number else "p-*" for p in from_html(html).passages] == expected
    markdown = "\n\n".join(
        f"### {line}" if line.startswith(("BAB", "Pasal")) else line.replace(". ", "\\. ", 1) for line in lines
    )
    assert [p.id if p.number else "p-*" for p in from_markdown(markdown).passages] == expected


def test_what_a_printed_page_leaves_is_taken_out():
    text = (
        "Pasal 1\n(1) Pemerintah Dae-\nrah melin-\ndungi undang-\nundangan dan anak-\nanak.\n(2) Pasar . . .\n"
        "SK No 123456 A\n- 3 -\n\n(2) Pasar rakyat dibuka\n\nHalaman 4 dari 9\nsetiap hari.\n"
        "Pasal 2 . . .\n5\nPasal 2\nSelesai.\n"
    )
    assert [p.text for p in from_regulation(text).passages] == [
        "Pasal 1",
        "(1) Pemerintah Daerah melindungi undang-undangan dan anak-anak.",
        "(2) Pasar rakyat dibuka setiap hari.",
        "Pasal 2\nSelesai.",
    ]


def test_a_gap_that_a_draft_leaves_to_be_filled_in_stays():
    text = (
        "Pasal 1\nTarif adalah ...\nPasal 2\nSelesai.\nDitetapkan di Ngawi\npada tanggal ...\nBUPATI NGAWI,\n"
        "Diundangkan di Ngawi\npada tanggal ...\n"
    )
    assert [p.text for p in from_regulation(text).passages] == [
        "Pasal 1\nTarif adalah ...",
        "Pasal 2\nSelesai.",
        "Ditetapkan di Ngawi\npada tanggal ...\nBUPATI NGAWI,",
        "Diundangkan di Ngawi\npada tanggal ...",
    ]


def test_an_amendment_counts_on_after_the_articles_that_it_quotes():
    text = (
        "Menimbang\n:\na.\nbahwa perlu;\nMengingat : Pasal 18, dan\nPasal 21 Undang-Undang Dasar;\nPasal I\nDiubah:\n"
        "1. Ketentuan Pasal 5 diubah sehingga berbunyi:\nPasal 5\n(1) Biaya Rp\n1.000,00.\n(2) Cukup.\n"
        "2. Disisipkan 1 (satu) pasal, yakni\nPasal 7A sehingga berbunyi:\nPasal 7A\nIsi:\n1. baru.\n"
        "Pasal II\nBerlaku.\nLAMPIRAN I\nPERATURAN BUPATI\nPengantar\nsaja:\n1. butir\n"
    )
    assert [(p.id if p.number else "p-*", p.text) for p in from_regulation(text).passages] == [
        ("menimbang", "Menimbang"),
        ("menimbang-huruf-a", "a. bahwa perlu;"),
        ("mengingat", "Mengingat"),
        ("p-*", "Pasal 18, dan Pasal 21 Undang-Undang Dasar;"),
        ("pasal-i", "Pasal I\nDiubah:"),
        ("pasal-i-angka-1", "1. Ketentuan Pasal 5 diubah sehingga berbunyi:"),
        ("pasal-5", "Pasal 5"),
        ("pasal-5-ayat-1", "(1) Biaya Rp 1.000,00."),
        ("pasal-5-ayat-2", "(2) Cukup."),
        ("pasal-i-angka-2", "2. Disisipkan 1 (satu) pasal, yakni Pasal 7A sehingga berbunyi:"),
        ("pasal-7a", "Pasal 7A\nIsi:"),
        ("pasal-7a-angka-1", "1. baru."),
        ("pasal-ii", "Pasal II\nBerlaku."),
        ("lampiran-i", "LAMPIRAN I\nPERATURAN BUPATI"),
        ("p-*", "Pengantar saja:"),
        ("lampiran-i-angka-1", "1. butir"),
    ]


def test_the_signature_ends_the_last_article():
    texts = [p.text for p in guess(PERDA).passages]
    assert "Ditetapkan di Sukamaju\npada tanggal 3 Maret 2026\nBUPATI SUKAMAJU,\nttd\nSITI AMINAH" in texts
    assert "Pasal 3\nSetiap orang wajib memilah sampah." in texts


def test_inserted_numbers_and_second_lists_have_ids_of_their_own():
    text = (
        "Pasal 7\n(1) Satu.\n(1a) Satu a.\n(2) Dua:\na. x;\nb. y:\n1) p;\n2) q:\na) r; dan\nb) s.\n"
        "Pasal 7A\nSelain:\na. ini.\nDan lagi:\na. itu.\n"
    )
    assert [p.id if p.number else "p-*" for p in from_regulation(text).passages] == [
        "pasal-7",
        "pasal-7-ayat-1",
        "pasal-7-ayat-1a",
        "pasal-7-ayat-2",
        "pasal-7-ayat-2-huruf-a",
        "pasal-7-ayat-2-huruf-b",
        "pasal-7-ayat-2-huruf-b-angka-1",
        "pasal-7-ayat-2-huruf-b-angka-2",
        "pasal-7-ayat-2-huruf-b-angka-2-huruf-a",
        "pasal-7-ayat-2-huruf-b-angka-2-huruf-b",
        "pasal-7a",
        "pasal-7a-huruf-a",
        "pasal-7a-huruf-a--2",
    ]


def test_contents_are_a_tree():
    document = from_regulation(_pasted(80, 40))
    tree = {entry.passage.id: entry for entry in contents(document)}
    assert list(tree) == ["judul", "menimbang", "mengingat", "memutuskan", "bab-1", "bab-2", "bab-3", "penjelasan"]
    assert [entry.passage.id for entry in tree["bab-2"].entries] == ["bab-2-bagian-1", "bab-2-bagian-2"]
    paragraph = tree["bab-2"].entries[0].entries[0]
    assert (paragraph.passage.id, [e.passage.id for e in paragraph.entries]) == (
        "bab-2-bagian-1-paragraf-1",
        ["pasal-2"],
    )


def test_html_of_headings_has_no_jump_and_keeps_the_number():
    passages = by_id(from_regulation(_pasted(80, 40)))
    assert passages["bab-1"].html == "<h2>BAB I<br>KETENTUAN UMUM</h2>"
    assert passages["pasal-1"].html == "<h3>Pasal 1</h3><p>Dalam Peraturan Daerah ini yang dimaksud dengan:</p>"
    assert passages["pasal-2"].html == "<h5>Pasal 2</h5>"


@pytest.mark.parametrize(
    "text",
    [
        "Sesuai Pasal 5 undang-undang itu, kami setuju.",
        "BAB I\nPendahuluan\n\nDi sini tidak ada pasal.",
        "1. satu\n2. dua\n(1) tiga",
        "",
        "Pasal 3",
    ],
)
def test_other_texts_are_no_regulations(text):
    assert not is_regulation(text)

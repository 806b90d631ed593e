"""Markdown, HTML and pasted regulations as passages."""

from pathlib import Path

from surveys.documents import contents, dump, from_markdown, guess, load

PERDA = (Path(__file__).parent / "perda.txt").read_text()


def test_markdown_is_cut_at_its_outermost_blocks():
    document = from_markdown("# Rencana\n\nSatu *dua*\ntiga.\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n> kata")
    assert [(p.id, p.kind, p.level, p.text) for p in document.passages if p.kind in ("heading", "list")] == [
        ("rencana", "heading", 1, "Rencana"),
        (document.passages[2].id, "list", 0, "a\nb"),
    ]
    assert [p.kind for p in document.passages] == ["heading", "paragraph", "list", "table", "quote"]
    assert document.passages[1].html == "<p>Satu <em>dua</em> tiga.</p>"
    assert load(dump(document)) == document


def test_a_pasted_regulation_has_its_numbers():
    document = guess(PERDA)
    texts = {passage.id: passage.text for passage in document.passages}
    assert texts["pasal-2-ayat-1"] == "(1) Setiap orang berhak atas pelayanan dari Pemerintah Daerah secara adil."
    assert texts["pasal-2-ayat-2"] == "(2) Hak sebagaimana dimaksud pada ayat (1) meliputi:"
    assert texts["pasal-2-ayat-2-huruf-b-angka-2"] == "2. diumumkan di balai masing-masing desa."
    assert texts["penjelasan-pasal-1"] == "Pasal 1\nCukup jelas."
    assert texts["bab-2-bagian-1"] == "Bagian Kesatu\nUmum"
    assert load(dump(document)) == document


def test_each_passage_has_a_line_that_names_it():
    titles = {passage.id: passage.title for passage in guess(PERDA).passages}
    assert titles["bab-2"] == "BAB II HAK DAN KEWAJIBAN"
    assert titles["pasal-3"] == "Pasal 3"
    assert titles["pasal-2-ayat-2-huruf-a"] == "Pasal 2 ayat (2) huruf a"
    (passage,) = from_markdown("kata " * 30).passages
    assert passage.title == "kata " * 11 + "…"


def test_headings_are_levelled_without_jumps():
    document = from_markdown("# A\n\n#### B\n\n## C\n\n# D\n\n## A")
    assert [(p.id, p.level, p.html[:3]) for p in document.passages] == [
        ("a", 1, "<h2"),
        ("b", 2, "<h3"),
        ("c", 2, "<h3"),
        ("d", 1, "<h2"),
        ("a--2", 2, "<h3"),
    ]
    assert [(e.passage.id, [s.passage.id for s in e.entries]) for e in contents(document)] == [
        ("a", ["b", "c"]),
        ("d", ["a--2"]),
    ]


def test_a_paragraph_has_the_same_id_wherever_it_stands():
    first, second = from_markdown("Satu.\n\nDua."), from_markdown("Dua.\n\nSatu.")
    assert [p.id for p in first.passages] == [p.id for p in reversed(second.passages)]
    assert all(len(p.id) == 6 and p.id.startswith("p-") for p in first.passages)


def test_guess_knows_a_regulation_from_markdown():
    assert guess("# Judul\n\nisi").passages[0].kind == "heading"
    assert guess("Pasal 1\nisi\nPasal 2\nisi").passages[0].kind == "article"

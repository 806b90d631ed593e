"""Markdown, HTML and pasted regulations as passages."""

from pathlib import Path

from surveys.documents import dump, from_markdown, guess, load

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

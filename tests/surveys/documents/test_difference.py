"""What is shown as different: whole words, in the order of the text."""

from surveys.documents import Document, Passage, difference
from surveys.documents.difference import runs


def _document(**texts):
    return Document(tuple(Passage("paragraph", text, f"<p>{text}</p>", id=name) for name, text in texts.items()))


def _short(found):
    return [({"kept": " ", "removed": "-", "added": "+"}[run.kind], run.text) for run in found]


def test_words_are_kept_removed_and_added():
    assert _short(runs("Setiap orang wajib membayar pajak.", "Setiap warga wajib membayar pajak tahunan.")) == [
        (" ", "Setiap "),
        ("-", "orang "),
        ("+", "warga "),
        (" ", "wajib membayar pajak"),
        ("+", " tahunan"),
        (" ", "."),
    ]


def test_a_small_word_between_two_changes_is_part_of_them():
    assert _short(runs("Pasar pagi di Sukamaju ditutup.", "Pasar malam di Sukasari ditutup.")) == [
        (" ", "Pasar "),
        ("-", "pagi di Sukamaju "),
        ("+", "malam di Sukasari "),
        (" ", "ditutup."),
    ]


def test_added_removed_and_moved_passages_stand_where_a_reader_looks():
    before = _document(a="Satu.", b="Dua.", c="Tiga.", d="Empat.", e="Lima.")
    after = _document(a="Satu.", x="Baru.", c="Tiga puluh.", e="Lima.", b="Dua.")
    found = [(change.kind, (change.after or change.before).id) for change in difference(before, after)]
    assert found == [
        ("same", "a"),
        ("added", "x"),
        ("changed", "c"),
        ("removed", "d"),
        ("same", "e"),
        ("moved", "b"),
    ]


def test_another_number_alone_is_told_apart_from_another_text():
    before = Document((Passage("clause", "Isi.", "<p>Isi.</p>", 1, "Pasal 1 ayat (1)", "a"),))
    after = Document((Passage("clause", "Isi.", "<p>Isi.</p>", 1, "Pasal 2 ayat (1)", "a"),))
    (change,) = difference(before, after)
    assert (change.kind, change.renumbered) == ("same", True)


def test_nothing_is_compared_with_nothing():
    assert difference(Document(()), Document(())) == ()
    assert runs("", "") == ()


def test_a_number_with_its_separators_is_one_word() -> None:
    told = [(run.kind, run.text) for run in runs("Tarif Rp2.000,00 pukul 16.00.", "Tarif Rp3.000,00 pukul 15.00.")]
    assert ("removed", "Rp2.000,00") in [(kind, text.strip()) for kind, text in told]
    assert ("added", "15.00") in [(kind, text.strip()) for kind, text in told]

"""Ids over versions: comments stay on their passage, or it is known that the passage is gone."""

import pytest

from surveys.documents import difference, from_markdown, from_regulation, revise
from tests.surveys.documents.drafts import PERDA, by_id, ids

PARAGRAPHS = [
    "Pemerintah daerah menyediakan bus gratis untuk anak sekolah.",
    "Halte dibangun setiap lima ratus meter di jalan utama.",
    "Jadwal bus diumumkan di balai desa dan di situs resmi.",
    "Sopir dilatih setahun sekali dan diperiksa kesehatannya.",
    "Warga dapat mengadu lewat telepon, surat, atau loket.",
    "Biaya ditanggung anggaran daerah dan dilaporkan setiap tahun.",
]
ARTICLES = [[f"{text[:-1]} ({n} {w})." for n, w in ((1, "satu"), (2, "dua"))] for text in PARAGRAPHS]


def _regulation(articles):
    lines = ["BAB I", "ANGKUTAN SEKOLAH"]
    for number, clauses in enumerate(articles, 1):
        lines += [f"Pasal {number}", *(f"({clause}) {text}" for clause, text in enumerate(clauses, 1))]
    return from_regulation("\n".join(lines))


@pytest.mark.parametrize("place", range(len(PARAGRAPHS) + 1))
def test_a_new_paragraph_changes_no_other_id(place):
    before = from_markdown("\n\n".join(PARAGRAPHS))
    new = "Ketentuan ini tidak berlaku bagi kendaraan pribadi."
    after = revise(before, from_markdown("\n\n".join([*PARAGRAPHS[:place], new, *PARAGRAPHS[place:]])))
    assert ids(after)[:place] + ids(after)[place + 1 :] == ids(before)
    assert [change.kind for change in difference(before, after)].count("added") == 1


@pytest.mark.parametrize("place", range(len(ARTICLES) + 1))
def test_a_new_article_in_the_middle_renumbers_and_keeps_ids(place):
    before = _regulation(ARTICLES)
    new = ["Bupati membentuk tim pengawas.", "Tim pengawas bekerja dua tahun."]
    after = revise(before, _regulation([*ARTICLES[:place], new, *ARTICLES[place:]]))
    added = [c.after for c in difference(before, after) if c.kind == "added"]
    assert [passage.number for passage in added] == [
        f"Pasal {place + 1}",
        f"Pasal {place + 1} ayat (1)",
        f"Pasal {place + 1} ayat (2)",
    ]
    assert [name for name in ids(after) if name not in {p.id for p in added}] == ids(before)
    assert not {p.id for p in added} & set(ids(before))


@pytest.mark.parametrize("place", range(len(ARTICLES)))
def test_an_article_taken_out_takes_only_its_own_ids(place):
    before = _regulation(ARTICLES)
    after = revise(before, _regulation([*ARTICLES[:place], *ARTICLES[place + 1 :]]))
    name = f"pasal-{place + 1}"
    assert ids(after) == [each for each in ids(before) if each != name and not each.startswith(name + "-")]
    removed = [change.before.id for change in difference(before, after) if change.kind == "removed"]
    assert removed == [name, f"{name}-ayat-1", f"{name}-ayat-2"]


@pytest.mark.parametrize("place", range(len(PARAGRAPHS)))
def test_a_reworded_paragraph_keeps_its_id_and_a_rewritten_one_does_not(place):
    before = from_markdown("\n\n".join(PARAGRAPHS))
    words = PARAGRAPHS[place].split()
    reworded = " ".join([*words[:2], "selalu", *words[2:]])
    after = revise(before, from_markdown("\n\n".join([*PARAGRAPHS[:place], reworded, *PARAGRAPHS[place + 1 :]])))
    assert ids(after) == ids(before)
    other = "Sama sekali lain isinya: pajak kendaraan naik dua persen."
    after = revise(before, from_markdown("\n\n".join([*PARAGRAPHS[:place], other, *PARAGRAPHS[place + 1 :]])))
    assert ids(before)[place] not in ids(after)
    assert [a == b for a, b in zip(ids(before), ids(after), strict=True)].count(False) == 1


def test_two_articles_that_change_places_take_their_ids_along():
    before = _regulation(ARTICLES)
    after = revise(before, _regulation([ARTICLES[0], ARTICLES[3], ARTICLES[2], ARTICLES[1], *ARTICLES[4:]]))
    assert sorted(ids(after)) == sorted(ids(before))
    assert by_id(after)["pasal-2"].number == "Pasal 4"
    assert by_id(after)["pasal-4-ayat-1"].number == "Pasal 2 ayat (1)"
    kinds = {change.after.id: change.kind for change in difference(before, after)}
    assert set(kinds.values()) == {"moved", "changed", "same"}


def test_an_id_that_was_given_away_is_not_given_again():
    first = _regulation(ARTICLES)
    second = revise(first, _regulation(ARTICLES[:-1]))
    new = ["Peraturan ini berlaku sejak diundangkan.", "Peraturan lama tidak berlaku lagi."]
    third = revise(second, _regulation([*ARTICLES[:-1], new]), retired=ids(first))
    assert not (set(ids(third)) - set(ids(second))) & set(ids(first))
    assert by_id(third)["pasal-6--2"].number == "Pasal 6"


def test_of_many_like_passages_the_one_of_the_same_number_is_the_same():
    clear = "\n".join(f"Pasal {number}\nCukup jelas." for number in range(1, 40))
    before = from_regulation("Pasal 1\nIsi.\nPENJELASAN\nII. PASAL DEMI PASAL\n" + clear)
    after = revise(
        before,
        from_regulation("Pasal 1\nIsi.\nPENJELASAN\nII. PASAL DEMI PASAL\n" + clear + "\nPasal 40\nCukup jelas."),
    )
    assert ids(after)[:-1] == ids(before)


def test_small_changes_everywhere_keep_every_id():
    before = from_regulation(PERDA)
    after = revise(
        before, from_regulation(PERDA.replace("Sampah", "Limbah").replace("sampah", "limbah").replace("orang", "warga"))
    )
    assert ids(after) == ids(before)

"""What is masked, what stays, and that no text is too odd or too long for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.personal_data import TOKENS, Match, find, mask
from surveys.personal_data.regions import regency_codes
from tests.surveys.personal_data import composed

GOOD_ENOUGH = 0.98
LONGEST = 100_000


def test_recall_and_precision_on_composed_sentences(pytestconfig: pytest.Config) -> None:
    sentences = [*composed.positives(), *(("", marked) for marked in composed.marked())]
    negatives = composed.negatives()
    total, missed, wrong = Counter[str](), [], [text for text in negatives if find(text)]
    for kind, marked in sentences:
        text, spans = composed.spans(marked)
        matches = find(text)
        total[kind] += len(spans)
        missed += [marked for span in spans if not any(_is(match, kind, span) for match in matches)]
        wrong += [marked for match in matches if not any(_within(match, span) for span in spans)]
    right = total.total() - len(missed)
    recall, precision = right / total.total(), right / (right + len(wrong))
    say = pytestconfig.get_terminal_writer().line
    say(f"\n{total.total()} positives, {len(negatives)} negatives: recall {recall:.3f}, precision {precision:.3f}")
    assert set(TOKENS) <= set(total)
    assert total.total() >= 200
    assert len(set(negatives)) >= 200
    assert recall >= GOOD_ENOUGH, missed
    assert precision >= GOOD_ENOUGH, wrong


def _is(match: Match, kind: str, span: tuple[int, int]) -> bool:
    """Whether all of the datum is found, as what it is."""
    return (match.start, match.end) == span and match.kind == (kind or match.kind)


def _within(match: Match, span: tuple[int, int]) -> bool:
    return span[0] <= match.start and match.end <= span[1]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("nik sy 3271.0512.0190.0001, hub 0812 3456 7890 ya 12 orang", "nik sy [NIK], hub [nomor telepon] ya 12 orang"),
        ("norek BCA 1234567890 an Budi", "norek BCA [nomor rekening] an Budi"),
        ("3271051201900001/3271054101920002", "[NIK]/[NIK]"),
        ("KK 3271051201100001, NIK 3271051201900001", "KK [nomor KK], NIK [NIK]"),
        ("di Jl. Melati No. 5 RT 03/RW 05, Kel. Sukamaju, Kota Depok 16415.", "di [alamat]."),
        ("rumah saya di Jl. Kenanga no 12, dekat pasar", "rumah saya di [alamat], dekat pasar"),
        ("0 8 1 2 3 4 5 6 7 8 9 0", "[nomor telepon]"),
        ("https://wa.me/6281234567890", "https://wa.me/[nomor telepon]"),
        ("mobil b 1234 xyz, plat B 12 XY", "mobil [nomor kendaraan], plat [nomor kendaraan]"),
        ("order A1234567, paspor A1234567", "order A1234567, paspor [nomor paspor]"),
        ("tiket 081234567890", "tiket 081234567890"),
        ("wa nol delapan satu dua tiga empat lima enam tujuh delapan ya", "wa [nomor telepon] ya"),
        ("hp kosong delapan lima 7 satu dua tiga empat lima enam", "hp [nomor telepon]"),
        ("Nilai nol, delapan, satu, dua dan tiga", "Nilai nol, delapan, satu, dua dan tiga"),
        ("\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18 ya", "[nomor telepon] ya"),
        ("0812\u200b3456\u200b7890", "[nomor telepon]"),
        ("budi\uff20gmail.com", "[surel]"),
        ("budi [at] yahoo [dot] co [dot] id", "[surel]"),
        ("umur \uff12\uff15 tahun", "umur \uff12\uff15 tahun"),
        ("Jalan di depan rumah saya rusak parah di RT 03 RW 05", "Jalan di depan rumah saya rusak parah di [alamat]"),
        ("Siti dan Bunga di Jalan Kota", "Siti dan Bunga di Jalan Kota"),
    ],
)
def test_only_the_datum_is_taken(text: str, masked: str) -> None:
    assert mask(text) == masked


def _nik(region: str, day: str, serial: str = "0001") -> str:
    return f"{region}05{day}{serial}"


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        (_nik("3271", "120190"), True),  # Kota Bogor, 12 January 1990
        (_nik("3271", "520190"), True),  # a woman: 12 + 40
        (_nik("3271", "290296"), True),  # a leap year
        (_nik("3271", "690296"), True),
        (_nik("3271", "290295"), False),
        (_nik("3271", "310490"), False),  # April has thirty days
        (_nik("3271", "320190"), False),
        (_nik("3271", "000190"), False),
        (_nik("3271", "400190"), False),  # day 0 of a woman
        (_nik("3271", "720190"), False),
        (_nik("3271", "121390"), False),
        (_nik("3271", "120190", "0000"), False),
        (_nik("3299", "120190"), False),  # no such regency
        (_nik("9904", "120190"), False),  # no such province
        (_nik("6473", "120190"), True),  # Tarakan as it was in East Kalimantan
        ("1111111111111111", False),
    ],
)
def test_a_nik_has_a_region_and_a_date_of_birth(number: str, is_one: bool) -> None:
    assert [match.kind for match in find(number)] == (["nik"] if is_one else [])


def test_the_word_makes_up_for_a_regency_that_is_new() -> None:
    assert mask(f"NIK {_nik('3299', '120190')}") == "NIK [NIK]"
    assert mask(f"NIK {_nik('9904', '120190')}") == f"NIK {_nik('9904', '120190')}"


def test_every_day_of_a_year_is_one() -> None:
    days = [dt.date(1992, 1, 1) + dt.timedelta(days=number) for number in range(366)]
    numbers = [_nik("3578", f"{day.day + woman:02}{day:%m%y}") for day in days for woman in (0, 40)]
    assert {mask(number) for number in numbers} == {"[NIK]"}


def test_the_regions_are_those_of_the_ministry() -> None:
    # Kepmendagri 300.2.2-2138/2025: 38 provinces with 416 regencies and 98 cities, besides codes of former days.
    assert len({code[:2] for code in regency_codes()}) == 38
    assert len(regency_codes()) >= 514


@pytest.mark.parametrize("unit", composed.HOSTILE)
def test_a_hundred_thousand_hostile_characters_are_taken(unit: str) -> None:
    text = (unit * LONGEST)[:LONGEST]
    masked = mask(text)
    assert mask(masked) == masked


PIECES = (
    "nik kk ktp 3271051201900001 0812 3456 7890 +62 (021) 555-1234 B 1234 XYZ A1234567 rek bca an gmail "
    "budi@mail.com jl melati no 5 rt 03 rw kel tiket order 12 npwp bpjs 0001234567890 at dot com rumah . , - / [ ] @"
)
WORDS = st.sampled_from([*PIECES.split(), "\n"])
LISTS = st.lists(WORDS, max_size=25)
TEXTS = st.one_of(st.text(max_size=200), LISTS.map(" ".join), LISTS.map("".join))


@given(TEXTS)
def test_masking_a_masked_text_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(TEXTS)
def test_any_text_is_taken_and_none_grows_beyond_measure(text: str) -> None:
    # The shortest of each kind: five characters of a plate become "[nomor kendaraan]".
    assert len(mask(text)) <= 4 * len(text)
    ends = [edge for match in find(text) for edge in (match.start, match.end)]
    assert ends == sorted(ends)
    assert all(text[match.start : match.end].strip() for match in find(text))


@given(st.lists(st.text(alphabet="abcdefghij ,.!?\n", max_size=60)))
def test_a_text_without_digits_and_addresses_stays_as_it_is(texts: list[str]) -> None:
    assert [mask(text) for text in texts] == texts

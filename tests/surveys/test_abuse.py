"""Rough words: found however they are written, passed over where they are innocent; the measured errors stay known."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assessment import likely_abuse
from surveys import abuse
from surveys.abuse import INSULT, MILD, WORST, Match, find, percent
from surveys.abuse_lists import OwnWords
from surveys.abuse_spelling import normalized
from surveys.contributions import LIKELY_ABUSE
from tests.surveys.abuse_cases import ABUSIVE, CLEAN, UNSEEN_ABUSIVE, UNSEEN_CLEAN
from tests.surveys.abuse_holdout import HOLDOUT_ABUSIVE, HOLDOUT_CLEAN

_LINES = Path(__file__).with_name("abuse_unseen.txt").read_text(encoding="utf-8").splitlines()
LATEST_ABUSIVE, LATEST_CLEAN = (tuple(line[2:] for line in _LINES if line.startswith(sign)) for sign in "+-")


@pytest.mark.parametrize(
    "text",
    [
        "goblok",
        "GOBLOK!",
        "g0bl0k",
        "gooobloook",
        "g o b l o k",
        "g.o.b.l.o.k",
        "gobl*k",
        "g**lok",
        "goblok2",
        "gobloknya",
        "gob1ok",
        "gob lok",
        "go\u200bblok",
        "g\u043ebl\u043ek",  # Cyrillic o
        "\uff27\uff2f\uff22\uff2c\uff2f\uff2b",  # full width
        "g\u0336o\u0336b\u0336l\u0336o\u0336k\u0336",  # struck through
        "g\u00f6bl\u00f6k",
        "g 0 b l 0 k",
        "g*o*b*l*o*k",
        "dasargoblok",
        "sigoblok",
    ],
)
def test_a_word_is_found_however_it_is_written(text: str) -> None:
    expected = set() if text == "gob1ok" else {"goblok"}  # a 1 is read as an i, not as an l
    assert {match.word for match in find(f"Pejabat {text} itu")} == expected


def test_a_match_says_where_it_stands() -> None:
    text = "Kepala dinas, b*ngs*t kau"
    assert find(text) == (Match(14, 21, "bangsat", INSULT, aimed=True),)
    assert text[14:21] == "b*ngs*t"


@pytest.mark.parametrize("text", ["tolok ukur", "celengan", "asuransi", "parkir*", "a b c d", "100 000", "** * **", ""])
def test_what_only_looks_like_a_rough_word_is_none(text: str) -> None:
    assert find(text) == ()


def test_a_match_says_where_it_stands_among_letters_of_other_alphabets() -> None:
    text = "…itu g\u200bobl\u043e\u0336k!"
    (match,) = find(text)
    assert text[match.start : match.end] == "g\u200bobl\u043e\u0336k"


@pytest.mark.parametrize("text", ["Bang ke sini dulu", "Jalan tol", "S.K.M.", "5 4 3 2 1", "A. N. J. Wibowo"])
def test_what_is_joined_by_chance_is_no_word(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "anjing kau, ini soal hewan liar",
        "Petugas anjing. Saya pelihara kucing dan burung",
        "Saya bilang lurah itu goblok",
        "Kata orang, camat itu bangsat",
        "Kalian pantas disebut bangsat",
        "Menurut saya goblok pejabatnya",
        "Pak Anjing yang terhormat",
        "Jangan kira saya tidak bakar kantormu",
        "Dasarbabi",
        "anjinglu",
        "Anjiiing",
        "Anjing!",
        "petugasnya kayak anjing liar",
    ],
)
def test_a_harmless_word_elsewhere_does_not_make_it_harmless(text: str) -> None:
    assert percent(find(text), 0.0) >= LIKELY_ABUSE


@pytest.mark.parametrize(
    "text",
    [
        "Petugas bilang saya goblok",
        'Satpam berkata "goblok kamu" kepada saya',
        '"Bego lu" kata satpamnya kepada anak saya',
        "Saya dikatain bencong di loket",
        "Saya memang goblok soal komputer",
        "Kami bukan orang tolol",
        "Tikus berdasi harus diadili",
        "Kerbau, tikus dan ular masuk kampung",
        "Jl. Babi Guling perlu lampu",
        "Pak Asu Wane setuju",
        "Kalian payah dan tidak becus",
        "Semoga hutan tidak dibakar lagi",
        "Pendidikan dasar Islam perlu guru",
    ],
)
def test_reports_oneself_names_and_criticism_do_not_wait(text: str) -> None:
    assert percent(find(text), 0.0) < LIKELY_ABUSE


@pytest.mark.parametrize("text", ["Bupati buaya", "Dasar tikus", "Kau ular", "Kalian kerbau", "camat kayak kambing"])
def test_animals_of_policies_insult_only_at_a_person(text: str) -> None:
    assert percent(find(text), 0.0) >= LIKELY_ABUSE


def test_the_innocent_meaning_of_a_word_shows_beside_it() -> None:
    assert find("Anjing liar harus divaksin") == ()
    assert [match.word for match in find("Kepala dinasnya anjing")] == ["anjing"]


def test_the_percentage_is_the_rule_s_arithmetic() -> None:
    mild, insult, worst = (Match(0, 1, "x", severity) for severity in (MILD, INSULT, WORST))
    assert percent([], 0.25) == 25  # the model's word
    assert percent([mild], 0.0) == 30
    assert percent([mild], 0.7) == 70  # the model says more than the word
    assert percent([mild], 0.599) == 59  # never rounded up to where comments wait
    assert percent([Match(0, 1, "x", MILD, aimed=True)], 0.5) == 60  # 30 + 30
    assert percent([insult], 0.0) == 60
    assert percent([insult, mild, mild, mild], 0.0) == 70  # 60 + at most 10 for three more
    assert percent([worst, Match(0, 1, "x", INSULT, aimed=True)], 1.0) == 100  # 85 + 30 + 5, at most 100


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("bgst kau", "bangsat"),
        ("brngsk kalian", "brengsek"),
        ("digoblokin terus", "goblok"),
        ("dasarbangsat", "bangsat"),
        ("t_o_l_o_l", "tolol"),
        ("8angsat", "bangsat"),
        ("anjink lu", "anjing"),
    ],
)
def test_clipped_joined_and_bent_words_are_found(text: str, word: str) -> None:
    assert [match.word for match in find(text)][:1] in (
        [word],
        [text.split(maxsplit=1)[0]],
    )  # a clipped form may be listed


@pytest.mark.parametrize(
    "text",
    [
        "Saya bakar kantormu",
        "Kubunuh pejabatnya",
        "Awas kau, saya tahu rumahmu",
        "Tunggu saja di rumahmu",
        "Bupatinya pantas ditembak",
        "Usir semua orang Batak",
        "Orang Jawa itu parasit",
        "Semoga rumahmu dibakar",
        "Biar mampus sekalian kalian",
        "Bakar saja rumah camatnya",
        "Gua tusuk lu",
        "Kami akan membunuhmu",
        "Dasar Cina",
        "Syiah sesat, bakar saja",
        "Ahmadiyah bukan manusia",
        "Janda itu murahan",
        "Buka bajumu dong",
        "Kirim foto telanjangmu",
    ],
)
def test_threats_and_hate_need_no_rough_word(text: str) -> None:
    assert max(match.severity for match in find(text)) == WORST


@pytest.mark.parametrize(
    "text",
    [
        "Tarif ini membunuh usaha kami",
        "Kami takut dibakar",
        "Jangan usir orang Batak",
        "Saya bakar ikan. Kamu datang saja",
        "Bersihkan Kampung Jawa",
        "Kami diancam, katanya rumah kami mau dibakar",
        "Warga bakar rumahnya tahun lalu",
        "Semoga anak saya tidak dibakar amarah",
        "Awas jalan licin",
        "Kirim foto KTP ke nomor ini",
    ],
)
def test_negation_fear_and_report_are_no_threat(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("text", ["Kerbau masuk jalan", "Monyet di pura", "Aturan ini tolol", "Saya dimaki goblok"])
def test_a_rough_word_at_nobody_is_mild(text: str) -> None:
    assert all(match.severity == MILD for match in find(text))


def test_an_agency_adds_words_and_takes_some_off() -> None:
    assert [match.word for match in find("Dasar tukang palak", added=["tukang palak"])] == ["tukang palak"]
    assert find("Pejabat goblok", taken_off=["goblok"]) == ()
    assert OwnWords(taken_off=frozenset({"goblok"})).without_taken_off("Yang g0blok itu") == "Yang        itu"


def test_criticism_is_never_likely_abuse_by_its_tone_alone() -> None:
    for text in ("Aturan ini buruk sekali, gagal total, sangat mengecewakan dan merugikan!", "Saya benci pasal ini"):
        assert likely_abuse(text, OwnWords()) < LIKELY_ABUSE


@pytest.mark.parametrize(
    ("abusive", "clean", "errors"),
    [
        (ABUSIVE, CLEAN, (0, 0)),
        (UNSEEN_ABUSIVE, UNSEEN_CLEAN, (8, 3)),
        (HOLDOUT_ABUSIVE, HOLDOUT_CLEAN, (6, 0)),
        (LATEST_ABUSIVE, LATEST_CLEAN, (13, 2)),
    ],
)
def test_the_measured_errors_are_those_of_the_method_note(
    abusive: tuple[str, ...], clean: tuple[str, ...], errors: tuple[int, int]
) -> None:
    """docs/methods/moderation.md gives them; whoever changes the list measures again."""
    missed = [text for text in abusive if likely_abuse(text, OwnWords()) < LIKELY_ABUSE]
    blamed = [text for text in clean if likely_abuse(text, OwnWords()) >= LIKELY_ABUSE]
    assert (len(missed), len(blamed)) == errors  # not which: nobody should tune on them


def test_time_grows_with_the_text_only() -> None:
    """The longest comment, made to be slow: starred, spaced, repeated."""
    for text in (
        "a*" * 2_500,
        "a b " * 1_250,
        "*" * 5_000,
        "a" * 5_000,
        "g*b " * 1_250,
        "kamu " * 1_000,
        "saya akan " * 500,
        "bakar saja " * 450,
        "a\u0336" * 2_500,
        "\ufdfa" * 5_000,
        "dasar" * 1_000,
        "anj ing " * 600,
    ):
        find(text)


def test_the_list_is_what_the_file_says() -> None:
    words = abuse.words()
    assert len(words) > 200
    assert set(words.values()) == {MILD, INSULT, WORST}
    assert all(normalized(word) == word for word in words)

"""Suggested codes on composed comments: right, with reasons that stand in the text, and none without examples."""

from __future__ import annotations

import itertools
import os
import random
from pathlib import Path

import pytest

from analytics.language.suggestion import FEWEST, MOST, MOST_WORDS, CodeModel

WAITING, KINDNESS, PLACE, FEES = 1, 2, 3, 4
# What people say of each: subject and judgement, composed with each other.
PARTS = {
    WAITING: (
        ("antrean", "antriannya", "menunggu", "waktu tunggu"),
        ("lama", "berjam-jam", "lambat", "panjang sekali"),
    ),
    KINDNESS: (("petugas", "petugasnya", "pegawai loket", "satpam"), ("ramah", "galak", "kurang sopan", "judes")),
    PLACE: (("ruang", "toilet", "parkiran", "kursi"), ("kotor", "sempit", "panas", "kurang")),
    FEES: (("biaya", "tarif", "pungutan", "uang"), ("mahal", "tidak jelas", "tanpa kuitansi", "di luar ketentuan")),
}
FRAMES = ("Mohon diperbaiki, {} {}.", "{} {}", "Menurut saya {} {} di sini", "Saya kecewa karena {} {}!")


def composed(seed: int) -> list[tuple[str, frozenset[int]]]:
    """Comments on one thing and on two, in random order."""
    chance = random.Random(seed)
    said = {code: [" ".join(pair) for pair in itertools.product(*parts)] for code, parts in PARTS.items()}
    single = [(text, frozenset({code})) for code, texts in said.items() for text in texts]
    double = [
        (f"{chance.choice(said[one])}, dan {chance.choice(said[other])}", frozenset({one, other}))
        for one, other in itertools.combinations(PARTS, 2)
        for _ in range(6)
    ]
    mixed = [(chance.choice(FRAMES).format(text, ""), codes) for text, codes in single + double]
    chance.shuffle(mixed)
    return mixed


@pytest.mark.parametrize("seed", range(3))
def test_half_of_the_comments_teach_the_other_half(seed: int) -> None:
    examples = composed(seed)
    half = len(examples) // 2
    model = CodeModel(examples[:half])
    right = wrong = missed = 0
    for text, codes in examples[half:]:
        found = {suggestion.code for suggestion in model.suggest(text)}
        right, wrong, missed = right + len(found & codes), wrong + len(found - codes), missed + len(codes - found)
    precision, recall = right / (right + wrong), right / (right + missed)
    assert precision >= 0.9, (right, wrong)
    assert recall >= 0.8, (right, missed)


@pytest.mark.parametrize(("learned", "precision", "recall"), [(120, 0.75, 0.6), (600, 0.78, 0.75)], ids=["few", "many"])
def test_codes_that_people_put_on_hotel_reviews(learned: int, precision: float, recall: float) -> None:
    """HoASA (IndoNLU): ten aspects of hotels, each of which people marked as spoken of or not."""
    data = os.environ.get("SUARA_DATA")
    if not data:
        pytest.skip("SUARA_DATA is not set: the suggestions of codes were NOT measured")
    examples, others = (labelled(Path(data) / "sentiment" / "hoasa" / f"{part}.tsv") for part in ("train", "valid"))
    random.Random(1).shuffle(examples)
    model = CodeModel(examples[:learned])
    found = [({suggestion.code for suggestion in model.suggest(text)}, codes) for text, codes in others]
    right = sum(len(suggested & codes) for suggested, codes in found)
    assert right / sum(len(suggested) for suggested, _ in found) >= precision
    assert right / sum(len(codes) for _, codes in found) >= recall


def labelled(path: Path) -> list[tuple[str, frozenset[int]]]:
    """Each text with the numbers of the aspects that it speaks of. Tab-separated, without quoting."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(row[-1], frozenset(at for at, mark in enumerate(row[:-1]) if mark != "neut")) for row in rows]


def test_what_is_rarer_with_a_word_is_not_suggested_for_it() -> None:
    # Nine in ten comments have the code; of those with the word three in four: it speaks against the code.
    examples = [("biasa", {1})] * 150 + [("aneh", {1})] * 30 + [("aneh", set())] * 10 + [("biasa", set())] * 10
    assert CodeModel(examples).suggest("aneh") == []


def test_reasons_are_words_of_the_comment() -> None:
    model = CodeModel(composed(1))
    [suggestion] = model.suggest("Antreannya panjang, ANTREAN selalu lama!")
    assert suggestion.code == WAITING
    assert set(suggestion.words) <= {"antrean", "panjang", "lama"}
    assert 1 <= len(suggestion.words) <= MOST_WORDS


def test_at_most_three_and_the_likeliest_first() -> None:
    examples = [(f"kata{'abcdefghij'[code]} sama", {code}) for code in range(5) for _ in range(8)]
    text = "sama " + " ".join(f"kata{letter}" for letter in "abcde")
    assert len(CodeModel(examples).suggest(text)) <= MOST
    stronger = [("antre loket", {1})] * 9 + [("antre", {2})] * 6 + [("lain hal", set())] * 9
    assert CodeModel(stronger).suggest("antre loket")[0].code == 1


@pytest.mark.parametrize("examples", [FEWEST - 1, FEWEST])
def test_few_examples_teach_nothing(examples: int) -> None:
    model = CodeModel([("antrean lama", {1})] * examples + [("petugas ramah", {2})] * 20)
    assert bool(model.suggest("antrean lama")) is (examples >= FEWEST)


def test_what_stands_on_everything_is_never_suggested() -> None:
    assert CodeModel([("antrean lama", {1})] * 20).suggest("antrean lama") == []


@pytest.mark.parametrize(
    "text", ["", "   ", "👍👍👍", "-", "123 456", "\x00\ud800", "كلمة", "a" * 1_000_000, "kata " * 200_000]
)
def test_any_text_is_answered(text: str) -> None:
    model = CodeModel([*composed(2), (text, {WAITING})])
    assert len(model.suggest(text)) <= MOST
    assert CodeModel([]).suggest(text) == []


def test_the_same_examples_suggest_the_same() -> None:
    texts = [text for text, _ in composed(5)]
    assert [CodeModel(composed(4)).suggest(text) for text in texts] == [
        CodeModel(composed(4)[::-1]).suggest(text) for text in texts
    ]

"""The sentiment door: TextBlob's interface, what the word list understands, and how often it is right."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from analytics.language import words
from analytics.language.sentiment import LABELS, NEUTRAL, analyzer


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Pelayanannya cepat dan petugasnya ramah", "positive"),
        ("Petugas tidak ramah", "negative"),
        ("Petugasnya gak ramah, prosesnya lama bgt!", "negative"),
        ("kurang bersih", "negative"),
        ("Belum memuaskan", "negative"),
        ("Tidak ada keluhan", "positive"),
        ("Tidak dipersulit", "positive"),
        ("Jangan lambat", "positive"),
        ("TERIMA KASIH", "positive"),
        ("Makasih", "positive"),
        ("tidak bersih, nyaman sekali", "positive"),
        ("Ruang tunggu sempit. Petugas ramah sekali.", "positive"),  # ramah sekali weighs more than sempit
        ("Cepat-cepat selesai", "positive"),
        ("Salah satu kantor di Bandung", "neutral"),
        ("Tidak ada", "neutral"),
        ("Mohon tambah kursi", "neutral"),
        ("Baik tetapi lambat", "neutral"),
        ("", "neutral"),
        ("???!!!", "neutral"),
        ("12345 🙂", "neutral"),
    ],
)
def test_everyday_answers(text: str, label: str) -> None:
    assert analyzer().analyze(text).label == label


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("tidak begitu bersih", [-2]),
        ("tidak terlihat seperti ini bersih", [1]),  # four words away
        ("Saya tidak. Bersih", [1]),
        ("tidak ramah dan lambat", [-1, -1]),  # turned around once
        ("tidak ramah dan tidak lambat", [-1, 1]),
    ],
)
def test_a_negation_turns_the_next_judging_word_around(text: str, signs: list[int]) -> None:
    assert [sign for _, sign in analyzer().analyze(text).evidence] == signs


def test_the_words_that_decided_are_told() -> None:
    assert analyzer().analyze("Tempatnya sangat bersih, tidak ramah").evidence == (("bersih", 2), ("ramah", -1))


def test_it_is_one_of_textblobs_analyzers() -> None:
    sentiment = TextBlob("Pelayanan cepat", analyzer=analyzer()).sentiment
    assert (sentiment.polarity, sentiment.label) == (1.0, "positive")
    assert 0 <= sentiment.subjectivity <= 1


def test_textblobs_own_would_call_a_complaint_neutral() -> None:
    assert TextBlob("Pelayanannya sangat buruk dan lambat").sentiment.polarity == 0


@given(st.lists(st.text(max_size=200)))
def test_any_text_gets_a_label_and_batches_agree_with_single_ones(texts: list[str]) -> None:
    found = analyzer().analyze_all(texts)
    assert found == [analyzer().analyze(text) for text in texts]
    assert all(s.label in LABELS and -1 <= s.polarity <= 1 and 0 <= s.subjectivity <= 1 for s in found)
    assert all((s.label == NEUTRAL) == (s.polarity == 0) for s in found)


def test_no_word_is_on_two_lists_and_every_spelling_leads_somewhere() -> None:
    lists = (words.POSITIVE, words.NEGATIVE, words.NEGATIONS)
    assert not [word for word, count in Counter(w for words_ in lists for w in words_).items() if count > 1]
    known = frozenset.union(*lists, words.STRONGER_BEFORE, words.STRONGER_AFTER)
    assert set(words.SPELLINGS.values()) <= known


def test_measured_on_texts_it_was_not_made_from() -> None:
    """The figures of docs/method-sentiment.md; a change that makes them worse must say so there."""
    data = os.environ.get("SUARA_DATA")
    if not data:
        pytest.skip("SUARA_DATA is not set: the accuracy of the sentiment figures was NOT measured")
    lines = (Path(data) / "sentiment/smsa/valid.tsv").read_text(encoding="utf-8").splitlines()[1:]
    truth, texts = zip(*(line.split("\t", 1) for line in lines), strict=True)
    pairs = Counter(zip(truth, (s.label for s in analyzer().analyze_all(texts)), strict=True))
    right = sum(pairs[label, label] for label in LABELS)
    assert analyzer().description.measured == (right, len(lines))
    accuracy, macro_f1 = right / len(lines), sum(_f1(pairs, label) for label in LABELS) / len(LABELS)
    print(f"{analyzer().description.method}: accuracy {accuracy:.3f}, macro-F1 {macro_f1:.3f}")  # noqa: T201  for who measures
    assert accuracy >= 0.74
    assert macro_f1 >= 0.66


def _f1(pairs: Counter[tuple[str, str]], label: str) -> float:
    said = sum(pairs[other, label] for other in LABELS)
    true = sum(pairs[label, other] for other in LABELS)
    return 2 * pairs[label, label] / (said + true)

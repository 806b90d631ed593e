"""The sentiment door: what it understands, how it explains itself, what it makes of hostile text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from analytics.language.blob import BlobAnalyzer
from analytics.language.description import IN_USE
from analytics.language.sentiment import LABELS, NEUTRAL, SURE, analyzer, model


def label(text: str) -> str:
    return analyzer().analyze(text).label


@pytest.mark.parametrize(
    "text",
    [
        "Pelayanannya cepat dan petugasnya ramah",
        "TERIMA KASIH",
        "Makasih banyak, sangat membantu",
        "baguuuus bgt",
        "👍👍",
        "The officer was friendly and helpful",
        "Sekarang urus akta cukup dari rumah, gampang sekali",
    ],
)
def test_praise(text: str) -> None:
    assert label(text) == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "Petugasnya gak ramah, prosesnya lama bgt!",
        "kode OTP tidak masuk-masuk",
        "Habis diperbarui malah tidak bisa login",
        "toilet jorok dan bau",
        "😡😡",
        "The staff is rude and slow",
    ],
)
def test_complaints(text: str) -> None:
    assert label(text) == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "Saya datang hari Senin untuk mengurus KTP",
        "Jam berapa kantor buka?",
        "Tidak ada saran",
        "-",
        "",
        "12345",
        "???",
    ],
)
def test_what_does_not_judge(text: str) -> None:
    assert label(text) == NEUTRAL


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tidak mengecewakan", "positive"),
        ("mengecewakan", "negative"),
        ("tidak ada masalah", "positive"),
        ("ada masalah", "negative"),
        ("tidak ramah", "negative"),
        ("kurang ramah", "negative"),
        ("ramah", "positive"),
        ("belum jadi", "negative"),
        ("sudah jadi", "positive"),
        ("sudah diperbaiki", "positive"),
        ("mohon diperbaiki", "negative"),
        ("tidak dipersulit", "positive"),
        ("tidak membantu", "negative"),
    ],
)
def test_a_negation_turns_a_judgement_around(text: str, wanted: str) -> None:
    assert label(text) == wanted


@pytest.mark.parametrize(
    ("spoken", "written"),
    [("gk ramah", "tidak ramah"), ("tdk ada keluhan", "tidak ada keluhan"), ("blm jadi", "belum jadi"),
     ("LAMAAAA BGT", "lama banget"), ("cepat-cepat", "cepat"), ("mantul", "mantap")],
)  # fmt: skip
def test_spoken_spellings_are_read_as_what_they_mean(spoken: str, written: str) -> None:
    assert analyzer().analyze(spoken) == analyzer().analyze(written)


def test_contributions_and_intercept_add_up_to_the_score() -> None:
    text = "Petugasnya ramah, tapi antrenya gak jelas & lamaaa bgt 😡 makasih"
    explained = analyzer().explain(text)
    added_up = explained.intercept + sum(word.contribution for word in explained.evidence)
    assert added_up == pytest.approx(explained.score, abs=1e-9)
    assert [text[word.start : word.end] for word in explained.evidence] == [word.word for word in explained.evidence]
    assert [word.word for word in explained.evidence] == [
        "Petugasnya", "ramah", ",", "tapi", "antrenya", "gak", "jelas", "&", "lamaaa", "bgt", "😡", "makasih",
    ]  # fmt: skip


def test_the_score_is_the_logit_of_the_labels_probability() -> None:
    """softmax(logits) by hand, for the text's three scores."""
    text = "Pelayanan cepat sekali"
    logits = model().scores([text]).logits[0].tolist()
    odds = [math.exp(logit) for logit in logits]
    negative, positive, neutral = (share / sum(odds) for share in odds)
    found = analyzer().analyze(text)
    assert found.probabilities == pytest.approx((positive, neutral, negative))
    assert found.polarity == pytest.approx(positive - negative)
    assert found.subjectivity == pytest.approx(1 - neutral)
    assert analyzer().explain(text).score == logits[1]


@given(st.lists(st.text(max_size=200)))
def test_any_text_gets_a_label_and_batches_agree_with_single_ones(texts: list[str]) -> None:
    found = analyzer().analyze_all(texts)
    assert found == [analyzer().analyze(text) for text in texts]
    for one in found:
        assert one.label in LABELS
        assert one.probabilities._asdict()[one.label] == max(one.probabilities)
        assert sum(one.probabilities) == pytest.approx(1)
        assert -1 <= one.polarity <= 1
        assert 0 <= one.subjectivity <= 1
        assert one.needs_reader == (max(one.probabilities) < SURE)


@given(st.text(max_size=300))
def test_every_explanation_adds_up_and_stands_in_the_text(text: str) -> None:
    explained = analyzer().explain(text)
    assert explained.intercept + sum(word.contribution for word in explained.evidence) == pytest.approx(explained.score)
    assert all(text[word.start : word.end] == word.word for word in explained.evidence)
    assert explained.sentiment == analyzer().analyze(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "lama " * 20_000,
        "".join(chr(0x61 + place % 26) * 3 + " " for place in range(25_000)),
        "bagus\0sekali\0",
        "\ud800 bagus \udfff",
        "\u202eخدمة بطيئة جدا\u202c",
        "\r\n\t \u2028 \x0b",
        "İstanbul bagus İİİ",
    ],
    ids=[
        "one word",
        "many words",
        "many new words",
        "NUL",
        "surrogates",
        "right to left",
        "white space",
        "longer in small",
    ],
)
def test_hostile_text_is_a_text_like_any_other(text: str) -> None:
    found = analyzer().analyze(text)
    assert found.label in LABELS
    assert analyzer().analyze_all(["bagus", text, "buruk"])[1] == found
    explained = analyzer().explain(text)
    assert all(text[word.start : word.end] == word.word for word in explained.evidence)


def test_it_takes_textblobs_place() -> None:
    blob = TextBlob("Pelayanan cepat", analyzer=BlobAnalyzer())
    assert blob.sentiment == analyzer().analyze("Pelayanan cepat")
    assert blob.sentiment.polarity > 0


def test_textblobs_own_would_call_a_complaint_neutral() -> None:
    assert TextBlob("Pelayanannya sangat buruk dan lambat").sentiment.polarity == 0


def test_another_artefact_is_another_version() -> None:
    assert len(IN_USE.version) == 8
    assert IN_USE.method == f"kata-{IN_USE.version}"

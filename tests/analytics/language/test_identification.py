"""Which language an answer is in: plain cases, hostile ones, and how often it is right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.language.identification import UNKNOWN, identify, identify_all, model


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Petugasnya ramah dan prosesnya cepat sekali", "ind"),
        ("The officer was friendly and the form was easy", "eng"),
        ("Petugase grapyak lan pelayanane cepet tenan, ora nganti suwe", "jav"),
        ("Petugasna someah jeung pelayananna gancang pisan", "sun"),
        ("Palayanannyo indak rancak, lamo bana mananti di siko", "min"),
        ("", UNKNOWN),
        ("12345 !!! 👍", UNKNOWN),
        ("https://example.go.id @petugas", UNKNOWN),
    ],
)
def test_plain_answers(text: str, language: str) -> None:
    assert identify(text) == language


@given(st.lists(st.text(max_size=200)))
def test_any_text_has_one_language_and_batches_agree_with_single_ones(texts: list[str]) -> None:
    found = identify_all(texts)
    assert found == [identify(text) for text in texts]
    assert set(found) <= {*model().form.classes, UNKNOWN}


def test_measured_on_texts_it_was_not_made_from() -> None:
    data = os.environ.get("SUARA_DATA")
    if not data:
        pytest.skip("SUARA_DATA is not set: how often the language is right was NOT measured")
    lines = (Path(data) / "sentiment/nusax/valid.tsv").read_text(encoding="utf-8").splitlines()[1:]
    _, truth, _, texts = zip(*(line.split("\t") for line in lines), strict=True)
    right = sum(said == true for said, true in zip(identify_all(texts), truth, strict=True)) / len(texts)
    print(f"language of {len(texts)} texts: {right:.3f} right")  # noqa: T201  for who measures
    assert right >= 0.97

"""Composed sentences: a pattern gives every combination of its choices, and nothing else."""

from __future__ import annotations

import random

import pytest

from analytics.language import composed
from analytics.language.patterns import patterns, sentence


def test_a_pattern_gives_each_of_its_sentences() -> None:
    found = patterns("[siapa] (datang/pulang (lagi/))", {"siapa": "saya/kami"})
    chance = random.Random(1)
    assert {sentence(found, chance) for _ in range(200)} == {
        "saya datang", "saya pulang lagi", "saya pulang", "kami datang", "kami pulang lagi", "kami pulang",
    }  # fmt: skip


def test_semicolons_divide_patterns_and_lists_may_name_lists() -> None:
    assert patterns("[a] satu;\n[b]  dua", {"a": "x/[b]", "b": "y"}) == ["(x/(y)) satu", "(y) dua"]


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        patterns("[petugas] ramah", {})


def test_no_sentence_has_a_mark_of_its_pattern_left() -> None:
    made = [*composed.indonesian(6000, seed=9), *composed.english(3000, seed=9)]
    assert [text for text, _ in made if not text or set(text) & set("()[]/;")] == []


def test_there_are_as_many_of_each_label() -> None:
    labels = [label for _, label in composed.indonesian(300, seed=9)]
    assert [labels.count(label) for label in ("positive", "neutral", "negative")] == [100, 100, 100]

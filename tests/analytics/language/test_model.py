"""The sums of the model, against the same sums done one feature at a time in whole numbers of Python."""

from __future__ import annotations

import re
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.language import reading
from analytics.language.model import Form, Model
from analytics.language.reading import Grammar, Reader

FORM = Form(("a", "b", "c"), bits=10, shortest=3, longest=5, in_context=True, scale=0.25, intercept=(0.5, -0.25, 0.0))
TABLE = np.random.default_rng(3).integers(-127, 128, (1024, 2), dtype=np.int8)
GRAMMAR = Grammar(re.compile(r"\w+|,"), lambda token: [token], ("@",), frozenset({"no"}), frozenset({","}), 2)
SPREAD, STEP, WHOLE = 0x9E3779B97F4A7C15, 1_000_003, 2**64
TEXTS = st.lists(st.sampled_from(["no", "good", "no,bad", ",", "@no", "x", "slow no good", "é👍", "ok," * 9])).map(
    " ".join
)


def weights(hashed: int, kind: int) -> list[int]:
    first, second = TABLE[((hashed + kind) * SPREAD % WHOLE) >> 54].tolist()
    return [first, second, -first - second]


def hash_of(word: str) -> int:
    total = 0
    for place, letter in enumerate(word, start=1):
        mixed = (ord(letter) * SPREAD % WHOLE) ^ (place * STEP * SPREAD % WHOLE)
        total += (mixed ^ (mixed >> 31)) * SPREAD
    return total % WHOLE


def alone(word: str) -> list[int]:
    added = [2 * weight for weight in weights(hash_of(word), 101)]
    marked = f"<{word}>"
    for length in (3, 4, 5):
        for start in range(len(marked) - length + 1):
            hashed = 0
            for letter in marked[start : start + length]:
                hashed = hashed * STEP + ord(letter)
            added = [one + other for one, other in zip(added, weights(hashed, length), strict=True)]
    return added


def is_negated(words: list[str], at: int) -> bool:
    if words[at] in ("no", ","):
        return False
    before = words[max(at - 2, 0) : at]
    return "no" in before and "," not in before[before.index("no") :]


def reference(text: str) -> list[float]:
    words = [word for chunk in text.split() if chunk[0] != "@" for word in re.findall(r"\w+|,", chunk)]
    sums = [0, 0, 0]
    for at, word in enumerate(words):
        added = alone(word)
        if is_negated(words, at):
            turned = weights(hash_of(word), 103)
            added = [own // -2 + 4 * more for own, more in zip(added, turned, strict=True)]
        before = hash_of(words[at - 1]) if at else 0  # the start of the text is a neighbour, too
        pair = weights(before * STEP + hash_of(word), 102)
        added = [own + 2 * more for own, more in zip(added, pair, strict=True)]
        sums = [total + own for total, own in zip(sums, added, strict=True)]
    return [start + total * 0.25 / sqrt(len(words) or 1) for start, total in zip(FORM.intercept, sums, strict=True)]


@given(st.lists(TEXTS | st.text(max_size=80)))
def test_scores_are_the_sums_of_the_features(texts: list[str]) -> None:
    found = Model(FORM.artefact(TABLE), GRAMMAR).scores(texts).logits.tolist()
    for text, logits in zip(texts, found, strict=True):
        assert logits == pytest.approx(reference(text), abs=1e-9)


def test_texts_in_other_batches_have_the_same_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["no good", "", "slow no good, no", "é👍"] * 5
    whole = Model(FORM.artefact(TABLE), GRAMMAR).scores(texts).logits
    monkeypatch.setattr(reading, "_MOST_CHARACTERS", 10)
    monkeypatch.setattr(reading, "_MOST_WORDS", 3)
    assert (Model(FORM.artefact(TABLE), GRAMMAR).scores(texts).logits == whole).all()


def test_many_spellings_of_one_word_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_WORDS", 10)
    reader = Reader(GRAMMAR._replace(words=lambda token: [token[:1]]))
    reader.read(["a" * length for length in range(1, 20)])
    assert len(reader.known) == 2
    assert reader.is_full
    reader.forget()
    assert not reader.is_full

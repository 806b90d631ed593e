"""How Suara speaks Indonesian: short sentences of everyday words."""

from __future__ import annotations

import re

from tests.rules.test_translations import extracted

LONGEST = 15  # words
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:;])\s")
_WORD = re.compile(r"\S*\w\S*")
_OFFICIALESE = re.compile(
    r"\b(submit|klik|input|upload|download|mengimplementasikan|dimohon|harap|error)\b", re.IGNORECASE
)


def long_sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_ENDS.split(text) if len(_WORD.findall(sentence)) > LONGEST]


def texts() -> dict[str, str]:
    """Every Indonesian text of the interface, with the place where it stands first."""
    return {form: place for text, place in extracted().items() for form in ([text] if isinstance(text, str) else text)}


def test_sentences_are_short() -> None:
    found = {place: long_sentences(text) for text, place in texts().items()}
    assert found
    assert {place: sentences for place, sentences in found.items() if sentences} == {}


def test_words_are_those_of_every_day() -> None:
    assert {place: text for text, place in texts().items() if _OFFICIALESE.search(text)} == {}


def test_a_long_sentence_is_seen() -> None:
    assert long_sentences("Isi dulu. " + "kata " * LONGEST + "lagi.") == ["kata " * LONGEST + "lagi."]
    assert _OFFICIALESE.search("Klik di sini")

"""Hints on how a questionnaire reads, for whoever writes it. They never keep it from being published. Pure.

After the plain-language rules of the standards reference, 5.4: short sentences, no official jargon, one thing
asked at a time, nothing suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.definition import Questionnaire
from surveys.translation import aged, missing, texts

MOST_WORDS = 15  # in a sentence of a question
MOST_MINUTES = 10
SECONDS_A_QUESTION = 10

LONG_SENTENCE, JARGON, TWO_QUESTIONS, LEADING, TWO_NEGATIONS = (
    "long-sentence",
    "jargon",
    "two-questions",
    "leading",
    "two-negations",
)
TOO_LONG, UNTRANSLATED, AGED = "too-many-minutes", "untranslated", "aged-translation"

# Official word -> everyday one, or "" where the sentence needs another shape.
PLAIN_WORDS: dict[str, dict[str, str]] = {
    "id": {
        "apabila": "kalau",
        "bilamana": "kalau",
        "dalam rangka": "untuk",
        "guna": "untuk",
        "sehubungan dengan": "tentang",
        "berkenaan dengan": "tentang",
        "terkait dengan": "tentang",
        "mengimplementasikan": "menjalankan",
        "implementasi": "pelaksanaan",
        "mengoptimalkan": "memperbaiki",
        "optimalisasi": "perbaikan",
        "fasilitasi": "bantuan",
        "memfasilitasi": "membantu",
        "sosialisasi": "penjelasan",
        "stakeholder": "pihak terkait",
        "pemangku kepentingan": "pihak terkait",
        "responden": "Anda",
        "saudara": "Anda",
        "bapak/ibu": "Anda",
        "submit": "kirim",
        "input": "isi",
        "upload": "unggah",
        "website": "situs",
        "prosedur operasional standar": "aturan kerja",
        "persepsi": "pendapat",
        "kompetensi": "kemampuan",
        "regulasi": "aturan",
        "evaluasi": "penilaian",
        "signifikan": "besar",
        "efektivitas": "hasil",
        "aksesibilitas": "kemudahan",
        "realisasi": "pelaksanaan",
        "kontribusi": "sumbangan",
        "partisipasi": "keikutsertaan",
        "tersebut": "itu",
    },
    "en": {
        "utilise": "use",
        "utilize": "use",
        "commence": "start",
        "prior to": "before",
        "in order to": "to",
        "regarding": "about",
        "with respect to": "about",
        "facilitate": "help",
        "implement": "carry out",
        "stakeholder": "people concerned",
        "stakeholders": "people concerned",
        "respondent": "you",
        "endeavour": "try",
        "purchase": "buy",
        "obtain": "get",
        "additional": "more",
        "approximately": "about",
        "assist": "help",
        "demonstrate": "show",
        "sufficient": "enough",
        "terminate": "end",
        "leverage": "use",
    },
}
_AND = {"id": ("dan", "serta", "atau"), "en": ("and", "or")}
_LEADING = {
    "id": ("bukankah", "tentunya", "pasti", "apakah anda setuju bahwa", "setujukah anda bahwa", "seberapa puas"),
    "en": ("don't you", "surely", "of course", "do you agree that", "wouldn't you", "how satisfied"),
}
_NEGATIONS = {
    "id": ("tidak", "bukan", "tanpa", "belum", "jangan", "kurang"),
    "en": ("not", "no", "never", "without", "don't", "isn't", "cannot"),
}
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'/][^\W\d_]+)*")


@dataclass(frozen=True)
class Hint:
    """`place`: the key of a text (surveys.translation), or '' for the whole. `found`: the words meant."""

    place: str
    kind: str
    language: str = ""
    found: str = ""
    better: str = ""


def hints(questionnaire: Questionnaire) -> list[Hint]:
    """What could read better, in the order of the questionnaire; what concerns the whole comes first."""
    return [*_whole(questionnaire), *_texts(questionnaire)]


def minutes(questionnaire: Questionnaire) -> int:
    """How long answering takes, roughly: ten seconds a question, each row of a matrix one, rounded up."""
    asked = sum(max(1, len(question.rows)) for question in questionnaire.questions)
    return -(-asked * SECONDS_A_QUESTION // 60)


def _whole(questionnaire: Questionnaire) -> Iterator[Hint]:
    needed = minutes(questionnaire)
    if needed > MOST_MINUTES:
        yield Hint("", TOO_LONG, found=str(needed), better=str(MOST_MINUTES))
    for language in questionnaire.languages:
        if keys := missing(questionnaire, language):
            yield Hint(keys[0], UNTRANSLATED, language, found=str(len(keys)))
        if old := aged(questionnaire, language):
            yield Hint(next(iter(old)), AGED, language, found=str(len(old)))


def _texts(questionnaire: Questionnaire) -> Iterator[Hint]:
    for key, text in texts(questionnaire).items():
        for language in PLAIN_WORDS.keys() & text.keys():
            yield from _jargon(key, language, text[language])
            yield from _sentences(key, language, text[language])
            if key.endswith(".label") and ".options." not in key:
                yield from _question(key, language, text[language])


def _jargon(key: str, language: str, text: str) -> Iterator[Hint]:
    for word, better in PLAIN_WORDS[language].items():
        if _has(text, word):
            yield Hint(key, JARGON, language, word, better)


def _sentences(key: str, language: str, text: str) -> Iterator[Hint]:
    for sentence in _SENTENCE.findall(text):
        words = _WORD.findall(sentence)
        if len(words) > MOST_WORDS:
            yield Hint(key, LONG_SENTENCE, language, found=str(len(words)), better=str(MOST_WORDS))


def _question(key: str, language: str, text: str) -> Iterator[Hint]:
    """What is wrong with the asking itself; only a question can ask two things or lead."""
    if "?" not in text:
        return
    for word in _AND[language]:
        if _has(text, word):
            yield Hint(key, TWO_QUESTIONS, language, word)
            break
    for words in _LEADING[language]:
        if _has(text, words):
            yield Hint(key, LEADING, language, words)
    for sentence in _SENTENCE.findall(text):
        said = [word for word in _WORD.findall(sentence.lower()) if word in _NEGATIONS[language]]
        if len(said) > 1:
            yield Hint(key, TWO_NEGATIONS, language, " … ".join(said))


def _has(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None

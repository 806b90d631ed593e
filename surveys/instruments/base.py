"""What every instrument says of itself: a ready questionnaire that is only comparable while it stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from surveys.definition import COMMENT, ELEMENT, Localized, Option, Question, Questionnaire, Section


@dataclass(frozen=True)
class Instrument:
    name: str  # in questionnaires, URLs and `flask analytics index`
    title: Localized
    summary: Localized  # what it measures, for whom, in a sentence or two
    method: Localized  # how its index is worked out, after which source
    questionnaire: Callable[[Localized], Questionnaire]  # from a survey's title
    fixed: frozenset[str]  # codes of the questions whose change makes it another instrument


def text(indonesian: str, english: str) -> Localized:
    return {"id": indonesian, "en": english}


def steps(indonesian: str, english: str) -> tuple[Option, ...]:
    """The options of a scale, scored 1, 2, … in the order of their words, which ` · ` divides."""
    words = zip(indonesian.split(" · "), english.split(" · "), strict=True)
    return tuple(Option(str(score), text(*pair), score) for score, pair in enumerate(words, start=1))


AGREEMENT_4 = steps(
    "Sangat tidak setuju · Tidak setuju · Setuju · Sangat setuju",
    "Strongly disagree · Disagree · Agree · Strongly agree",
)
AGREEMENT_5 = steps(
    "Sangat tidak setuju · Tidak setuju · Netral · Setuju · Sangat setuju",
    "Strongly disagree · Disagree · Neutral · Agree · Strongly agree",
)
AGREEMENT_7 = steps(
    "Sangat tidak setuju · Tidak setuju · Agak tidak setuju · Netral · Agak setuju · Setuju · Sangat setuju",
    "Strongly disagree · Disagree · Somewhat disagree · Neutral · Somewhat agree · Agree · Strongly agree",
)
SATISFACTION_5 = steps(
    "Sangat tidak puas · Tidak puas · Biasa saja · Puas · Sangat puas",
    "Very dissatisfied · Dissatisfied · Neither satisfied nor dissatisfied · Satisfied · Very satisfied",
)


def rating(code: str, name: Localized, label: Localized, options: tuple[Option, ...], kind: str = "scale") -> Question:
    """A question whose scores the instrument's index is made of."""
    return Question(code, kind, label, name=name, role=ELEMENT, required=True, options=options)


def comment(code: str, label: Localized, max_length: int = 2000) -> Question:
    hint = text("Jangan tulis nama, nomor telepon, atau NIK.", "Leave out names, telephone and identity numbers.")
    name = text("Komentar", "Comment")
    return Question(code, "long-text", label, hint=hint, name=name, role=COMMENT, max_length=max_length)


def instrument(
    name: str,
    title: Localized,
    summary: Localized,
    method: Localized,
    sections: Sequence[Section],
    intro: Localized | None = None,
) -> Instrument:
    """An instrument whose questionnaire is always the same, and whose rating questions must stay."""

    def questionnaire(survey_title: Localized) -> Questionnaire:
        return Questionnaire(survey_title, tuple(sections), ("id", "en"), intro or {}, instrument=name)

    rated = questionnaire(title).with_role(ELEMENT)
    return Instrument(name, title, summary, method, questionnaire, frozenset(question.code for question in rated))

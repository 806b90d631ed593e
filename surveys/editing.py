"""Steps of writing a questionnaire: each takes one and gives a new one. What somebody else can refer to keeps its code.

A step that names a part which isn't there (any more) raises UnknownPart. Conditions that point to a part
which was removed or moved behind them stay as they are; `loose_ends` finds them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

from surveys.definition import Expression, Localized, Option, Question, Questionnaire, Quota, Section, is_code
from surveys.errors import InvalidEntry, Problem, UnknownPart
from surveys.instruments import INSTRUMENTS
from surveys.question_types.contact import EMAIL, PERIODS, PHONE, field

UP, DOWN = -1, +1
_STEPS = (
    ("Tidak puas", "Not satisfied"),
    ("Kurang puas", "Less satisfied"),
    ("Puas", "Satisfied"),
    ("Sangat puas", "Very satisfied"),
)
_SATISFACTION = tuple(Option(str(n), {"id": id_, "en": en}, n) for n, (id_, en) in enumerate(_STEPS, start=1))
_RECOMMENDING = {
    0: {"id": "Pasti tidak", "en": "Not at all likely"},
    10: {"id": "Pasti menyarankan", "en": "Extremely likely"},
}
_FIRST_OPTIONS = {
    "choice": (Option("ya", {"id": "Ya", "en": "Yes"}), Option("tidak", {"id": "Tidak", "en": "No"})),
    "yes-no": (Option("ya", {"id": "Ya", "en": "Yes"}), Option("tidak", {"id": "Tidak", "en": "No"})),
    "scale": _SATISFACTION,
    "rating": _SATISFACTION,
    "nps": tuple(Option(str(n), _RECOMMENDING.get(n, {"id": str(n), "en": str(n)}), n) for n in range(11)),
    "matrix": _SATISFACTION,
    "contact": (field(EMAIL), field(PHONE)),
}
_LONGEST_CODE = 40
_WORDS_IN_CODE = 4
_ASKING = frozenset({"bagaimana", "pendapat", "anda", "tentang", "apakah", "apa", "seberapa", "yang", "di", "ini"})


def code_from(text: str, taken: Collection[str], otherwise: str) -> str:
    """A code that is not among `taken`, from the first telling words of `text`; `otherwise` where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in _ASKING] or words
    code = "-".join(telling[:_WORDS_IN_CODE])[:_LONGEST_CODE].strip("-") or otherwise
    free = code if is_code(code) else f"{otherwise}-{code}"
    number = 1
    while free in taken:
        number += 1
        free = f"{code}-{number}"
    return free


def first_question(type_name: str) -> Question:
    """A new question of a type, still without code and label, with the usual answers of its type to begin with."""
    kept_days = PERIODS[1] if type_name == "contact" else None
    return Question("", type_name, {}, options=_FIRST_OPTIONS.get(type_name, ()), kept_days=kept_days)


def codes(questionnaire: Questionnaire) -> frozenset[str]:
    """The codes that are taken by questions and computed values."""
    return frozenset({*questionnaire.by_code, *(computed.code for computed in questionnaire.computed)})


def section(questionnaire: Questionnaire, code: str) -> Section:
    """The section with `code`."""
    return questionnaire.sections[_section_at(questionnaire, code)]


def question(questionnaire: Questionnaire, code: str) -> Question:
    """The question with `code`."""
    section_at, at = _place(questionnaire, code)
    return questionnaire.sections[section_at].questions[at]


def section_of(questionnaire: Questionnaire, code: str) -> Section:
    """The section that the question with `code` stands in."""
    return questionnaire.sections[_place(questionnaire, code)[0]]


def add_section(questionnaire: Questionnaire, title: Localized, shown_if: Expression | None = None) -> Questionnaire:
    """With a section at the end, its code made from the title."""
    taken = [section.code for section in questionnaire.sections]
    code = code_from(title.get("id", ""), taken, "bagian")
    return replace(questionnaire, sections=(*questionnaire.sections, Section(code, title, (), shown_if)))


def rename_section(
    questionnaire: Questionnaire, code: str, title: Localized, shown_if: Expression | None = None
) -> Questionnaire:
    """With another title and condition for a section."""
    at = _section_at(questionnaire, code)
    return _with_section(questionnaire, at, replace(questionnaire.sections[at], title=title, shown_if=shown_if))


def remove_section(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Without a section and its questions."""
    at = _section_at(questionnaire, code)
    return replace(questionnaire, sections=_without(questionnaire.sections, at))


def move_section(questionnaire: Questionnaire, code: str, by: int) -> Questionnaire:
    """With a section one place up or down; as it was where there is no further place."""
    at = _section_at(questionnaire, code)
    return replace(questionnaire, sections=_moved(questionnaire.sections, at, by))


def add_question(questionnaire: Questionnaire, section_code: str, question: Question) -> Questionnaire:
    """With a question at the end of a section. Raises InvalidEntry (code: bad-code, repeated-code)."""
    if not is_code(question.code):
        raise InvalidEntry(Problem("code", "bad-code"))
    if question.code in codes(questionnaire):
        raise InvalidEntry(Problem("code", "repeated-code"))
    at = _section_at(questionnaire, section_code)
    return _with_questions(questionnaire, at, (*questionnaire.sections[at].questions, question))


def take_question(questionnaire: Questionnaire, section_code: str, question: Question) -> Questionnaire:
    """Add a question of another questionnaire: under its code if that is free, without conditions on its neighbours."""
    taken = codes(questionnaire)
    code = question.code if question.code not in taken else code_from(question.code, taken, "pertanyaan")
    alone = replace(question, code=code, shown_if=None, required_if=None, valid_if=None, invalid_message={})
    return add_question(questionnaire, section_code, alone)


def replace_question(questionnaire: Questionnaire, question: Question) -> Questionnaire:
    """With `question` instead of the one that has its code."""
    return _at(questionnaire, question.code, lambda _: (question,))


def remove_question(questionnaire: Questionnaire, code: str) -> Questionnaire:
    return _at(questionnaire, code, lambda _: ())


def duplicate_question(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """With a copy right after a question, under a code of its own."""
    copy = code_from(code, codes(questionnaire), "pertanyaan")
    return _at(questionnaire, code, lambda question: (question, replace(question, code=copy)))


def move_question(questionnaire: Questionnaire, code: str, by: int) -> Questionnaire:
    """With a question one place up or down, over the border of its section too; as it was at either end."""
    section_at, at = _place(questionnaire, code)
    questions = questionnaire.sections[section_at].questions
    if 0 <= at + by < len(questions):
        return _with_questions(questionnaire, section_at, _moved(questions, at, by))
    if not 0 <= section_at + by < len(questionnaire.sections):
        return questionnaire
    neighbours, moved = questionnaire.sections[section_at + by].questions, questions[at]
    left = _with_questions(questionnaire, section_at, _without(questions, at))
    return _with_questions(left, section_at + by, (*neighbours, moved) if by == UP else (moved, *neighbours))


def loose_ends(questionnaire: Questionnaire) -> list[Problem]:
    """Conditions that point to what isn't there (condition-unknown) or comes later (condition-later).

    `field`: the code of the question, or `section.` and that of the section, or
    `quota.` and that of the quota, with the condition; `found`: the code that it points to.
    """
    return list(_loose_ends(questionnaire))


def codes_in(expression: Expression | None) -> set[str]:
    """The codes of the questions and computed values that an expression speaks of, without rows of a matrix."""
    if not isinstance(expression, list) or not expression:
        return set()
    if expression[0] in ("answer", "score", "answered") and len(expression) > 1:
        return {str(expression[1]).split(".", 1)[0]}
    return {code for part in expression[1:] for code in codes_in(part)}


def changed_in_instrument(questionnaire: Questionnaire) -> frozenset[str]:
    """The fixed questions of its instrument that the questionnaire has not, or has otherwise; none without one."""
    instrument = INSTRUMENTS.get(questionnaire.instrument)
    if instrument is None:
        return frozenset()
    pristine = instrument.questionnaire(questionnaire.title)
    now, was = questionnaire.by_code, pristine.by_code
    # A condition on the section asks fewer people, just as one on the question does.
    conditional = {q.code for section in questionnaire.sections if section.shown_if for q in section.questions}
    return frozenset(
        code
        for code in instrument.fixed
        if code not in now
        or code in conditional
        or _substance(now[code], pristine.languages) != _substance(was[code], pristine.languages)
    )


def _loose_ends(questionnaire: Questionnaire) -> Iterator[Problem]:
    known = codes(questionnaire)
    earlier = {computed.code for computed in questionnaire.computed}
    for section in questionnaire.sections:
        yield from _pointing(f"section.{section.code}", codes_in(section.shown_if), known, earlier)
        for question in section.questions:
            before = codes_in(question.shown_if) | codes_in(question.required_if)
            yield from _pointing(question.code, before, known, earlier)
            earlier.add(question.code)
            yield from _pointing(question.code, codes_in(question.valid_if), known, earlier)
    for quota in questionnaire.quotas:
        yield from _pointing(f"quota.{quota.code}", codes_in(quota.when), known, earlier)


def quota(questionnaire: Questionnaire, code: str) -> Quota:
    """The quota with `code`."""
    for found in questionnaire.quotas:
        if found.code == code:
            return found
    raise UnknownPart


def put_quota(questionnaire: Questionnaire, quota: Quota) -> Questionnaire:
    """With a quota, instead of the one that has its code, or as the last one."""
    others = questionnaire.quotas
    if quota.code not in {other.code for other in others}:
        return replace(questionnaire, quotas=(*others, quota))
    return replace(questionnaire, quotas=tuple(quota if other.code == quota.code else other for other in others))


def remove_quota(questionnaire: Questionnaire, code: str) -> Questionnaire:
    kept = tuple(quota for quota in questionnaire.quotas if quota.code != code)
    if len(kept) == len(questionnaire.quotas):
        raise UnknownPart
    return replace(questionnaire, quotas=kept)


def _pointing(field: str, to: set[str], known: Collection[str], earlier: Collection[str]) -> Iterator[Problem]:
    for code in sorted(to - set(earlier)):
        yield Problem(field, "condition-later" if code in known else "condition-unknown", found=code)


def _substance(question: Question, languages: tuple[str, ...]) -> Question:
    """A question as its answers depend on it, in the instrument's own languages: further translations are free."""

    def texts(text: Localized) -> Localized:
        return {language: text[language] for language in languages if language in text}

    def options(items: tuple[Option, ...]) -> tuple[Option, ...]:
        return tuple(replace(item, label=texts(item.label)) for item in items)

    parts: dict[str, Any] = {"options": options(question.options), "rows": options(question.rows)}
    return replace(question, label=texts(question.label), hint={}, name={}, invalid_message={}, **parts)


def _section_at(questionnaire: Questionnaire, code: str) -> int:
    for at, section in enumerate(questionnaire.sections):
        if section.code == code:
            return at
    raise UnknownPart


def _place(questionnaire: Questionnaire, code: str) -> tuple[int, int]:
    for section_at, section in enumerate(questionnaire.sections):
        for at, question in enumerate(section.questions):
            if question.code == code:
                return section_at, at
    raise UnknownPart


def _at(questionnaire: Questionnaire, code: str, change: Callable[[Question], tuple[Question, ...]]) -> Questionnaire:
    """With what `change` makes of the question with `code` in its place."""
    section_at, at = _place(questionnaire, code)
    questions = questionnaire.sections[section_at].questions
    return _with_questions(questionnaire, section_at, (*questions[:at], *change(questions[at]), *questions[at + 1 :]))


def _with_section(questionnaire: Questionnaire, at: int, section: Section) -> Questionnaire:
    sections = questionnaire.sections
    return replace(questionnaire, sections=(*sections[:at], section, *sections[at + 1 :]))


def _with_questions(questionnaire: Questionnaire, at: int, questions: tuple[Question, ...]) -> Questionnaire:
    return _with_section(questionnaire, at, replace(questionnaire.sections[at], questions=questions))


def _without(items: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return (*items[:at], *items[at + 1 :])


def _moved(items: tuple[Any, ...], at: int, by: int) -> tuple[Any, ...]:
    if not 0 <= at + by < len(items):
        return items
    rest = _without(items, at)
    return (*rest[: at + by], items[at], *rest[at + by :])

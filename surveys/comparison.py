"""What became of each question from one version of a questionnaire to the next, and whether its series goes on.

Questions, options and rows are known by their code. What is only said in other words stays comparable;
what changes who answers, what can be answered, or what an answer counts breaks the series.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.canonical import canonical_json
from surveys.definition import Localized, Option, Question, Questionnaire, Section

SAME, REWORDED, CHANGED, NEW, DROPPED = "same", "reworded", "changed", "new", "dropped"
DECIDABLE = (REWORDED, CHANGED)  # between these two the author has the last word
BREAKS = frozenset({CHANGED, NEW})  # with these verdicts a series begins

TEXTS = ("label", "hint", "name", "invalid_message")
# Neither what can be answered nor by whom.
HARMLESS = ("required", "required_if", "random_order", "max_length", "kept_days")
BREAKING = ("type", "role", "bands", "minimum", "maximum", "max_choices", "not_applicable", "shown_if", "valid_if")


@dataclass(frozen=True)
class Part:
    """One thing that differs. `name`: a field of Question, `option`, `row`, `score` or `section_shown_if`.

    `code`: of the option or row, `language`: of the text, "" where there is none. `old` and `new` are text,
    "" for what isn't there.
    """

    name: str
    old: str
    new: str
    breaks: bool
    code: str = ""
    language: str = ""


@dataclass(frozen=True)
class Change:
    """A question's verdict. `moved`: it stands elsewhere among the questions that both versions have;
    `reordered`: its options or rows do. Neither is part of the verdict."""

    code: str
    verdict: str
    old: Question | None
    new: Question | None
    parts: tuple[Part, ...] = ()
    moved: bool = False
    reordered: bool = False
    reason: str = ""  # why the author decided otherwise than `calculated`

    @property
    def question(self) -> Question:
        """The question as it is now, or as it was last."""
        question = self.new or self.old
        assert question is not None  # one of the two versions has it
        return question

    @property
    def calculated(self) -> str:
        """The verdict before the author's word."""
        if self.verdict not in DECIDABLE:
            return self.verdict
        return CHANGED if any(part.breaks for part in self.parts) else REWORDED

    @property
    def decidable(self) -> bool:
        return self.verdict in DECIDABLE


@dataclass(frozen=True)
class Decision:
    """An author's word against the calculated verdict, with its reason."""

    verdict: str
    reason: str


def compare(old: Questionnaire, new: Questionnaire) -> list[Change]:
    """A Change for each question: those of `new` in its order, then the dropped ones in the order of `old`."""
    before, after = _placed(old), _placed(new)
    common = [code for code in after if code in before]
    moved = out_of_order([list(before).index(code) for code in common])
    changes = [
        _change(before[code], after[code], moved=code in {common[place] for place in moved})
        if code in before
        else Change(code, NEW, None, after[code][1])
        for code in after
    ]
    return changes + [Change(code, DROPPED, was[1], None) for code, was in before.items() if code not in after]


def decided(changes: Sequence[Change], decisions: Mapping[str, Decision]) -> list[Change]:
    """The changes with the author's decisions (by question code); one that no longer applies is passed over."""

    def one(change: Change) -> Change:
        decision = decisions.get(change.code)
        if decision is None or not change.decidable or decision.verdict == change.verdict:
            return change
        return dataclasses.replace(change, verdict=decision.verdict, reason=decision.reason)

    return [one(change) for change in changes]


_Placed = tuple[Section, Question]


def _placed(questionnaire: Questionnaire) -> dict[str, _Placed]:
    """Code -> the question and its section. A draft may use a code twice: the first one counts."""
    placed: dict[str, _Placed] = {}
    for section in questionnaire.sections:
        for question in section.questions:
            placed.setdefault(question.code, (section, question))
    return placed


def _change(old: _Placed, new: _Placed, *, moved: bool) -> Change:
    (old_section, was), (new_section, now) = old, new
    parts = (
        *_fields(was, now),
        *_part("section_shown_if", old_section.shown_if, new_section.shown_if, breaks=True),
        *_texts("measure", was.measure, now.measure, breaks=True),
        *_listed("option", was.options, now.options),
        *_listed("row", was.rows, now.rows),
    )
    verdict = CHANGED if any(part.breaks for part in parts) else REWORDED if parts else SAME
    reordered = _reordered(was.options, now.options) or _reordered(was.rows, now.rows)
    return Change(now.code, verdict, was, now, parts, moved, reordered)


def _fields(was: Question, now: Question) -> Iterator[Part]:
    for name in TEXTS:
        yield from _texts(name, getattr(was, name), getattr(now, name), breaks=False)
    for name in (*BREAKING, *HARMLESS):
        yield from _part(name, getattr(was, name), getattr(now, name), breaks=name in BREAKING)


def _part(name: str, old: Any, new: Any, *, breaks: bool, code: str = "") -> Iterator[Part]:
    if old != new:
        yield Part(name, _plain(old), _plain(new), breaks, code)


def _plain(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return canonical_json(value) if isinstance(value, (list, bool)) else str(value)


def _texts(name: str, old: Localized, new: Localized, *, breaks: bool, code: str = "") -> Iterator[Part]:
    """One part for each language whose text differs. A translation that comes or goes breaks nothing."""
    for language in dict.fromkeys((*old, *new)):
        was, now = old.get(language, ""), new.get(language, "")
        if was != now:
            yield Part(name, was, now, breaks and bool(was and now), code, language)


def _listed(name: str, old: Sequence[Option], new: Sequence[Option]) -> Iterator[Part]:
    before, after = ({option.code: option for option in options} for options in (old, new))
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code), after.get(code)
        if was and now:
            yield from _texts(name, was.label, now.label, breaks=False, code=code)
            yield from _part("score", was.score, now.score, breaks=True, code=code)
        else:
            yield Part(name, _label(was), _label(now), breaks=True, code=code)


def _label(option: Option | None) -> str:
    return (next(filter(None, option.label.values()), "") or option.code) if option else ""


def _reordered(old: Sequence[Option], new: Sequence[Option]) -> bool:
    before, after = [option.code for option in old], [option.code for option in new]
    common = set(before) & set(after)
    return [code for code in before if code in common] != [code for code in after if code in common]


def out_of_order(places: Sequence[int]) -> set[int]:
    """The fewest positions of `places` (all different) that, taken out, leave a rising row."""
    tails: list[int] = []  # the last value of the best rising row of each length
    lengths = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        lengths.append(at)
    kept, wanted = set(), len(tails) - 1
    for position in reversed(range(len(places))):
        if lengths[position] == wanted:
            kept.add(position)
            wanted -= 1
    return set(range(len(places))) - kept

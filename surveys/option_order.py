"""Options in an order of their own for each visit, so that the first ones are not picked for standing first. Pure."""

from __future__ import annotations

import random
from dataclasses import replace

from surveys.definition import Question, Section

ORDERS = range(1, 9)  # how many orders there are: each is a ready page
_LAST = frozenset({"lainnya", "lain", "other"})  # what only makes sense after the others


def mixed(section: Section, order: int) -> Section:
    """The section with the options of its questions that want it in the random order number `order`."""
    return replace(section, questions=tuple(_mixed(question, order) for question in section.questions))


def _mixed(question: Question, order: int) -> Question:
    if not question.random_order:
        return question
    chance = random.Random(f"{order}:{question.code}")  # noqa: S311  # no secret hangs on it  # nosec B311
    first = [option for option in question.options if option.code not in _LAST]
    chance.shuffle(first)
    return replace(question, options=(*first, *(option for option in question.options if option.code in _LAST)))

"""What every instrument says of itself: a ready questionnaire that is only comparable while it stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from surveys.definition import Localized, Questionnaire


@dataclass(frozen=True)
class Instrument:
    name: str  # in questionnaires, URLs and `flask analytics index`
    title: Localized
    summary: Localized  # what it measures, for whom, in a sentence or two
    questionnaire: Callable[[Localized], Questionnaire]  # from a survey's title
    fixed: frozenset[str]  # codes of the questions whose change makes it another instrument

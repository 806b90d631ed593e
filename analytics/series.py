"""What is followed over the months: of a question its mean, its shares or its ranks, of an instrument its index.

A series goes on while its versions compare and begins anew where they don't; each run is measured as the newest of its
versions asks. Nobody's answer is no figure: such a month is absent. "Doesn't apply" is in no base.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from analytics.comparable import steps
from analytics.indexes import INDEXES
from analytics.measures.figure import Figure
from analytics.measures.statistics import Statistics
from analytics.measures.trends import Stretch, chosen, comparable, mean, most_picked, share, stretch
from surveys.definition import Localized, Question
from surveys.instruments import INSTRUMENTS
from surveys.instruments.skm import NAME as SKM
from surveys.queries import VersionRow
from surveys.question_types import type_of
from surveys.question_types.choice import ANSWERED, Choice, Matrix, Multiple, Ranking

MEAN, SHARE, CHOSEN, RANK, INDEX = "mean", "share", "chosen", "rank", "index"
SHARES = frozenset({SHARE, CHOSEN})  # of one; the others are in points of their scale
MOST_OPTIONS = 5  # of a question with several picks: those that were chosen most

Counted = Mapping[tuple[dt.date, int], Statistics]
_Ends = tuple[float, float]


@dataclass(frozen=True)
class Run:
    """A stretch of comparable months, the version that it begins with, and the option whose share it is, if any."""

    number: int
    kind: str
    ends: _Ends  # of the scale that it is measured on
    stretch: Stretch
    option: Localized = field(default_factory=dict)


@dataclass(frozen=True)
class Series:
    """One line of a chart. `label`: of the row or option that it is about, {} for the whole question or instrument."""

    label: Localized
    runs: tuple[Run, ...]  # at least one, the oldest first; each has a month

    @property
    def kind(self) -> str:
        return self.runs[-1].kind

    @property
    def drawn(self) -> list[Run]:
        """The runs that can share an axis with the newest; a scale of another kind is in the table only."""
        return [run for run in self.runs if (run.kind in SHARES) == (self.kind in SHARES)]

    @property
    def ends(self) -> _Ends:
        """The ends of the axis: those of the newest scale, and further out where an older one went."""
        figures = [found for run in self.drawn for _, found in run.stretch.points]
        values = [float(end) for one in figures for end in (one.value, one.low, one.high) if end is not None]
        return min(self.runs[-1].ends[0], *values), max(self.runs[-1].ends[1], *values)


@dataclass(frozen=True)
class _Measure:
    kind: str
    ends: _Ends
    figure: Callable[[Statistics], Figure]
    option: Localized = field(default_factory=dict)


def of_question(code: str, history: Sequence[VersionRow], counted: Counted, cut: dt.date) -> list[Series]:
    """The series of a question of the newest version, one for each row or option where it has several.

    `history`: the survey's published versions, the oldest first; `counted`: (month, version id) -> statistics.
    Empty for a question that isn't answered by picking, or that nobody answered.
    """
    asked = history[-1].questionnaire.by_code[code]
    made = []
    for part, label in _parts(asked, _whole(counted, comparable(steps(history), code)[-1])):
        runs = tuple(_runs(code, part, history, counted, cut))
        if runs:
            made.append(Series(label, runs))
    return made


def of_index(history: Sequence[VersionRow], counted: Counted, cut: dt.date) -> Series | None:
    """The index of the instrument that the newest version is; None without one, or without an index.

    A version that is another instrument, or changed one of its fixed questions, ends the run.
    """
    name = history[-1].questionnaire.instrument
    if name not in INDEXES:
        return None
    numbers = {version.id: version.number for version in history}
    runs = []
    for ids in _runs_of_instrument(history, name):
        found = stretch(ids, counted, partial(_index, name, cut=cut))
        if found.points:
            runs.append(Run(numbers[ids[0]], INDEX, _scale(name, cut), found))
    return Series({}, tuple(runs)) if runs else None


def _parts(question: Question, whole: Statistics) -> Sequence[tuple[str, Localized]]:
    """The code and label of each row or option that has a series of its own; an empty code for the question itself."""
    kind = type_of(question)
    if isinstance(kind, Choice):
        return [("", {})]
    if isinstance(kind, Matrix):
        return [(row.code, row.label) for row in question.rows]
    options = [(option.code, option.label) for option in question.options]
    if isinstance(kind, Multiple):
        picks = whole.options.get(question.code, {})
        return sorted(options, key=lambda option: -picks.get(option[0], 0))[:MOST_OPTIONS]
    return options if isinstance(kind, Ranking) else []


def _runs(code: str, part: str, history: Sequence[VersionRow], counted: Counted, cut: dt.date) -> Iterator[Run]:
    versions = {version.id: version for version in history}
    for ids in comparable(steps(history), code):
        question = versions[ids[-1]].questionnaire.by_code.get(code)
        measure = _measure(question, part, _whole(counted, ids), cut) if question else None
        if measure is None:
            continue
        found = stretch(ids, counted, measure.figure)
        if found.points:
            yield Run(versions[ids[0]].number, measure.kind, measure.ends, found, measure.option)


def _measure(question: Question, part: str, whole: Statistics, cut: dt.date) -> _Measure | None:
    """How a part of a question is measured; None where this version of it has no such part."""
    kind, code, key = type_of(question), question.code, f"{question.code}.{part}"
    if isinstance(kind, Choice) and not part:
        return _of_one_pick(question, code, whole, cut)
    if isinstance(kind, Matrix) and part in question.row_codes:
        return _of_one_pick(question, key, whole, cut)
    if isinstance(kind, Multiple) and part in question.option_codes:
        figure = partial(chosen, code=code, option=part, answered=f"{code}.{ANSWERED}", cut=cut)
        return _Measure(CHOSEN, (0, 1), figure)
    if isinstance(kind, Ranking) and part in question.option_codes:
        last = len(question.options)
        ranks = {str(rank): rank for rank in range(1, last + 1)}
        return _Measure(RANK, (1, last), partial(mean, code=key, scores=ranks, cut=cut))
    return None


def _of_one_pick(question: Question, key: str, whole: Statistics, cut: dt.date) -> _Measure:
    """The mean where each option has a score, else the share of the option that was picked most."""
    scores = question.scores
    if scores and len(scores) == len(question.options):
        ends = (min(scores.values()), max(scores.values()))
        return _Measure(MEAN, ends, partial(mean, code=key, scores=scores, cut=cut))
    codes = [option.code for option in question.options]
    top = most_picked(whole, key, codes)
    label = next((option.label for option in question.options if option.code == top), {})
    return _Measure(SHARE, (0, 1), partial(share, code=key, options=codes, option=top, cut=cut), label)


def _whole(counted: Counted, ids: Sequence[int]) -> Statistics:
    return Statistics.total(statistics for (_, version_id), statistics in counted.items() if version_id in ids)


def _runs_of_instrument(history: Sequence[VersionRow], name: str) -> list[tuple[int, ...]]:
    """The ids of the versions that are the instrument, in runs that compare."""
    runs: list[tuple[int, ...]] = []
    goes_on = False
    for version in history:
        is_it = version.questionnaire.instrument == name
        if is_it and goes_on and not version.broken & INSTRUMENTS[name].fixed:
            runs[-1] += (version.id,)
        elif is_it:
            runs.append((version.id,))
        goes_on = is_it
    return runs


def _index(name: str, statistics: Statistics, cut: dt.date) -> Figure:
    """The index as a figure; that of the SKM is its IKM."""
    plain = INDEXES[name](statistics, cut)
    value, interval = plain["ikm" if name == SKM else "index"], plain["interval"] or (None, None)
    low, high = (None if bound is None else Decimal(str(bound)) for bound in interval)
    return Figure(None if value is None else Decimal(str(value)), plain["base"], INDEX, cut, low, high)


def _scale(name: str, cut: dt.date) -> _Ends:
    if name == SKM:
        return 25, 100
    lowest, highest = INDEXES[name](Statistics(), cut)["scale"]
    return lowest, highest

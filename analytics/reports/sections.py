"""The parts of a report, each from a group of answers. Pure; suppression is the last step of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from analytics.measures import disclosure
from analytics.measures.change import Sample, ikm_change
from analytics.measures.distribution import distribution
from analytics.measures.figure import Figure, figure, unless
from analytics.measures.participation import Coverage, count, coverage
from analytics.measures.satisfaction import SkmFigures, skm
from analytics.measures.statistics import Statistics
from analytics.reports import model
from analytics.reports.groups import NO_ANSWER, Answers, Cells, Group, withheld
from surveys import scoring
from surveys.calendar import month_days
from surveys.definition import PROFILE, Localized, Question, Questionnaire
from surveys.instruments.skm import ELEMENT_CODES, ELEMENTS
from surveys.question_types import NOT_APPLICABLE, band_codes, type_of
from surveys.question_types.places import Region
from surveys.regions import regency_names

MEAN_OF_UNITS = "mean-of-units"
# Of a longer list of options, such as all regencies, only those that somebody picked have a row.
MOST_EMPTY = 100
_NOT_APPLICABLE: Localized = {"id": "Tidak berlaku", "en": "Not applicable"}
FEE, FREE = "biaya", "4"  # the element whose top score is "Gratis"


def participation(group: Group, month: dt.date, cut: dt.date) -> model.Participation:
    days, channels = group.all_days, group.all_channels
    return model.Participation(
        responses=count(group.responses, cut),
        coverage=_coverage(group, cut),
        days=tuple(model.DayCount(day, count(days[day.isoformat()], cut)) for day in month_days(month) if day <= cut),
        channels=tuple(model.ChannelCount(code, count(channels[code], cut)) for code in sorted(channels)),
    )


def satisfaction(group: Group, cut: dt.date) -> model.Satisfaction | None:
    """None where no SKM survey took an answer."""
    if not group.everything.n:
        return None
    figures = _figures(group.pool, cut)
    names = {element.code: element.name for element in ELEMENTS}
    return model.Satisfaction(
        ikm=figures.ikm,
        grade=figures.grade,
        elements=tuple(
            model.Element(e.code, names[e.code], e.average, e.conversion, e.grade, e.rank) for e in figures.elements
        ),
        lowest=figures.lowest,
        free_of_charge=_free_of_charge(group, cut),
        mean_of_units=_mean_of_units(group, cut),
        left_out=tuple(part.party for part in _all_left_out(group)),
        weights=scoring.EXACT,
        grade_table=scoring.GRADE_TABLE,
    )


def profile(group: Group, questionnaires: Sequence[Questionnaire], cut: dt.date) -> tuple[model.Profile, ...]:
    return tuple(
        _profile(group, code, name, options, cut) for code, (name, options) in _questions(questionnaires).items()
    )


def previous(group: Group, before: Group, cut: dt.date, last: dt.date) -> model.Comparison | None:
    """The month before, whose last day is `last`; None where it has no answer."""
    if not before.responses:
        return None
    now, then = _figures(group.pool, cut).ikm, _figures(before.pool, last)
    change = ikm_change(_sample(group), _sample(before), ELEMENT_CODES, cut)
    return model.Comparison(
        month=last.replace(day=1),
        responses=count(before.responses, last),
        ikm=then.ikm,
        grade=then.grade,
        # With one of the two, the difference would give the other away.
        change=unless(now.suppressed or then.ikm.suppressed, change),
    )


def rows(group: Group, cut: dt.date, depth: int = 0) -> tuple[model.Row, ...]:
    """A row for each unit of the group, then for each agency below it, followed by its own rows."""
    hidden = _hidden_units(group)
    made = [_row(unit, cut, depth, unit in hidden) for unit in group.units]
    for agency in group.agencies:
        made += [_row(agency, cut, depth, disclosure.too_few(agency.pool.n)), *rows(agency, cut, depth + 1)]
    return tuple(made)


def _row(group: Group, cut: dt.date, depth: int, hidden: bool) -> model.Row:
    figures = _figures(group.pool, cut)
    if hidden:
        figures = _hidden(figures)
    covered = _coverage(group, cut)
    last = max((element.rank or 0 for element in figures.elements), default=0)
    return model.Row(
        party=group.party,
        kind=group.kind,
        depth=depth,
        responses=count(group.responses, cut),
        coverage=covered,
        ikm=figures.ikm,
        grade=figures.grade,
        lowest=tuple(element.code for element in figures.elements if last and element.rank == last),
        flags=tuple(_flags(group, covered, figures.ikm)),
    )


def _flags(group: Group, covered: Coverage, ikm: Figure) -> Iterator[str]:
    if not group.responses:
        yield model.NO_ANSWERS
    if ikm.suppressed:
        yield model.TOO_FEW if disclosure.too_few(group.pool.n) else model.SHIELDS_ANOTHER
    if covered.short and group.responses:
        yield model.SHORT
    if group.everything.n and covered.served.value is None:
        yield model.NO_DENOMINATOR
    if covered.rate.value is not None and covered.rate.value > 1:
        yield model.MORE_THAN_SERVED


def _coverage(group: Group, cut: dt.date) -> Coverage:
    return coverage(group.everything.n, group.everything.people, cut)


def _figures(answers: Answers, cut: dt.date) -> SkmFigures:
    """The SKM of `answers`, suppressed where there are too few of them."""
    figures = skm(answers.statistics, ELEMENT_CODES, cut, answers.people)
    bases = [element.average.base or 0 for element in figures.elements]
    # With the index, eight averages would give the ninth away: one element with too few hides them all.
    return _hidden(figures) if any(disclosure.too_few(base) for base in (answers.n, *bases)) else figures


def _hidden(figures: SkmFigures) -> SkmFigures:
    return SkmFigures(
        ikm=figures.ikm.hidden(),
        grade="",
        elements=tuple(
            replace(e, average=e.average.hidden(), conversion=e.conversion.hidden(), grade="", rank=None)
            for e in figures.elements
        ),
        lowest=(),
    )


def _free_of_charge(group: Group, cut: dt.date) -> Figure:
    """The share of "Gratis" among the answers on the fee: it raises the index without any doing of the unit."""

    def cells(answers: Answers) -> Cells:
        picks = answers.statistics.options.get(FEE, {})
        return {FREE: picks.get(FREE, 0), "": answers.statistics.answered(FEE) - picks.get(FREE, 0)}

    free = distribution(cells(group.pool), (FREE,), cut)[0].share
    return unless(FREE in withheld(group, cells), free)


def _mean_of_units(group: Group, cut: dt.date) -> Figure:
    """The plain mean of the IKM of all units below, as far as they are shown; needs two of them."""
    of_units = [_sample(unit).index(ELEMENT_CODES) for unit in _shown_units(group)]
    indexes = [index for index in of_units if index is not None]
    mean = sum(indexes, Fraction(0)) / len(indexes) if len(indexes) > 1 else None
    return figure(mean, len(indexes), MEAN_OF_UNITS, cut, places=2)


def _sample(group: Group) -> Sample:
    return Sample(group.pool.statistics, group.pool.people)


def _shown_units(group: Group) -> Iterator[Group]:
    hidden = _hidden_units(group)
    yield from (unit for unit in group.units if unit not in hidden and not disclosure.too_few(unit.pool.n))
    for agency in group.agencies:
        yield from _shown_units(agency)


def _hidden_units(group: Group) -> frozenset[Group]:
    """The units whose index must be hidden, since that of all units of the agency is shown."""
    return disclosure.hidden_groups({unit: unit.pool.n for unit in group.units})


def _all_left_out(group: Group) -> Iterator[Group]:
    yield from group.left_out
    for agency in group.pooled_agencies:
        yield from _all_left_out(agency)


def _questions(questionnaires: Sequence[Questionnaire]) -> dict[str, tuple[Localized, dict[str, Localized]]]:
    """Profile question -> its name and options, over all versions; a newer version's names win."""
    found: dict[str, tuple[Localized, dict[str, Localized]]] = {}
    for questionnaire in questionnaires:
        for question in questionnaire.with_role(PROFILE):
            _, options = found.get(question.code, ({}, {}))
            found[question.code] = (question.name or question.label, {**options, **_options(question)})
    return found


def _options(question: Question) -> dict[str, Localized]:
    """What can be counted of a question, in words; "doesn't apply" comes last."""
    kind = type_of(question)
    apart = {NOT_APPLICABLE: _NOT_APPLICABLE} if kind.can_be_not_applicable(question) else {}
    if question.bands:
        return {code: {"id": code.replace("-", "–")} for code in band_codes(question.bands)} | apart
    if isinstance(kind, Region):
        return {code: {"id": name} for code, name in regency_names().items()} | apart
    return {option.code: option.label for option in question.options} | apart


def _profile(group: Group, code: str, name: Localized, options: Mapping[str, Localized], cut: dt.date) -> model.Profile:
    def picks(answers: Answers) -> Cells:
        return answers.statistics.options.get(code, {})

    def bases(answers: Answers) -> Cells:
        return {**picks(answers), NO_ANSWER: answers.n - answers.statistics.answered(code)}

    # A group's index names its base, so it goes with a hidden count too.
    few, small = withheld(group, picks), withheld(group, bases, disclosure.hidden_groups)
    counts = picks(group.pool)
    listed = [option for option in options if option in counts or len(options) <= MOST_EMPTY]
    parts = distribution(counts, listed, cut)
    return model.Profile(
        question=code,
        name=name,
        answered=count(group.pool.statistics.answered(code), cut),
        parts=tuple(
            model.ProfilePart(
                part.code,
                options[part.code],
                unless(part.code in few, part.count),
                unless(part.code in few, part.share),
                unless(part.code in few | small, _index_of(group, code, part.code, cut)),
            )
            for part in parts
        ),
    )


def _index_of(group: Group, question: str, option: str, cut: dt.date) -> Figure:
    """The IKM of those who picked one option of a profile question."""
    return _figures(Answers(group.pool.margins.get((question, option), Statistics())), cut).ikm

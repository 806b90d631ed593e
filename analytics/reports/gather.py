"""From the fact tables to the groups that a report describes. Reads facts and names, never an answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from analytics import month_themes, reading
from analytics.comparable import Comparable, comparable
from analytics.measures.statistics import RunningTotal, Statistics
from analytics.reading import Fact
from analytics.reports.groups import Answers, Group, tree
from analytics.reports.model import UNIT, Party
from surveys import queries
from surveys.calendar import first_of_month
from surveys.definition import Localized, Questionnaire
from surveys.instruments import skm

Home = tuple[int, int]  # agency's id, unit's id or 0


@dataclass(frozen=True)
class Gathered:
    group: Group
    questionnaires: tuple[Questionnaire, ...]  # of the SKM versions that took an answer, the oldest first
    agencies: frozenset[int] = frozenset()  # the ids of those that the group covers
    theme_names: Mapping[str, Localized] = field(default_factory=dict)  # of what the comments are about


@dataclass
class _Count:
    """What one unit's facts add up to."""

    statistics: RunningTotal = field(default_factory=RunningTotal)
    margins: defaultdict[tuple[str, str], RunningTotal] = field(default_factory=lambda: defaultdict(RunningTotal))
    days: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)

    def add(self, fact: Fact, skm_statistics: Statistics | None) -> None:
        self.days[fact.day.isoformat()] += fact.statistics.n
        self.channels[fact.channel] += fact.statistics.n
        if skm_statistics:
            self.statistics.add(skm_statistics)

    def add_margin(self, fact: Fact, statistics: Statistics) -> None:
        self.margins[fact.profile_question, fact.profile_option].add(statistics)


@dataclass(frozen=True)
class _Scope:
    """The agencies that a report covers, and the surveys that may hold their answers."""

    agencies: Collection[int]
    units: Mapping[int, queries.UnitRow]
    surveys: Mapping[int, queries.SurveyRow]

    def home(self, survey_id: int, unit_id: int) -> Home | None:
        """Whose answers these are: the unit's agency, else the survey's; None when that is another branch."""
        unit = self.units.get(unit_id)
        agency = unit.agency_id if unit else self.surveys[survey_id].agency_id
        return (agency, unit_id) if agency in self.agencies else None

    def is_skm(self, survey_id: int) -> bool:
        return self.surveys[survey_id].instrument == skm.NAME

    def skm_statistics(self, fact: Fact, comparable: Comparable) -> Statistics | None:
        """What of a fact goes into the index: None where the version, or its survey, is no SKM."""
        instrument = comparable.instruments.get(fact.version_id, self.surveys[fact.survey_id].instrument)
        return comparable.statistics(fact) if instrument == skm.NAME else None


def gather(
    session: Session, month: dt.date, last: dt.date, agency_id: int | None, *, with_profile: bool = True
) -> Gathered:
    """What was counted from the first of `month` to `last` for an agency with all below it; None: for all."""
    agencies = queries.agencies(session)
    scope = _scope(session, agencies, agency_id)
    first = first_of_month(month)
    alike = comparable(session, first, last, scope.surveys)
    counts: dict[Home, _Count] = {}
    versions: set[int] = set()
    for fact in reading.everybody(session, first, last, scope.surveys):
        if home := scope.home(fact.survey_id, fact.unit_id):
            found = scope.skm_statistics(fact, alike)
            counts.setdefault(home, _Count()).add(fact, found)
            versions.update([fact.version_id] if found else [])
    for fact in reading.margins(session, first, last, scope.surveys) if with_profile else ():
        lost = fact.profile_question in alike.left_out.get(fact.version_id, ())
        home, found = scope.home(fact.survey_id, fact.unit_id), scope.skm_statistics(fact, alike)
        if home and found and not lost:
            counts[home].add_margin(fact, found)
    names = _add_themes(session, scope, first, counts)
    units = _units(scope, counts, queries.people_served(session, first))
    parties = [(agency.id, agency.parent_id, Party(agency.code, agency.name)) for agency in agencies]
    questionnaires = queries.questionnaires(session, versions)
    asked = tuple(questionnaires[version] for version in sorted(questionnaires))
    return Gathered(tree(parties, units, agency_id), asked, frozenset(scope.agencies), names)


def _add_themes(session: Session, scope: _Scope, month: dt.date, counts: Mapping[Home, _Count]) -> dict[str, Localized]:
    """Add to each unit how many of its comments are about what; the names of these themes.

    Parts of a theme are left to the agency's own pages.
    """
    names: dict[str, Localized] = {}
    for survey_id in sorted(scope.surveys):
        found = month_themes.summary(session, survey_id, month) if scope.is_skm(survey_id) else None
        if found is None:
            continue
        whole = {theme.id: theme.names for theme in found.themes.themes if theme.part_of is None}
        names = {**whole, **names}
        for unit_id, themes in found.units.items():
            home = scope.home(survey_id, unit_id)
            if home and home in counts:
                counts[home].themes.update({theme: n for theme, n in themes.items() if theme in whole})
    return names


def _scope(session: Session, agencies: Iterable[queries.AgencyRow], agency_id: int | None) -> _Scope:
    inside = _below(agencies, agency_id)
    units = {unit.id: unit for unit in queries.units(session)}
    own = {unit.id for unit in units.values() if unit.agency_id in inside}
    surveys = {
        survey.id: survey
        for survey in queries.surveys(session)
        if survey.agency_id in inside or not own.isdisjoint(survey.unit_ids)
    }
    return _Scope(inside, units, surveys)


def _below(agencies: Iterable[queries.AgencyRow], agency_id: int | None) -> set[int]:
    """The ids of an agency and of everything below it; None: of all."""
    children: dict[int | None, list[int]] = {}
    for agency in agencies:
        children.setdefault(agency.parent_id, []).append(agency.id)
    inside, waiting = set(), [agency_id] if agency_id else list(children.get(None, ()))
    while waiting:
        inside.add(waiting[-1])
        waiting += children.get(waiting.pop(), ())
    return inside


def _units(scope: _Scope, counts: Mapping[Home, _Count], people: Mapping[int, int]) -> list[tuple[int, Group]]:
    """A group for each unit that is active, has answers or served people; and one for answers that name none."""
    homes = set(counts)
    for unit in scope.units.values():
        if unit.agency_id in scope.agencies and (unit.active or unit.id in people):
            homes.add((unit.agency_id, unit.id))
    return [(home[0], _unit(scope, home, counts.get(home, _Count()), people)) for home in sorted(homes)]


def _unit(scope: _Scope, home: Home, count: _Count, people: Mapping[int, int]) -> Group:
    unit = scope.units.get(home[1])
    margins = {key: total.statistics() for key, total in count.margins.items()}
    return Group(
        Party(unit.code, unit.name) if unit else Party("", ""),
        UNIT,
        Answers(count.statistics.statistics(), margins, people.get(home[1]), count.themes),
        count.days,
        count.channels,
    )

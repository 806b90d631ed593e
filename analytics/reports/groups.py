"""Who is described together: units, agencies, agencies with everything below them. Pure.

A report, the reports of the agencies below it and its tables are read side by side, so what one of
them hides must not follow from the others. Two rules see to that, once for a whole tree:

- An agency's pool leaves out the parts that have too few answers to be described, unless they are
  enough together: else "all" less the parts that are shown would be the small part itself.
- A cell is hidden as if its group consisted only of what no report below shows (`withheld`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from analytics.measures import disclosure
from analytics.measures.statistics import Statistics
from analytics.reports.model import AGENCY, Party

Cells = Mapping[str, int]
NO_ANSWER = ""  # the option of those who skipped a profile question


@dataclass(frozen=True)
class Answers:
    """What was answered on SKM surveys: everything, and by profile question and option."""

    statistics: Statistics = field(default_factory=Statistics)
    margins: Mapping[tuple[str, str], Statistics] = field(default_factory=dict)
    people: int | None = None  # served in the month; None when that is not known for all who answered
    themes: Cells = field(default_factory=dict)  # theme -> comments that belong to it, some to several

    @property
    def n(self) -> int:
        return self.statistics.n

    @classmethod
    def total(cls, parts: Iterable[Answers]) -> Answers:
        parts = list(parts)
        keys = dict.fromkeys(key for part in parts for key in part.margins)
        return cls(
            Statistics.total(part.statistics for part in parts),
            {key: Statistics.total(part.margins[key] for part in parts if key in part.margins) for key in keys},
            people_of(parts),
            sum((Counter(part.themes) for part in parts), Counter()),
        )


@dataclass(frozen=True, eq=False)
class Group:
    """A unit, or an agency with its units and the agencies below it."""

    party: Party
    kind: str
    answers: Answers = field(default_factory=Answers)  # a unit's; an agency's are those of its units
    days: Cells = field(default_factory=dict)  # ISO day -> responses of every survey
    channels: Cells = field(default_factory=dict)
    units: tuple[Group, ...] = ()
    agencies: tuple[Group, ...] = ()

    @cached_property
    def own(self) -> Answers:
        """What the units answered, without the agencies below."""
        return Answers.total([self.answers, *(unit.answers for unit in self.units)])

    @cached_property
    def left_out(self) -> tuple[Group, ...]:
        """The parts, its own units as one of them, that the pool of an agency goes without."""
        if not self.agencies:
            return ()
        parts = [replace(self, agencies=()), *self.agencies]
        bases = {at: part.pool.n for at, part in enumerate(parts)}
        small = {at for at, base in bases.items() if disclosure.too_few(base)}
        enough = disclosure.hidden_groups(bases) <= small
        return () if enough else tuple(parts[at] for at in sorted(small))

    @cached_property
    def pool(self) -> Answers:
        """The answers that describe this group."""
        return Answers.total([self.pooled_own, *(agency.pool for agency in self.pooled_agencies)])

    @property
    def pooled_own(self) -> Answers:
        """Its own units' answers, as far as its pool has them."""
        return Answers() if any(part.party == self.party for part in self.left_out) else self.own

    @property
    def pooled_agencies(self) -> tuple[Group, ...]:
        return tuple(agency for agency in self.agencies if agency not in self.left_out)

    @cached_property
    def everything(self) -> Answers:
        """All that was answered, for counts and rates; never to describe what was said."""
        return Answers.total([self.own, *(agency.everything for agency in self.agencies)])

    @cached_property
    def all_days(self) -> Counter[str]:
        return Counter(self.days) + sum((part.all_days for part in (*self.units, *self.agencies)), Counter())

    @cached_property
    def all_channels(self) -> Counter[str]:
        return Counter(self.channels) + sum((part.all_channels for part in (*self.units, *self.agencies)), Counter())

    @property
    def responses(self) -> int:
        """The responses of every survey."""
        return self.all_days.total()


def people_of(parts: Sequence[Answers]) -> int | None:
    """The people served by `parts` together: None where a part has answers and nobody entered its people."""
    known = [part.people for part in parts if part.people is not None]
    unknown = any(part.people is None and part.n for part in parts)
    return sum(known) if known and not unknown else None


def withheld(
    group: Group,
    cells: Callable[[Answers], Cells],
    hide: Callable[[Cells], frozenset[str]] = disclosure.hidden_cells,
) -> frozenset[str]:
    """The cells that a report of `group` must hide. `cells`: what a table counts, `hide`: the rule for it."""
    return _unknown(group, cells, hide)[1]


def _unknown(
    group: Group, cells: Callable[[Answers], Cells], hide: Callable[[Cells], frozenset[str]]
) -> tuple[Counter[str], frozenset[str]]:
    """How much of each cell no report below shows, and the cells that must be hidden for it."""
    counts = Counter(cells(group.pooled_own))
    for agency in group.pooled_agencies:
        unknown, hidden = _unknown(agency, cells, hide)
        counts.update({key: unknown[key] for key in hidden})
    return counts, frozenset(cells(group.pool)) if disclosure.too_few(group.pool.n) else hide(counts)


def tree(
    agencies: Iterable[tuple[int, int | None, Party]],
    units: Iterable[tuple[int, Group]],
    root: int | None,
) -> Group:
    """The group of the agency `root` (None: of all). `agencies`: (id, parent's id, party);
    `units`: (agency's id, group)."""
    children: dict[int | None, list[tuple[int, Party]]] = {}
    names: dict[int | None, Party] = {None: Party("", "")}
    for agency_id, parent_id, party in agencies:
        children.setdefault(parent_id, []).append((agency_id, party))
        names[agency_id] = party
    own: dict[int | None, list[Group]] = {}
    for agency_id, group in units:
        own.setdefault(agency_id, []).append(group)

    def grow(agency_id: int | None) -> Group:
        below = sorted(children.get(agency_id, ()), key=lambda child: child[1].name)
        return Group(
            names[agency_id],
            AGENCY,
            units=tuple(sorted(own.get(agency_id, ()), key=lambda unit: unit.party.name)),
            agencies=tuple(grow(child) for child, _ in below),
        )

    return grow(root)
